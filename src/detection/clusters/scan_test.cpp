// The scan against a slow one written apart from it, and against what chance must do.
#include "detection/clusters/scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include "detection/clusters/limits.h"

using namespace voorzien;
using namespace voorzien::detection;

namespace {
ScanReports made(std::uint64_t seed, std::size_t places, std::size_t periods, std::size_t cases) {
  Random random(seed);
  ScanReports out;
  out.periods = periods;
  for (std::size_t p = 0; p < places; ++p) {
    // A coarse grid, so that some places stand at the same distance.
    out.places.push_back(
        {5 + 0.01 * static_cast<double>(random.below(12)) + 1e-6 * static_cast<double>(p % 2),
         52 + 0.01 * static_cast<double>(random.below(12))});
    out.population.push_back(100 + static_cast<double>(random.below(900)));
  }
  for (std::size_t k = 0; k < cases; ++k)
    out.cases.push_back({below(random, static_cast<std::uint32_t>(places)),
                         below(random, static_cast<std::uint32_t>(periods))});
  return out;
}

void plant(ScanReports& reports, std::uint32_t place, std::size_t cases, std::uint32_t periods) {
  for (std::size_t k = 0; k < cases; ++k)
    reports.cases.push_back({place, static_cast<std::uint32_t>(reports.periods - 1 - k % periods)});
}

struct Naive {
  double ratio = 0;
  std::vector<std::uint32_t> places;
  std::uint32_t first = 0, last = 0;
  double observed = 0, expected = 0;
};

// Every circle and window, each counted from the cases themselves, by the formulas as they are published.
Naive naive(const ScanReports& reports, bool by_population, bool anywhere, std::size_t window, double share) {
  const auto total = static_cast<double>(reports.cases.size());
  std::vector<double> weight(reports.places.size(), 0);
  for (const ScanCase& one : reports.cases) weight[one.place] += 1;
  if (by_population) weight = reports.population;
  const double all = std::accumulate(weight.begin(), weight.end(), 0.0);
  window = std::min(window, reports.periods / 2);
  Naive best;
  for (const geo::Point centre : reports.places) {
    for (const geo::Point edge : reports.places) {
      const auto radius = static_cast<float>(geo::distance_m(centre, edge));
      std::vector<std::uint32_t> inside;
      double inside_weight = 0;
      for (std::uint32_t p = 0; p < reports.places.size(); ++p)
        if (static_cast<float>(geo::distance_m(centre, reports.places[p])) <= radius) {
          inside.push_back(p);
          inside_weight += weight[p];
        }
      if (inside_weight > share * all) continue;
      for (std::uint32_t last = anywhere ? 0 : static_cast<std::uint32_t>(reports.periods - 1);
           last < reports.periods; ++last)
        for (std::uint32_t length = 1; length <= std::min<std::size_t>(window, last + 1); ++length) {
          const std::uint32_t first = last + 1 - length;
          double count = 0;
          double in_time = 0;
          for (const ScanCase& one : reports.cases) {
            if (one.period < first || one.period > last) continue;
            in_time += 1;
            if (std::find(inside.begin(), inside.end(), one.place) != inside.end()) count += 1;
          }
          if (by_population) in_time = total * length / static_cast<double>(reports.periods);
          const double mean = inside_weight / all * in_time;
          if (count <= mean) continue;
          double ratio = count * std::log(count / mean);
          if (total > count) ratio += (total - count) * std::log((total - count) / (total - mean));
          if (ratio > best.ratio + 1e-9) best = {ratio, inside, first, last, count, mean};
        }
    }
  }
  return best;
}

ForEach on_threads(std::size_t threads) {
  return [threads](std::size_t count, const std::function<void(std::size_t)>& work) {
    std::vector<std::jthread> all;
    for (std::size_t t = 0; t < threads; ++t)
      all.emplace_back([&, t] {
        for (std::size_t k = count - 1 - t; k < count; k -= threads) work(k);
      });
  };
}

bool same(const std::vector<Cluster>& a, const std::vector<Cluster>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Cluster& x, const Cluster& y) {
    return x.centre == y.centre && x.window == y.window && x.places == y.places && x.ratio == y.ratio &&
           x.p == y.p && x.p_gumbel == y.p_gumbel && x.expected == y.expected;
  });
}
}  // namespace

