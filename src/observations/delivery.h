// Delivery: one received document on its way into the engine: who sent it, when, its bytes, and what was
// understood of it. Made by the intake (file, film, push, poller, hand), consumed by the engine's loop.
// What a poller hears without a document travels the same way, in the same order, without bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "observations/understood.h"

namespace voorzien::observations {

// What asking or waiting gave: a document, the word that nothing changed since the last one (HTTP 304 or
// 204), or nothing, because asking failed (then one remark says why).
enum class Arrival { Document, Unchanged, Failed };

struct Delivery {
  Arrival arrival = Arrival::Document;
  SourceId source;
  std::string format;
  Instant received;                          // region time (decision 8)
  std::shared_ptr<const std::string> bytes;  // as they came; none without a document
  std::string raw_sha256;                    // lower-case hex of the bytes
  bool personal = false;                     // the source holds personal data: bytes stay outside the leaf
  Understood understood;
  std::optional<std::int64_t> film_line;  // position in the film that this came from (0-based)
};

}  // namespace voorzien::observations
