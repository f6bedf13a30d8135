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

// The same for a document that is an object or a list.
[[nodiscard]] std::optional<element> parse_any(simdjson::dom::parser& parser, std::string_view bytes,
                                               Remarks& remarks);

// The field, unless it is absent or null.
[[nodiscard]] std::optional<element> field(const object& in, std::string_view key);
[[nodiscard]] std::string text(const object& in, std::string_view key);  // "" when absent or no text
[[nodiscard]] std::string text_or_number(const element& value);          // "2" for 2; "" for anything else
[[nodiscard]] std::optional<double> number(const object& in, std::string_view key);
// A time, also without offset (read in the zone of the source) or until 24:00. Absent gives nothing; what is
// no time gives nothing and a remark at where/key.
[[nodiscard]] std::optional<Instant> time(const object& in, std::string_view key, const std::string& where,
                                          const Context& context, Remarks& remarks);
[[nodiscard]] std::optional<object> child(const object& in, std::string_view key);
[[nodiscard]] std::optional<simdjson::dom::array> list(const object& in, std::string_view key);
// The items of a document that is a list, or an object with the list under `key`.
[[nodiscard]] std::optional<simdjson::dom::array> items_of(const element& document, std::string_view key);
// Calls visit(object, "where/index") for each object of a list; what is none is remarked and left out.
template <class Visit>
void each_object(const simdjson::dom::array& items, const std::string& where, Remarks& remarks,
                 const Visit& visit) {
  std::size_t index = 0;
  for (const element item : items) {
    const std::string here = where + "/" + std::to_string(index++);
    object in;
    if (item.get_object().get(in) == simdjson::SUCCESS) {
      visit(in, here);
    } else {
      remarks.add("bad-value", here, "not an object; left out");
    }
  }
}

// A GeoJSON geometry. Rings are closed, points outside the world and 0,0 leave the whole geometry out: each
// with a remark at `where`. `Feature` gives its geometry; collections are not read.
[[nodiscard]] std::optional<geo::Geometry> geometry(const element& value, const std::string& where,
                                                    Remarks& remarks);

// What the reader of a format understands of a whole document: Reader(context, out, remarks).read(document).
template <class Reader>
[[nodiscard]] observations::Understood read_document(std::string_view bytes, const Context& context) {
  observations::Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<element> document = parse_any(parser, bytes, remarks))
    Reader(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds::json
