#include "geo/boundaries.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>

#include "geo/limits.h"
#include "geo/rd.h"
#include "geo/shape.h"

namespace voorzien::geo {
namespace {

namespace dom = simdjson::dom;

enum class System { Unknown, Wgs84, Rd };

bool is_cbs_code(std::string_view code) {
  const auto digits = [code](std::size_t count) {
    return code.size() == count + 2 &&
           std::all_of(code.begin() + 2, code.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return (code.starts_with("GM") && digits(4)) || (code.starts_with("VR") && digits(2));
}

std::string text_of(dom::element properties, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    std::string_view text;
    if (properties[key].get(text) == simdjson::SUCCESS) return std::string(text);
  }
  return {};
}

class Reader {
 public:
  Result<Boundaries> read(std::string_view json);

 private:
  Done read_geojson(dom::element root);
  Done read_feature(dom::element feature, std::string where);
  Done read_topojson(dom::element root);
  Done read_arcs(dom::element root);
  Done read_object(dom::element object, std::string where);
  Done read_topo_area(dom::element object, const std::string& where);
  Done start(dom::element properties, const std::string& where, bool& counts);
  Result<Ring> ring_of(dom::element coordinates, const std::string& where);
  Result<Ring> ring_of_arcs(dom::element arcs, const std::string& where);
  Result<Polygon> polygon_of(dom::element rings, const std::string& where, bool topo);
  Done add_polygon(dom::element rings, const std::string& where, bool topo);
  Done add_shape(std::string_view type, dom::element nested, const std::string& where, bool topo);
  Result<Point> point_of(double x, double y, const std::string& where);
  Done finish_area(const std::string& where);
  [[nodiscard]] std::string named(const std::string& where) const {
    return current_.code.empty() ? where : fmt::format("{} ({})", where, current_.code);
  }

  Boundaries result_;
  Area current_;
  System system_ = System::Unknown;
  std::size_t points_ = 0;
  std::vector<std::vector<std::pair<double, double>>> arcs_;
};

Error error_at(ErrorCode code, const std::string& where, std::string detail) {
  return {code, where, std::move(detail)};
}

Result<Point> Reader::point_of(double x, double y, const std::string& where) {
  if (++points_ > limits::boundary_points_max) {
    return error_at(ErrorCode::TooLarge, named(where),
                    fmt::format("more than {} points", limits::boundary_points_max));
  }
  const bool degrees = std::abs(x) <= 180 && std::abs(y) <= 90;
  const bool metres = is_in_rd_grid({x, y});
  if (system_ == System::Unknown && (degrees || metres)) system_ = degrees ? System::Wgs84 : System::Rd;
  if (system_ == System::Wgs84 && degrees) return Point{x, y};
  if (system_ == System::Rd && metres) return from_rd({x, y});
  return error_at(ErrorCode::BadPlace, named(where),
                  fmt::format("{},{} is {}", x, y,
                              system_ == System::Unknown ? "neither WGS84 degrees nor RD metres"
                              : system_ == System::Rd    ? "no RD metres, as the rest is"
                                                         : "no WGS84 degrees, as the rest is"));
}

Result<Ring> Reader::ring_of(dom::element coordinates, const std::string& where) {
  dom::array points;
  if (coordinates.get(points) != simdjson::SUCCESS)
    return error_at(ErrorCode::Malformed, named(where), "a ring is not a list");
  Ring ring;
  for (const dom::element point : points) {
    dom::array pair;
    double x = 0;
    double y = 0;
    if (point.get(pair) != simdjson::SUCCESS || pair.at(0).get(x) != simdjson::SUCCESS ||
        pair.at(1).get(y) != simdjson::SUCCESS) {
      return error_at(ErrorCode::Malformed, named(where),
                      fmt::format("point {} of a ring is not a pair of numbers", ring.size()));
    }
    ASSIGN_OR_RETURN(const Point p, point_of(x, y, where));
    ring.push_back(p);
  }
  return ring;
}

Result<Ring> Reader::ring_of_arcs(dom::element arcs, const std::string& where) {
  dom::array indices;
  if (arcs.get(indices) != simdjson::SUCCESS)
    return error_at(ErrorCode::Malformed, named(where), "a ring is not a list of arcs");
  Ring ring;
  for (const dom::element element : indices) {
    std::int64_t index = 0;
    if (element.get(index) != simdjson::SUCCESS)
      return error_at(ErrorCode::Malformed, named(where), "an arc is not a number");
    const bool backwards = index < 0;  // ~i: arc i from end to start
    const auto at = static_cast<std::uint64_t>(backwards ? ~index : index);
    if (at >= arcs_.size()) {
      return error_at(ErrorCode::BadValue, named(where),
                      fmt::format("there is no arc {}; there are {}", index, arcs_.size()));
    }
    const auto& arc = arcs_[at];
    for (std::size_t i = 0; i < arc.size(); ++i) {
      const auto [x, y] = arc[backwards ? arc.size() - 1 - i : i];
      if (i == 0 && !ring.empty()) continue;  // joins the one before
      ASSIGN_OR_RETURN(const Point p, point_of(x, y, where));
      ring.push_back(p);
    }
  }
  return ring;
}

Result<Polygon> Reader::polygon_of(dom::element rings, const std::string& where, bool topo) {
  dom::array list;
  if (rings.get(list) != simdjson::SUCCESS)
    return error_at(ErrorCode::Malformed, named(where), "a polygon is not a list of rings");
  Polygon polygon;
  bool outer = true;
  for (const dom::element element : list) {
    ASSIGN_OR_RETURN(Ring ring, topo ? ring_of_arcs(element, where) : ring_of(element, where));
    if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(ring.front());
    if (ring.size() >= 4) {
      polygon.rings.push_back(std::move(ring));
    } else {
      ++result_.collapsed_rings;
      if (outer) return Polygon{};
    }
    outer = false;
  }
  return polygon;
}

Done Reader::add_polygon(dom::element rings, const std::string& where, bool topo) {
  ASSIGN_OR_RETURN(Polygon polygon, polygon_of(rings, where, topo));
  if (!polygon.rings.empty()) current_.shape.polygons.push_back(std::move(polygon));
  return Nothing{};
}

Done Reader::add_shape(std::string_view type, dom::element nested, const std::string& where, bool topo) {
  if (type == "Polygon") return add_polygon(nested, where, topo);
  if (type != "MultiPolygon") {
    return error_at(ErrorCode::BadValue, named(where), fmt::format("geometry {} is no area", type));
  }
  dom::array polygons;
  if (nested.get(polygons) != simdjson::SUCCESS)
    return error_at(ErrorCode::Malformed, named(where), "no list of polygons");
  for (const dom::element polygon : polygons) RETURN_IF_ERROR(add_polygon(polygon, where, topo));
  return Nothing{};
}

Done Reader::start(dom::element properties, const std::string& where, bool& counts) {
  current_ = {};
  std::string code = text_of(properties, {"statcode", "code", "c"});
  counts = is_cbs_code(code);
  if (!counts) {
    ++result_.without_code;
    return Nothing{};
  }
  if (result_.areas.size() >= limits::boundary_areas_max) {
    return error_at(ErrorCode::TooLarge, where,
                    fmt::format("more than {} areas", limits::boundary_areas_max));
  }
  current_.code = std::move(code);
  current_.name = text_of(properties, {"statnaam", "name", "n"});
  return Nothing{};
}

Done Reader::finish_area(const std::string& where) {
  if (current_.shape.polygons.empty())
    return error_at(ErrorCode::BadValue, named(where), "the area has no polygon");
  result_.areas.push_back(std::move(current_));
  current_ = {};
  return Nothing{};
}

Done Reader::read_feature(dom::element feature, std::string where) {
  bool counts = false;
  dom::element properties;
  if (feature["properties"].get(properties) != simdjson::SUCCESS) {
    return error_at(ErrorCode::MissingField, where, "the feature has no properties");
  }
  RETURN_IF_ERROR(start(properties, where, counts));
  if (!counts) return Nothing{};
  std::string_view type;
  dom::element coordinates;
  if (feature["geometry"]["type"].get(type) != simdjson::SUCCESS ||
      feature["geometry"]["coordinates"].get(coordinates) != simdjson::SUCCESS) {
    return error_at(ErrorCode::MissingField, named(where), "the feature has no geometry");
  }
  where += "/geometry";
  RETURN_IF_ERROR(add_shape(type, coordinates, where, false));
  return finish_area(where);
}

Done Reader::read_geojson(dom::element root) {
  dom::array features;
  if (root["features"].get(features) != simdjson::SUCCESS)
    return error_at(ErrorCode::MissingField, "/features", "no list of features");
  std::size_t i = 0;
  for (const dom::element feature : features)
    RETURN_IF_ERROR(read_feature(feature, fmt::format("/features/{}", i++)));
  return Nothing{};
}

Done Reader::read_arcs(dom::element root) {
  double scale[2] = {1, 1};
  double translate[2] = {0, 0};
  bool quantised = false;
  dom::element transform;
  if (root["transform"].get(transform) == simdjson::SUCCESS) {
    quantised = true;
    for (std::size_t k = 0; k < 2; ++k) {
      if (transform["scale"].at(k).get(scale[k]) != simdjson::SUCCESS ||
          transform["translate"].at(k).get(translate[k]) != simdjson::SUCCESS) {
        return error_at(ErrorCode::Malformed, "/transform", "scale and translate must be two numbers each");
      }
    }
  }
  dom::array arcs;
  if (root["arcs"].get(arcs) != simdjson::SUCCESS)
    return error_at(ErrorCode::MissingField, "/arcs", "a topology without arcs");
  for (const dom::element element : arcs) {
    dom::array points;
    const std::string where = fmt::format("/arcs/{}", arcs_.size());
    if (element.get(points) != simdjson::SUCCESS)
      return error_at(ErrorCode::Malformed, where, "an arc is not a list");
    std::vector<std::pair<double, double>> arc;
    double x = 0;
    double y = 0;
    for (const dom::element point : points) {
      double dx = 0;
      double dy = 0;
      if (point.at(0).get(dx) != simdjson::SUCCESS || point.at(1).get(dy) != simdjson::SUCCESS) {
        return error_at(ErrorCode::Malformed, where, "a point is not a pair of numbers");
      }
      x = quantised ? x + dx : dx;  // quantised arcs hold differences
      y = quantised ? y + dy : dy;
      arc.emplace_back(x * scale[0] + translate[0], y * scale[1] + translate[1]);
    }
    arcs_.push_back(std::move(arc));
  }
  return Nothing{};
}

Done Reader::read_topo_area(dom::element object, const std::string& where) {
  bool counts = false;
  dom::element properties;
  if (object["properties"].get(properties) != simdjson::SUCCESS) {
    ++result_.without_code;
    return Nothing{};
  }
  RETURN_IF_ERROR(start(properties, where, counts));
  if (!counts) return Nothing{};
  std::string_view type;
  dom::element arcs;
  if (object["type"].get(type) != simdjson::SUCCESS || object["arcs"].get(arcs) != simdjson::SUCCESS) {
    return error_at(ErrorCode::MissingField, named(where), "the object has no type or arcs");
  }
  RETURN_IF_ERROR(add_shape(type, arcs, where, true));
  return finish_area(where);
}

// A collection in a collection is legal; the parser's depth limit bounds the recursion.
Done Reader::read_object(dom::element object, std::string where) {
  std::string_view type;
  if (object["type"].get(type) != simdjson::SUCCESS)
    return error_at(ErrorCode::MissingField, where, "no type");
  if (type != "GeometryCollection") return read_topo_area(object, where);
  dom::array geometries;
  if (object["geometries"].get(geometries) != simdjson::SUCCESS) {
    return error_at(ErrorCode::MissingField, where, "a collection without geometries");
  }
  std::size_t i = 0;
  for (const dom::element each : geometries)
    RETURN_IF_ERROR(read_object(each, fmt::format("{}/geometries/{}", where, i++)));
  return Nothing{};
}

Done Reader::read_topojson(dom::element root) {
  RETURN_IF_ERROR(read_arcs(root));
  dom::object objects;
  if (root["objects"].get(objects) != simdjson::SUCCESS)
    return error_at(ErrorCode::MissingField, "/objects", "no objects");
  for (const auto& [key, value] : objects)
    RETURN_IF_ERROR(read_object(value, fmt::format("/objects/{}", key)));
  return Nothing{};
}

Result<dom::element> parse(dom::parser& parser, const simdjson::padded_string& bytes) {
  if (bytes.size() > limits::boundary_bytes_max) {
    return error_at(ErrorCode::TooLarge, "",
                    fmt::format("{} bytes; at most {}", bytes.size(), limits::boundary_bytes_max));
  }
  if (parser.allocate(std::max<std::size_t>(bytes.size(), 64), limits::boundary_depth_max) !=
      simdjson::SUCCESS) {
    return error_at(ErrorCode::TooLarge, "", "no memory to parse it");
  }
  dom::element root;
  const simdjson::error_code code = parser.parse(bytes).get(root);
  if (code == simdjson::DEPTH_ERROR) return error_at(ErrorCode::TooDeep, "", "nested too deeply");
  if (code != simdjson::SUCCESS) return error_at(ErrorCode::Malformed, "", simdjson::error_message(code));
  return root;
}

Result<Boundaries> Reader::read(std::string_view json) {
  dom::parser parser;
  const simdjson::padded_string bytes(json);
  ASSIGN_OR_RETURN(const dom::element root, parse(parser, bytes));
  std::string_view type;
  if (root["type"].get(type) != simdjson::SUCCESS)
    return error_at(ErrorCode::NotOfFormat, "/type", "neither GeoJSON nor TopoJSON");
  if (type == "Topology") {
    RETURN_IF_ERROR(read_topojson(root));
  } else if (type == "FeatureCollection") {
    RETURN_IF_ERROR(read_geojson(root));
  } else {
    return error_at(ErrorCode::NotOfFormat, "/type",
                    fmt::format("{} is neither FeatureCollection nor Topology", type));
  }
  if (result_.areas.empty()) {
    return error_at(ErrorCode::MissingField, "",
                    fmt::format("no feature has a CBS code (GM...., VR..) in code or statcode; {} have none",
                                result_.without_code));
  }
  std::vector<std::string_view> codes;
  for (const Area& area : result_.areas) codes.push_back(area.code);
  std::sort(codes.begin(), codes.end());
  const auto twice = std::adjacent_find(codes.begin(), codes.end());
  if (twice != codes.end())
    return error_at(ErrorCode::BadValue, std::string(*twice), "the code is there twice");
  result_.was_rd = system_ == System::Rd;
  return std::move(result_);
}

constexpr std::string_view region_names[] = {"Groningen",
                                             "Fryslân",
                                             "Drenthe",
                                             "IJsselland",
                                             "Twente",
                                             "Noord- en Oost-Gelderland",
                                             "Gelderland-Midden",
                                             "Gelderland-Zuid",
                                             "Utrecht",
                                             "Noord-Holland-Noord",
                                             "Zaanstreek-Waterland",
                                             "Kennemerland",
                                             "Amsterdam-Amstelland",
                                             "Gooi en Vechtstreek",
                                             "Haaglanden",
                                             "Hollands Midden",
                                             "Rotterdam-Rijnmond",
                                             "Zuid-Holland Zuid",
                                             "Zeeland",
                                             "Midden- en West-Brabant",
                                             "Brabant-Noord",
                                             "Brabant-Zuidoost",
                                             "Limburg-Noord",
                                             "Zuid-Limburg",
                                             "Flevoland"};

}  // namespace

Result<Boundaries> read_boundaries(std::string_view json) { return Reader().read(json); }

Result<NamesRead> apply_names(std::string_view json, std::vector<Area>& areas) {
  dom::parser parser;
  const simdjson::padded_string bytes(json);
  ASSIGN_OR_RETURN(const dom::element root, parse(parser, bytes));
  dom::array rows;
  if (root.get(rows) != simdjson::SUCCESS)
    return error_at(ErrorCode::NotOfFormat, "", "the names are not a list of {gm,name,vr}");
  std::map<std::string_view, Area*> by_code;
  for (Area& area : areas) by_code[area.code] = &area;
  NamesRead read;
  std::size_t i = 0;
  for (const dom::element row : rows) {
    const std::string where = fmt::format("/{}", i++);
    const std::string code = text_of(row, {"gm"});
    const std::string region = text_of(row, {"vr"});
    const std::string name = text_of(row, {"name"});
    if (!is_cbs_code(code) || !code.starts_with("GM"))
      return error_at(ErrorCode::BadValue, where + "/gm", fmt::format("'{}' is no municipality code", code));
    if (!is_cbs_code(region) || !region.starts_with("VR"))
      return error_at(ErrorCode::BadValue, where + "/vr", fmt::format("'{}' is no region code", region));
    if (name.empty()) return error_at(ErrorCode::MissingField, where + "/name", code);
    const auto found = by_code.find(code);
    if (found == by_code.end()) {
      read.without_area.push_back(code);
      continue;
    }
    found->second->name = name;
    found->second->region = region;
    ++read.applied;
  }
  return read;
}

void complete(std::vector<Area>& areas) {
  std::vector<Area> regions;
  for (Area& area : areas) {
    if (!area.code.starts_with("VR")) continue;
    const std::size_t number = static_cast<std::size_t>((area.code[2] - '0') * 10 + (area.code[3] - '0'));
    if (number >= 1 && number <= std::size(region_names)) area.name = region_names[number - 1];
    regions.push_back(area);
  }
  const AreaIndex index = AreaIndex::build(std::move(regions), false);
  for (Area& area : areas) {
    if (area.code.starts_with("VR") || !area.region.empty()) continue;
    const std::vector<std::string> found = index.at(middle_of(area.shape));
    if (!found.empty()) area.region = found.front();
  }
}

Result<std::size_t> count_features(std::string_view json) {
  dom::parser parser;
  const simdjson::padded_string bytes(json);
  ASSIGN_OR_RETURN(const dom::element root, parse(parser, bytes));
  std::string_view type;
  dom::array features;
  if (root["type"].get(type) != simdjson::SUCCESS || type != "FeatureCollection" ||
      root["features"].get(features) != simdjson::SUCCESS) {
    return error_at(ErrorCode::NotOfFormat, "/type", "no GeoJSON FeatureCollection");
  }
  return features.size();
}

}  // namespace voorzien::geo
