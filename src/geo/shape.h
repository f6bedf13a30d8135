// Shape: one polygon made ready for many questions, inside geo/ only.
//
// Its edges lie in horizontal slabs, so that containment looks at a handful of them. Even-odd: a ring in a
// ring is a hole, whichever way round it runs. Edges are kept from low to high, so two neighbours that
// share a border compute the same crossing and a point on it lies in exactly one of them. Immutable.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace voorzien::geo {

struct Edge {
  Point low, high;  // low.lat <= high.lat; equal only for a horizontal edge
  double lon_per_lat = 0;
};

class Shape {
 public:
  [[nodiscard]] static Shape of(const Polygon& polygon);

  [[nodiscard]] bool contains(Point p) const;
  // A point well inside (halfway across the widest stretch of one horizontal line); the first corner of a
  // shape without inside.
  [[nodiscard]] Point inner_point() const { return inner_; }
  [[nodiscard]] const Box& box() const { return box_; }
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }
  // The first edge of each ring, in edges(): enough to ask where a ring lies that meets no other border.
  [[nodiscard]] const std::vector<std::uint32_t>& ring_starts() const { return ring_starts_; }

  // Calls visit(index) for each edge whose slabs the span of latitudes meets; an edge can come more than
  // once. Stops as soon as visit returns true, and returns that.
  template <class Visit>
  bool any_edge_between(double south, double north, const Visit& visit) const {
    if (edges_.empty() || north < box_.south || south > box_.north) return false;
    const std::size_t last = slab_of(north);
    for (std::size_t slab = slab_of(south); slab <= last; ++slab) {
      for (std::uint32_t i = slab_begin_[slab]; i < slab_begin_[slab + 1]; ++i) {
        if (visit(slab_edges_[i])) return true;
      }
    }
    return false;
  }

 private:
  [[nodiscard]] std::size_t slab_of(double lat) const;
  void make_slabs();
  void choose_inner_point();

  Box box_;
  Point inner_;
  double slabs_per_degree_ = 0;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> ring_starts_;
  std::vector<std::uint32_t> slab_begin_;
  std::vector<std::uint32_t> slab_edges_;
};

}  // namespace voorzien::geo
