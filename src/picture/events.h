// What happened to the picture, in the past tense. Stored in the journal: a field may be added with a default
// (by an upcaster), never changed in meaning.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "observations/observation.h"
#include "picture/heard.h"

namespace voorzien::picture {

struct ObservationAdded {  // the first version of a fact
  static constexpr std::string_view kind = "observation-added";
  observations::Observation observation;
  bool late = false;  // nagekomen: enters without alarm
};
DESCRIBE(ObservationAdded, observation, late)

struct ObservationChanged {  // a newer version of a known fact
  static constexpr std::string_view kind = "observation-changed";
  observations::Observation observation;
  bool late = false;
};
DESCRIBE(ObservationChanged, observation, late)

struct ObservationEnded {
  static constexpr std::string_view kind = "observation-ended";
  ObservationId id;
  std::string reason;  // cancelled, expired, vanished, all-clear, replaced
};
DESCRIBE(ObservationEnded, id, reason)

using Event = std::variant<SourcesHeard, ObservationAdded, ObservationChanged, ObservationEnded>;

}  // namespace voorzien::picture
