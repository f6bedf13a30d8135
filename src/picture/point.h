// Point: one value of a series at one moment.
#pragma once

#include "base/describe.h"
#include "base/instant.h"

namespace voorzien::picture {

struct Point {
  Instant at;
  double value = 0;
  bool operator==(const Point&) const = default;
};
DESCRIBE(Point, at, value)

}  // namespace voorzien::picture
