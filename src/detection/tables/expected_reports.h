// What reports to expect of each place in each period, when people are counted more than once or in groups
// such as age and sex: every group has one rate of its own in the whole span, everywhere and always (indirect
// standardisation; Kulldorff et al. 1998, the New Mexico brain cancers).
//
// People between two counts are on the straight line between them, before the first and after the last as
// many as then. Of a period count the days it has times the mean of its begin and its end, as SaTScan reckons
// it. Used by `voorzien clusters`.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "detection/tables/case_rows.h"

namespace voorzien::detection {

// A row a place, of the periods [first, last]; their sum is the number of the category's reports in them.
// Cases stand on the population (place_on). Error: reports of a group in which nobody is counted, or more
// cells than limits.h allows.
[[nodiscard]] Result<std::vector<double>> expected_reports(const PopulationTable& population,
                                                           const CaseTable& cases, std::uint32_t category,
                                                           std::int64_t first, std::int64_t last);

}  // namespace voorzien::detection
