// Wide tables of counts: `id,...,w1,w2,...`, one series a row, equal periods, other columns ignored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace voorzien::detection {

struct WideCounts {
  std::size_t first_period = 1;  // the number in the name of the first w column
  std::size_t periods = 0;
  std::vector<std::string> ids;
  std::vector<double> counts;  // ids.size() x periods, by row; NaN: missing

  [[nodiscard]] const double* row(std::size_t series) const { return counts.data() + series * periods; }
};

// Columns w<number> must follow each other without a gap; a cell is a whole number from 0 to 1e9, or missing
// (empty, NA, NaN), which is not zero. Errors: line:column of the first cell that is neither.
[[nodiscard]] Result<WideCounts> read_wide_counts(std::string_view text);

}  // namespace voorzien::detection
