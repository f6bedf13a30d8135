// The reader of client frames must end in the same events however the bytes are torn, and never read on
// after a close or a fault.
#include <cstdint>

#include "adapters/http_server/websocket.h"
#include "base/ensure.h"

using voorzien::adapters::ClientFrameReader;

namespace {
std::string read_all(std::string_view bytes, std::size_t piece) {
  ClientFrameReader reader(4'096);
  std::string out;
  bool ended = false;
  while (!bytes.empty()) {
    std::string_view part = bytes.substr(0, piece);
    bytes.remove_prefix(part.size());
    while (auto event = reader.read(part)) {
      ENSURE(!ended, "nothing comes after a close or a fault");
      ENSURE(event->payload.size() <= 125, "control payloads are short");
      ended = event->kind != ClientFrameReader::Event::Kind::Ping;
      out +=
          std::to_string(static_cast<int>(event->kind)) + ':' + std::to_string(event->code) + event->payload;
    }
  }
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ENSURE(read_all(bytes, 1) == read_all(bytes, size), "torn frames read the same");
  return 0;
}
