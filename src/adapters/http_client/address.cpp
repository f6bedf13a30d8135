#include "adapters/http_client/address.h"

#include <netinet/in.h>

#include <cstring>

namespace voorzien::adapters {
namespace {

struct Block {
  std::uint32_t first;
  int bits;
};
constexpr Block private_blocks[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12},
    {0xC0000000, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xE0000000, 4}, {0xF0000000, 4},
};

bool is_private_v4(std::uint32_t address) {
  return std::any_of(std::begin(private_blocks), std::end(private_blocks),
                     [address](Block block) { return ((address ^ block.first) >> (32 - block.bits)) == 0; });
}

std::uint32_t v4_at(const std::array<std::uint8_t, 16>& bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) << 24U | static_cast<std::uint32_t>(bytes[at + 1]) << 16U |
         static_cast<std::uint32_t>(bytes[at + 2]) << 8U | bytes[at + 3];
}

bool is_private_v6(const std::array<std::uint8_t, 16>& bytes) {
  const bool zeros_to_ten =
      std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t b) { return b == 0; });
  if (zeros_to_ten && bytes[10] == 0xFF && bytes[11] == 0xFF)
    return is_private_v4(v4_at(bytes, 12));                           // ::ffff:a.b.c.d
  if (zeros_to_ten && bytes[10] == 0 && bytes[11] == 0) return true;  // ::, ::1 and the old ::a.b.c.d
  if (bytes[0] == 0x00 && bytes[1] == 0x64 && bytes[2] == 0xFF && bytes[3] == 0x9B)
    return is_private_v4(v4_at(bytes, 12));
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return is_private_v4(v4_at(bytes, 2));  // 6to4
  const bool unique_local = (bytes[0] & 0xFE) == 0xFC;
  const bool link_or_site_local = bytes[0] == 0xFE && (bytes[1] & 0x80) == 0x80;
  return unique_local || link_or_site_local || bytes[0] == 0xFF;
}

}  // namespace

bool is_private_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    return is_private_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, &address, sizeof v6);
    std::array<std::uint8_t, 16> bytes;
    std::memcpy(bytes.data(), &v6.sin6_addr, 16);
    return is_private_v6(bytes);
  }
  return true;  // unix sockets and what we do not know
}

}  // namespace voorzien::adapters
