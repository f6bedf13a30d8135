// A grid of 256 x 256 cells over all areas. A cell names the parts (polygons of areas) that cover it whole
// and those whose border runs through it; only the latter need to be asked, edge by edge.
#include "geo/areas.h"

#include <cmath>
#include <limits>

#include "geo/overlap.h"
#include "geo/shape.h"

namespace voorzien::geo {
namespace {

constexpr std::size_t cells_a_side = 256;

struct Part {
  std::uint32_t area;
  Shape shape;
};

// A part in a cell: its number, and whether its border runs through the cell.
struct Cover {
  std::uint32_t part : 31;
  std::uint32_t border : 1;
};

}  // namespace

struct AreaIndex::Inside {
  std::vector<Area> areas;
  bool coarse = false;
  Box box;
  double cells_per_lon = 0, cells_per_lat = 0;
  std::vector<Part> parts;
  std::vector<std::uint32_t> cell_begin;
  std::vector<Cover> covers;
  std::vector<std::uint32_t> by_code;  // areas in the order of their codes
  std::vector<std::uint32_t> rank;     // of an area in that order

  [[nodiscard]] static std::size_t cell(double at, double first, double per) {
    const double n = (at - first) * per;
    if (!(n > 0)) return 0;
    return std::min(static_cast<std::size_t>(n), cells_a_side - 1);
  }
  [[nodiscard]] std::size_t column(double lon) const { return cell(lon, box.west, cells_per_lon); }
  [[nodiscard]] std::size_t row(double lat) const { return cell(lat, box.south, cells_per_lat); }

  void sort_codes();
  void make_parts();
  void fill_grid();
  void mark_borders(const Part& part, std::vector<std::uint8_t>& marks) const;
  [[nodiscard]] std::vector<std::string> codes_of(std::vector<std::uint32_t>& ranks) const;
  template <class Meets>
  void collect(const Box& wanted, std::vector<std::uint32_t>& ranks, const Meets& meets) const;
  void collect_point(Point p, std::vector<std::uint32_t>& ranks) const;
  void collect_line(const std::vector<Point>& line, std::vector<std::uint32_t>& ranks) const;
  void collect_polygon(const Polygon& polygon, std::vector<std::uint32_t>& ranks) const;
};

void AreaIndex::Inside::sort_codes() {
  by_code.resize(areas.size());
  rank.resize(areas.size());
  for (std::uint32_t i = 0; i < areas.size(); ++i) by_code[i] = i;
  std::stable_sort(by_code.begin(), by_code.end(),
                   [this](std::uint32_t a, std::uint32_t b) { return areas[a].code < areas[b].code; });
  for (std::uint32_t i = 0; i < by_code.size(); ++i) rank[by_code[i]] = i;
}

void AreaIndex::Inside::make_parts() {
  constexpr double far = std::numeric_limits<double>::infinity();
  box = {far, far, -far, -far};
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    for (const Polygon& polygon : areas[i].shape.polygons) {
      Shape shape = Shape::of(polygon);
      if (shape.edges().empty()) continue;
      box.west = std::min(box.west, shape.box().west);
      box.south = std::min(box.south, shape.box().south);
      box.east = std::max(box.east, shape.box().east);
      box.north = std::max(box.north, shape.box().north);
      parts.push_back({i, std::move(shape)});
    }
  }
  if (parts.empty()) box = {};
  const auto per = [](double from, double to) {
    return to > from ? static_cast<double>(cells_a_side) / (to - from) : 0;
  };
  cells_per_lon = per(box.west, box.east);
  cells_per_lat = per(box.south, box.north);
}

