// Readings: measured or expected values of a station. All values of one station and quantity are one fact
// with a series; single values are no facts of their own.
#pragma once

#include <optional>
#include <string>

#include "doctrine/doctrine.h"
#include "picture/state.h"

namespace voorzien::picture {

struct ReadingOf {
  std::string station;  // source/place/kind
  bool expected = false;
  Instant at;
  double value = 0;
  std::string unit;  // water levels in cm are read as m NAP
};
// Nothing when the observation is no reading.
[[nodiscard]] std::optional<ReadingOf> reading_of(const Observation& observation);
// The id of the fact that an observation is (a version of): readings by station, others by native id.
[[nodiscard]] std::string id_of(const Observation& observation);
// The rule with limits of a station that is called `name`, if any.
[[nodiscard]] const doctrine::StationRule* station_rule(const doctrine::Doctrine& doctrine,
                                                        std::string_view kind, std::string_view name);

}  // namespace voorzien::picture
