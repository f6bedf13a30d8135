// Promises to call back (screens.md 3.11): which one is kept by word from a source or person. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "picture/state.h"

namespace voorzien::picture {

// Of open signals, the promise that names one of `names` ("Bel netbeheerder terug" names netb, netbeheerder):
// that of the signal `belongs_to`, else the one that is due first. One call keeps one promise. Nothing when
// there is none; names shorter than four bytes say too little.
[[nodiscard]] const Signal* promise_to(const State& state, const std::vector<std::string>& names,
                                       std::string_view belongs_to);
// The names behind each @ of a line.
[[nodiscard]] std::vector<std::string> names_in(std::string_view text);

}  // namespace voorzien::picture
