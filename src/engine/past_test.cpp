// Looking back: any moment is what a replay up to it gives, and the steps between two moments lead from the
// one to the other.
#include "engine/past.h"

#include <doctest/doctest.h>

#include "adapters/memory/store.h"
#include "codec/entity_json.h"
#include "engine/moment.h"
#include "engine/restore.h"
#include "engine/snapshot_rules.h"
#include "engine/testing.h"

using namespace voorzien;
using namespace voorzien::engine;
using namespace voorzien::engine::testing;

namespace {
std::string hash_of_full_replay(journal::Store& store, Instant until) {
  Core core(doctrine_of_the_region(), fixed_salt);
  REQUIRE(store.read(1, *store.seq_at(until),
                     [&](const journal::Entry& entry) { return static_cast<bool>(core.replay(entry)); }));
  return state_hash(core.state());
}

// An afternoon with a snapshot now and then.
void fill(adapters::MemoryStore& store, std::uint64_t snapshot_every = 60) {
  Core live(doctrine_of_the_region(), fixed_salt);
  play(live, store, 7);
  Core again(doctrine_of_the_region(), fixed_salt);
  REQUIRE(store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
    REQUIRE(again.replay(entry));
    if (entry.seq % snapshot_every == 0) REQUIRE(keep_snapshot(store, again.snapshot()));
    return true;
  }));
}

// What each thing says, by type and id. Its version is left out: what never changed has that of whoever asks.
using Picture = std::map<std::pair<std::string, std::string>, std::string>;

std::pair<std::string, std::string> key_of(const views::Entity& entity) {
  return std::visit([]<class T>(const T& one) { return std::pair(std::string(T::type), one.id); }, entity);
}
std::string said_by(views::Entity entity) {
  std::visit([](auto& one) { one.version = 0; }, entity);
  return codec::encode_entity(entity);
}

Picture picture_of(const Moment& moment) {
  Picture out;
  for (const views::Entity& one : moment.list({})) out[key_of(one)] = said_by(one);
  return out;
}
void fold(Picture& picture, const Step& step) {
  for (const views::Entity& one : step.upserts) picture[key_of(one)] = said_by(one);
  for (const views::Removal& one : step.removals) picture.erase({one.type, one.id});
}
}  // namespace

