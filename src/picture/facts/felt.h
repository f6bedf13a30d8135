// Felt: a quake that lies outside the region but shakes it.
//
// How far a quake is felt grows with its magnitude: about 20 km at 3, 60 km at 4, 200 km at 5, 350 km at 5.5
// (Roermond 1992), so log10(km) = M / 2 - 0.2. A quake at a distance is then felt as one of
// M - 2 log10(km / 10) is in the place itself, whose depth counts for ten kilometres. Beyond 1,000 km nothing
// is felt.
#pragma once

#include <optional>

#include "doctrine/doctrine.h"
#include "observations/observation.h"

namespace voorzien::picture {

// The magnitude as it is felt in the nearest municipality that the region counts in (detection.toml); nothing
// for what is no quake, touches the region itself, or is not felt in it.
[[nodiscard]] std::optional<double> felt_magnitude(const observations::Observation& observation,
                                                   const doctrine::Doctrine& doctrine);
// It touches one of the regions that are shown.
[[nodiscard]] bool touches_region(const observations::Observation& observation,
                                  const doctrine::Doctrine& doctrine);

}  // namespace voorzien::picture
