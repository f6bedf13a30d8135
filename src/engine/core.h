// Core: the deterministic heart of the engine: (state, ordered inputs) -> (entries, state). No thread, no
// clock, no disk: the loop (engine/loop.h) feeds it and stores what it gives; replay, tests and simulation
// feed it too.
//
// Order within an input: what is due up to its moment fires first, each timer stamped with its own due time,
// so that the state is a function of the inputs and not of when somebody looked. Region time never goes back.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "crisis/crisis.h"
#include "engine/command_ids.h"
#include "engine/entry_core.h"
#include "engine/erase.h"
#include "engine/ports.h"
#include "engine/replayed.h"
#include "engine/state.h"
#include "engine/submit.h"
#include "engine/untold.h"
#include "journal/store.h"
#include "picture/findings/watch.h"
#include "picture/picture.h"
#include "views/views.h"

namespace voorzien::engine {

// What was decided, before it is bytes. `rest` has no entries: they are the drafts.
struct Decided {
  std::vector<Draft> drafts;
  journal::Batch rest;
};
// Makes bytes of the drafts that are none yet, at most `limit` of them: a quarter of what an act costs, and
// for any thread. False when no more are left.
bool to_entries(Decided& decided, journal::Batch& batch, const std::vector<std::string>& personal_sources,
                std::size_t limit);
// Of all that are left, and brings the rest over.
void to_batch(Decided& decided, journal::Batch& batch, const std::vector<std::string>& personal_sources);

class Core {
 public:
  using Entropy = std::function<std::string()>;  // 16 random bytes a call, for salts

  Core(const doctrine::Doctrine& doctrine, Entropy entropy);

  // Puts the state back that a snapshot gives; entries after it are then replayed.
  void restore(SnapshotState data) { data_ = std::move(data); }
  void remember(std::vector<journal::Batch::CommandId> ids);  // answered before, oldest first
  // Replays one entry; an error when it is not whole or does not follow on the last one.
  Done replay(const journal::Entry& entry);
  Done replay(const Replayed& entry);

  Outcome command(CommandRequest request, Instant now);
  // The seq of the entry, or 0 when nothing in it was news.
  std::uint64_t deliver(const observations::Delivery& delivery);
  void tick(Instant now);
  // The seq of the entry that says so; the store erases in the same commit.
  std::uint64_t erase(const EraseRequest& request, Instant now);
  // Writes what was heard but not yet journaled (clean stop).
  void flush_heard();

  // Puts behind `onto` what has been decided since the last call and must now become durable.
  void take_decided(Decided& onto);
  // What clients must be told of since the last call.
  [[nodiscard]] Publication take_publication(const views::RegionFacts& region);
  // One entity with its version, and all of a type (empty: of all types).
  [[nodiscard]] std::optional<views::Entity> view(const views::Sight& sight, std::string_view type,
                                                  std::string_view id) const;
  [[nodiscard]] std::vector<views::Entity> view_all(const views::Sight& sight, std::string_view type) const;
  // Everything there is, for a full start.
  [[nodiscard]] Publication publication_of_all(const views::RegionFacts& region) const;
  void touch(std::string_view type, std::string_view id) {
    untold_.add(std::string(type), std::string(id), std::nullopt);
  }
  void forget_touched() { untold_.clear(); }

  [[nodiscard]] const RegionState& state() const { return data_.state; }
  [[nodiscard]] const Index& index() const { return data_.index; }
  [[nodiscard]] const SnapshotState& snapshot() const { return data_; }
  [[nodiscard]] const doctrine::Doctrine& doctrine() const { return doctrine_; }
  [[nodiscard]] views::Sight sight(const views::RegionFacts& region, Instant now) const;

 private:
  using Events = std::vector<Happened>;
  void advance(Instant to);
  void flush_heard_if_due(Instant now);
  // Evolves the events and what follows from them, in order, and returns all that happened.
  Events settle(std::vector<Happened> events, Instant at, const Actor& actor);
  void evolve_one(const Happened& event, Instant at, const Actor& actor, Touched& touched);
  std::vector<Happened> follow(const Happened& event, Instant at, const Actor& actor) const;
  [[nodiscard]] crisis::Context crisis_context(Instant at, const Actor& actor, bool lists_calls) const;
  [[nodiscard]] std::optional<Instant> next_due() const;
  void close_entry(EntryCore&& core, const NamedRaw& raw);
  void mark(Touched touched, std::uint64_t seq);
  void mark_one(std::pair<std::string, std::string> key, std::uint64_t seq);
  [[nodiscard]] std::uint64_t version_of(std::string_view type, std::string_view id) const;
  void drop_removed(views::Removal removal);
  [[nodiscard]] picture::SourcesHeard take_heard(const picture::Heard* with_news);
  [[nodiscard]] Outcome decide_command(const CommandRequest& request, Instant at, Events& events) const;
  void keep_raw(const observations::Delivery& delivery);
  [[nodiscard]] NamedRaw keep_raw(const desk::Attachment& attachment, const std::string& bytes, Instant at);

  const doctrine::Doctrine& doctrine_;
  Entropy entropy_;
  SnapshotState data_;
  CommandIds command_ids_;
  std::map<std::string, picture::Heard> heard_;  // by source: deliveries without news, not yet in the journal
  std::optional<Instant> heard_since_;
  picture::Watch watch_;
  Decided decided_;
  Untold untold_;
};

// What was decided since the last call, as bytes: for who has no second thread for that.
[[nodiscard]] journal::Batch take_batch(Core& core);

}  // namespace voorzien::engine