TEST_CASE("any_moment_is_what_a_replay_up_to_it_gives") {
  adapters::MemoryStore store;
  fill(store);
  Past past(doctrine_of_the_region(), store);
  Random random(11);
  std::shared_ptr<const Core> held;  // a state that somebody looks at never moves
  std::string held_hash;
  for (int n = 0; n < 60; ++n) {
    const Instant at = noon + seconds(static_cast<std::int64_t>(random.below(3 * 3'600)));
    const auto seq = past.seq_at(at);
    REQUIRE(seq);
    const auto state = past.after(*seq);
    REQUIRE(state);
    CHECK(state_hash((*state)->state()) == hash_of_full_replay(store, at));
    if (held) CHECK(state_hash(held->state()) == held_hash);
    if (n % 5 == 0) {
      held = *state;
      held_hash = state_hash(held->state());
    }
  }
}

TEST_CASE("before_the_first_entry_there_is_nothing_and_that_is_said") {
  adapters::MemoryStore store;
  fill(store);
  Past past(doctrine_of_the_region(), store);
  const auto seq = past.seq_at(noon - seconds(1));
  REQUIRE(!seq);
  CHECK(seq.error().code == ErrorCode::BadTime);
  CHECK(seq.error().detail.find("2026-06-27T12:00:00") != std::string::npos);
  CHECK(*past.seq_at(noon + days(400)) == store.last_seq());
  CHECK(!past.after(store.last_seq() + 1));
}

TEST_CASE("the_steps_between_two_moments_lead_from_the_one_to_the_other") {
  adapters::MemoryStore store;
  fill(store);
  Past past(doctrine_of_the_region(), store);
  const std::uint64_t from = store.last_seq() / 4;
  const std::uint64_t until = store.last_seq() - 3;
  const auto end = make_moment(*past.after(until), {}, store);
  for (const Duration every : {Duration{}, seconds(90), hours(1), hours(24)}) {
    for (const std::size_t page : {std::size_t{1}, std::size_t{7}, SIZE_MAX}) {
      Picture picture = picture_of(*make_moment(*past.after(from), {}, store));
      Instant last;
      std::size_t steps = 0;
      for (std::uint64_t after = from; after < until;) {
        std::size_t on_page = 0;
        const auto reached = past.walk(after, until, every, {}, [&](const Step& step) {
          CHECK(step.at >= last);
          CHECK(step.version > after);
          last = step.at;
          ++steps;
          fold(picture, step);
          return ++on_page < page;
        });
        REQUIRE(reached);
        REQUIRE(*reached > after);
        after = *reached;
      }
      for (const auto& [key, said] : picture_of(*end)) {
        CAPTURE(key.first + "/" + key.second);
        CHECK(picture[key] == said);
      }
      CHECK(picture == picture_of(*end));
      if (every == hours(24)) CHECK(steps == (page == 1 ? steps : 1));
    }
  }
}

TEST_CASE("a_step_is_never_ahead_of_its_moment") {
  adapters::MemoryStore store;
  fill(store);
  Past past(doctrine_of_the_region(), store);
  REQUIRE(past.walk(10, store.last_seq(), minutes(5), {}, [&](const Step& step) {
    CHECK(step.version == *store.seq_at(step.at));
    return true;
  }));
}

TEST_CASE("what_was_erased_is_counted_in_the_moments_after_it") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  for (int n = 0; n < 5; ++n) live.deliver(page(n * 60, "P 1 BR woning " + std::to_string(n), "Houten"));
  journal::Batch batch = take_batch(live);
  batch.entries[2].sealed.clear();
  batch.entries[2].salt.clear();
  REQUIRE(store.append(batch));
  Past past(doctrine_of_the_region(), store);
  CHECK(make_moment(*past.after(2), {}, store)->erased() == 0);
  const auto after = make_moment(*past.after(5), {}, store);
  CHECK(after->erased() == 1);
  CHECK(after->list("fact").size() == 4);
}

TEST_CASE("a_damaged_entry_on_the_way_is_named") {
  adapters::MemoryStore store;
  fill(store, 1'000'000);
  store.flip_byte(8, 20);
  Past past(doctrine_of_the_region(), store);
  REQUIRE(past.after(7));
  const auto state = past.after(9);
  REQUIRE(!state);
  CHECK(state.error().where == "entry 8");
  REQUIRE(past.after(7));
}

TEST_CASE("snapshots_of_the_last_day_stay_and_older_ones_are_thinned") {
  std::vector<journal::SnapshotMark> all;
  for (std::uint64_t n = 1; n <= 400; ++n)
    all.push_back({n * 1'000, noon + hours(static_cast<std::int64_t>(n))});
  const std::vector<std::uint64_t> dropped = superfluous(all);
  std::vector<std::uint64_t> kept;
  for (const journal::SnapshotMark& one : all)
    if (std::ranges::find(dropped, one.seq) == dropped.end()) kept.push_back(one.seq);
  CHECK(std::ranges::count_if(kept, [](std::uint64_t seq) { return seq >= 376'000; }) == 25);
  for (std::size_t i = 1; i < kept.size(); ++i) CHECK(kept[i] - kept[i - 1] <= 10'000);
  CHECK(kept.size() == 25 + 38);

  // However many there are, it comes to an end of at most the limit of each.
  all.clear();
  for (std::uint64_t n = 1; n <= 20'000; ++n)
    all.push_back({n * 1'000, noon + seconds(static_cast<std::int64_t>(n) * 30)});
  CHECK(all.size() - superfluous(all).size() <= 1'000);
  CHECK(superfluous({}).empty());
}

TEST_CASE("a_snapshot_waits_for_entries_and_for_time") {
  CHECK(!is_snapshot_due(399, hours(5)));
  CHECK(!is_snapshot_due(400, seconds(29)));
  CHECK(is_snapshot_due(400, seconds(30)));
  CHECK(!is_snapshot_due(19'999, seconds(1)));
  CHECK(is_snapshot_due(20'000, seconds(1)));
}

namespace {
struct SteppingClock final : Clock {
  Instant now() override { return noon + seconds(++asked_); }
  std::atomic<std::int64_t> asked_ = 0;
};
}  // namespace

TEST_CASE("the_loop_leaves_snapshots_on_its_way_and_answers_about_the_past") {
  adapters::MemoryStore store;
  SteppingClock clock;
  Collector publisher;
  auto engine = Engine::start(doctrine_of_the_region(), {store, clock, publisher, fixed_salt}, {});
  REQUIRE(engine);
  for (int n = 0; n < 2'300; ++n) (void)ask(**engine, log_line("k" + std::to_string(n), "regel"));
  const std::uint64_t last = store.last_seq();
  const auto half = (*engine)->moment(last / 2);
  REQUIRE(half);
  CHECK((*half)->list("log").size() < 2'300);
  CHECK((*half)->list("log").size() > 800);
  std::size_t lines = (*half)->list("log").size();
  REQUIRE((*engine)->steps(last / 2, last, minutes(1), [&](const Step& step) {
    lines += static_cast<std::size_t>(
        std::ranges::count_if(step.upserts, [](const views::Entity& one) { return one.index() == 6; }));
    return true;
  }));
  CHECK(lines == 2'300);
  engine->reset();
  const auto marks = store.snapshots();
  REQUIRE(marks->size() >= 2);
  CHECK(marks->back().seq == store.last_seq());
}
