#include "engine/past.h"

#include <algorithm>

#include "engine/limits.h"
#include "engine/restore.h"

namespace voorzien::engine {
Result<std::uint64_t> Past::seq_at(Instant at) {
  ASSIGN_OR_RETURN(const std::uint64_t seq, store_.seq_at(at));
  if (seq != 0) return seq;
  Instant first;
  RETURN_IF_ERROR(store_.read(1, 1, [&](const journal::Entry& entry) {
    first = entry.at;
    return false;
  }));
  return Error{ErrorCode::BadTime, "at", "lies before the first entry, of " + format_rfc3339(first)};
}

Result<std::shared_ptr<const Core>> Past::after(std::uint64_t seq) {
  const std::lock_guard lock(mutex_);
  ASSIGN_OR_RETURN(State state, state_after(seq));
  return std::shared_ptr<const Core>(std::move(state));
}

void Past::forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
}

Past::State Past::kept_before(std::uint64_t seq) {
  const auto is_better = [](const State& a, const State& b) { return a->state().seq < b->state().seq; };
  State best;
  for (const State& one : kept_)
    if (one->state().seq <= seq && (!best || is_better(best, one))) best = one;
  if (!best || seq - best->state().seq <= limits::snapshot_every_entries) return best;
  const Result<std::vector<journal::SnapshotMark>> marks = store_.snapshots();
  const auto is_between = [&](const journal::SnapshotMark& mark) {
    return mark.seq > best->state().seq && mark.seq <= seq;
  };
  return marks && std::ranges::any_of(*marks, is_between) ? nullptr : best;
}

Result<Past::State> Past::state_after(std::uint64_t seq) {
  State state = kept_before(seq);
  if (state && state->state().seq < seq) {
    // Nobody else looks at it: it may be moved on. Else it stays as it is and a copy goes on.
    std::erase(kept_, state);
    if (state.use_count() > 1) {
      keep(state);
      state = std::make_shared<Core>(*state);
    }
    ASSIGN_OR_RETURN(const std::uint64_t replayed, replay_to(*state, store_, seq));
    (void)replayed;
  } else if (!state) {
    state = std::make_shared<Core>(doctrine_, [] { return std::string{}; });
    ASSIGN_OR_RETURN(const Restored restored, restore_state(*state, store_, seq));
    (void)restored;
  }
  if (state->state().seq != seq)
    return Error{ErrorCode::NotFound, "entry " + std::to_string(seq), "the journal does not go that far"};
  keep(state);
  return state;
}

void Past::keep(State state) {
  std::erase(kept_, state);
  kept_.push_front(std::move(state));
  if (kept_.size() > limits::past_states_max) kept_.pop_back();
}

Result<std::uint64_t> Past::walk(std::uint64_t after, std::uint64_t until, Duration every,
                                 const views::RegionFacts& region,
                                 const std::function<bool(const Step&)>& each) {
  const std::lock_guard lock(mutex_);
  ASSIGN_OR_RETURN(const State start, state_after(after));
  const State state = std::make_shared<Core>(*start);
  std::optional<Instant> step_end;  // of the step that is being filled
  const auto tell = [&] {
    Publication changed = state->take_publication(region);
    step_end.reset();
    if (changed.upserts.empty() && changed.removals.empty()) return true;
    return each(
        {state->state().at, changed.version, std::move(changed.upserts), std::move(changed.removals)});
  };
  Done done = Nothing{};
  const std::uint64_t last = std::min(until, after + limits::walk_entries_max);
  bool goes_on = true;
  RETURN_IF_ERROR(store_.read(after + 1, last, [&](const journal::Entry& entry) {
    if (step_end && entry.at > *step_end && !tell()) return goes_on = false;
    if (!step_end) step_end = entry.at + every;
    done = state->replay(entry);
    return static_cast<bool>(done);
  }));
  if (!done) return done.error();
  if (goes_on) (void)tell();
  const std::uint64_t reached = state->state().seq;
  keep(state);
  return reached;
}
}  // namespace voorzien::engine
