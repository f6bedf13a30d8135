#include "adapters/http_server/response.h"

#include <array>
#include <cstdio>

#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
bool no_body(int status) { return status < 200 || status == 204 || status == 304; }

// Ours, whatever the handler says: the framing of the connection.
bool is_framing(std::string_view name) {
  constexpr std::array<std::string_view, 5> ours{"content-length", "transfer-encoding", "connection", "date",
                                                 "upgrade"};
  for (const std::string_view one : ours) {
    if (one.size() != name.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < one.size() && same; ++i) same = (name[i] | 0x20) == one[i];
    if (same) return true;
  }
  return false;
}

void append_fields(const api::Response& response, std::string& out) {
  for (const auto& [name, value] : response.headers) {
    if (is_framing(name)) continue;
    ENSURE(
        name.find_first_of("\r\n: ") == std::string::npos && value.find_first_of("\r\n") == std::string::npos,
        "a header field holds no line end");
    out.append(name).append(": ").append(value).append("\r\n");
  }
}

std::string status_line(int status) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + " ";
  return out.append(reason_of(status)).append("\r\n");
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e ? '?' : c;
  }
}
}  // namespace

std::string_view reason_of(int status) {
  struct Row {
    int status;
    std::string_view reason;
  };
  constexpr std::array rows{
      Row{100, "Continue"},
      Row{101, "Switching Protocols"},
      Row{200, "OK"},
      Row{201, "Created"},
      Row{202, "Accepted"},
      Row{204, "No Content"},
      Row{206, "Partial Content"},
      Row{301, "Moved Permanently"},
      Row{302, "Found"},
      Row{303, "See Other"},
      Row{304, "Not Modified"},
      Row{307, "Temporary Redirect"},
      Row{308, "Permanent Redirect"},
      Row{400, "Bad Request"},
      Row{401, "Unauthorized"},
      Row{403, "Forbidden"},
      Row{404, "Not Found"},
      Row{405, "Method Not Allowed"},
      Row{406, "Not Acceptable"},
      Row{408, "Request Timeout"},
      Row{409, "Conflict"},
      Row{410, "Gone"},
      Row{412, "Precondition Failed"},
      Row{413, "Content Too Large"},
      Row{414, "URI Too Long"},
      Row{415, "Unsupported Media Type"},
      Row{417, "Expectation Failed"},
      Row{421, "Misdirected Request"},
      Row{422, "Unprocessable Content"},
      Row{426, "Upgrade Required"},
      Row{429, "Too Many Requests"},
      Row{431, "Request Header Fields Too Large"},
      Row{500, "Internal Server Error"},
      Row{501, "Not Implemented"},
      Row{503, "Service Unavailable"},
      Row{504, "Gateway Timeout"},
      Row{505, "HTTP Version Not Supported"},
  };
  for (const Row& row : rows)
    if (row.status == status) return row.reason;
  return "Status";
}

std::string date_line(std::time_t now) {
  std::tm parts{};
  gmtime_r(&now, &parts);
  constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(), text.size(), "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n",
                                 days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                                 months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900,
                                 parts.tm_hour, parts.tm_min, parts.tm_sec);
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string render_head(const api::Response& response, const HeadOptions& options) {
  std::string out = status_line(response.status);
  out.append(options.date);
  append_fields(response, out);
  if (!no_body(response.status)) {
    out.append("Content-Length: ").append(std::to_string(response.body ? response.body->size() : 0));
    out.append("\r\n");
  }
  if (!options.keep_alive) out.append("Connection: close\r\n");
  return out.append("\r\n");
}

std::string sse_head(const api::Response& response, const HeadOptions& options) {
  std::string out = status_line(200);
  out.append(options.date);
  append_fields(response, out);
  out.append("Content-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n");
  return out.append("Connection: close\r\n\r\n");
}

std::string websocket_head(const api::Response& response, std::string_view accept) {
  std::string out = status_line(101);
  append_fields(response, out);
  out.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ").append(accept);
  return out.append("\r\n\r\n");
}

api::Response problem(int status, std::string_view why) {
  std::string body = R"({"type":"about:blank","title":")";
  body.append(reason_of(status)).append(R"(","status":)").append(std::to_string(status));
  body.append(R"(,"detail":")");
  append_escaped(why, body);
  body.append("\"}");
  api::Response out;
  out.status = status;
  out.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
  out.body = std::make_shared<const std::string>(std::move(body));
  return out;
}

}  // namespace voorzien::adapters
