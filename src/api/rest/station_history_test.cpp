#include <doctest/doctest.h>

#include "api/rest/harness.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
constexpr const char* path = "/api/station/history";
constexpr const char* culemborg = "rws/culemborg/water-level";

views::Station station() {
  views::Station out;
  out.id = culemborg;
  out.version = 1;
  return out;
}
}  // namespace

TEST_CASE("a_long_time_of_a_station_is_answered_in_steps") {
  Bench bench;
  bench.entities.put(station());
  const Response found = bench.get(
      "caco", path, std::string("id=") + culemborg + "&from=2025-06-27T00:00:00Z&to=2026-06-20T00:00:00Z");
  CHECK(found.status == 200);
  CHECK(
      body(found) ==
      R"({"station":"rws/culemborg/water-level","from":"2025-06-27T00:00:00.000000Z","to":"2026-06-20T00:00:00.000000Z","step_s":3600,)"
      R"("first":"2025-06-27T00:00:00.000000Z","buckets":[{"at":"2025-06-27T00:00:00.000000Z","low":1,"high":3,"mean":2,"count":6}]})");
  CHECK(bench.asked_history->points == 500);
  CHECK(bench.asked_history->until == UINT64_MAX);
}

TEST_CASE("without_a_time_the_last_two_days_are_meant_and_nothing_lies_behind_now") {
  Bench bench;
  bench.entities.put(station());
  REQUIRE(bench.get("caco", path, std::string("id=") + culemborg + "&to=2099-01-01T00:00:00Z&points=2000")
              .status == 200);
  CHECK(bench.asked_history->to == bench.read.now());
  CHECK(bench.asked_history->from == bench.read.now() - hours(48));
  CHECK(bench.asked_history->points == 2'000);
}

TEST_CASE("what_cannot_be_asked_of_a_station_names_its_parameter") {
  Bench bench;
  bench.entities.put(station());
  const std::string id = std::string("id=") + culemborg;
  for (const auto& [query, field, status] : std::vector<std::tuple<std::string, std::string, int>>{
           {"id=elsewhere", "id", 404},
           {"", "id", 404},
           {id + "&points=1", "points", 422},
           {id + "&points=2001", "points", 422},
           {id + "&points=many", "points", 422},
           {id + "&from=gisteren", "from", 422},
           {id + "&from=2098-01-01T00:00:00Z", "from", 422}}) {
    CAPTURE(query);
    const Response refused = bench.get("caco", path, query);
    CHECK(refused.status == status);
    CHECK(says(refused, "\"field\":\"" + field + "\""));
  }
  CHECK(bench.get("", path, id).status == 401);
}
