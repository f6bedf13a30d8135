// The engine on the real picture and doctrine, with a store in memory: replay, batches, retries, faults.
#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <map>
#include <set>

#include "adapters/memory/store.h"
#include "engine/loop.h"
#include "engine/restore.h"
#include "engine/testing.h"
#include "journal/entry_hash.h"

using namespace voorzien;
using namespace voorzien::engine;
using namespace voorzien::engine::testing;

TEST_CASE("replay_gives_the_same_state_whatever_the_batch_size") {
  std::string expected;
  for (const std::size_t batch_size : {1U, 7U, 64U, 1000U}) {
    adapters::MemoryStore store;
    Core live(doctrine_of_the_region(), fixed_salt);
    play(live, store, batch_size);
    if (expected.empty()) expected = state_hash(live.state());
    CHECK(state_hash(live.state()) == expected);
    Core again(doctrine_of_the_region(), fixed_salt);
    const auto restored = restore(again, store);
    REQUIRE(restored);
    CHECK(restored->replayed == store.last_seq());
    CHECK(state_hash(again.state()) == expected);
  }
}

TEST_CASE("asking_in_vain_is_written_when_it_begins_and_when_it_ends") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  observations::Delivery failure;
  failure.arrival = observations::Arrival::Failed;
  failure.source = SourceId{"pager"};  // a personal source: nothing to commit to without bytes
  failure.personal = true;
  failure.received = noon;
  failure.understood.verdict = observations::Verdict::Rejected;
  failure.understood.remarks = {{"fetch-failed", "http://receiver/", "status 500"}};
  CHECK(live.deliver(failure) == 1);
  failure.received = noon + seconds(1);
  CHECK(live.deliver(failure) == 0);
  observations::Delivery same = failure;
  same.arrival = observations::Arrival::Unchanged;
  same.understood = {};
  same.received = noon + seconds(2);
  CHECK(live.deliver(same) == 2);
  same.received = noon + seconds(3);
  CHECK(live.deliver(same) == 0);
  live.tick(noon + seconds(59));
  CHECK(live.state().seq == 2);
  live.tick(noon + seconds(61));
  CHECK(live.state().seq == 3);
  const picture::Health& pager = live.state().picture.sources.at("pager");
  CHECK(pager.failed == 2);
  CHECK(pager.unchanged == 2);
  CHECK(pager.received == 0);
  REQUIRE(store.append(take_batch(live)));
  Core again(doctrine_of_the_region(), fixed_salt);
  REQUIRE(restore(again, store));
  CHECK(state_hash(again.state()) == state_hash(live.state()));
}

TEST_CASE("a_snapshot_and_the_rest_give_the_same_state_as_all") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  play(live, store, 16);
  Core half(doctrine_of_the_region(), fixed_salt);
  REQUIRE(store.read(1, store.last_seq() / 2,
                     [&](const journal::Entry& entry) { return static_cast<bool>(half.replay(entry)); }));
  REQUIRE(keep_snapshot(store, half.snapshot()));
  Core again(doctrine_of_the_region(), fixed_salt);
  const auto restored = restore(again, store);
  REQUIRE(restored);
  CHECK(restored->from_snapshot == store.last_seq() / 2);
  CHECK(state_hash(again.state()) == state_hash(live.state()));

  // A newer one that is damaged is passed over, and so is one of another journal.
  REQUIRE(keep_snapshot(store, live.snapshot()));
  journal::Snapshot damaged = **store.snapshot(store.last_seq());
  damaged.state[damaged.state.size() / 2] ^= 1;
  REQUIRE(store.save_snapshot(damaged));
  Core passes_over(doctrine_of_the_region(), fixed_salt);
  REQUIRE(restore(passes_over, store)->from_snapshot == store.last_seq() / 2);
  CHECK(state_hash(passes_over.state()) == state_hash(live.state()));

  adapters::MemoryStore other;
  Core elsewhere(doctrine_of_the_region(), fixed_salt);
  for (std::uint64_t n = 0; n < store.last_seq(); ++n)
    elsewhere.command(log_line("o" + std::to_string(n), "andere regel"), noon + seconds(30));
  REQUIRE(other.append(take_batch(elsewhere)));
  REQUIRE(other.save_snapshot(**store.snapshot(store.last_seq() / 2)));
  Core not_taken_in(doctrine_of_the_region(), fixed_salt);
  REQUIRE(restore(not_taken_in, other)->from_snapshot == 0);
}

