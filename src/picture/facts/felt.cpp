#include "picture/facts/felt.h"

#include <algorithm>
#include <cmath>

namespace voorzien::picture {
namespace {
constexpr double depth_km = 10;
constexpr double felt_from = 2.4;      // 2 * (log10(depth_km) + 0.2): felt at that distance and no farther
constexpr double farthest_km = 1'000;  // what the rule was made of ends there
}  // namespace

bool touches_region(const observations::Observation& observation, const doctrine::Doctrine& doctrine) {
  return std::ranges::any_of(observation.areas, [&](const std::string& area) {
    return std::ranges::find(doctrine.region_codes, area) != doctrine.region_codes.end();
  });
}

std::optional<double> felt_magnitude(const observations::Observation& observation,
                                     const doctrine::Doctrine& doctrine) {
  if (observation.kind != "quake" || !observation.quantity || !observation.geometry) return std::nullopt;
  if (doctrine.detection.places.empty() || touches_region(observation, doctrine)) return std::nullopt;
  const geo::Point there = geo::middle_of(*observation.geometry);
  double nearest_km = 40'000;
  for (const doctrine::CountedPlace& place : doctrine.detection.places)
    nearest_km = std::min(nearest_km, geo::distance_m(there, {place.lon, place.lat}) / 1'000);
  if (nearest_km > farthest_km) return std::nullopt;
  const double here = observation.quantity->value - 2 * std::log10(std::max(nearest_km, depth_km) / depth_km);
  if (here < felt_from) return std::nullopt;
  return std::round(here * 10) / 10;
}
}  // namespace voorzien::picture