TEST_CASE("finds the cylinder that a search through everything finds") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    ScanReports reports = made(seed, 14, 24, 150);
    if (seed % 2 == 0) plant(reports, 3, 9, 2);
    for (const bool by_population : {false, true})
      for (const bool anywhere : {false, true}) {
        ScanOptions options;
        options.model = by_population ? ScanModel::Poisson : ScanModel::Permutation;
        options.anywhere = anywhere;
        options.window = 7;
        options.replicas = 0;
        options.circles.share_max = 0.45;
        const auto found = find_clusters(reports, options);
        REQUIRE(found);
        const Naive slow = naive(reports, by_population, anywhere, 7, 0.45);
        REQUIRE(found->size() > 0);
        const Cluster& one = found->front();
        CHECK(one.ratio == doctest::Approx(slow.ratio).epsilon(1e-9));
        CHECK(one.observed == doctest::Approx(slow.observed));
        CHECK(one.expected == doctest::Approx(slow.expected).epsilon(1e-9));
        CHECK(one.places == slow.places.size());
      }
  }
}

TEST_CASE(
    "expectations of each place and period give what population and even time give, when they say that") {
  for (const bool anywhere : {false, true}) {
    ScanReports reports = made(11, 30, 40, 900);
    plant(reports, 7, 25, 3);
    ScanOptions options;
    options.model = ScanModel::Poisson;
    options.window = 7;
    options.anywhere = anywhere;
    options.replicas = 199;
    options.stop_after = 0;
    const auto even = find_clusters(reports, options);
    const double people = std::accumulate(reports.population.begin(), reports.population.end(), 0.0);
    for (const double one : reports.population)
      for (std::size_t t = 0; t < reports.periods; ++t)
        reports.expected.push_back(static_cast<double>(reports.cases.size()) * one / people / 40);
    const auto by_cell = find_clusters(reports, options);
    REQUIRE(even);
    REQUIRE(by_cell);
    REQUIRE(even->size() == by_cell->size());
    for (std::size_t k = 0; k < even->size(); ++k) {
      CHECK((*by_cell)[k].centre == (*even)[k].centre);
      CHECK((*by_cell)[k].places == (*even)[k].places);
      CHECK((*by_cell)[k].observed == (*even)[k].observed);
      CHECK((*by_cell)[k].expected == doctest::Approx((*even)[k].expected).epsilon(1e-9));
      CHECK((*by_cell)[k].ratio == doctest::Approx((*even)[k].ratio).epsilon(1e-9));
      CHECK((*by_cell)[k].relative_risk == doctest::Approx((*even)[k].relative_risk).epsilon(1e-9));
    }
    CHECK(by_cell->front().p ==
          doctest::Approx(even->front().p).epsilon(0.03));  // worlds are drawn otherwise
  }
}

TEST_CASE("what more people explain is no cluster, and worlds follow what is expected") {
  ScanReports reports = made(3, 20, 30, 0);
  Random random(5);
  for (std::size_t p = 0; p < 20; ++p)  // one place has ten times as many people in the last five periods
    for (std::uint32_t t = 0; t < 30; ++t) {
      reports.expected.push_back(p == 4 && t >= 25 ? 20 : 2);
      for (std::uint32_t n = poisson(random, reports.expected.back()); n > 0; --n)
        reports.cases.push_back({static_cast<std::uint32_t>(p), t});
    }
  const double all = std::accumulate(reports.expected.begin(), reports.expected.end(), 0.0);
  for (double& one : reports.expected) one *= static_cast<double>(reports.cases.size()) / all;
  ScanOptions options;
  options.model = ScanModel::Poisson;
  options.window = 7;
  const auto blind = find_clusters({reports.places, reports.population, reports.cases, 30, {}}, options);
  const auto knowing = find_clusters(reports, options);
  REQUIRE(blind);
  REQUIRE(knowing);
  CHECK(blind->front().p < 0.01);
  CHECK((knowing->empty() || knowing->front().p > 0.05));
  const auto scan = ready_scan(reports, options);
  REQUIRE(scan);
  std::vector<double> drawn(reports.expected.size(), 0);
  constexpr int worlds = 2'000;
  for (int n = 0; n < worlds; ++n) {
    PeriodCounts counts{20, scan->from, 30 - scan->from, {}};
    counts.cells.assign(20 * counts.periods, 0);
    Random of_world = world_random(1, static_cast<std::uint64_t>(n));
    scan->world->draw(of_world, counts);
    for (std::size_t p = 0; p < 20; ++p)
      for (std::size_t t = scan->from; t < 30; ++t) drawn[p * 30 + t] += counts.at(p, t);
  }
  for (std::size_t p = 0; p < 20; ++p)
    for (std::size_t t = scan->from; t < 30; ++t) {
      const double mean = reports.expected[p * 30 + t];
      CHECK(drawn[p * 30 + t] / worlds == doctest::Approx(mean).epsilon(6 / std::sqrt(mean * worlds)));
    }
}

