// Reports of before, one a line: `time,theme,area[,source][,count]`. Used by `voorzien counts import`.
//
// A time is RFC 3339 with offset, or local (Europe/Amsterdam) as 2026-06-27 14:05[:30], with a T for the
// space if one likes. Theme, area and source are text for the caller to know. Rows that cannot be read are
// told one by one and left out; nothing else is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "detection/tables/case_rows.h"

namespace voorzien::detection {

struct ReportRow {
  Instant at;
  std::string_view theme;  // into the text that was read
  std::string_view area;
  std::string_view source;  // empty: the table does not say
  std::uint32_t count = 1;
  std::size_t line = 0;
};

struct ReportTable {
  std::vector<ReportRow> rows;  // in the order of the file
  RowFaults faults;
};

// Error: no header with time, theme and area, or more rows than limits.h allows.
[[nodiscard]] Result<ReportTable> read_reports(std::string_view text);

}  // namespace voorzien::detection
