// `?at=` on every reading call, and the rewind.
#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "api/rest/route.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
constexpr const char* then = "2026-06-27T14:00:00Z";

std::string path_of(const Route& route) {
  std::string out(route.pattern);
  for (std::size_t at = out.find('{'); at != std::string::npos; at = out.find('{')) {
    const bool is_hash = route.pattern.find("sha256") != std::string_view::npos;
    out.replace(at, out.find('}') - at + 1, is_hash ? std::string(64, 'a') : "s-1");
  }
  return out;
}

Response ask(Bench& bench, const Route& route, const std::string& at) {
  const std::string needed = route.pattern == "/api/rewind" ? "&from=2026-06-27T13:00:00Z" : "";
  const std::string role = route.act == "read.journal" ? "admin" : "caco";
  return bench.get(role, path_of(route), "seq=1&q=houten&id=s-1" + needed + (at.empty() ? "" : "&at=" + at));
}

views::Signal signal(const std::string& id, std::uint64_t version, const std::string& title) {
  views::Signal out;
  out.id = id;
  out.version = version;
  out.state = "new";
  out.title = title;
  return out;
}
views::Fact fact(const std::string& id, std::uint64_t version, const std::string& title) {
  views::Fact out;
  out.id = id;
  out.version = version;
  out.title = title;
  return out;
}
}  // namespace

TEST_CASE("every_reading_call_answers_as_of_a_moment_or_says_why_not") {
  int reading = 0;
  for (const Route& route : routes()) {
    if (route.method != "GET" || route.guard != Guard::Act) continue;
    if (route.pattern == "/api/basemap/{name}") continue;  // the land does not change with the hour
    CAPTURE(route.pattern);
    ++reading;
    Bench bench;
    views::Crisis crisis;
    crisis.id = "s-1";
    views::Station station;
    station.id = "s-1";
    bench.read.then = {signal("s-1", 3, "Brand"), crisis, station};
    const bool is_photo = route.pattern == "/api/attachments/{sha256}";
    bench.read.raws[std::string(64, 'a')] = {std::string(64, 'a'), is_photo ? "\xff\xd8\xff\xe0" : "x",
                                             is_photo ? "attachment" : "rws", Instant{}, false};
    const Response past = ask(bench, route, then);
    const bool is_live = route.only_now;
    CHECK(past.status == (is_live ? 422 : 200));
    if (is_live) CHECK(says(past, "about now only"));
    for (const char* wrong : {"2030-01-01T00:00:00Z", "vroeger", "2026-06-27"}) {
      const Response refused = ask(bench, route, wrong);
      CAPTURE(wrong);
      CHECK(refused.status == 422);
      CHECK(says(refused, R"("field":"at")"));
    }
    // Described as a parameter, so that it stands in /docs and /api/openapi.json.
    const bool is_described =
        std::ranges::any_of(route.parameters, [](const Parameter& one) { return one.name == "at"; });
    CHECK(is_described == (!is_live && route.pattern != "/api/rewind"));
  }
  CHECK(reading == 31);
}

TEST_CASE("before_the_first_entry_is_a_clear_answer") {
  Bench bench;
  for (const char* path : {"/api/picture", "/api/changes", "/api/facts", "/api/why/signal/s-1"}) {
    const Response response = bench.get("caco", path, "at=2026-01-01T00:00:00Z");
    CHECK(response.status == 422);
    CHECK(says(response, "before the first entry"));
  }
}

TEST_CASE("changes_at_a_moment_are_a_full_snapshot_of_it") {
  Bench bench;
  views::LogLine line;
  line.id = "l-1";
  bench.read.then = {signal("s-1", 3, "Brand"), fact("f-1", 4, "Kerkstraat"), line};
  const Response all = bench.get("caco", "/api/changes", "at=2026-06-27T14:00:00Z");
  CHECK(says(all, R"("full":true,"at":"2026-06-27T14:00:00.000000Z","erased":2,"upserts":[)"));
  CHECK(says(all, "Kerkstraat"));
  CHECK(!says(bench.get("reader", "/api/changes", "at=2026-06-27T14:00:00Z"), "Kerkstraat"));
  CHECK(!says(bench.get("partner", "/api/changes", "at=2026-06-27T14:00:00Z"), R"("log")"));
  CHECK(!says(bench.get("caco", "/api/changes", "at=2026-06-27T14:00:00Z&types=fact"), "Brand"));
  CHECK(bench.get("caco", "/api/changes", "at=2026-06-27T14:00:00Z&since=3").status == 422);
  CHECK(says(bench.get("caco", "/api/picture", "at=2026-06-27T14:00:00Z"), R"("erased":2)"));
}

TEST_CASE("raw_bytes_that_came_later_were_not_there_yet") {
  Bench bench;
  const std::string hash(64, 'a');
  bench.read.raws[hash] = {hash, "x", "rws", from_civil_utc({2026, 6, 27, 14, 30, 0, 0}), false};
  CHECK(bench.get("rawless", "/api/raw/" + hash, "at=2026-06-27T14:00:00Z").status == 404);
  CHECK(bench.get("rawless", "/api/raw/" + hash, "at=2026-06-27T14:40:00Z").status == 200);
}

