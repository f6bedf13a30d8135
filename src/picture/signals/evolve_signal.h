// evolve of the events of a signal; called by picture/evolve.cpp only.
#pragma once

#include "picture/picture.h"

namespace voorzien::picture {
void evolve_signal(State& state, const SignalOpened& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const FactJoined& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const FactLeft& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalChanged& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalReturned& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalClimbed& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const ClimbStarted& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalClosed& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalActed& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalMerged& event, const Context& context, Touched& touched);
void evolve_signal(State& state, const SignalsForgotten& event, const Context& context, Touched& touched);
}  // namespace voorzien::picture
