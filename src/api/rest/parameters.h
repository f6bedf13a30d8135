// Query parameters, read strictly: what is given and cannot be read is an error that names it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/rest/route.h"
#include "base/instant.h"
#include "base/result.h"

namespace voorzien::api {

[[nodiscard]] Result<std::uint64_t> whole_number(const Request& request, std::string_view name,
                                                 std::uint64_t otherwise);
inline constexpr Parameter at_parameter{"at", "moment of region time: the answer as of then"};
inline constexpr Parameter types_parameter{"types", "entity types, separated by commas"};

// 1 to limits::page_max; more gives page_max.
[[nodiscard]] Result<std::size_t> page_limit(const Request& request);
// `at`: RFC 3339; a plus sign that the query turned into a space is understood.
[[nodiscard]] Result<std::optional<Instant>> moment(const Request& request, std::string_view name);
// a,b,c
[[nodiscard]] std::vector<std::string> words(const std::string& list);
// 64 hex digits in lower case.
[[nodiscard]] bool is_sha256(std::string_view text);

}  // namespace voorzien::api