TEST_CASE("a_flipped_byte_is_named_by_its_entry") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  play(live, store, 16);
  store.flip_byte(5, 20);
  Core again(doctrine_of_the_region(), fixed_salt);
  const auto restored = restore(again, store);
  REQUIRE(!restored);
  CHECK(restored.error().code == ErrorCode::StoreCorrupt);
  CHECK(restored.error().where == "entry 5");
}

TEST_CASE("personal_values_stand_outside_the_leaf") {
  Core core(doctrine_of_the_region(), fixed_salt);
  core.deliver(page(1, "P 1 BR woning Geheimestraat Houten", "Houten"));
  const journal::Batch batch = take_batch(core);
  REQUIRE(batch.entries.size() == 1);
  const journal::Entry& entry = batch.entries.front();
  CHECK(entry.core.find("Geheimestraat") == std::string::npos);
  CHECK(entry.sealed.find("Geheimestraat") != std::string::npos);
  CHECK(entry.core.find(batch.raws.front().sha256) == std::string::npos);
  // Erased: the leaf is still whole and the entry still replays.
  journal::Entry erased = entry;
  erased.sealed.clear();
  erased.salt.clear();
  Core after(doctrine_of_the_region(), fixed_salt);
  REQUIRE(after.replay(erased));
  CHECK(after.state().picture.observations.empty());
}

TEST_CASE("the_same_command_twice_changes_nothing_twice") {
  Core core(doctrine_of_the_region(), fixed_salt);
  const Outcome first = core.command(log_line("k1", "poort open"), noon);
  const Outcome second = core.command(log_line("k1", "poort open"), noon + seconds(5));
  REQUIRE(std::holds_alternative<Accepted>(first));
  CHECK(std::get<Accepted>(first) == std::get<Accepted>(second));
  CHECK(core.state().desk.log.size() == 1);
  const Outcome other = core.command(log_line("k1", "poort dicht"), noon);
  REQUIRE(std::holds_alternative<Error>(other));
  CHECK(std::get<Error>(other).code == ErrorCode::KeyReused);

  adapters::MemoryStore store;
  REQUIRE(store.append(take_batch(core)));
  Core restarted(doctrine_of_the_region(), fixed_salt);
  REQUIRE(restore(restarted, store));
  CHECK(std::get<Accepted>(restarted.command(log_line("k1", "poort open"), noon + hours(1))) ==
        std::get<Accepted>(first));
  CHECK(restarted.state().desk.log.size() == 1);
}

// Nothing is left to compare with: the harmless answer is that of the first time.
TEST_CASE("a_command_whose_body_was_erased_is_still_not_done_twice") {
  Core live(doctrine_of_the_region(), fixed_salt);
  live.remember({{"c1", journal::Hash{}, 4, R"({"version":4,"id":"line-1"})", noon}});
  const Outcome again = live.command(log_line("c1", "whatever it was"), noon);
  CHECK(std::get<Accepted>(again) == Accepted{4, "line-1"});
  CHECK(live.state().seq == 0);
}

TEST_CASE("reading_the_same_bytes_twice_changes_nothing") {
  Core core(doctrine_of_the_region(), fixed_salt);
  CHECK(core.deliver(page(1, "P 1 BR woning", "Houten")) > 0);
  const std::uint64_t seq = core.state().seq;
  observations::Delivery again = page(1, "P 1 BR woning", "Houten");
  again.received = noon + seconds(30);
  CHECK(core.deliver(again) == 0);
  CHECK(core.state().seq == seq);
}

