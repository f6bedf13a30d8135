#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "desk/limits.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
views::Signal signal(const std::string& id, const std::string& state, const std::string& theme = "fire") {
  views::Signal out;
  out.id = id;
  out.state = state;
  out.theme = theme;
  out.title = "Brand café " + id;
  return out;
}
std::string next_of(const Response& response) {
  const std::string text = body(response);
  const std::size_t at = text.rfind("\"next\":") + 7;
  return text[at] == 'n' ? "" : text.substr(at + 1, text.find('"', at + 1) - at - 1);
}
}  // namespace

TEST_CASE("the_picture_counts_signals_and_orders_themes") {
  Bench bench;
  bench.entities.put(signal("s-1", "new"));
  bench.entities.put(signal("s-2", "closed"));
  bench.entities.put(signal("s-3", "new"));
  views::Theme last;
  last.id = "a";
  last.order = 2;
  views::Theme first;
  first.id = "z";
  first.order = 1;
  bench.entities.put(last);
  bench.entities.put(first);
  const Response response = bench.get("reader", "/api/picture");
  CHECK(
      says(response, R"({"version":7,"at":"2026-06-27T14:47:20.000000Z","region":null,"themes":[{"id":"z")"));
  CHECK(says(response, R"("signals":{"closed":1,"new":2,"open":2,"rejected":0,"seen":0,"verified":0})"));
}

TEST_CASE("lists_are_paged_without_gap_or_repeat") {
  Bench bench;
  for (int i = 0; i < 25; ++i) {
    const std::string id = "s-" + std::to_string(100 + i);
    bench.entities.put(signal(id, i % 5 == 0 ? "rejected" : "new", i % 2 == 0 ? "fire" : "water"));
  }
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const Response page = bench.get("caco", "/api/signals", "limit=10&state=open&cursor=" + cursor);
    REQUIRE(page.status == 200);
    const std::string text = body(page);
    for (std::size_t at = text.find("\"type\":\"signal\",\"id\":\""); at != std::string::npos;
         at = text.find("\"type\":\"signal\",\"id\":\"", at + 1))
      seen.push_back(text.substr(at + 22, 5));
    cursor = next_of(page);
  } while (!cursor.empty());
  CHECK(seen.size() == 20);
  CHECK(seen.front() == "s-124");
  CHECK(std::ranges::is_sorted(seen, std::greater<>()));
  CHECK(says(bench.get("caco", "/api/signals", "theme=water&limit=1"), "s-123"));
  CHECK(bench.get("caco", "/api/signals", "limit=0").status == 422);
  CHECK(bench.get("caco", "/api/signals", "limit=many").status == 422);
  CHECK(bench.get("caco", "/api/signals", "limit=99999999").status == 200);
  CHECK(bench.get("caco", "/api/signals/s-100").status == 200);
  CHECK(bench.get("caco", "/api/signals/s-9").status == 404);
}

TEST_CASE("at_a_moment_the_general_audience_sees_what_it_may") {
  Bench bench;
  views::Fact fact;
  fact.id = "f-1";
  fact.title = "P 1 BR woning Kerkstraat";
  bench.read.then = {fact};
  CHECK(says(bench.get("caco", "/api/facts", "at=2026-06-27T14:00:00Z"), "Kerkstraat"));
  CHECK(!says(bench.get("reader", "/api/facts", "at=2026-06-27T14:00:00Z"), "Kerkstraat"));
  CHECK(bench.get("caco", "/api/facts", "at=2026-06-27T15:00:00%2B02:00").status == 200);
  CHECK(bench.get("caco", "/api/facts", "at=2026-06-27T15:00:00+02:00").status == 200);
  CHECK(bench.get("caco", "/api/facts", "at=2030-01-01T00:00:00Z").status == 422);
  const Response bad = bench.get("caco", "/api/facts", "at=vroeger");
  CHECK(bad.status == 422);
  CHECK(says(bad, R"("field":"at")"));
}

TEST_CASE("streams_begin_where_the_reader_was") {
  Bench bench;
  const auto open = [&](const std::string& query, const std::string& last) {
    Request request{"GET", "/api/stream", query, {{"authorization", "Bearer " + bench.token("reader")}}, "",
                    ""};
    if (!last.empty()) request.headers["last-event-id"] = last;
    return bench.ask(std::move(request));
  };
  CHECK(open("", "").stream == StreamKind::Sse);
  CHECK(open("since=12", "").stream_since == 12);
  CHECK(open("since=12", "99").stream_since == 99);
  CHECK(open("", "99").stream_since == 99);
  CHECK(open("", "x").stream_since == 0);
  CHECK(open("since=x", "").status == 422);
  CHECK(open("", "").stream_audience == "general-crises-numbers");
}

