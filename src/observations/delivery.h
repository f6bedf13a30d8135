// Delivery: one received document on its way into the engine: who sent it, when, its bytes, and what was
// understood of it. Made by the intake (file, film, push, poller, hand), consumed by the engine's loop.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "observations/understood.h"

namespace voorzien::observations {

struct Delivery {
  SourceId source;
  std::string format;
  Instant received;                          // region time (decision 8)
  std::shared_ptr<const std::string> bytes;  // as they came
  std::string raw_sha256;                    // lower-case hex of the bytes
  bool personal = false;                     // the source holds personal data: bytes stay outside the leaf
  Understood understood;
  std::optional<std::int64_t> film_line;  // position in the film that this came from (0-based)
};

}  // namespace voorzien::observations