TEST_CASE("the sweep gives the largest ratio of every null world, on any processor") {
  ScanReports reports = made(5, 60, 90, 3000);
  for (const ScanModel model :
       {ScanModel::Permutation, ScanModel::Poisson, ScanModel::Expectation, ScanModel::ExpectationPoisson}) {
    ScanOptions options;
    options.model = model;
    options.window = 40;  // more than one vector of windows
    const auto scan = ready_scan(reports, options);
    REQUIRE(scan);
    Sweep sweep = *Sweep::over(scan->circles, scan->expectation, 1.5, [](auto count, const auto& work) {
      for (std::size_t k = 0; k < count; ++k) work(k);
    });
    options.replicas = 40;
    options.stop_after = 0;
    const NullMaxima quick = null_maxima(*scan, &sweep, 0, options);
    sweep.plain = true;
    CHECK(null_maxima(*scan, &sweep, 0, options).ratios == quick.ratios);
    const auto windows = scan->expectation.windows.size();
    for (std::size_t world = 0; world < quick.ratios.size(); ++world) {
      PeriodCounts counts{60, scan->from, 90 - scan->from, {}};
      counts.cells.assign(60 * counts.periods, 0);
      Random random = world_random(options.seed, world);
      scan->world->draw(random, counts);
      std::vector<std::uint32_t> cells(60 * windows, 0);
      for (std::size_t p = 0; p < 60; ++p)
        for (std::size_t w = 0; w < windows; ++w)
          for (std::size_t t = scan->expectation.windows[w].first; t <= scan->expectation.windows[w].last;
               ++t)
            cells[p * windows + w] += counts.at(p, t);
      double largest = 0;
      for (std::uint32_t centre = 0; centre < 60; ++centre)
        largest = std::max(largest, strongest_about(centre, scan->circles, scan->expectation, cells).ratio);
      CHECK(quick.ratios[world] == largest);
    }
  }
}

TEST_CASE("a place with more reports than a byte holds is counted all the same") {
  ScanReports reports = made(8, 20, 30, 60);
  for (int k = 0; k < 9000; ++k)
    reports.cases.push_back({static_cast<std::uint32_t>(k % 20), static_cast<std::uint32_t>(k / 20 % 30)});
  plant(reports, 4, 700, 3);
  ScanOptions options;
  options.replicas = 99;
  const auto found = find_clusters(reports, options);
  REQUIRE(found);
  CHECK(found->front().p == doctest::Approx(0.01));
  CHECK(found->front().p_gumbel < 1e-6);
  CHECK(found->front().centre == reports.places[4]);
  CHECK(found->front().window == TimeWindow{27, 29});
}

TEST_CASE("p is uniform where nothing happens") {
  int low = 0;
  int half = 0;
  constexpr int trials = 400;
  for (int trial = 0; trial < trials; ++trial) {
    ScanOptions options;
    options.model = trial % 2 == 0 ? ScanModel::Permutation : ScanModel::Poisson;
    options.replicas = 99;
    options.seed = static_cast<std::uint64_t>(trial);
    options.window = 5;
    ScanReports reports = made(1000 + static_cast<std::uint64_t>(trial), 12, 20, 120);
    reports.population.assign(12, 1);
    const auto found = find_clusters(reports, options);
    REQUIRE(found);
    if (found->empty()) continue;
    low += found->front().p <= 0.1 ? 1 : 0;
    half += found->front().p <= 0.5 ? 1 : 0;
  }
  CHECK(low > 16);  // 40 expected, standard deviation 6
  CHECK(low < 64);
  CHECK(half > 160);  // 200 expected, standard deviation 10
  CHECK(half < 240);
}

