// A page, a log line and a person in them: what retention finds, what a person is shown, and what is left
// after erasing in the living state, in snapshots and in moments.
#include <doctest/doctest.h>

#include <algorithm>

#include "access/accounts_memory.h"
#include "adapters/memory/store.h"
#include "codec/json.h"
#include "engine/restore.h"
#include "engine/testing.h"
#include "journal/hash.h"
#include "server/forgetting/erase_person.h"
#include "server/forgetting/person.h"
#include "server/forgetting/retention.h"

using namespace voorzien;
using namespace voorzien::engine::testing;

namespace {
const std::string person = "Jansen";

server::Term term(std::string_view of) {
  for (const server::Term& one : server::terms_of(doctrine_of_the_region()))
    if (one.of == of) return one;
  FAIL((std::string(of) + " has no term"));
  return {};
}

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
  void write(const std::string& id, const std::string& text,
             const std::vector<std::string>& attachments = {}) {
    REQUIRE(std::holds_alternative<engine::Accepted>(ask(*loop, log_line(id, text, attachments))));
  }
  std::string keep(const std::string& id, const std::string& name) {
    engine::CommandRequest request = log_line(id, "");
    const std::string bytes = "\xff\xd8\xff of " + name;
    const std::string hash = journal::to_hex(journal::sha256(bytes));
    request.command = desk::Command(
        desk::KeepAttachment{{hash, name, "image/jpeg", static_cast<std::int64_t>(bytes.size())}});
    request.bytes = std::make_shared<const std::string>(bytes);
    REQUIRE(std::holds_alternative<engine::Accepted>(ask(*loop, request)));
    return hash;
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
  const server::Term pager = term("pager");
  CHECK(pager.keep == hours(72));
  CHECK(pager.sealed);
  (void)house.deliver(10, "P 1 BR woning Dorpsstraat 12 Houten 091234");
  house.write("c1", "Mevrouw Jansen belde");
  (void)house.deliver(20, "P 1 BR woning Lekdijk 3 Houten 091234");
  const auto overdue = [&](int n, Duration more, std::uint64_t after = 0) {
    return *server::overdue_of(pager, noon + seconds(n) + pager.keep + more, after, house.store, house.store);
  };
  CHECK(overdue(10, seconds(0)).request.entries.empty());  // to the second
  const server::Overdue first = overdue(10, seconds(1));
  CHECK(first.request.entries.size() == 1);
  CHECK(first.request.raws.size() == 1);
  CHECK(first.request.observations.size() == 1);
  CHECK(first.until >= first.request.entries.back());
  const server::Overdue both = overdue(20, seconds(1));
  CHECK(both.request.entries.size() == 2);
  CHECK(both.request.log_lines.empty());  // the log is for good
  CHECK(overdue(20, seconds(1), first.until).request.entries == std::vector{both.request.entries.back()});
}

TEST_CASE("a_long_silence_is_made_up_for_in_parts") {
  House house;
  for (int n = 1; n <= 5; ++n)
    (void)house.deliver(n, "P 1 BR woning Lekdijk " + std::to_string(n) + " Houten 091234");
  const server::Term pager = term("pager");
  std::vector<std::uint64_t> found;
  std::uint64_t after = 0;
  int parts = 0;
  for (bool more = true; more; ++parts) {
    const auto part = server::overdue_of(pager, noon + days(30), after, house.store, house.store, 2);
    REQUIRE(part);
    CHECK(part->request.entries.size() <= 2);
    found.insert(found.end(), part->request.entries.begin(), part->request.entries.end());
    after = part->until;
    more = part->more;
  }
  CHECK(parts == 3);
  CHECK(found.size() == 5);
  CHECK(std::ranges::is_sorted(found));
  CHECK(std::ranges::adjacent_find(found) == found.end());
}

TEST_CASE("an_attachment_goes_with_the_line_that_it_hangs_on_and_its_place_is_kept") {
  House house;
  const std::string hash = house.keep("k1", "huis van buurvrouw.jpg");
  const std::string other = house.keep("k2", "dijk.jpg");
  house.write("c1", "Mevrouw Jansen stuurde een foto", {hash});
  house.write("c2", "Ook bij de dijk", {hash, other});
  const auto done = house.erase(person);
  REQUIRE_MESSAGE(done, done.error().to_text());
  CHECK(done->find("2 entries and 1 documents") != std::string::npos);
  CHECK(house.loop->raw(hash).error().code == ErrorCode::NotFound);
  CHECK(house.loop->raw(other));
  CHECK(house.state().find("buurvrouw") == std::string::npos);
  CHECK(house.state().find("Ook bij de dijk") != std::string::npos);
  const auto kept = house.loop->attachment(hash);
  REQUIRE(kept);
  CHECK(kept->name.empty());
  CHECK(kept->erased_by == "B. Heer");
  CHECK(!house.loop->attachment(other)->erased);
  const engine::Outcome again = ask(*house.loop, log_line("c3", "Nog eens", {hash}));
  REQUIRE(std::holds_alternative<Error>(again));
  CHECK(std::get<Error>(again).detail.find("it was erased") != std::string::npos);
  REQUIRE(house.store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
    CHECK(entry.core.find("buurvrouw") == std::string::npos);  // never stood in a leaf
    return true;
  }));
}

TEST_CASE("one_photo_is_erased_by_its_hash_and_the_line_keeps_its_words") {
  House house;
  const std::string hash = house.keep("k1", "pand.jpg");
  house.write("c1", "Foto van het pand", {hash});
  const auto done = house.erase(hash);
  REQUIRE_MESSAGE(done, done.error().to_text());
  CHECK(house.at(house.loop->version()) == "Foto van het pand|");
  CHECK(!house.loop->raw(hash));
  CHECK(house.loop->attachment(hash)->erased.has_value());
}

TEST_CASE("attachments_are_kept_for_their_own_time") {
  House house;
  const std::string hash = house.keep("k1", "pand.jpg");
  const server::Term attachments = term("attachment");
  CHECK(attachments.keep == days(365));
  const auto overdue = [&](Duration after) {
    return server::overdue_of(attachments, noon + after, 0, house.store, house.store)->request;
  };
  CHECK(overdue(days(364)).raws.empty());
  const engine::EraseRequest found = overdue(days(366));
  CHECK(found.raws == std::vector{hash});
  CHECK(found.attachments == std::vector{hash});
  CHECK(found.entries.size() == 1);
}
