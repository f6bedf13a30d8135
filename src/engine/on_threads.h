// Work in pieces, on more than one thread: for what is asked beside the loop and would keep somebody waiting.
// Pieces must not need each other; which thread takes which changes nothing of the outcome.
#pragma once

#include <cstddef>

#include "detection/desk/data.h"

namespace voorzien::engine {

// threads >= 1, the caller's own among them. Returns when all pieces are done.
[[nodiscard]] detection::ForEach on_threads(std::size_t threads);

}  // namespace voorzien::engine
