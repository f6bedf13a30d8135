// Heads of responses as bytes. Every answer has a Content-Length (or no body at all), so that connections
// stay open; a header value with a line end is a bug of the caller and never reaches the wire.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "api/http.h"

namespace voorzien::adapters {

[[nodiscard]] std::string_view reason_of(int status);
// "Date: Wed, 25 Nov 2026 12:00:00 GMT\r\n"
[[nodiscard]] std::string date_line(std::time_t now);

struct HeadOptions {
  bool keep_alive = true;
  std::string_view date;  // of date_line
};
[[nodiscard]] std::string render_head(const api::Response& response, const HeadOptions& options);
[[nodiscard]] std::string sse_head(const api::Response& response, const HeadOptions& options);
[[nodiscard]] std::string websocket_head(const api::Response& response, std::string_view accept);
// RFC 9457 problem details for what the server itself refuses.
[[nodiscard]] api::Response problem(int status, std::string_view why);

}  // namespace voorzien::adapters
