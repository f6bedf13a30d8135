// HttpServer: own epoll loop with Boost.Beast as parser only, and a second epoll thread that fans changes out
// to SSE and WebSocket connections (stack.md 2, design C). Plain TCP; TLS comes later.
//
// Every limit stands in limits.h beside this file. Slow readers are dropped and resync by `since`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http_server/limits.h"
#include "api/http.h"
#include "api/push/feed.h"
#include "base/result.h"

namespace voorzien::adapters {

struct HttpServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0 picks a free one
  // host:port values accepted in Host and Origin (DNS rebinding, cross-site sockets); empty = what we listen
  // on
  std::vector<std::string> allowed_hosts;
  HttpLimits limits{};  // tests lower them
};

class HttpServer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> listen(const HttpServerOptions& options,
                                                                  api::Handler& handler,
                                                                  api::ChangeFeed& feed);
  virtual ~HttpServer() = default;  // stops both threads, closes all connections
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  struct Counts {
    std::uint64_t requests = 0, bad_requests = 0;
    std::uint64_t open = 0;          // connections now, streams included
    std::uint64_t refused = 0;       // connections turned away: all places taken
    std::uint64_t streams = 0;       // SSE and WebSocket now
    std::uint64_t dropped_slow = 0;  // streams closed because they took no byte for too long
    std::uint64_t caught_up = 0;     // streams that fell behind the ring and were healed by `since`
  };
  [[nodiscard]] virtual Counts counts() const = 0;
};

}  // namespace voorzien::adapters
