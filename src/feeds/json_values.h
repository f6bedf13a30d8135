// Reading loosely typed JSON of others: text, numbers, times and GeoJSON geometries out of a parsed
// document. For feeds whose items come in any order; nothing throws. Only .cpp files of this room include it.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

#include "feeds/feed.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::json {

using simdjson::dom::element;
using simdjson::dom::object;

// Parses a whole document: at most limits::nesting_max deep, valid UTF-8, nothing after it. A failure has
// been put into `remarks` as a rejection.
[[nodiscard]] std::optional<object> parse_object(simdjson::dom::parser& parser, std::string_view bytes,
                                                 Remarks& remarks);

// The field, unless it is absent or null.
[[nodiscard]] std::optional<element> field(const object& in, std::string_view key);
[[nodiscard]] std::string text(const object& in, std::string_view key);  // "" when absent or no text
[[nodiscard]] std::string text_or_number(const element& value);          // "2" for 2; "" for anything else
[[nodiscard]] std::optional<double> number(const object& in, std::string_view key);
[[nodiscard]] std::optional<object> child(const object& in, std::string_view key);

// A GeoJSON geometry. Rings are closed, points outside the world and 0,0 leave the whole geometry out: each
// with a remark at `where`. `Feature` gives its geometry; collections are not read.
[[nodiscard]] std::optional<geo::Geometry> geometry(const element& value, const std::string& where,
                                                    Remarks& remarks);

}  // namespace voorzien::feeds::json
