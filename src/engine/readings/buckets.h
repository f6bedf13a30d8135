// Readings of a long time, as few points as a chart is wide.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "engine/readings/readings_index.h"

namespace voorzien::engine {

struct Bucket {
  Instant at;  // its beginning
  double low = 0, high = 0, mean = 0;
  std::int64_t count = 0;
};

struct Buckets {
  std::int64_t step_s = 0;   // 0: each is one reading
  std::vector<Bucket> list;  // without the empty ones
};

// At most `points` of them (2 or more): readings one by one when they are no more than that, else in steps of
// a round length, counted from midnight UTC. BadValue when there are more readings than
// limits::history_rows_max.
[[nodiscard]] Result<Buckets> history(ReadingsIndex& index, const ReadingsAsked& asked, std::size_t points);

}  // namespace voorzien::engine
