#include "geo/shape.h"

#include <cmath>
#include <limits>

namespace voorzien::geo {
namespace {
constexpr std::size_t slabs_max = 4'096;
constexpr std::size_t edges_per_slab = 4;
// A comb of tall teeth lies in every slab with every edge: then there are fewer slabs, so that memory stays
// in step.
constexpr double entries_per_edge_max = 8;
}  // namespace

Shape Shape::of(const Polygon& polygon) {
  Shape shape;
  constexpr double far = std::numeric_limits<double>::infinity();
  shape.box_ = {far, far, -far, -far};
  std::size_t corners = 0;
  for (const Ring& ring : polygon.rings) {
    corners += ring.size();
    for (const Point p : ring) {
      shape.box_.west = std::min(shape.box_.west, p.lon);
      shape.box_.south = std::min(shape.box_.south, p.lat);
      shape.box_.east = std::max(shape.box_.east, p.lon);
      shape.box_.north = std::max(shape.box_.north, p.lat);
    }
  }
  if (corners == 0) shape.box_ = {};
  shape.edges_.reserve(corners);
  if (!polygon.rings.empty() && !polygon.rings.front().empty()) shape.inner_ = polygon.rings.front().front();
  for (const Ring& ring : polygon.rings) {
    const auto start = static_cast<std::uint32_t>(shape.edges_.size());
    const std::size_t count = ring.size();
    for (std::size_t i = 0; i < count; ++i) {
      Point a = ring[i];
      Point b = ring[(i + 1) % count];  // an open ring is closed; in a closed one the last edge is empty
      if (a == b) continue;
      if (a.lat > b.lat || (a.lat >= b.lat && a.lon > b.lon)) std::swap(a, b);
      const double height = b.lat - a.lat;
      shape.edges_.push_back({a, b, height > 0 ? (b.lon - a.lon) / height : 0});
    }
    if (shape.edges_.size() > start) shape.ring_starts_.push_back(start);
  }
  shape.make_slabs();
  shape.choose_inner_point();
  return shape;
}

std::size_t Shape::slab_of(double lat) const {
  const double at = (lat - box_.south) * slabs_per_degree_;
  const auto last = slab_begin_.size() - 2;
  if (!(at > 0)) return 0;
  return std::min(static_cast<std::size_t>(at), last);
}

void Shape::make_slabs() {
  std::size_t count = std::clamp<std::size_t>(edges_.size() / edges_per_slab, 1, slabs_max);
  const double height = box_.north - box_.south;
  double climbed = 0;
  for (const Edge& edge : edges_) climbed += edge.high.lat - edge.low.lat;
  const double entries_per_slab = height > 0 ? climbed / height : 0;  // on average
  const double entries_max = entries_per_edge_max * static_cast<double>(edges_.size());
  if (entries_per_slab * static_cast<double>(count) > entries_max) {
    count = std::max<std::size_t>(1, static_cast<std::size_t>(entries_max / entries_per_slab));
  }
  slabs_per_degree_ = height > 0 ? static_cast<double>(count) / height : 0;
  slab_begin_.assign(count + 1, 0);
  for (const Edge& edge : edges_) {
    for (std::size_t s = slab_of(edge.low.lat); s <= slab_of(edge.high.lat); ++s) ++slab_begin_[s + 1];
  }
  for (std::size_t s = 0; s < count; ++s) slab_begin_[s + 1] += slab_begin_[s];
  slab_edges_.resize(slab_begin_.back());
  std::vector<std::uint32_t> next(slab_begin_.begin(), slab_begin_.end() - 1);
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    for (std::size_t s = slab_of(edges_[i].low.lat); s <= slab_of(edges_[i].high.lat); ++s)
      slab_edges_[next[s]++] = i;
  }
}

bool Shape::contains(Point p) const {
  if (edges_.empty() || p.lon < box_.west || p.lon > box_.east || p.lat < box_.south || p.lat > box_.north) {
    return false;
  }
  const std::size_t slab = slab_of(p.lat);
  bool inside = false;
  for (std::uint32_t i = slab_begin_[slab]; i < slab_begin_[slab + 1]; ++i) {
    const Edge& edge = edges_[slab_edges_[i]];
    const bool spans = edge.low.lat <= p.lat && p.lat < edge.high.lat;
    const bool crosses = p.lon < edge.low.lon + (p.lat - edge.low.lat) * edge.lon_per_lat;
    inside ^= spans && crosses;
  }
  return inside;
}

void Shape::choose_inner_point() {
  double widest = 0;
  std::vector<double> crossings;
  // Three lines are enough: one of them meets any shape that has a body.
  for (const double part : {0.5, 0.31, 0.73}) {
    const double lat = box_.south + part * (box_.north - box_.south);
    crossings.clear();
    if (edges_.empty()) return;
    const std::size_t slab = slab_of(lat);
    for (std::uint32_t i = slab_begin_[slab]; i < slab_begin_[slab + 1]; ++i) {
      const Edge& edge = edges_[slab_edges_[i]];
      if (edge.low.lat <= lat && lat < edge.high.lat) {
        crossings.push_back(edge.low.lon + (lat - edge.low.lat) * edge.lon_per_lat);
      }
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 1; i < crossings.size(); i += 2) {
      if (crossings[i] - crossings[i - 1] > widest) {
        widest = crossings[i] - crossings[i - 1];
        inner_ = {(crossings[i] + crossings[i - 1]) / 2, lat};
      }
    }
  }
}

}  // namespace voorzien::geo