TEST_CASE("a_why_outside_the_desk_holds_no_words_of_personal_sources") {
  Bench bench;
  bench.read.answer.facts = {{}, {}, {}};
  bench.read.answer.facts[0].source = "p2000";
  bench.read.answer.facts[0].title = "Kerkstraat";
  bench.read.answer.facts[1].source = "rws";
  bench.read.answer.facts[1].title = "Waterstand";
  bench.read.answer.facts[2].source = "unknown";
  bench.read.answer.facts[2].title = "Dorpsplein";
  CHECK(says(bench.get("caco", "/api/why/signal/s-1"), "Kerkstraat"));
  const Response general = bench.get("reader", "/api/why/signal/s-1");
  CHECK(!says(general, "Kerkstraat"));
  CHECK(!says(general, "Dorpsplein"));
  CHECK(says(general, "Waterstand"));
  CHECK(bench.get("caco", "/api/why/signal/s-9").status == 404);
  CHECK(says(bench.get("caco", "/api/why/signal/s-1", "at=2026-06-27T14:00:00Z"), "Kerkstraat"));
  CHECK(!says(bench.get("reader", "/api/why/signal/s-1", "at=2026-06-27T14:00:00Z"), "Kerkstraat"));
}

TEST_CASE("raw_bytes_are_never_shown_as_a_page_and_personal_reads_are_kept") {
  Bench bench;
  const std::string open_hash(64, 'a');
  const std::string personal_hash(64, 'b');
  bench.read.raws[open_hash] = {open_hash, "<script>alert(1)</script>", "rws", Instant{}, false};
  bench.read.raws[personal_hash] = {personal_hash, std::string("P 1\0x", 5), "p2000", Instant{}, true};
  const Response response = bench.get("rawless", "/api/raw/" + open_hash);
  CHECK(response.status == 200);
  CHECK(header(response, "Content-Type") == "text/plain; charset=utf-8");
  CHECK(header(response, "Content-Disposition").starts_with("attachment"));
  CHECK(header(response, "X-Content-Type-Options") == "nosniff");
  CHECK(bench.audited.empty());
  CHECK(bench.get("rawless", "/api/raw/" + personal_hash).status == 403);
  CHECK(bench.audited.empty());
  const Response personal = bench.get("caco", "/api/raw/" + personal_hash);
  CHECK(personal.status == 200);
  CHECK(header(personal, "Content-Type") == "application/octet-stream");
  REQUIRE(bench.audited.size() == 1);
  CHECK(bench.audited[0].who.user == "caco");
  CHECK(bench.get("caco", "/api/raw/nonsense").status == 422);
  CHECK(bench.get("caco", "/api/raw/" + std::string(64, 'c')).status == 404);
}

TEST_CASE("the_journal_is_paged_and_keeps_its_seals") {
  Bench bench;
  for (std::uint64_t seq = 1; seq <= 5; ++seq)
    bench.read.journal_entries.push_back({seq, Instant{}, "{\"seq\":1}", seq == 2 ? "geheim" : "", "", {}});
  const Response first = bench.get("admin", "/api/journal", "limit=3");
  CHECK(says(first, R"("next":"4")"));
  CHECK(says(first, R"("sealed":true)"));
  CHECK(!says(first, "geheim"));
  CHECK(says(bench.get("admin", "/api/journal", "limit=3&from=4"), R"("next":null)"));
}

TEST_CASE("a_page_of_the_journal_ends_where_it_was_asked_to") {
  Bench bench;
  for (std::uint64_t seq = 1; seq <= 5; ++seq)
    bench.read.journal_entries.push_back({seq, Instant{}, "{}", "", "", {}});
  const Response two = bench.get("admin", "/api/journal", "from=2&to=3");
  CHECK(says(two, R"("seq":2)"));
  CHECK(says(two, R"("seq":3)"));
  CHECK(!says(two, R"("seq":4)"));
  CHECK(says(two, R"("next":null)"));
  CHECK(says(bench.get("admin", "/api/journal", "from=2&to=3&limit=2"), R"("next":null)"));
  CHECK(says(bench.get("admin", "/api/journal", "from=2&to=4&limit=2"), R"("next":"4")"));
  CHECK(says(bench.get("admin", "/api/journal", "from=4&to=3"), R"({"items":[],"next":null})"));
  CHECK(bench.get("admin", "/api/journal", "to=x").status == 422);
}

