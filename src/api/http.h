// HTTP as api sees it: a request and a response as plain values, no socket, no library.
// adapters/http_server turns bytes into these and back; tests call api directly with them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien::api {

struct Request {
  std::string method;                          // GET, POST, DELETE, ...
  std::string path;                            // decoded, without query: /api/signals
  std::string query;                           // raw, without '?'
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string remote;  // address of the peer, for throttling and log
  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
  // Percent-decoded value of a query parameter, or empty.
  [[nodiscard]] std::string parameter(std::string_view name) const;
};

enum class StreamKind { None, Sse, WebSocket };

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  // shared, so that static files and cached answers are not copied
  // Set when the connection becomes a push stream: the adapter writes the 200/101 head and hands the socket
  // to the fan-out thread with these.
  StreamKind stream = StreamKind::None;
  std::string stream_audience;  // name of a doctrine::Audience
  std::uint64_t stream_since = 0;
};

// Answers once, from any thread, possibly later (a command waits for its disk).
using Respond = std::function<void(Response)>;

class Handler {
 public:
  virtual ~Handler() = default;
  virtual void handle(Request request, Respond respond) = 0;
};

}  // namespace voorzien::api
