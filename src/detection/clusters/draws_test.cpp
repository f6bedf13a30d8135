#include "detection/clusters/draws.h"

#include <doctest/doctest.h>

#include <cmath>

#include "detection/clusters/null_worlds.h"
#include "detection/clusters/statistic.h"

using namespace voorzien;
using namespace voorzien::detection;

namespace {
struct Moments {
  double mean = 0;
  double variance = 0;
};
template <class Draw>
Moments moments(const Draw& draw) {
  constexpr int n = 200'000;
  double sum = 0;
  double squares = 0;
  for (int k = 0; k < n; ++k) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  return {sum / n, squares / n - sum / n * sum / n};
}
}  // namespace

TEST_CASE("draws have the mean and variance they are asked for") {
  Random random(4);
  for (const double mean : {0.05, 3.0, 40.0}) {
    const Moments m = moments([&] { return static_cast<double>(poisson(random, mean)); });
    CHECK(m.mean == doctest::Approx(mean).epsilon(0.04));
    CHECK(m.variance == doctest::Approx(mean).epsilon(0.04));
  }
  for (const double variance : {0.1, 4.0}) {
    const Moments m = moments([&] { return level(random, variance); });
    CHECK(m.mean == doctest::Approx(1).epsilon(0.03));
    CHECK(m.variance == doctest::Approx(variance).epsilon(0.08));
  }
  const Binomial binomial(50'000, 1.0 / 6);
  const Moments b = moments([&] { return static_cast<double>(binomial.draw(random)); });
  CHECK(b.mean == doctest::Approx(50'000.0 / 6).epsilon(0.001));
  CHECK(b.variance == doctest::Approx(50'000.0 / 6 * 5 / 6).epsilon(0.03));
  const Alias alias({1, 0, 3, 4});
  int seen[4] = {};
  for (int k = 0; k < 80'000; ++k) ++seen[alias.draw(random)];
  CHECK(seen[1] == 0);
  CHECK(seen[2] == doctest::Approx(30'000).epsilon(0.03));
}

TEST_CASE("a Poisson number of groups is a negative binomial") {
  Random random(9);
  for (const double dispersion : {1.0, 1.4, 3.0}) {
    const double mean = 2.5;
    const Moments m = moments([&] {
      double sum = 0;
      for (std::uint32_t k = poisson(random, mean * groups_a_report(dispersion)); k > 0; --k)
        sum += group(random, dispersion);
      return sum;
    });
    CHECK(m.mean == doctest::Approx(mean).epsilon(0.02));
    CHECK(m.variance == doctest::Approx(mean * dispersion).epsilon(0.04));
  }
}

TEST_CASE("permuted worlds keep the reports of each period") {
  std::vector<ScanCase> cases;
  for (std::uint32_t k = 0; k < 300; ++k) cases.push_back({k % 7, k * k % 20});
  const auto world = permuted(cases, 12);
  PeriodCounts counts{7, 12, 8, std::vector<std::uint32_t>(56, 0)};
  Random random(1);
  world->draw(random, counts);
  for (std::uint32_t t = 12; t < 20; ++t) {
    std::uint32_t drawn = 0;
    std::uint32_t real = 0;
    for (std::size_t p = 0; p < 7; ++p) drawn += counts.at(p, t);
    for (const ScanCase& one : cases) real += one.period == t ? 1 : 0;
    CHECK(drawn == real);
  }
}

TEST_CASE("bounds of the ratio hold: nothing that reaches it is passed over") {
  Random random(2);
  for (int k = 0; k < 20'000; ++k) {
    const Statistic statistic{k % 2 == 0 ? 0 : std::floor(20 + unit(random) * 2000)};
    const double mean = std::exp(unit(random) * 9 - 5);
    if (statistic.total > 0 && mean > 0.9 * statistic.total) continue;
    const double dispersion = 1 + unit(random) * 3;
    const double ratio = 0.5 + unit(random) * 12;
    const double from = statistic.reached_from(mean, dispersion, ratio);
    double count = std::floor(mean) + 1;
    const double most = statistic.total > 0 ? statistic.total : 1e5;
    while (count < most && statistic(count, mean, dispersion) < ratio) ++count;
    if (statistic(count, mean, dispersion) >= ratio) CHECK(from <= count);
    CHECK(statistic.at_most(count, mean, dispersion) >= statistic(count, mean, dispersion));
  }
}
