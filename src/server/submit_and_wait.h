// An act of the program itself (a demonstration, the command line): submitted, and waited for.
#pragma once

#include "base/result.h"
#include "engine/submit.h"

namespace voorzien::server {

// A refusal comes back as an error that names the rule. Never from the engine's own threads.
[[nodiscard]] Result<engine::Accepted> submit_and_wait(engine::Submit& engine,
                                                       engine::CommandRequest request);

}  // namespace voorzien::server
