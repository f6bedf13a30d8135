// What the engine is asked to erase. Who asks has looked it up in the store (server/forgetting/); the engine
// journals that it is gone and takes it out of the living state, the snapshots and the states of moments.
#pragma once

#include <string>
#include <vector>

#include "base/ids.h"
#include "engine/submit.h"
#include "journal/erasure.h"

namespace voorzien::engine {

struct EraseRequest {
  Actor actor;
  std::string cause;                        // person, retention
  std::string reason;                       // stands in the journal for good: no name of who is erased
  std::vector<std::uint64_t> entries;       // whose sealed parts go, in order
  std::vector<std::string> raws;            // documents that go, by hash
  std::vector<ObservationId> observations;  // in those sealed parts
  std::vector<LogLineId> log_lines;
  std::vector<std::string> attachments;  // by hash; their documents stand among `raws` too
  std::vector<std::string> heard_raws;   // hashes that stand in those sealed parts, of documents or not
  bool imports = false;                  // of the directory, in those sealed parts
  std::string text;                      // that no snapshot may hold; empty: by the ids above only
};

}  // namespace voorzien::engine
