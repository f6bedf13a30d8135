#include "detection_options.h"

#include <fmt/format.h>

namespace voorzien::app {
Result<detection::Period> period_named(const std::string& name) {
  if (name == "week") return detection::Period::Week;
  if (name == "day") return detection::Period::Day;
  if (name == "hour") return detection::Period::Hour;
  return Error{ErrorCode::BadUse, "--period", fmt::format("`{}` is none of week, day, hour.", name)};
}
}  // namespace voorzien::app
