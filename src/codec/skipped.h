// Skipped: a member that a reading knows of and passes over: it costs no more than finding its end. For types
// that are only read, beside the whole type that is written (engine/replayed.h).
#pragma once

namespace voorzien::codec {
struct Skipped {};
}  // namespace voorzien::codec
