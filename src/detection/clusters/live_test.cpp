#include "detection/clusters/live.h"

#include <doctest/doctest.h>

using namespace voorzien;
using namespace voorzien::detection;

TEST_CASE("report by report gives what a scan of all reports gives") {
  Random random(6);
  ScanReports reports;
  reports.periods = 70;
  for (int p = 0; p < 30; ++p) reports.places.push_back({5 + 0.3 * unit(random), 52 + 0.3 * unit(random)});
  for (int k = 0; k < 1500; ++k) reports.cases.push_back({below(random, 30), below(random, 69)});
  ScanOptions options;
  options.model = ScanModel::Expectation;
  options.window = 10;
  options.replicas = 99;
  options.stop_after = 0;
  auto live = LiveClusters::begin(reports, options);
  REQUIRE(live);
  for (int k = 0; k < 40; ++k) {
    const ScanCase one{k % 3 == 0 ? below(random, 30) : 4, k % 7 == 0 ? 66U : 69U};
    reports.cases.push_back(one);
    const std::vector<Cluster>& now = (*live)->report(one);
    const auto whole = find_clusters(reports, options);
    REQUIRE(whole);
    REQUIRE(now.size() <= whole->size());
    for (std::size_t c = 0; c < now.size(); ++c) {
      CHECK(now[c].ratio == (*whole)[c].ratio);
      CHECK(now[c].window == (*whole)[c].window);
      CHECK(now[c].places == (*whole)[c].places);
      CHECK(now[c].p == (*whole)[c].p);
    }
  }
  REQUIRE(!(*live)->clusters().empty());
  CHECK((*live)->clusters().front().centre == reports.places[4]);
  CHECK((*live)->clusters().front().p == doctest::Approx(0.01));
  const Cluster& top = (*live)->clusters().front();
  double observed = 0;
  double expected = 0;
  for (const LiveClusters::Part& part : (*live)->parts(top)) {
    observed += part.observed;
    expected += part.expected;
  }
  CHECK(observed == doctest::Approx(top.observed));
  CHECK(expected == doctest::Approx(top.expected));
  CHECK(top.variance >= top.expected);
  const auto days = (*live)->periods(top);
  REQUIRE(days.size() == 10);
  CHECK(days.back().period == 69);
  double of_window = 0;
  for (const auto& day : days)
    if (day.period >= top.window.first) of_window += day.observed;
  CHECK(of_window == doctest::Approx(top.observed));
  const std::size_t before = (*live)->clusters().size();
  CHECK((*live)->report({99, 69}).size() == before);  // no such place: nothing changes
  CHECK((*live)->report({1, 10}).size() == before);   // before every window
}

// A storm of ten times what is usual passes every least count; late reports reach the long windows only.
TEST_CASE("what stands is what a look at every cylinder gives, in a storm too") {
  Random random(12);
  ScanReports reports;
  reports.periods = 60;
  for (int p = 0; p < 40; ++p)
    reports.places.push_back({5 + 0.01 * below(random, 12), 52 + 0.01 * below(random, 12)});
  for (int k = 0; k < 2000; ++k) reports.cases.push_back({below(random, 40), below(random, 60)});
  for (const ScanModel model : {ScanModel::Expectation, ScanModel::ExpectationPoisson}) {
    ScanOptions options;
    options.model = model;
    options.window = 20;
    const auto scan = ready_scan(reports, options);
    REQUIRE(scan);
    constexpr double floor = 2;
    auto standing = StandingScan::over(scan->circles, scan->expectation, floor);
    REQUIRE(standing);
    std::vector<ScanCase> cases = reports.cases;
    standing->begin(window_counts(*scan, cases));
    std::size_t told = 0;
    for (int k = 0; k < 1200; ++k) {
      const ScanCase one{k % 3 == 0 ? 7 : below(random, 40), 59 - (k % 5 == 0 ? below(random, 25) : 0)};
      CHECK(standing->add(one.place, one.period) == (one.period >= scan->from));
      cases.push_back(one);
      if (k % 40 != 0) continue;
      const std::vector<std::uint32_t> counts = window_counts(*scan, cases);
      for (std::uint32_t centre = 0; centre < scan->circles.places.size(); ++centre) {
        const Cylinder whole = strongest_about(centre, scan->circles, scan->expectation, counts);
        const Cylinder& kept = standing->strongest()[centre];
        REQUIRE(kept.ratio == (whole.ratio >= floor ? whole.ratio : 0));
        if (!(kept.ratio > 0)) continue;
        ++told;
        REQUIRE(kept.end == whole.end);
        REQUIRE(kept.window == whole.window);
        REQUIRE(kept.observed == whole.observed);
        REQUIRE(kept.expected == whole.expected);
      }
    }
    CHECK(told > 400);
  }
}

TEST_CASE("only expectations go report by report") {
  ScanReports reports;
  reports.places = {{5, 52}};
  reports.periods = 10;
  reports.cases = {{0, 1}};
  CHECK(LiveClusters::begin(reports, {}).error().code == ErrorCode::BadUse);
}
