#include "adapters/http_server/server.h"

#include <utility>

#include "adapters/http_server/fan_out.h"
#include "adapters/http_server/request_loop.h"

namespace voorzien::adapters {
namespace {
class EpollServer final : public HttpServer {
 public:
  EpollServer(Listener listener, const HttpServerOptions& options, api::Handler& handler,
              api::ChangeFeed& feed)
      : port_(listener.port),
        fan_out_(options.limits, feed),
        loop_({std::move(listener.fd), Hosts(options.allowed_hosts, options.host, port_), options.limits,
               handler, fan_out_}) {}

  [[nodiscard]] std::uint16_t port() const override { return port_; }

  [[nodiscard]] Counts counts() const override {
    Counts out;
    out.requests = loop_.counts().requests;
    out.refused = loop_.counts().refused;
    out.bad_requests = loop_.counts().bad_requests;
    out.open = loop_.open();
    out.streams = fan_out_.counts().streams;
    out.dropped_slow = fan_out_.counts().dropped_slow;
    out.caught_up = fan_out_.counts().caught_up;
    return out;
  }

 private:
  std::uint16_t port_;
  FanOut fan_out_;
  RequestLoop loop_;  // last: it stops first, since it hands sockets to the fan-out thread
};
}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpServerOptions& options,
                                                       api::Handler& handler, api::ChangeFeed& feed) {
  ASSIGN_OR_RETURN(Listener listener, listen_on(options.host, options.port));
  return std::unique_ptr<HttpServer>(
      std::make_unique<EpollServer>(std::move(listener), options, handler, feed));
}

}  // namespace voorzien::adapters
