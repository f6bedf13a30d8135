// A page, a log line and a person in them: what retention finds, what a person is shown, and what is left
// after erasing in the living state, in snapshots and in moments.
#include <doctest/doctest.h>

#include "access/accounts_memory.h"
#include "adapters/memory/store.h"
#include "codec/json.h"
#include "engine/restore.h"
#include "engine/testing.h"
#include "server/forgetting/erase_person.h"
#include "server/forgetting/person.h"
#include "server/forgetting/retention.h"

using namespace voorzien;
using namespace voorzien::engine::testing;

namespace {
const std::string person = "Jansen";

struct House {
  House() {
    auto started = engine::Engine::start(doctrine_of_the_region(),
                                         {store, clock, publisher, [] { return fixed_salt(); }, &store}, {});
    REQUIRE(started);
    loop = std::move(*started);
  }
  std::uint64_t deliver(int n, const std::string& text) {
    std::promise<Result<std::uint64_t>> told;
    loop->deliver(page(n, text, "Houten"), [&](const Result<std::uint64_t>& seq) { told.set_value(seq); });
    return *told.get_future().get();
  }
  void write(const std::string& id, const std::string& text) {
    REQUIRE(std::holds_alternative<engine::Accepted>(ask(*loop, log_line(id, text))));
  }
  std::string state() {
    std::string out;
    loop->look([&](const views::Sight&, const engine::RegionState& state) { out = codec::encode(state); });
    return out;
  }
  std::string at(std::uint64_t version) {
    std::string out;
    for (const views::Entity& one : (*loop->moment(version))->list("log"))
      out += std::get<views::LogLine>(one).text + "|";
    return out;
  }
  Result<std::string> erase(const std::string& text, const std::string& reason = "verzoek 2026-3") {
    return server::erase_person({text, "B. Heer", reason}, store, store, accounts, *loop);
  }

  adapters::MemoryStore store;
  FixedClock clock;
  Collector publisher;
  access::MemoryAccounts accounts;
  std::unique_ptr<engine::Engine> loop;
};
}  // namespace

TEST_CASE("who_asks_sees_what_holds_the_name_and_nothing_else") {
  House house;
  (void)house.deliver(1, "P 1 BR woning Dorpsstraat 12 JANSEN Houten 091234");
  (void)house.deliver(2, "P 1 BR woning Lekdijk 3 Houten 091234");
  house.write("c1", "Mevrouw Jansen belde");
  house.write("c2", "Alles rustig");
  const auto found = server::find_person(house.store, house.store, {}, person);
  REQUIRE(found);
  CHECK(found->sealed.size() == 2);
  CHECK(found->cores.empty());  // what people type stands outside the leaf
  CHECK(found->documents.size() == 1);
  const std::string lines = server::to_json_lines(*found);
  CHECK(lines.find("belde") != std::string::npos);
  CHECK(lines.find("Lekdijk") == std::string::npos);
  CHECK(!server::find_person(house.store, house.store, {}, "Ja"));  // too short to be somebody
}

TEST_CASE("erasing_a_person_leaves_nothing_in_state_moments_and_snapshots") {
  House house;
  (void)house.deliver(1, "P 1 BR woning Dorpsstraat 12 Jansen Houten 091234");
  house.write("c1", "Mevrouw Jansen belde");
  house.write("c2", "Alles rustig");
  const std::uint64_t before = house.loop->version();
  CHECK(house.at(before) == "Mevrouw Jansen belde|Alles rustig|");
  engine::SnapshotState kept;
  house.loop->look([&](const views::Sight&, const engine::RegionState& state) { kept.state = state; });
  REQUIRE(engine::keep_snapshot(house.store, kept));

  const auto done = house.erase(person);
  REQUIRE_MESSAGE(done, done.error().to_text());
  CHECK(done->find("2 entries and 1 documents") != std::string::npos);
  CHECK(house.state().find(person) == std::string::npos);
  CHECK(house.state().find("Alles rustig") != std::string::npos);
  CHECK(house.at(before) == "|Alles rustig|");  // it was there; what it said is gone
  CHECK(house.at(before + 1) == "|Alles rustig|");
  CHECK(house.store.snapshots()->empty());
  CHECK(*house.store.is_scrubbed());
  std::optional<views::LogLine> line;
  for (const views::Entity& one : (*house.loop->moment(before + 1))->list("log"))
    if (std::get<views::LogLine>(one).text.empty()) line = std::get<views::LogLine>(one);
  REQUIRE(line);
  CHECK(line->erased.has_value());
  CHECK(line->erased_by == "B. Heer");
  CHECK(line->version == before + 1);  // so that who was away is told
  CHECK(house.loop->counts().erased_entries == 2);
  const auto again = house.erase(person);
  REQUIRE(again);
  CHECK(again->starts_with("nothing that can be erased"));

  // The journal alone gives the same log.
  engine::Core core(doctrine_of_the_region(), [] { return fixed_salt(); });
  REQUIRE(house.store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
    CHECK(entry.core.find(person) == std::string::npos);
    CHECK(entry.sealed.find(person) == std::string::npos);
    return static_cast<bool>(core.replay(entry));
  }));
  CHECK(core.state().seq == house.loop->version());
  std::string living;
  house.loop->look(
      [&](const views::Sight&, const engine::RegionState& s) { living = codec::encode(s.desk); });
  CHECK(codec::encode(core.state().desk) == living);
}

TEST_CASE("the_reason_for_erasing_may_not_hold_what_is_erased") {
  House house;
  house.write("c1", "Mevrouw Jansen belde");
  const auto done = house.erase(person, "verzoek van mevrouw JANSEN");
  REQUIRE(!done);
  CHECK(done.error().where == "--reason");
  CHECK(house.at(house.loop->version()) == "Mevrouw Jansen belde|");
}

TEST_CASE("retention_finds_what_had_its_time_and_no_more") {
  House house;
  const doctrine::Source* pager = doctrine_of_the_region().source("pager");
  REQUIRE(pager != nullptr);
  const Duration keep = seconds(pager->raw_keep_s);
  CHECK(keep == hours(72));
  (void)house.deliver(10, "P 1 BR woning Dorpsstraat 12 Houten 091234");
  house.write("c1", "Mevrouw Jansen belde");
  (void)house.deliver(20, "P 1 BR woning Lekdijk 3 Houten 091234");
  const auto overdue = [&](int n, Duration more) {
    return *server::overdue_of(*pager, noon + seconds(n) + keep + more, house.store, house.store);
  };
  CHECK(overdue(10, seconds(0)).entries.empty());  // to the second
  const engine::EraseRequest first = overdue(10, seconds(1));
  CHECK(first.entries.size() == 1);
  CHECK(first.raws.size() == 1);
  CHECK(first.observations.size() == 1);
  const engine::EraseRequest both = overdue(20, seconds(1));
  CHECK(both.entries.size() == 2);
  CHECK(both.log_lines.empty());  // the log is for good
}
