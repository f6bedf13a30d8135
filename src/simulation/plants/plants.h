// Planted bugs: each a fault of the kind that a checker exists for, put in from outside: a decorator around a
// port, or something that the simulated surroundings do wrong. Production code knows nothing of them.
//
// They prove the checkers: a plant that its checker does not catch is a hole in the simulation.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/submit.h"
#include "journal/store.h"
#include "simulation/draws.h"

namespace voorzien::simulation {

struct Plant {
  std::string_view name;
  std::string_view checker;  // that must catch it
  std::string_view what;
};
[[nodiscard]] std::span<const Plant> plants();
[[nodiscard]] const Plant* find_plant(std::string_view name);

// The store as the process sees it: `inner` itself (null is returned), or a decorator that outlives no start.
[[nodiscard]] std::unique_ptr<journal::Store> planted_store(std::string_view plant, journal::Store& inner,
                                                            Draws& draws);
// The same for what comes in.
[[nodiscard]] std::unique_ptr<engine::Submit> planted_submit(std::string_view plant, engine::Submit& inner);

}  // namespace voorzien::simulation
