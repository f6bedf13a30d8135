// Every limit of the journal's proofs (rule 11).
#pragma once

#include <cstddef>

namespace voorzien::journal::limits {
inline constexpr std::size_t note_bytes_max = 1'000'000;
inline constexpr std::size_t signatures_max = 100;  // of one note
}  // namespace voorzien::journal::limits
