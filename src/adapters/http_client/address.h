// Which addresses are not of the open internet: loopback, private, link-local, shared, multicast, reserved,
// and IPv6 forms that carry such an IPv4 address. A source may only reach them when it is allowed to.
#pragma once

#include <sys/socket.h>

namespace voorzien::adapters {
[[nodiscard]] bool is_private_address(const sockaddr& address);
}  // namespace voorzien::adapters
