// An act of the demonstration itself, before its film plays.
#pragma once

#include <string>

#include "base/result.h"
#include "engine/submit.h"

namespace voorzien::server {

// Waits until it is on disk. The same id does nothing twice.
[[nodiscard]] Done act_as_demo(engine::Submit& engine, const std::string& id, engine::Command command);

}  // namespace voorzien::server
