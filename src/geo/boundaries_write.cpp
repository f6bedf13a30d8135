#include <fmt/format.h>

#include "geo/boundaries.h"

namespace voorzien::geo {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) continue;  // names have no control characters
    out += c;
  }
  return out + '"';
}

void append_number(double value, std::string& out) {
  std::string text = fmt::format("{:.5f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  out += text;
}

void append_polygon(const Polygon& polygon, std::string& out) {
  out += '[';
  for (const Ring& ring : polygon.rings) {
    out += '[';
    for (const Point p : ring) {
      out += '[';
      append_number(p.lon, out);
      out += ',';
      append_number(p.lat, out);
      out += "],";
    }
    out.back() = ']';
    out += ',';
  }
  out.back() = ']';
}

}  // namespace

std::string to_geojson(const std::vector<Area>& areas, std::string_view prefix) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  bool first = true;
  for (const Area& area : areas) {
    if (!area.code.starts_with(prefix)) continue;
    if (!first) out += ',';
    first = false;
    out += fmt::format(
        R"({{"type":"Feature","properties":{{"code":{},"name":{}}},"geometry":{{"type":"MultiPolygon","coordinates":[)",
        quoted(area.code), quoted(area.name));
    for (const Polygon& polygon : area.shape.polygons) {
      append_polygon(polygon, out);
      out += ',';
    }
    out.back() = ']';
    out += "}}";
  }
  return out + "]}";
}

}  // namespace voorzien::geo
