// Counts of before, from a table to what is taken over.
#include <doctest/doctest.h>

#include "picture/findings/counting.h"
#include "server/counting/import_counts.h"
#include "server/files.h"

namespace voorzien::server {
namespace {
const doctrine::Detection& region() {
  static const doctrine::Doctrine it = [] {
    auto loaded = load_doctrine(std::string(VOORZIEN_SOURCE_DIR) + "/doctrine/vru");
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return it.detection;
}
Instant now() { return *parse_rfc3339("2026-06-27T12:00:00+02:00"); }
}  // namespace

TEST_CASE("reports_become_whole_days_of_ticks_and_what_is_of_today_is_left") {
  const auto read = read_counts(
      "time,theme,area\n2026-06-24 10:02,care,Amersfoort\n2026-06-24 10:04,care,GM0307\n"
      "2026-06-26 23:59,fire,utrecht\n2026-06-27 08:00,care,GM0307\n2020-01-01 08:00,care,GM0307\n",
      region(), now());
  REQUIRE(read);
  CHECK(read->reports == 3);
  CHECK(read->too_new == 1);
  CHECK(read->too_old == 1);
  CHECK(read->counts.series == std::vector<std::string>{"pager/care/GM0307", "pager/fire/GM0344"});
  REQUIRE(read->counts.counts.size() == 3);  // the day between them was counted too: nothing came
  CHECK(read->counts.counts.at("2026-06-25").empty());
  const auto first = picture::counts_of_day(read->counts.counts.at("2026-06-24"));
  REQUIRE(first.size() == 1);
  CHECK(first[0].tick == 10 * 12);
  CHECK(first[0].count == 2);
  for (const auto& [day, text] : read->counts.counts)
    CHECK(picture::is_whole_day(text, read->counts.series.size()));
}

TEST_CASE("a_place_or_theme_that_is_not_counted_is_told_at_its_line") {
  const auto read = read_counts(
      "time,theme,area\n2026-06-24 10:02,care,Nergenshuizen\n2026-06-24 10:02,traffic,GM0307\n"
      "2026-06-24 10:02,care,GM0307\n",
      region(), now());
  REQUIRE(read);
  CHECK(read->reports == 1);
  REQUIRE(read->faults.rows == 2);
  CHECK(read->faults.first[0].where == "2:1");
  CHECK(read->faults.first[0].detail.find("Nergenshuizen") != std::string::npos);
  CHECK(read->faults.first[1].detail.find("traffic") != std::string::npos);
}

TEST_CASE("a_region_that_counts_nothing_says_so") {
  const auto read = read_counts("time,theme,area\n", doctrine::Detection{}, now());
  REQUIRE_FALSE(read);
  CHECK(read.error().where == "detection.toml");
}

}  // namespace voorzien::server
