// Hosts: who this server is. A request for another name comes from a page that was made to resolve to us
// (DNS rebinding), a WebSocket from another origin from a foreign page: both are refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien::adapters {

class Hosts {
 public:
  // What we listen on, and `allowed` (host or host:port, any case) beside it. A server on all interfaces
  // cannot know its names: without `allowed` it takes localhost and any literal address, which no foreign
  // name can resolve to.
  Hosts(const std::vector<std::string>& allowed, const std::string& listen_host, std::uint16_t port);
  // The value of Host. Its port counts only where an allowed entry names one.
  [[nodiscard]] bool knows(std::string_view host) const;
  // The value of Origin: absent (no browser) or http(s) with a known host.
  [[nodiscard]] bool welcomes_origin(std::string_view origin) const;

 private:
  struct Entry {
    std::string name;
    std::string port;  // empty: any
  };
  static Entry split(std::string_view host);
  [[nodiscard]] bool knows(const Entry& asked) const;

  std::vector<Entry> entries_;
  bool any_literal_ = false;
};

}  // namespace voorzien::adapters
