// An engine over a folder that no server holds, for acts of the command line that go into the journal.
#pragma once

#include <memory>
#include <string>

#include "doctrine/doctrine.h"
#include "engine/loop.h"
#include "journal/store.h"

namespace voorzien::server {

struct EngineHere {  // the engine stops before what it stands on
  std::unique_ptr<engine::Clock> clock;
  std::unique_ptr<engine::Publisher> publisher;
  std::unique_ptr<journal::Store> store;
  std::unique_ptr<engine::Engine> engine;
};
// doctrine outlives it. Takes the lock of the folder.
[[nodiscard]] Result<EngineHere> start_engine_here(const std::string& data_dir,
                                                   const doctrine::Doctrine& doctrine);

}  // namespace voorzien::server
