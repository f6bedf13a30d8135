// A proof as the API answers it.
#pragma once

#include "api/rest/answers.h"
#include "server/proofs/proofs.h"

namespace voorzien::server {
[[nodiscard]] Result<api::JournalProof> proof_answer(Proofs& proofs, std::uint64_t seq);
}  // namespace voorzien::server
