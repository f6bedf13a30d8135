// Engine: the one ordered loop. Owns the region's state; everybody else hands over by its bounded inbox.
//
// One thread: takes up to limits::batch_max inputs, lets Core decide them, commits them together, and only
// then answers and publishes (engine/group_commit.h). In a crowd a second thread makes one batch durable
// while the next is decided (engine/storing.h). When the store refuses a batch, the state is put back from
// the journal, and the engine goes on serving reads and trying again.
//
//   inbox -> [take] -> decide -> append (fdatasync) -> answer -> publish -> [copy for a snapshot]
//
// Looking back (engine/past.h) reads the store only and never waits for the loop, nor the loop for it.
#pragma once

#include <memory>

#include "engine/group_commit.h"
#include "engine/read.h"
#include "engine/submit.h"

namespace voorzien::engine {

class Engine : public Submit, public Read {
 public:
  // Restores the state, publishes all of it, and starts the loop.
  [[nodiscard]] static Result<std::unique_ptr<Engine>> start(const doctrine::Doctrine& doctrine, Ports ports,
                                                             views::RegionFacts region);
  // Clean stop: finishes what is in the inbox, writes what was heard, saves a snapshot.
  ~Engine() override = default;

  virtual void set_region(const views::RegionFacts& region) = 0;
  // Runs `look` on a state that holds still; short work only.
  virtual void look(const std::function<void(const views::Sight&, const RegionState&)>& look) = 0;
  // Erases, and returns when nothing of it is left in store, state, snapshots and moments: the entry that
  // says so. May take as long as reading all snapshots; the loop goes on meanwhile. Not from the loop's
  // threads.
  virtual Result<std::uint64_t> erase(EraseRequest request) = 0;
  [[nodiscard]] virtual Counts counts() = 0;
};

}  // namespace voorzien::engine
