#include "base/ids.h"

namespace voorzien {
namespace {
constexpr char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// 128 bits (48 of time, 80 of entropy) as 26 characters of 5 bits; the first character holds only 3.
std::string base32(std::uint64_t time48, std::uint64_t high16, std::uint64_t low64) {
  std::string out(26, '0');
  std::uint64_t high = ((time48 & 0xFFFFFFFFFFFFULL) << 16U) | (high16 & 0xFFFFU);
  std::uint64_t low = low64;
  for (std::size_t i = out.size(); i-- > 0;) {
    out[i] = crockford[low & 31U];
    low = (low >> 5U) | (high << 59U);
    high >>= 5U;
  }
  return out;
}

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}
}  // namespace

std::string make_ulid(Instant at, std::uint64_t entropy_high, std::uint64_t entropy_low) {
  return base32(static_cast<std::uint64_t>(at.us / 1'000), entropy_high, entropy_low);
}

std::string stable_id(std::string_view text) {
  std::uint64_t a = 0xcbf29ce484222325ULL;
  std::uint64_t b = 0x9ae16a3b2f90404fULL;
  for (const char c : text) {
    a = (a ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    b = mix(b + static_cast<unsigned char>(c) + 0x9e3779b97f4a7c15ULL);
  }
  a = mix(a);
  return base32(a >> 16U, a, mix(b));
}
}  // namespace voorzien
