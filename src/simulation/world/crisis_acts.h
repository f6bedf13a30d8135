// What people at the desk do with crises: they begin them, declare, write, fill, hand over and close on what
// their screen shows, which may be old, and contradict each other.
#pragma once

#include "simulation/draws.h"
#include "simulation/ledger.h"
#include "simulation/screens.h"

namespace voorzien::simulation {

// Fills what the person saw, when the act would overwrite it.
[[nodiscard]] crisis::Command crisis_act(Draws& draws, const Mirror& screen, AskedCommand& asked);

}  // namespace voorzien::simulation