TEST_CASE("gives the same bits on any number of threads, and stops as if drawn one by one") {
  ScanReports reports = made(3, 30, 60, 800);
  plant(reports, 7, 4, 3);
  for (const ScanModel model : {ScanModel::Permutation, ScanModel::Poisson, ScanModel::Expectation}) {
    ScanOptions options;
    options.model = model;
    options.window = 14;
    options.replicas = 700;
    options.stop_after = 20;
    const auto alone = find_clusters(reports, options);
    REQUIRE(alone);
    for (const std::size_t threads : {2U, 3U, 5U}) {
      options.each = on_threads(threads);
      const auto together = find_clusters(reports, options);
      REQUIRE(together);
      CHECK(same(*alone, *together));
    }
    options.stop_after = 0;
    const auto whole = find_clusters(reports, options);
    REQUIRE(whole);
    CHECK(whole->front().p == doctest::Approx(alone->front().p).epsilon(0.9));
  }
}

TEST_CASE("clusters told share no place, strongest first") {
  ScanReports reports = made(11, 40, 60, 900);
  plant(reports, 2, 12, 2);
  plant(reports, 30, 9, 4);
  const auto found = find_clusters(reports, {});
  REQUIRE(found);
  REQUIRE(found->size() >= 2);
  for (std::size_t k = 1; k < found->size(); ++k) {
    CHECK((*found)[k].ratio <= (*found)[k - 1].ratio);
    CHECK((*found)[k].p >= (*found)[k - 1].p);
  }
  for (std::size_t i = 0; i < found->size(); ++i)
    for (std::size_t j = i + 1; j < found->size(); ++j)
      CHECK(geo::distance_m((*found)[i].centre, (*found)[j].centre) > 0);
}

TEST_CASE("what is expected comes from before the window alone") {
  ScanReports reports = made(21, 25, 80, 2000);
  BaselineOptions options;
  options.until = 60;
  options.ahead = 20;
  const auto before = forecast_of(25, reports.cases, options);
  REQUIRE(before);
  plant(reports, 9, 300, 15);
  const auto after = forecast_of(25, reports.cases, options);
  REQUIRE(after);
  CHECK(before->share == after->share);
  CHECK(before->periods == after->periods);
  CHECK(before->dispersion == after->dispersion);
}

TEST_CASE("refuses what it cannot do, and says what to change") {
  ScanReports reports = made(1, 5, 20, 50);
  ScanOptions options;
  options.model = ScanModel::Expectation;
  CHECK(find_clusters(reports, options).error().code == ErrorCode::BadValue);  // 10 days of past
  options.anywhere = true;
  CHECK(find_clusters(reports, options).error().code == ErrorCode::BadUse);
  options = {};
  options.window = most_scan_window + 1;
  CHECK(find_clusters(reports, options).error().code == ErrorCode::BadValue);
  options = {};
  options.anywhere = true;
  options.window = 400;
  reports.periods = 600;
  CHECK(find_clusters(reports, options).error().code == ErrorCode::TooLarge);
  reports.periods = most_scan_periods + 1;
  CHECK(find_clusters(reports, {}).error().code == ErrorCode::TooLarge);
  reports.periods = 1;
  CHECK(find_clusters(reports, {}).error().code == ErrorCode::BadValue);
  reports = made(1, 5, 20, 50);
  reports.population.clear();
  options = {};
  options.model = ScanModel::Poisson;
  CHECK(find_clusters(reports, options).error().code == ErrorCode::MissingField);
  reports.places.resize(most_scan_places + 1);
  CHECK(find_clusters(reports, {}).error().code == ErrorCode::TooLarge);
  reports.cases.clear();
  CHECK(find_clusters(reports, {})->empty());
}
