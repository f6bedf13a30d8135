// A finding as it is kept, and what its signal says of it.
#pragma once

#include "picture/picture.h"

namespace voorzien::picture {
void evolve_finding(State& state, const Finding& finding, const Context& context, Touched& touched);
// The signal that a finding's observation joined.
void note_signal(State& state, const Mark& mark, const std::string& signal, Touched& touched);
// What was done with that signal: its verdict, and when a person first verified it.
void note_hands(State& state, const Signal& signal, const std::string& act, const Context& context,
                Touched& touched);
}  // namespace voorzien::picture
