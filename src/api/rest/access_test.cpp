// Every endpoint × every role, over the same table that serves.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "api/rest/harness.h"
#include "api/rest/route.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
std::string path_of(const Route& route) {
  std::string out(route.pattern);
  for (std::size_t at = out.find('{'); at != std::string::npos; at = out.find('{'))
    out.replace(at, out.find('}') - at + 1, "rws");
  return out;
}

Response call(Bench& bench, const Route& route, const std::string& role) {
  Request request{std::string(route.method), path_of(route), "", {}, "{}", "10.0.0.1"};
  request.headers["content-type"] = "application/json";
  request.headers["idempotency-key"] = "k";
  if (!role.empty()) request.headers["authorization"] = "Bearer " + bench.token(role);
  return bench.ask(std::move(request));
}

// The roles that people have, of the doctrine in the binary.
doctrine::Doctrine doctrine_of_the_region() {
  doctrine::Files files;
  for (const auto& item : std::filesystem::directory_iterator(VOORZIEN_SOURCE_DIR "/doctrine/vru")) {
    std::ifstream in(item.path());
    files[item.path().filename().string()] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  doctrine::Loaded loaded = doctrine::load(files);
  REQUIRE(loaded.faults.empty());
  return std::move(loaded.doctrine);
}

void check_every_endpoint_for_every_role(const doctrine::Doctrine& doctrine) {
  const doctrine::Access& access = doctrine.access;
  for (const Route& route : routes()) {
    Bench bench(true, doctrine);
    CAPTURE(route.pattern);
    const bool is_public = route.guard == Guard::Public;
    CHECK((call(bench, route, "").status == 401) == (!is_public));
    CHECK((route.act.empty()) == (is_public || route.guard == Guard::Session));
    for (const doctrine::Role& role : access.roles) {
      CAPTURE(role.id);
      if (route.pattern == "/api/session" && route.method == "DELETE") continue;  // ends the session itself
      const Response response = call(bench, route, role.id);
      const bool is_allowed = is_public || route.act.empty() || access.may(role.id, route.act);
      if (!is_allowed) {
        CHECK(response.status == 403);
        CHECK(says(response, R"("code":"not-allowed")"));
      } else if (route.pattern == "/api/feeds/{source}" && role.id == "source") {
        CHECK(response.status == 403);  // its own source only
      } else {
        CHECK(response.status != 403);
        CHECK((response.status != 401 || is_public));
        CHECK(response.status < 500);
      }
    }
  }
}
}  // namespace

TEST_CASE("every_endpoint_asks_for_a_session_and_for_the_act_of_its_role") {
  check_every_endpoint_for_every_role(doctrine_for_tests());
  check_every_endpoint_for_every_role(doctrine_of_the_region());
}

TEST_CASE("every_act_that_a_route_asks_for_is_allowed_to_somebody") {
  const doctrine::Access access = doctrine_of_the_region().access;
  for (const std::string& act : acts()) {
    CAPTURE(act);
    CHECK_FALSE(access.who_may(act).empty());
  }
}

TEST_CASE("a_reader_gets_403_on_every_command") {
  Bench bench;
  int commands = 0;
  for (const Route& route : routes()) {
    if (!route.is_command || route.guard == Guard::Public) continue;  // an alarm's link: alarm_test.cpp
    ++commands;
    CHECK(call(bench, route, "reader").status == 403);
  }
  CHECK(commands > 0);
  CHECK(bench.submit.commands.empty());
}

TEST_CASE("each_role_reads_as_its_own_audience") {
  Bench bench(true, doctrine_of_the_region());
  const auto audience = [&](const char* role) {
    CHECK(bench.get(role, "/api/changes").status == 200);
    return bench.entities.last_audience;
  };
  CHECK(audience("caco") == "desk");
  CHECK(audience("rol") == "general");
  CHECK(audience("reader") == "general-numbers");
  // Calls the leader, and reads no log; of no municipality.
  CHECK(audience("burgemeester") == "general-log@/Naam van burgemeester");
  CHECK(audience("partner") == "general-log-numbers:none@/Naam van partner");
  CHECK(audience("partner-energy") == "general-log-numbers:energy@/Naam van partner-energy");
  // An account of a municipality.
  REQUIRE(
      bench.accounts.put({"zeist", "J. de Vries", "burgemeester:GM0355", "#geheim", false, bench.machine}));
  CHECK(audience("zeist") == "general-log@GM0355/J. de Vries");
  CHECK(says(bench.get("zeist", "/api/session"), R"("role":"burgemeester")"));
}

TEST_CASE("a_partner_reads_of_a_sent_situation_the_headings_of_its_task") {
  Bench bench(true, doctrine_of_the_region());
  views::Crisis crisis;
  crisis.id = "C";
  crisis.headings_shown = {"a1"};
  bench.entities.put(crisis);
  crisis::SituationVersion sent;
  sent.lines = {{"a1", "brand in een loods", {}, {}, 1, {}}, {"c1", "12 gewonden", {}, {}, 1, {}}};
  bench.read.situations[1] = sent;
  const Response partner = bench.get("partner", "/api/crises/C/situation/1");
  CHECK(says(partner, "loods"));
  CHECK_FALSE(says(partner, "gewonden"));
  CHECK(says(bench.get("reader", "/api/crises/C/situation/1"), "gewonden"));
  CHECK(bench.get("partner", "/api/crises/D/situation/1").status == 404);
  CHECK(bench.get("partner", "/api/directory").status == 403);
  CHECK(bench.get("partner", "/api/log").status == 403);
}

