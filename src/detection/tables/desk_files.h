// The files of a desk: counts.csv (tick,series,count; non-zero only, by tick), series.csv
// (id,place,category,theme,lat,lon,neighbours,region), events.csv (start,end,themes,places,factor,name).
#pragma once

#include <string_view>

#include "base/result.h"
#include "detection/desk/data.h"

namespace voorzien::detection {

struct DeskTexts {
  std::string_view series;
  std::string_view events;
  std::string_view counts;
};

// warmup_ticks <= ticks. Errors name the file and line:column: `series.csv:3:7`.
[[nodiscard]] Result<DeskData> read_desk(const DeskTexts& texts, std::size_t warmup_ticks, std::size_t ticks);

}  // namespace voorzien::detection
