// Every limit of the codec.
#pragma once

#include <cstddef>

namespace voorzien::codec::limits {
inline constexpr std::size_t depth_max = 64;           // nested objects and arrays; our deepest type has 14
inline constexpr std::size_t kept_buffer = 4U << 20U;  // bytes of a thread's parser kept between two readings
}  // namespace voorzien::codec::limits
