// AreaIndex: which municipalities (GM....) and safety regions (VR..) contain a point or are touched by a
// shape.
//
// Exact even-odd containment on a grid with y-slabs (stack.md 8: 6.7 M points/s). Built once, then
// immutable and safe to share between threads. Two make-ups: imported boundaries (`voorzien region
// import`), or the built-in coarse outline of the region's provinces (`is_coarse()`, no municipalities).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"

namespace voorzien::geo {

struct Area {
  std::string code;  // CBS: GM0344, VR09
  std::string name;
  std::string region;  // the VR code a municipality lies in; empty for a region or when unknown
  MultiPolygon shape;
};

class AreaIndex {
 public:
  [[nodiscard]] static AreaIndex build(std::vector<Area> areas, bool coarse);
  AreaIndex(AreaIndex&&) noexcept;
  AreaIndex& operator=(AreaIndex&&) noexcept;
  ~AreaIndex();

  // Codes of all areas that contain the point, sorted; empty outside all of them.
  [[nodiscard]] std::vector<std::string> at(Point point) const;
  // Codes of all areas whose inside meets the inside (or line, or point) of the geometry; touching only at a
  // border does not count. Sorted.
  [[nodiscard]] std::vector<std::string> touching(const Geometry& geometry) const;
  [[nodiscard]] const Area* find(std::string_view code) const;
  [[nodiscard]] const std::vector<Area>& areas() const;
  [[nodiscard]] Box box() const;
  [[nodiscard]] bool is_coarse() const;

 private:
  struct Inside;
  explicit AreaIndex(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace voorzien::geo
