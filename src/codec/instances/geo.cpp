#include "codec/instances/geo_json.h"
#include "geo/gazetteer.h"

namespace voorzien::codec {
namespace {
void write_coordinates(const geo::Point& point, std::string& out) {
  out += '[';
  append_number(point.lon, out);
  out += ',';
  append_number(point.lat, out);
  out += ']';
}

template <class T>
void write_coordinates(const std::vector<T>& items, std::string& out) {
  out += '[';
  bool is_first = true;
  for (const T& item : items) {
    if (!is_first) out += ',';
    is_first = false;
    write_coordinates(item, out);
  }
  out += ']';
}

void write_coordinates(const geo::Polygon& polygon, std::string& out) {
  write_coordinates(polygon.rings, out);
}

struct Writer {
  std::string& out;
  void operator()(const geo::Point& one) const { whole("Point", one); }
  void operator()(const geo::LineString& one) const { whole("LineString", one.points); }
  void operator()(const geo::MultiLineString& one) const { whole("MultiLineString", one.lines); }
  void operator()(const geo::Polygon& one) const { whole("Polygon", one.rings); }
  void operator()(const geo::MultiPolygon& one) const {
    out += R"({"type":"MultiPolygon","coordinates":[)";
    bool is_first = true;
    for (const geo::Polygon& polygon : one.polygons) {
      if (!is_first) out += ',';
      is_first = false;
      write_coordinates(polygon, out);
    }
    out += "]}";
  }
  template <class T>
  void whole(std::string_view type, const T& coordinates) const {
    out += R"({"type":")";
    out += type;
    out += R"(","coordinates":)";
    write_coordinates(coordinates, out);
    out += '}';
  }
};

bool read_coordinates(Reader& reader, geo::Point& out) {
  if (!reader.begin_array()) return false;
  double* const axes[] = {&out.lon, &out.lat};
  std::size_t count = 0;
  while (reader.next_item()) {
    if (count == 2) return reader.fail(ErrorCode::BadPlace, "a position has two numbers");
    if (!Codec<double>::read(reader, *axes[count++])) return false;
  }
  if (reader.failed()) return false;
  return count == 2 ? true : reader.fail(ErrorCode::BadPlace, "a position has two numbers");
}

template <class T>
bool read_coordinates(Reader& reader, std::vector<T>& out) {
  if (!reader.begin_array()) return false;
  while (reader.next_item())
    if (!read_coordinates(reader, out.emplace_back())) return false;
  return !reader.failed();
}

bool read_shape(Reader& reader, geo::Point& out) { return read_coordinates(reader, out); }
bool read_shape(Reader& reader, geo::LineString& out) { return read_coordinates(reader, out.points); }
bool read_shape(Reader& reader, geo::MultiLineString& out) { return read_coordinates(reader, out.lines); }
bool read_shape(Reader& reader, geo::Polygon& out) { return read_coordinates(reader, out.rings); }
bool read_shape(Reader& reader, geo::MultiPolygon& out) {
  if (!reader.begin_array()) return false;
  while (reader.next_item())
    if (!read_coordinates(reader, out.polygons.emplace_back().rings)) return false;
  return !reader.failed();
}

bool choose(std::string_view type, geo::Geometry& out) {
  if (type == "Point")
    out = geo::Point{};
  else if (type == "LineString")
    out = geo::LineString{};
  else if (type == "MultiLineString")
    out = geo::MultiLineString{};
  else if (type == "Polygon")
    out = geo::Polygon{};
  else if (type == "MultiPolygon")
    out = geo::MultiPolygon{};
  else
    return false;
  return true;
}
}  // namespace

void Codec<geo::Geometry>::write(const geo::Geometry& value, std::string& out) {
  std::visit(Writer{out}, value);
}

bool Codec<geo::Geometry>::read(Reader& reader, geo::Geometry& out) {
  std::string_view word;
  if (!reader.begin_object() || !read_tag(reader, "type", word)) return false;
  if (!choose(word, out)) return reader.fail(ErrorCode::BadPlace, "no geometry type of ours");
  std::string_view key;
  if (!reader.next_field(key))
    return reader.failed() ? false : reader.fail(ErrorCode::MissingField, "", "coordinates");
  if (key != "coordinates") return reader.fail(ErrorCode::UnknownField, "");
  if (!std::visit([&](auto& shape) { return read_shape(reader, shape); }, out)) return false;
  if (reader.next_field(key)) return reader.fail(ErrorCode::UnknownField, "");
  return !reader.failed();
}

const TypeInfo& Codec<geo::Geometry>::type() {
  static const TypeInfo info{.kind = TypeInfo::Kind::Geometry, .name = "Geometry"};
  return info;
}

VOORZIEN_JSON(geo::Point)
VOORZIEN_JSON(geo::Geometry)
VOORZIEN_JSON(geo::Place)
VOORZIEN_JSON(std::vector<geo::Place>)
}  // namespace voorzien::codec
