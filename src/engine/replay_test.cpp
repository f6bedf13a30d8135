// Replay reads half of an entry, in blocks on other threads: it takes the same as reading all of it, in
// order.
#include <doctest/doctest.h>

#include <algorithm>

#include "adapters/memory/store.h"
#include "codec/json.h"
#include "engine/limits.h"
#include "engine/replayed.h"
#include "engine/restore.h"
#include "engine/testing.h"

using namespace voorzien;
using namespace voorzien::engine;
using namespace voorzien::engine::testing;

namespace {
std::string said(const std::vector<Happened>& happened) { return codec::encode(Sealed{"", happened}); }

bool is_sealed(const SealedPlace& place) { return place.sealed.has_value(); }

std::vector<journal::Entry> entries_of(journal::Store& store) {
  std::vector<journal::Entry> out;
  REQUIRE(store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
    out.push_back(entry);
    return true;
  }));
  return out;
}
}  // namespace

TEST_CASE("a_replay_takes_what_happened_and_nothing_else") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  play(live, store, 7);
  std::size_t sealed = 0;
  for (journal::Entry entry : entries_of(store)) {
    CAPTURE(entry.core);
    for (const bool is_erased : {false, true}) {
      if (is_erased) entry.sealed.clear();
      const auto whole = from_entry(entry);
      const auto taken = to_replay(entry);
      REQUIRE((whole && taken));
      CHECK(said(taken->happened) == said(whole->happened));
      CHECK(taken->at == whole->at);
      CHECK(taken->actor.user == (whole->command ? whole->command->user : ""));
      CHECK(taken->has_lost == (is_erased && !whole->sealed_commitment.empty()));
    }
    const auto core = codec::decode<SealedCore>(entry.core);
    REQUIRE(core);
    if (!core->happened.empty() && std::ranges::all_of(core->happened, is_sealed)) ++sealed;
  }
  CHECK(sealed > 50);  // the way that passes over the core is tried
}

TEST_CASE("a_long_replay_gives_the_same_state_and_stops_at_what_is_damaged") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  const int count = static_cast<int>(3 * limits::replay_block) + 20;
  for (int n = 0; n < count; ++n)
    (void)live.command(log_line("c" + std::to_string(n), "regel " + std::to_string(n)), noon + seconds(n));
  journal::Batch batch = take_batch(live);
  REQUIRE(batch.entries.size() > 3 * limits::replay_block);
  const std::uint64_t damaged = 2 * limits::replay_block + 5;
  adapters::MemoryStore other;
  journal::Batch flipped = batch;
  flipped.entries[damaged - 1].sealed[3] ^= 1;
  REQUIRE(store.append(std::move(batch)));
  REQUIRE(other.append(std::move(flipped)));

  Core again(doctrine_of_the_region(), fixed_salt);
  const auto replayed = replay_to(again, store, store.last_seq());
  REQUIRE(replayed);
  CHECK(*replayed == store.last_seq());
  CHECK(state_hash(again.state()) == state_hash(live.state()));

  Core halted(doctrine_of_the_region(), fixed_salt);
  const auto stopped = replay_to(halted, other, other.last_seq());
  REQUIRE(!stopped);
  CHECK(stopped.error().where == "entry " + std::to_string(damaged));
  CHECK(halted.state().seq == damaged - 1);
}
