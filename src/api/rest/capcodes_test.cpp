#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "api/rest/limits.h"
#include "network/capcodes/read.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
network::CapcodeList list(std::string source, std::string date, std::string_view text) {
  return {std::move(source), std::move(date), network::read_capcodes(text).claims};
}

void give_lists(Bench& bench) {
  bench.capcodes = std::make_shared<const network::CapcodeBook>(std::vector{
      list("bommel", "2024-01-01",
           "000709531 = CaCo / Brandweer / Utrecht\n0709500 = HOvD West / Brandweer Utrecht / Utrecht\n"),
      list("ander", "2019-05-01", "0709531 = Hoofdofficier / Brandweer / Utrecht\n")});
}
}  // namespace

TEST_CASE("a_code_is_answered_with_all_that_lists_say_of_it_the_newest_first") {
  Bench bench;
  give_lists(bench);
  const Response both = bench.get("caco", "/api/capcodes", "codes=000709531,0709531,0000001");
  CHECK(both.status == 200);
  CHECK(
      body(both) ==
      R"({"lists":[{"source":"ander","date":"2019-05-01","claims":1},{"source":"bommel","date":"2024-01-01","claims":2}],)"
      R"("items":[{"code":"0709531","claims":[{"name":"CaCo","discipline":"Brandweer","station":"","region":"Utrecht","source":"bommel","date":"2024-01-01"},)"
      R"({"name":"Hoofdofficier","discipline":"Brandweer","station":"","region":"Utrecht","source":"ander","date":"2019-05-01"}],"conflict":true},)"
      R"({"code":"0000001","claims":[],"conflict":false}]})");
  CHECK(says(bench.get("vic", "/api/capcodes", "q=hovd"), R"("code":"0709500")"));
  CHECK_FALSE(says(bench.get("vic", "/api/capcodes", "q=hovd"), "CaCo"));
  CHECK(bench.get("caco", "/api/capcodes", "codes=0709531&at=2026-06-27T14:00:00Z").status == 200);
}

TEST_CASE("only_who_may_read_raw_pager_lines_asks_for_codes") {
  Bench bench;
  give_lists(bench);
  for (const char* role : {"reader", "rawless", "partner", "admin", "source"}) {
    CAPTURE(role);
    const Response denied = bench.get(role, "/api/capcodes", "codes=0709531");
    CHECK(denied.status == 403);
    CHECK(says(denied, R"("rule":"read.raw-personal")"));
    CHECK_FALSE(says(denied, "CaCo"));
  }
  CHECK(bench.get("", "/api/capcodes", "codes=0709531").status == 401);
}

TEST_CASE("a_role_that_may_but_whose_audience_sees_no_pager_text_asks_for_none") {
  doctrine::Doctrine doctrine = doctrine_for_tests();
  doctrine.access.roles.push_back({"half", "Half", "general", {"read.picture", "read.raw-personal"}});
  Bench bench(false, doctrine);
  CHECK(bench.get("half", "/api/capcodes", "codes=0709531").status == 403);
}

TEST_CASE("what_cannot_be_asked_names_its_parameter") {
  Bench bench;
  CHECK(says(bench.get("caco", "/api/capcodes", "codes=0709531"), R"({"lists":[],"items":[{)"));
  CHECK(says(bench.get("caco", "/api/capcodes"), R"("field":"codes")"));
  CHECK(bench.get("caco", "/api/capcodes", "codes=709531").status == 422);
  CHECK(bench.get("caco", "/api/capcodes", "codes=kerk").status == 422);
  CHECK(says(bench.get("caco", "/api/capcodes", "q=" + std::string(limits::search_text_max + 1, 'a')),
             R"("field":"q")"));
  std::string many = "codes=";
  for (std::size_t i = 0; i <= limits::capcodes_asked_max; ++i) many += std::to_string(1'000'000 + i) + ",";
  CHECK(bench.get("caco", "/api/capcodes", many).status == 422);
}