TEST_CASE("who_sees_their_own_crises_acts_in_those_only") {
  Bench bench(true, doctrine_of_the_region());
  views::Crisis crisis;
  crisis.id = "C";
  bench.entities.put(crisis);  // what is there is what this audience sees; D is another municipality's
  bench.read.situations[1] = {};
  const std::string level = R"(","level":"grip-3","was":""})";
  CHECK(bench.post("burgemeester", "/api/crisis/level", R"({"id":"C)" + level).status != 404);
  CHECK(bench.post("burgemeester", "/api/crisis/level", R"({"id":"D)" + level).status == 404);
  CHECK(bench
            .post("burgemeester", "/api/crisis/objection",
                  R"({"id":"D","municipality":"GM0310","by":"x","text":"y"})")
            .status == 404);
  CHECK(bench.post("rol", "/api/crisis/level", R"({"id":"D)" + level).status != 404);
  CHECK(bench.get("burgemeester", "/api/crises/C/situation/1").status == 200);
  CHECK(bench.get("burgemeester", "/api/crises/D/situation/1").status == 404);
}

TEST_CASE("a_denial_names_who_may") {
  Bench bench;
  const Response response = bench.post("reader", "/api/signal/see", R"({"id":"s"})");
  CHECK(response.status == 403);
  CHECK(header(response, "Content-Type") == "application/problem+json");
  CHECK(says(response, R"("rule":"signal.see")"));
  CHECK(says(response, R"("who_may":["Calamiteitencoördinator","VIC-analist"])"));
}

TEST_CASE("a_source_pushes_raw_bytes_for_itself") {
  Bench bench;
  const Response own = bench.post("source", "/api/feeds/source", "<xml/>", "");
  CHECK(own.status == 202);
  CHECK(body(own) == R"({"version":9,"verdict":"accepted","observations":3,"remarks":[]})");
  REQUIRE(bench.pushed.size() == 1);
  CHECK(*bench.pushed[0].bytes == "<xml/>");
  CHECK(bench.post("source", "/api/feeds/rws", "x", "").status == 403);
  CHECK(bench.post("admin", "/api/feeds/rws", "x", "").status == 202);
  CHECK(bench.post("admin", "/api/feeds/unknown", "x", "").status == 404);
  CHECK(bench.post("admin", "/api/feeds/rws", "", "").status == 422);
}

TEST_CASE("who_may_not_read_the_log_gets_the_picture_without_it") {
  Bench bench;
  views::LogLine line;
  line.id = "l-1";
  line.text = "gebeld met de waterbeheerder";
  bench.read.then = {line};
  const auto says_it = [&](const char* role) {
    return says(bench.get(role, "/api/changes", "at=2026-06-27T14:00:00Z"), "waterbeheerder");
  };
  CHECK(says_it("reader"));
  CHECK_FALSE(says_it("partner"));
  CHECK(bench.get("caco", "/api/changes", "types=log").status == 200);
  CHECK(bench.entities.last_audience == "desk");
  CHECK(bench.entities.last_types == "log");
}

TEST_CASE("cookies_are_taken_from_our_own_page_only") {
  Bench bench;
  const auto post = [&](std::map<std::string, std::string> headers) {
    headers["content-type"] = "application/json";
    headers["idempotency-key"] = "k";
    headers["host"] = "desk.example:8080";
    headers["cookie"] = "a=b; voorzien_session=" + bench.token("caco");
    return bench.ask({"POST", "/api/log/write", "", std::move(headers), R"({"text":"a"})", "10.0.0.1"})
        .status;
  };
  CHECK(post({{"sec-fetch-site", "same-origin"}}) == 201);
  CHECK(post({{"sec-fetch-site", "none"}}) == 201);
  CHECK(post({{"origin", "http://desk.example:8080"}}) == 201);
  CHECK(post({{"sec-fetch-site", "cross-site"}}) == 403);
  CHECK(post({{"sec-fetch-site", "same-site"}}) == 403);
  CHECK(post({{"sec-fetch-site", "cross-site"}, {"origin", "http://desk.example:8080"}}) == 403);
  CHECK(post({{"origin", "http://evil.example"}}) == 403);
  CHECK(post({{"origin", "http://desk.example"}}) == 403);
  CHECK(post({{"origin", "null"}}) == 403);
  CHECK(post({}) == 403);
  CHECK(bench
            .ask({"POST",
                  "/api/session",
                  "",
                  {{"content-type", "application/json"}, {"sec-fetch-site", "cross-site"}},
                  R"({"user":"caco","password":"geheim"})",
                  "10.0.0.1"})
            .status == 403);
}

TEST_CASE("a_web_socket_of_another_site_is_refused") {
  Bench bench;
  const auto open = [&](const std::string& origin) {
    return bench.ask({"GET",
                      "/api/socket",
                      "since=5",
                      {{"host", "desk.example"},
                       {"origin", origin},
                       {"cookie", "voorzien_session=" + bench.token("caco")}},
                      "",
                      "10.0.0.1"});
  };
  CHECK(open("http://evil.example").status == 403);
  const Response own = open("http://desk.example");
  CHECK(own.stream == StreamKind::WebSocket);
  CHECK(own.stream_audience == "desk");
  CHECK(own.stream_since == 5);
}
