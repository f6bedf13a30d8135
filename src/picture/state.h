// The picture's state: plain described values in ordered containers, so that its canonical JSON is its hash.
#pragma once

#include <map>
#include <string>

#include "base/describe.h"
#include "observations/observation.h"
#include "picture/heard.h"

namespace voorzien::picture {

struct State {
  std::map<std::string, observations::Observation>
      observations;  // by observation id: current and lately ended
};
DESCRIBE(State, observations)

}  // namespace voorzien::picture
