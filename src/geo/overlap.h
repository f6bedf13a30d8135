// Do the insides of two shapes meet? Touching at a border only does not count (interfaces.md, `areas`).
//
// Proper crossings of edges are decided by exact arithmetic. Where borders only touch or run together, each
// stretch between touches is asked on both sides, 0.1 mm off: so two shapes that overlap by less than that
// along a whole border may count as neighbours, and nothing coarser is ever confused. No exceptions.
#pragma once

#include "geo/shape.h"

namespace voorzien::geo {

// > 0 when c lies left of the line a -> b, < 0 right of it, 0 exactly on it. The sign is exact.
[[nodiscard]] double side_of(Point a, Point b, Point c);
[[nodiscard]] bool insides_meet(const Shape& a, const Shape& b);
// Does the line go through the inside of the shape?
[[nodiscard]] bool line_meets_inside(const std::vector<Point>& line, const Shape& shape);

}  // namespace voorzien::geo