TEST_CASE("film_lines_that_are_in_the_journal_are_not_taken_twice") {
  adapters::MemoryStore store;
  Core live(doctrine_of_the_region(), fixed_salt);
  for (int n = 0; n < 10; ++n) {
    observations::Delivery delivery = page(n, "P 1 BR woning " + std::to_string(n), "Houten");
    delivery.film_line = n;
    live.deliver(delivery);
    if (n == 6) REQUIRE(store.append(take_batch(live)));  // what comes after is lost in the crash
  }
  Core restarted(doctrine_of_the_region(), fixed_salt);
  REQUIRE(restore(restarted, store));
  CHECK(restarted.state().film_line == 6);
  for (int n = 0; n < 10; ++n) {
    observations::Delivery delivery = page(n, "P 1 BR woning " + std::to_string(n), "Houten");
    delivery.film_line = n;
    restarted.deliver(delivery);
  }
  CHECK(state_hash(restarted.state()) == state_hash(live.state()));
}

TEST_CASE("nothing_is_acknowledged_before_it_is_durable") {
  adapters::MemoryStore store;
  FixedClock clock;
  Collector publisher;
  auto engine = Engine::start(doctrine_of_the_region(), {store, clock, publisher, fixed_salt}, {});
  REQUIRE(engine);
  for (int n = 0; n < 100; ++n) {
    const Outcome outcome = ask(**engine, log_line("k" + std::to_string(n), "regel"));
    REQUIRE(std::holds_alternative<Accepted>(outcome));
    CHECK(store.last_seq() >= std::get<Accepted>(outcome).version);
  }
  engine->reset();
  CHECK(std::is_sorted(publisher.versions.begin(), publisher.versions.end()));
  CHECK(publisher.upserts >= 100);
}

TEST_CASE("when_the_store_refuses_nobody_is_told_that_it_happened") {
  adapters::MemoryStore store;
  FixedClock clock;
  Collector publisher;
  auto engine = Engine::start(doctrine_of_the_region(), {store, clock, publisher, fixed_salt}, {});
  REQUIRE(engine);
  REQUIRE(std::holds_alternative<Accepted>(ask(**engine, log_line("before", "een"))));
  store.fail_appends(1);
  const Outcome refused = ask(**engine, log_line("during", "twee"));
  REQUIRE(std::holds_alternative<Error>(refused));
  CHECK(std::get<Error>(refused).code == ErrorCode::StoreFailed);
  std::optional<views::StoreFault> fault;
  (*engine)->look([&](const views::Sight& sight, const RegionState&) { fault = sight.region.store_fault; });
  REQUIRE(fault);
  CHECK(fault->code == "store-failed");
  // It recovers by itself: the retry of the same command is done now, once.
  REQUIRE(std::holds_alternative<Accepted>(ask(**engine, log_line("during", "twee"))));
  (*engine)->look([](const views::Sight& sight, const RegionState& state) {
    CHECK(state.desk.log.size() == 2);
    CHECK(!sight.region.store_fault);
  });
  CHECK(store.last_seq() == 2);
  CHECK((*engine)->counts().failed_appends == 1);
}

TEST_CASE("what_was_decided_on_top_of_a_refused_batch_is_given_up_with_it") {
  adapters::MemoryStore store;
  FixedClock clock;
  Collector publisher;
  GroupCommit commit(doctrine_of_the_region(), {store, clock, publisher, fixed_salt}, {});
  REQUIRE(commit.begin());
  std::map<std::string, Outcome> told;
  const auto input = [&](const std::string& id) {
    std::vector<Input> out;
    out.emplace_back(CommandInput{log_line(id, id), [&told, id](const Outcome& what) { told[id] = what; }});
    return out;
  };
  GroupCommit::Turn first;
  auto one = input("one");
  commit.decide(first, one);
  commit.close(first, false);
  commit.look_at(first);
  GroupCommit::Turn second;
  auto two = input("two");
  auto again = input("one");  // its retry, while the first is on its way
  commit.decide(second, two);
  commit.decide(second, again);
  CHECK(told.empty());
  store.fail_appends(1);
  const auto ended = commit.end(first, commit.store(first), &second);
  REQUIRE(ended);
  CHECK(*ended == GroupCommit::Ended::PutBack);
  CHECK(std::holds_alternative<Error>(told.at("one")));
  CHECK(std::holds_alternative<Error>(told.at("two")));
  CHECK(commit.core().state().desk.log.empty());
  CHECK(commit.durable_seq() == 0);
  // The same again, and the disk takes it: each is there once.
  told.clear();
  first = {};
  second = {};
  one = input("one");
  two = input("two");
  again = input("one");
  commit.decide(first, one);
  commit.close(first, false);
  commit.look_at(first);
  commit.decide(second, two);
  commit.decide(second, again);
  REQUIRE(commit.end(first, commit.store(first), &second));
  CHECK(std::get<Accepted>(told.at("one")).version == 1);
  CHECK(!told.contains("two"));
  CHECK(commit.durable_seq() == 1);
  commit.close(second, false);
  commit.look_at(second);
  REQUIRE(commit.end(second, commit.store(second)));
  CHECK(std::get<Accepted>(told.at("two")).version == 2);
  CHECK(store.last_seq() == 2);
}

