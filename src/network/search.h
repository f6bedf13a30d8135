// Finding somebody in the directory by what an operator remembers: part of a name, an abbreviation, a place,
// a function, a kind of crisis, with a slip of the finger.
#pragma once

#include <string_view>
#include <vector>

#include "network/network.h"

namespace voorzien::network {

// Those in whom every word is found, best first, at most `limit`. A word of three letters or more is found at
// the start of a word or inside one; one of five or more also with one letter wrong, missing or too many.
[[nodiscard]] std::vector<const Contact*> search(const State& state, std::string_view words, Instant now,
                                                 std::size_t limit);

}  // namespace voorzien::network