TEST_CASE("a_proof_is_given_of_entries_that_a_checkpoint_holds") {
  Bench bench;
  const Response proof = bench.get("admin", "/api/journal/proof", "seq=2");
  CHECK(proof.status == 200);
  CHECK(
      body(proof) ==
      R"({"seq":2,"index":1,"leaf_hash":"aa","size":3,"root_hash":"bb","path":["cc"],"checkpoint":"note"})");
  CHECK(bench.get("admin", "/api/journal/proof", "seq=4").status == 404);
  for (const char* bad : {"", "seq=0", "seq=-1", "seq=x"})
    CHECK(bench.get("admin", "/api/journal/proof", bad).status == 422);
  CHECK(bench.get("reader", "/api/journal/proof", "seq=2").status == 403);
}

TEST_CASE("search_finds_every_word_whatever_its_accents") {
  Bench bench;
  bench.entities.put(signal("s-1", "new"));
  views::LogLine line;
  line.id = "l-1";
  line.text = "Café ontruimd";
  bench.entities.put(line);
  const Response found = bench.get("caco", "/api/search", "q=CAFE+ontr");
  CHECK(says(found, R"("type":"log")"));
  CHECK(!says(found, R"("type":"signal")"));
  CHECK(says(bench.get("caco", "/api/search", "q=brand%20caf%C3%A9"), R"("type":"signal")"));
  CHECK(!says(bench.get("partner", "/api/search", "q=ontruimd"), R"("type":"log")"));
  CHECK(bench.get("caco", "/api/search").status == 422);
  CHECK(bench.get("caco", "/api/search", "q=" + std::string(201, 'a')).status == 422);
  CHECK(says(bench.get("caco", "/api/places", "q=houten"), R"("name":"houten")"));
}

TEST_CASE("the_log_goes_back_past_what_the_state_keeps") {
  Bench bench;
  const auto line = [](std::size_t n) {
    views::LogLine out;
    out.id = "l-" + std::to_string(100'000 + n);
    out.version = n;
    return out;
  };
  constexpr std::size_t older = 3;
  for (std::size_t n = 1; n <= older; ++n) bench.read.then.emplace_back(line(n));
  for (std::size_t n = 1; n <= desk::limits::log_kept_max; ++n) bench.entities.put(line(older + n));
  std::size_t pages = 0;
  std::size_t expected = older + desk::limits::log_kept_max;
  std::string cursor;
  do {
    const std::string page = body(bench.get("caco", "/api/log", "limit=1000&cursor=" + cursor));
    for (std::size_t at = page.find(R"("id":")"); at != std::string::npos;
         at = page.find(R"("id":")", at + 1))
      CHECK(page.substr(at + 6, 8) == line(expected--).id);
    const std::size_t next = page.find(R"("next":")");
    cursor = next == std::string::npos ? "" : page.substr(next + 8, page.find('"', next + 8) - next - 8);
    ++pages;
  } while (!cursor.empty() && pages < 20);
  CHECK(expected == 0);
  CHECK(pages == 11);
  CHECK(bench.get("caco", "/api/log", "cursor=l-100001@x").status == 422);
}

TEST_CASE("thresholds_are_tried_as_they_are_asked_and_a_fault_names_its_field") {
  Bench bench;
  const Response tried =
      bench.get("caco", "/api/budget/preview", "per_shift=3&cluster_share=0.2&unwatched=order,care");
  CHECK(says(tried, R"("now":20)"));
  CHECK(bench.read.tried.per_shift == doctest::Approx(3));
  CHECK(bench.read.tried.cluster_share == doctest::Approx(0.2));
  CHECK_FALSE(bench.read.tried.measured_share.has_value());
  CHECK(bench.read.tried.unwatched == std::vector<std::string>{"order", "care"});
  (void)bench.get("caco", "/api/budget/preview", "per_shift=3&unwatched=none");
  CHECK(bench.read.tried.unwatched == std::vector<std::string>{});
  for (const char* bad : {"", "per_shift=much", "per_shift=30", "per_shift=2&warn_chance=nan"}) {
    const Response fault = bench.get("caco", "/api/budget/preview", bad);
    CHECK(fault.status == 422);
    CHECK(says(fault, R"("code":"bad-value")"));
  }
}