TEST_CASE("the_rewind_tells_each_change_once_and_only_what_changed") {
  Bench bench;
  bench.read.then = {signal("s-1", 3, "Brand"), fact("f-1", 4, "Kerkstraat")};
  const std::uint64_t start = *bench.read.version_at(from_civil_utc({2026, 6, 27, 13, 0, 0, 0}));
  const auto at = [](int minute) { return from_civil_utc({2026, 6, 27, 13, minute, 0, 0}); };
  bench.read.past = {
      {at(1),
       start + 60,
       {signal("s-1", start + 60, "Grote brand"), fact("f-2", start + 60, "Dorpsweg")},
       {}},
      {at(2), start + 120, {signal("s-1", start + 120, "Grote brand")}, {{"fact", "f-1", start + 120}}},
      {at(3), start + 180, {signal("s-1", start + 180, "Brand uit")}, {{"fact", "f-9", start + 180}}}};
  const Response all = bench.get("caco", "/api/rewind", "from=2026-06-27T13:00:00Z&to=2026-06-27T14:00:00Z");
  REQUIRE(all.status == 200);
  const std::string number = std::to_string(start);
  CHECK(says(all, R"({"version":)" + number));
  CHECK(says(all, R"("first":)"));
  CHECK(says(all, R"("upserts":[{"type":"signal","id":"s-1","version":)" + std::to_string(start + 60) +
                      R"(,"title":"Grote brand"},{"type":"fact","id":"f-2")"));
  // A version alone is no news, and neither is a removal of what was not there.
  CHECK(says(all, R"("version":)" + std::to_string(start + 120) +
                      R"(,"upserts":[],"removals":[{"type":"fact","id":"f-1")"));
  CHECK(says(all, R"("title":"Brand uit"}],"removals":[]})"));
  CHECK(says(all, R"("next":null)"));

  const Response general = bench.get("reader", "/api/rewind", "from=2026-06-27T13:00:00Z");
  CHECK(!says(general, "Dorpsweg"));
  const Response signals = bench.get("caco", "/api/rewind", "from=2026-06-27T13:00:00Z&types=signal");
  CHECK(!says(signals, "f-2"));
  const Response rest = bench.get("caco", "/api/rewind", "after=" + std::to_string(start + 60));
  CHECK(!says(rest, "f-2"));
  CHECK(says(rest, R"({"version":)" + std::to_string(start + 60)));
}

TEST_CASE("a_page_of_the_rewind_is_bounded_and_the_next_goes_on") {
  Bench bench;
  const std::uint64_t start = *bench.read.version_at(from_civil_utc({2026, 6, 27, 13, 0, 0, 0}));
  for (std::uint64_t n = 1; n <= 40; ++n)
    bench.read.past.push_back({from_civil_utc({2026, 6, 27, 13, static_cast<int>(n), 0, 0}),
                               start + n * 60,
                               {signal("s-" + std::to_string(n), start + n * 60, std::string(100'000, 'x'))},
                               {}});
  std::string query = "from=2026-06-27T13:00:00Z";
  int pages = 0;
  std::size_t found = 0;
  for (; !query.empty() && pages < 10; ++pages) {
    const std::string text = body(bench.get("caco", "/api/rewind", query));
    CHECK(text.size() < 2'300'000);
    for (std::size_t at = text.find("\"type\":\"signal\""); at != std::string::npos;
         at = text.find("\"type\":\"signal\"", at + 1))
      ++found;
    const std::size_t next = text.rfind("\"next\":") + 7;
    query = text[next] == 'n' ? "" : "after=" + text.substr(next, text.find('}', next) - next);
  }
  CHECK(pages == 2);
  CHECK(found == 40);
}

TEST_CASE("a_rewind_that_makes_no_sense_is_refused") {
  Bench bench;
  for (const char* query :
       {"", "from=vroeger", "from=2026-06-27T13:00:00Z&after=5", "from=2030-01-01T00:00:00Z",
        "from=2026-06-27T13:00:00Z&to=2026-06-27T12:00:00Z", "from=2026-06-27T13:00:00Z&every=9999",
        "from=2026-06-27T13:00:00Z&every=x", "from=2025-01-01T00:00:00Z", "after=999999999"}) {
    CAPTURE(query);
    CHECK(bench.get("caco", "/api/rewind", query).status == 422);
  }
}

TEST_CASE("looking_back_runs_aside_and_says_so_when_that_is_full") {
  Bench bench;
  std::vector<std::function<void()>> waiting;
  bool is_full = false;
  bench.aside = [&](std::function<void()> work) {
    if (is_full) return false;
    waiting.push_back(std::move(work));
    return true;
  };
  std::optional<Response> answer;
  Request request{"GET",
                  "/api/picture",
                  "at=2026-06-27T14:00:00Z",
                  {{"authorization", "Bearer " + bench.token("caco")}},
                  "",
                  ""};
  bench.api->handle(request, [&](Response response) { answer = std::move(response); });
  CHECK(!answer);
  REQUIRE(waiting.size() == 1);
  waiting.front()();
  REQUIRE(answer);
  CHECK(answer->status == 200);
  is_full = true;
  bench.api->handle(request, [&](Response response) { answer = std::move(response); });
  CHECK(answer->status == 503);
  CHECK(bench.get("caco", "/api/picture").status == 200);  // now waits for nobody
}