TEST_CASE("a_crowd_at_a_disk_that_fails_now_and_then_is_told_the_truth") {
  constexpr int people = 40;
  constexpr int lines = 50;
  adapters::MemoryStore store;
  FixedClock clock;
  Collector publisher;
  auto engine = Engine::start(doctrine_of_the_region(), {store, clock, publisher, fixed_salt}, {});
  REQUIRE(engine);
  std::vector<std::string> accepted;  // the engine answers one after the other
  std::atomic<int> answered = 0;
  std::promise<void> all;
  const std::function<void(int, int)> write = [&](int person, int n) {
    const std::string id = std::to_string(person) + "/" + std::to_string(n);
    (*engine)->command(log_line(id, id), [&, id, person, n](const Outcome& outcome) {
      if (std::holds_alternative<Accepted>(outcome)) accepted.push_back(id);
      if (++answered % 97 == 0) store.fail_appends(1);
      if (n + 1 < lines) write(person, n + 1);
      if (answered == people * lines) all.set_value();
    });
  };
  for (int person = 0; person < people; ++person) write(person, 0);
  all.get_future().wait();
  engine->reset();
  CHECK(accepted.size() < people * lines);
  Core again(doctrine_of_the_region(), fixed_salt);
  REQUIRE(restore(again, store));
  std::set<std::string> written;
  for (const desk::LogLine& line : again.state().desk.log) CHECK(written.insert(line.text).second);
  CHECK(written == std::set<std::string>(accepted.begin(), accepted.end()));
}

TEST_CASE("the_bytes_of_an_attachment_are_kept_with_their_entry_and_stand_behind_its_commitment") {
  Core core(doctrine_of_the_region(), fixed_salt);
  const std::string bytes = "\xff\xd8\xff photo";
  const std::string sha256 = journal::to_hex(journal::sha256(bytes));
  CommandRequest keep{"c1",
                      journal::sha256("b1"),
                      {"terpstra", "R. Terpstra", "caco"},
                      desk::Command{desk::KeepAttachment{
                          {sha256, "brug.jpg", "image/jpeg", static_cast<std::int64_t>(bytes.size())}}}};
  keep.bytes = std::make_shared<const std::string>(bytes);
  REQUIRE(std::holds_alternative<Accepted>(core.command(keep, noon)));
  const journal::Batch batch = take_batch(core);
  REQUIRE(batch.entries.size() == 1);
  REQUIRE(batch.raws.size() == 1);
  CHECK(batch.raws[0].bytes == bytes);
  CHECK(batch.raws[0].personal);
  journal::Entry entry = batch.entries[0];
  CHECK(entry.core.find(journal::commitment_of(entry.salt, bytes)) != std::string::npos);
  CHECK(entry.sealed.find(sha256) != std::string::npos);
  CHECK(entry.core.find("brug.jpg") == std::string::npos);
  CHECK(entry.sealed.find("brug.jpg") != std::string::npos);
  // Erasing takes the sealed part, the name in it and the bytes; who and when stays.
  entry.sealed.clear();
  entry.salt.clear();
  Core later(doctrine_of_the_region(), fixed_salt);
  REQUIRE(later.replay(entry));
  CHECK(desk::find_attachment(later.state().desk, sha256)->name.empty());
  CHECK(later.index().erased == 1);
}
