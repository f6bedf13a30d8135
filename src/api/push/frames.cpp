#include "api/push/frames.h"

#include <fmt/format.h>

#include "codec/json.h"

namespace voorzien::api {

std::string changes_json(const Changed& changes) {
  std::size_t size = 128 + changes.removals.size() * 96;
  for (const Known& upsert : changes.upserts) size += upsert.json->size() + 1;
  std::string out;
  out.reserve(size);
  out.append("{\"version\":").append(std::to_string(changes.version));
  if (changes.full) out.append(",\"full\":true");
  out.append(",\"upserts\":[");
  for (std::size_t i = 0; i < changes.upserts.size(); ++i) {
    if (i > 0) out += ',';
    out.append(*changes.upserts[i].json);
  }
  out.append("],\"removals\":[");
  for (std::size_t i = 0; i < changes.removals.size(); ++i) {
    const views::Removal& removal = changes.removals[i];
    out.append(i > 0 ? ",{\"type\":" : "{\"type\":");
    codec::append_string(removal.type, out);
    out.append(",\"id\":");
    codec::append_string(removal.id, out);
    out.append(",\"version\":").append(std::to_string(removal.version)).append("}");
  }
  return out.append("]}");
}

std::string heartbeat_json(std::uint64_t version, std::string_view now, double speed) {
  std::string out = "{\"version\":" + std::to_string(version) + ",\"now\":";
  codec::append_string(now, out);
  return out.append(fmt::format(",\"speed\":{},\"upserts\":[],\"removals\":[]}}", speed));
}

std::string sse_event(std::uint64_t id, std::string_view json) {
  std::string out;
  out.reserve(json.size() + 40);
  out.append("id: ").append(std::to_string(id)).append("\ndata: ");
  // Our JSON has no line ends; should an encoder ever write some, each line is a data line of the event.
  for (const char c : json) {
    out += c;
    if (c == '\n') out.append("data: ");
  }
  return out.append("\n\n");
}

std::string websocket_text(std::string_view payload) {
  std::string out;
  out.reserve(payload.size() + 10);
  out += static_cast<char>(0x81);
  const std::uint64_t size = payload.size();
  const unsigned extended = size < 126 ? 0 : size <= 0xffff ? 2 : 8;
  out += static_cast<char>(extended == 0 ? size : extended == 2 ? 126 : 127);
  for (unsigned i = extended; i > 0; --i) out += static_cast<char>((size >> (8 * (i - 1))) & 0xff);
  return out.append(payload);
}

Frame frame_of(std::uint64_t index, std::uint64_t version, std::string_view json) {
  Frame out;
  out.index = index;
  out.version = version;
  out.sse = std::make_shared<const std::string>(sse_event(version, json));
  out.websocket = std::make_shared<const std::string>(websocket_text(json));
  return out;
}

}  // namespace voorzien::api
