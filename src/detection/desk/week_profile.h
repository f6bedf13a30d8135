// The shape of a week of one category, by hour: what is usual on which hour of which day, from few counts.
//
// Three layers, each kept as far as the counts bear it out: hour of day times day of week; three waves for
// the hour of day with the rest shrunk; single hours of the week that differ from that product (nights out),
// smoothed over the hours beside them and shrunk by the share of their scatter that is not noise (empirical
// Bayes).
#pragma once

#include <array>

namespace voorzien::detection {

constexpr std::size_t hours_a_week = 168;
using WeekHours = std::array<double, hours_a_week>;

// counts and expected (with a flat week) by hour of the week; dispersion: variance over mean of the counts.
// -> factors about 1, so that factor x expected is the fit; an hour without expectation has the product's
// factor.
[[nodiscard]] WeekHours week_profile(const WeekHours& counts, const WeekHours& expected, double dispersion);

}  // namespace voorzien::detection