// Marks every cell that an edge goes through, row by row, one cell too many at either side so that rounding
// never leaves a cell out.
void AreaIndex::Inside::mark_borders(const Part& part, std::vector<std::uint8_t>& marks) const {
  const Box& own = part.shape.box();
  const std::size_t west = column(own.west);
  const std::size_t south = row(own.south);
  const std::size_t width = column(own.east) - west + 1;
  const double cell_lat = cells_per_lat > 0 ? 1 / cells_per_lat : 0;
  const double slack = cells_per_lon > 0 ? 1e-9 / cells_per_lon : 0;
  for (const Edge& edge : part.shape.edges()) {
    const std::size_t last = row(edge.high.lat);
    for (std::size_t r = row(edge.low.lat); r <= last; ++r) {
      const double from = std::max(edge.low.lat, box.south + static_cast<double>(r) * cell_lat);
      const double to = std::min(edge.high.lat, box.south + static_cast<double>(r + 1) * cell_lat);
      double a = edge.low.lon + (from - edge.low.lat) * edge.lon_per_lat;
      double b = edge.low.lon + (to - edge.low.lat) * edge.lon_per_lat;
      if (!(edge.high.lat > edge.low.lat)) {
        a = edge.low.lon;
        b = edge.high.lon;
      }
      const std::size_t first_column = std::max(column(std::min(a, b) - slack), west);
      const std::size_t last_column = std::min(column(std::max(a, b) + slack), west + width - 1);
      for (std::size_t c = first_column; c <= last_column; ++c) marks[(r - south) * width + (c - west)] = 1;
    }
  }
}

void AreaIndex::Inside::fill_grid() {
  struct Entry {
    std::uint32_t cell;
    Cover cover;
  };
  std::vector<Entry> entries;
  std::vector<std::uint8_t> marks;
  entries.reserve(2 * cells_a_side * cells_a_side);
  cell_begin.assign(cells_a_side * cells_a_side + 1, 0);
  for (std::uint32_t p = 0; p < parts.size(); ++p) {
    const Box& own = parts[p].shape.box();
    const std::size_t west = column(own.west);
    const std::size_t south = row(own.south);
    const std::size_t width = column(own.east) - west + 1;
    const std::size_t height = row(own.north) - south + 1;
    marks.assign(width * height, 0);
    mark_borders(parts[p], marks);
    for (std::size_t r = 0; r < height; ++r) {
      bool known = false;  // between two border cells of a row all cells lie on the same side
      bool inside = false;
      for (std::size_t c = 0; c < width; ++c) {
        const bool border = marks[r * width + c] != 0;
        if (border) {
          known = false;
        } else if (!known) {
          const Point middle{box.west + (static_cast<double>(west + c) + 0.5) / cells_per_lon,
                             box.south + (static_cast<double>(south + r) + 0.5) / cells_per_lat};
          inside = parts[p].shape.contains(middle);
          known = true;
        }
        if (!border && !inside) continue;
        const auto cell_index = static_cast<std::uint32_t>((south + r) * cells_a_side + west + c);
        entries.push_back({cell_index, {p & 0x7fffffffU, border ? 1U : 0U}});
        ++cell_begin[cell_index + 1];
      }
    }
  }
  for (std::size_t i = 1; i < cell_begin.size(); ++i) cell_begin[i] += cell_begin[i - 1];
  covers.resize(entries.size());
  std::vector<std::uint32_t> next(cell_begin.begin(), cell_begin.end() - 1);
  for (const Entry& entry : entries) covers[next[entry.cell]++] = entry.cover;
}

std::vector<std::string> AreaIndex::Inside::codes_of(std::vector<std::uint32_t>& ranks) const {
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  std::vector<std::string> codes;
  codes.reserve(ranks.size());
  for (const std::uint32_t r : ranks) {
    const std::string& code = areas[by_code[r]].code;
    if (codes.empty() || codes.back() != code) codes.push_back(code);
  }
  return codes;
}

void AreaIndex::Inside::collect_point(Point p, std::vector<std::uint32_t>& ranks) const {
  if (!(p.lon >= box.west && p.lon <= box.east && p.lat >= box.south && p.lat <= box.north)) return;
  const std::size_t at = row(p.lat) * cells_a_side + column(p.lon);
  for (std::uint32_t i = cell_begin[at]; i < cell_begin[at + 1]; ++i) {
    const Part& part = parts[covers[i].part];
    if (covers[i].border == 0 || part.shape.contains(p)) ranks.push_back(rank[part.area]);
  }
}

