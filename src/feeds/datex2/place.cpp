#include "feeds/datex2/place.h"

#include <charconv>
#include <cmath>

#include "feeds/limits.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds::datex2 {
namespace {
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ','; }

bool read_number(std::string_view& text, double& out) {
  std::size_t at = 0;
  while (at < text.size() && is_space(text[at])) ++at;
  const char* end = text.data() + text.size();
  const auto [next, fault] = std::from_chars(text.data() + at, end, out);
  if (fault != std::errc() || !std::isfinite(out) || (next < end && !is_space(*next))) return false;
  text = {next, static_cast<std::size_t>(end - next)};
  return true;
}

bool is_blank(std::string_view text) {
  for (const char c : text)
    if (!is_space(c)) return false;
  return true;
}

Place from_line(pugi::xml_node node) {
  Place out;
  const bool heights =
      attribute_of(node, "srsDimension") == "3" || attribute_of(node.parent(), "srsDimension") == "3";
  std::string_view text = node.child_value();
  geo::LineString line;
  line.points.reserve(text.size() / 18 + 1);
  while (!is_blank(text)) {
    geo::Point p;
    double height = 0;
    if (!read_number(text, p.lat) || !read_number(text, p.lon) || (heights && !read_number(text, height))) {
      out.fault = "a line whose text is not latitude and longitude in turn";
      return out;
    }
    if (!geo::is_place(p)) {
      out.fault = "a line with a point outside the world or at 0,0";
      return out;
    }
    if (line.points.size() >= limits::polygon_points_max) {
      out.fault = "a line with too many points";
      return out;
    }
    line.points.push_back(p);
  }
  if (line.points.empty()) return out;
  out.first = line.points.front();
  if (line.points.size() == 1) {
    out.geometry = line.points.front();
  } else {
    out.geometry = std::move(line);
  }
  return out;
}

Place from_point(pugi::xml_node latitude) {
  Place out;
  std::string_view lat = latitude.child_value();
  std::string_view lon = child_of(latitude.parent(), "longitude").child_value();
  geo::Point p;
  if (!read_number(lat, p.lat) || !read_number(lon, p.lon) || !is_blank(lat) || !is_blank(lon)) {
    out.fault = "a latitude or longitude that is no number";
  } else if (!geo::is_place(p)) {
    out.fault = "a point outside the world or at 0,0";
  } else {
    out.geometry = p;
    out.first = p;
  }
  return out;
}
}  // namespace

// Depth is bounded by the gate.
Place place_of(pugi::xml_node location) {
  Place faulty;
  for (pugi::xml_node node = location.first_child(); node; node = node.next_sibling()) {
    if (!is_element(node)) continue;
    const std::string_view name = local_name(node);
    Place found = name == "posList" || name == "pos" ? from_line(node)
                  : name == "latitude"               ? from_point(node)
                                                     : place_of(node);
    if (found.geometry) return found;
    if (faulty.fault.empty()) faulty = std::move(found);
  }
  return faulty;
}

}  // namespace voorzien::feeds::datex2
