// Every limit of the desk (rule 11).
#pragma once

#include <cstddef>

namespace voorzien::desk::limits {
inline constexpr std::size_t log_text_max = 4'000;  // characters
inline constexpr std::size_t log_kept_max = 10'000;
inline constexpr std::size_t exercise_words_max = 500;  // characters of its title, its reason, its end
inline constexpr std::size_t entry_text_max = 1'000;    // characters
inline constexpr std::size_t entry_words_max = 200;     // of a line that the preview reads
inline constexpr std::size_t place_max = 200;           // bytes of a name
inline constexpr std::size_t from_max = 200;
inline constexpr std::size_t attachment_name_max = 200;  // bytes
inline constexpr std::size_t attachments_max = 10;       // on one line or entry
inline constexpr std::size_t attachments_known_max =
    5'000;  // that a new line may name, and that hang on a signal
inline constexpr std::size_t alike_max = 5;
inline constexpr std::size_t places_max = 5;
}  // namespace voorzien::desk::limits
