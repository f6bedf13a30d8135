#include "feeds/json_values.h"

#include <cmath>

#include "feeds/limits.h"
#include "feeds/time_text.h"

namespace voorzien::feeds::json {
namespace {
using simdjson::dom::array;

class GeometryReader {
 public:
  GeometryReader(std::string where, Remarks& remarks) : where_(std::move(where)), remarks_(remarks) {}

  std::optional<geo::Geometry> read(const object& in) {
    if (const std::optional<object> inner = child(in, "geometry"); inner && text(in, "type") == "Feature")
      return read(*inner);
    const std::string type = text(in, "type");
    const std::optional<element> coordinates = field(in, "coordinates");
    if (!coordinates) return refuse("geometry-unread", "no coordinates");
    std::optional<geo::Geometry> out;
    if (type == "Point") {
      out = made(point(*coordinates));
    } else if (type == "LineString") {
      out = line(*coordinates);
    } else if (type == "MultiLineString") {
      out = lines(*coordinates);
    } else if (type == "Polygon") {
      out = made(polygon(*coordinates));
    } else if (type == "MultiPolygon") {
      out = polygons(*coordinates);
    } else {
      return refuse("geometry-unread", "type '" + type.substr(0, 32) + "' is not read");
    }
    if (!out) return refuse(outside_ ? "outside-world" : "geometry-unread", "its coordinates are no place");
    if (was_open_) remarks_.add("ring-closed", where_, "a ring was open and has been closed");
    return out;
  }

 private:
  std::optional<geo::Geometry> refuse(std::string_view code, std::string message) {
    remarks_.add(code, where_, "the geometry is left out: " + message);
    return std::nullopt;
  }
  template <class Shape>
  static std::optional<geo::Geometry> made(std::optional<Shape> shape) {
    return shape ? std::optional<geo::Geometry>(std::move(*shape)) : std::nullopt;
  }
  std::optional<geo::Point> point(const element& value) {
    array pair;
    if (value.get_array().get(pair) != simdjson::SUCCESS || ++points_ > limits::polygon_points_max)
      return std::nullopt;
    double numbers[2] = {0, 0};
    std::size_t count = 0;
    for (const element item : pair) {
      if (count < 2 && item.get_double().get(numbers[count]) != simdjson::SUCCESS) return std::nullopt;
      ++count;
    }
    if (count < 2) return std::nullopt;
    const geo::Point out{numbers[0], numbers[1]};
    if (!geo::is_place(out)) {
      outside_ = true;
      return std::nullopt;
    }
    return out;
  }
  std::optional<std::vector<geo::Point>> points(const element& value, std::size_t least) {
    array items;
    if (value.get_array().get(items) != simdjson::SUCCESS) return std::nullopt;
    std::vector<geo::Point> out;
    for (const element item : items) {
      const std::optional<geo::Point> read = point(item);
      if (!read) return std::nullopt;
      out.push_back(*read);
    }
    return out.size() < least ? std::nullopt : std::optional(std::move(out));
  }
  std::optional<geo::Geometry> line(const element& value) {
    std::optional<std::vector<geo::Point>> read = points(value, 2);
    if (!read) return std::nullopt;
    return geo::LineString{std::move(*read)};
  }
  std::optional<geo::Geometry> lines(const element& value) {
    array items;
    if (value.get_array().get(items) != simdjson::SUCCESS) return std::nullopt;
    geo::MultiLineString out;
    for (const element item : items) {
      std::optional<std::vector<geo::Point>> read = points(item, 2);
      if (!read) return std::nullopt;
      out.lines.push_back(std::move(*read));
    }
    if (out.lines.empty()) return std::nullopt;
    return out;
  }
  std::optional<geo::Polygon> polygon(const element& value) {
    array rings;
    if (value.get_array().get(rings) != simdjson::SUCCESS) return std::nullopt;
    geo::Polygon out;
    for (const element ring : rings) {
      std::optional<std::vector<geo::Point>> read = points(ring, 3);
      if (!read) return std::nullopt;
      if (!(read->front() == read->back())) {
        read->push_back(read->front());
        was_open_ = true;
      }
      if (read->size() < 4) return std::nullopt;
      out.rings.push_back(std::move(*read));
    }
    return out.rings.empty() ? std::nullopt : std::optional(std::move(out));
  }
  std::optional<geo::Geometry> polygons(const element& value) {
    array items;
    if (value.get_array().get(items) != simdjson::SUCCESS) return std::nullopt;
    geo::MultiPolygon out;
    for (const element item : items) {
      std::optional<geo::Polygon> read = polygon(item);
      if (!read) return std::nullopt;
      out.polygons.push_back(std::move(*read));
    }
    if (out.polygons.empty()) return std::nullopt;
    return out;
  }

