#include "adapters/http_server/hosts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace voorzien::adapters {
namespace {
bool is_literal(const std::string& name) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}
}  // namespace

Hosts::Entry Hosts::split(std::string_view host) {
  std::string name;
  std::string port;
  std::size_t colon = host.rfind(':');
  if (host.starts_with('[')) {  // [::1]:8080
    const std::size_t bracket = host.find(']');
    name = host.substr(1, bracket == std::string_view::npos ? bracket : bracket - 1);
    if (bracket == std::string_view::npos || bracket + 1 >= host.size() || host[bracket + 1] != ':')
      colon = std::string_view::npos;
  } else {
    if (host.find(':') != colon) colon = std::string_view::npos;  // a bare IPv6 address
    name = host.substr(0, colon);
  }
  if (colon != std::string_view::npos) port = host.substr(colon + 1);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return {std::move(name), std::move(port)};
}

Hosts::Hosts(const std::vector<std::string>& allowed, const std::string& listen_host, std::uint16_t port) {
  for (const std::string& host : allowed) entries_.push_back(split(host));
  const std::string number = std::to_string(port);
  for (const char* local : {"localhost", "127.0.0.1", "::1"}) entries_.push_back({local, number});
  const bool everywhere = listen_host.empty() || listen_host == "0.0.0.0" || listen_host == "::";
  any_literal_ = everywhere && allowed.empty();
  if (!everywhere) {
    Entry own = split(listen_host);
    own.port = number;
    entries_.push_back(std::move(own));
  }
}

bool Hosts::knows(std::string_view host) const { return knows(split(host)); }

bool Hosts::knows(const Entry& asked) const {
  if (any_literal_ && is_literal(asked.name)) return true;
  return std::any_of(entries_.begin(), entries_.end(), [&asked](const Entry& entry) {
    return entry.name == asked.name && (entry.port.empty() || asked.port.empty() || entry.port == asked.port);
  });
}

bool Hosts::welcomes_origin(std::string_view origin) const {
  if (origin.empty()) return true;
  const bool secure = origin.starts_with("https://");
  if (!secure && !origin.starts_with("http://")) return false;
  Entry asked = split(origin.substr(secure ? 8 : 7));
  if (asked.port.empty()) asked.port = secure ? "443" : "80";  // an origin without port means the usual one
  return knows(asked);
}

}  // namespace voorzien::adapters
