// Past: the region's state as it was, from the snapshots and the journal.
//
// A moment is the state after the last entry at or before it: the picture as it was then known. What came
// late stands at its entry, not at the moment it tells of. The states of the last moments stay decoded, so
// that who goes forward in time replays only what lies between. Never takes the loop's lock; one state is
// made at a time, the others wait.
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "engine/core.h"
#include "engine/read.h"
#include "journal/store.h"

namespace voorzien::engine {

class Past {
 public:
  Past(const doctrine::Doctrine& doctrine, journal::Store& store) : doctrine_(doctrine), store_(store) {}

  // BadTime before the first entry.
  [[nodiscard]] Result<std::uint64_t> seq_at(Instant at);
  [[nodiscard]] Result<std::shared_ptr<const Core>> after(std::uint64_t seq);
  void forget();  // the states that stay decoded
  // What changed after entry `after` up to `until`, viewed once a step; the steps of Read::steps.
  [[nodiscard]] Result<std::uint64_t> walk(std::uint64_t after, std::uint64_t until, Duration every,
                                           const views::RegionFacts& region,
                                           const std::function<bool(const Step&)>& each);

 private:
  using State = std::shared_ptr<Core>;
  Result<State> state_after(std::uint64_t seq);
  // The kept state that is the best start for `seq`, or nothing when a snapshot is a better one.
  State kept_before(std::uint64_t seq);
  void keep(State state);

  const doctrine::Doctrine& doctrine_;
  journal::Store& store_;
  std::mutex mutex_;
  std::deque<State> kept_;  // last used first
};

}  // namespace voorzien::engine