  std::string where_;
  Remarks& remarks_;
  std::size_t points_ = 0;
  bool was_open_ = false;
  bool outside_ = false;
};
}  // namespace

namespace {
std::optional<element> parse_document(simdjson::dom::parser& parser, std::string_view bytes, bool list_too,
                                      Remarks& remarks) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const std::string_view head = trim(bytes.substr(0, 256));
  if (head.empty()) {
    remarks.reject("not-of-format", "", "there are no bytes; expected a JSON object");
    return std::nullopt;
  }
  if (head.front() != '{' && !(list_too && head.front() == '[')) {
    remarks.reject("not-of-format", "1:1",
                   head.front() == '<' ? "an HTML or XML page came in place of JSON; check the address"
                                       : "not a JSON object; check the address and the format");
    return std::nullopt;
  }
  element out;
  simdjson::error_code error = parser.allocate(bytes.size(), limits::nesting_max);
  if (error == simdjson::SUCCESS) error = parser.parse(bytes.data(), bytes.size()).get(out);
  if (error == simdjson::SUCCESS) return out;
  const bool deep = error == simdjson::DEPTH_ERROR;
  remarks.reject(deep ? "too-deep" : "malformed", "",
                 std::string("the JSON does not parse: ") + simdjson::error_message(error) +
                     "; ask the sender for a whole and correct document");
  return std::nullopt;
}
}  // namespace

std::optional<object> parse_object(simdjson::dom::parser& parser, std::string_view bytes, Remarks& remarks) {
  const std::optional<element> read = parse_document(parser, bytes, false, remarks);
  object out;
  if (!read || read->get_object().get(out) != simdjson::SUCCESS) return std::nullopt;
  return out;
}

std::optional<element> parse_any(simdjson::dom::parser& parser, std::string_view bytes, Remarks& remarks) {
  return parse_document(parser, bytes, true, remarks);
}

std::optional<element> field(const object& in, std::string_view key) {
  element value;
  if (in.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) return std::nullopt;
  return value;
}

std::string text(const object& in, std::string_view key) {
  std::string_view out;
  const std::optional<element> value = field(in, key);
  if (!value || value->get_string().get(out) != simdjson::SUCCESS) return {};
  return std::string(out);
}

std::string text_or_number(const element& value) {
  std::string_view words;
  std::int64_t integer = 0;
  if (value.get_string().get(words) == simdjson::SUCCESS) return std::string(words);
  if (value.get_int64().get(integer) == simdjson::SUCCESS) return std::to_string(integer);
  return {};
}

std::optional<double> number(const object& in, std::string_view key) {
  double out = 0;
  const std::optional<element> value = field(in, key);
  if (!value || value->get_double().get(out) != simdjson::SUCCESS || !std::isfinite(out)) return std::nullopt;
  return out;
}

std::optional<Instant> time(const object& in, std::string_view key, const std::string& where,
                            const Context& context, Remarks& remarks) {
  const std::optional<element> value = field(in, key);
  const std::string written = value ? text_or_number(*value) : std::string();
  if (!value || (written.empty() && value->is_string())) return std::nullopt;
  const TimeText read = read_any_time(written, context);
  const std::string shown = to_utf8(std::string_view(written).substr(0, 40));
  if (!read.at)
    remarks.add("bad-time", where + "/" + std::string(key), "'" + shown + "' is no time; it is left out");
  else if (read.zone_missing)
    remarks.add("time-without-zone", where + "/" + std::string(key),
                "'" + shown + "' has no offset; read as " + context.zone);
  return read.at;
}

std::optional<object> child(const object& in, std::string_view key) {
  object out;
  const std::optional<element> value = field(in, key);
  if (!value || value->get_object().get(out) != simdjson::SUCCESS) return std::nullopt;
  return out;
}

std::optional<simdjson::dom::array> items_of(const element& document, std::string_view key) {
  simdjson::dom::array items;
  object whole;
  if (document.get_array().get(items) == simdjson::SUCCESS) return items;
  return document.get_object().get(whole) == simdjson::SUCCESS ? list(whole, key) : std::nullopt;
}

std::optional<array> list(const object& in, std::string_view key) {
  array out;
  const std::optional<element> value = field(in, key);
  if (!value || value->get_array().get(out) != simdjson::SUCCESS) return std::nullopt;
  return out;
}

std::optional<geo::Geometry> geometry(const element& value, const std::string& where, Remarks& remarks) {
  object in;
  if (value.get_object().get(in) != simdjson::SUCCESS) {
    remarks.add("geometry-unread", where, "the geometry is left out: not an object");
    return std::nullopt;
  }
  return GeometryReader(where, remarks).read(in);
}

}  // namespace voorzien::feeds::json
