// The ports of the engine besides journal/store.h: Clock, Notifier, and Publisher (who gets what changed).
//
// Clock is region time (decision 8: in the demonstration the film's). Fetcher lies in adapters/http_client
// with the poller that uses it. Each has an in-memory fake in adapters/memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "views/entities.h"

namespace voorzien::engine {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;  // region time, never goes back
};

struct Publication {
  std::uint64_t version = 0;  // last seq of the batch
  std::vector<views::Entity> upserts;
  std::vector<views::Removal> removals;
  bool acted = false;  // a person did something in it: who reads after the answer must see it
};

class Publisher {
 public:
  virtual ~Publisher() = default;
  // Called on the engine's thread after the batch is durable and before anybody is answered; must not block:
  // what cannot be handed on is merged per entity until it can.
  virtual void publish(Publication publication) = 0;
};

// "Notified" means shown in the app and put on a call list; never a silent "sent" (desk.md 3).
class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual void notify(const std::string& duty, const std::string& what, Instant at) = 0;
};

}  // namespace voorzien::engine
