// Writing single JSON values; json.h's append_string is the fifth of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace voorzien::codec {

// Shortest text that reads back to the same bits; null for what is not finite, since JSON has no word for it.
void append_number(double value, std::string& out);
void append_integer(std::int64_t value, std::string& out);
void append_unsigned(std::uint64_t value, std::string& out);
// "2026-06-27T14:47:20.000000Z". Moments outside the years 1 to 9999 are a bug of who made them.
void append_instant(Instant at, std::string& out);
// OwnOrganisation -> own-organisation.
[[nodiscard]] std::string kebab(std::string_view pascal);

}  // namespace voorzien::codec
