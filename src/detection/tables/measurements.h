// Tables of one measured quantity: `timestamp,value`, one row a measurement, in the order received.
#pragma once

#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::detection {

struct Measurement {
  Instant at;
  double value = 0;       // NaN: missing
  std::string_view time;  // as it stands in the table
  std::string_view text;  // of the value, likewise
};

// Columns `timestamp` and `value`, others are ignored. A time is RFC 3339 or the same with a space for the T;
// without an offset it is read as UTC. A value is a finite number or missing (empty, NA, NaN). Rows may be
// out of order, repeated and unequally spaced. Errors: line:column of the first field that cannot be read.
// The views point into `text`.
[[nodiscard]] Result<std::vector<Measurement>> read_measurements(std::string_view text);
// Whether the header is that of such a table (a column `timestamp`).
[[nodiscard]] bool is_measurement_table(std::string_view text);

}  // namespace voorzien::detection