// Asks meets(shape) of each part whose box meets the wanted one and whose area is not yet among the ranks.
template <class Meets>
void AreaIndex::Inside::collect(const Box& wanted, std::vector<std::uint32_t>& ranks,
                                const Meets& meets) const {
  for (const Part& part : parts) {
    const Box& own = part.shape.box();
    if (own.west > wanted.east || own.east < wanted.west || own.south > wanted.north ||
        own.north < wanted.south)
      continue;
    if (std::find(ranks.begin(), ranks.end(), rank[part.area]) != ranks.end()) continue;
    if (meets(part.shape)) ranks.push_back(rank[part.area]);
  }
}

void AreaIndex::Inside::collect_line(const std::vector<Point>& line,
                                     std::vector<std::uint32_t>& ranks) const {
  const bool has_length =
      std::any_of(line.begin(), line.end(), [&line](Point p) { return !(p == line.front()); });
  if (!has_length) {
    if (!line.empty()) collect_point(line.front(), ranks);
    return;
  }
  collect(box_of(LineString{line}), ranks,
          [&line](const Shape& shape) { return line_meets_inside(line, shape); });
}

void AreaIndex::Inside::collect_polygon(const Polygon& polygon, std::vector<std::uint32_t>& ranks) const {
  if (polygon.rings.empty()) return;
  const Shape shape = Shape::of(polygon);
  if (!shape.contains(shape.inner_point())) {  // without an inside it is a line
    collect_line(polygon.rings.front(), ranks);
    return;
  }
  collect(shape.box(), ranks, [&shape](const Shape& other) { return insides_meet(shape, other); });
}

AreaIndex::AreaIndex(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;
AreaIndex::~AreaIndex() = default;

AreaIndex AreaIndex::build(std::vector<Area> areas, bool coarse) {
  auto inside = std::make_unique<Inside>();
  inside->areas = std::move(areas);
  inside->coarse = coarse;
  inside->sort_codes();
  inside->make_parts();
  inside->fill_grid();
  return AreaIndex(std::move(inside));
}

std::vector<std::string> AreaIndex::at(Point point) const {
  std::vector<std::uint32_t> ranks;
  inside_->collect_point(point, ranks);
  return inside_->codes_of(ranks);
}

std::vector<std::string> AreaIndex::touching(const Geometry& geometry) const {
  struct Collect {
    const Inside& inside;
    std::vector<std::uint32_t>& ranks;
    void operator()(Point p) const { inside.collect_point(p, ranks); }
    void operator()(const LineString& line) const { inside.collect_line(line.points, ranks); }
    void operator()(const MultiLineString& many) const {
      for (const auto& line : many.lines) inside.collect_line(line, ranks);
    }
    void operator()(const Polygon& polygon) const { inside.collect_polygon(polygon, ranks); }
    void operator()(const MultiPolygon& many) const {
      for (const auto& polygon : many.polygons) inside.collect_polygon(polygon, ranks);
    }
  };
  std::vector<std::uint32_t> ranks;
  std::visit(Collect{*inside_, ranks}, geometry);
  return inside_->codes_of(ranks);
}

const Area* AreaIndex::find(std::string_view code) const {
  const auto& order = inside_->by_code;
  const auto& areas = inside_->areas;
  const auto found =
      std::lower_bound(order.begin(), order.end(), code,
                       [&areas](std::uint32_t i, std::string_view wanted) { return areas[i].code < wanted; });
  return found != order.end() && areas[*found].code == code ? &areas[*found] : nullptr;
}

const std::vector<Area>& AreaIndex::areas() const { return inside_->areas; }
Box AreaIndex::box() const { return inside_->box; }
bool AreaIndex::is_coarse() const { return inside_->coarse; }

}  // namespace voorzien::geo
