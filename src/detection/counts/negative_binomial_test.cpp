// The tail against Boost.Math, whose distributions are another's work.
#include "detection/counts/negative_binomial.h"

#include <doctest/doctest.h>

#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

using namespace voorzien::detection;

TEST_CASE("the_tail_equals_boost_from_the_middle_to_far_out") {
  for (const double mean : {0.02, 0.13, 1.0, 7.5, 40.0, 150.0, 3000.0})
    for (const double dispersion : {1.05, 1.5, 2.0, 5.0, 40.0}) {
      const double size = mean / (dispersion - 1);
      const boost::math::negative_binomial_distribution<double> reference(size, 1 / dispersion);
      for (const double sds : {0.0, 0.7, 2.0, 4.0, 8.0}) {
        const double count = std::ceil(mean + sds * std::sqrt(dispersion * mean));
        if (count < 1) continue;
        const double p = boost::math::cdf(boost::math::complement(reference, count - 1));
        if (p < 1e-290) continue;
        CAPTURE(mean);
        CAPTURE(dispersion);
        CAPTURE(count);
        CHECK(upper_tail_score(count, mean, dispersion * mean) ==
              doctest::Approx(-std::log10(p)).epsilon(0.002));
      }
    }
}

TEST_CASE("variance_at_or_below_the_mean_is_poisson") {
  for (const double mean : {0.1, 3.0, 50.0}) {
    const boost::math::poisson_distribution<double> reference(mean);
    const double count = std::ceil(mean + 4 * std::sqrt(mean));
    const double p = boost::math::cdf(boost::math::complement(reference, count - 1));
    CHECK(upper_tail_score(count, mean, mean) == doctest::Approx(-std::log10(p)).epsilon(0.005));
    CHECK(upper_tail_score(count, mean, 0) == doctest::Approx(-std::log10(p)).epsilon(0.005));
  }
}

TEST_CASE("the_tail_stays_finite_where_p_underflows") {
  const double score = upper_tail_score(1e9, 0.01, 0.02);
  CHECK(std::isfinite(score));
  CHECK(score > 1e6);
  CHECK(upper_tail_score(0, 5, 10) == doctest::Approx(0));
}

TEST_CASE("the_smallest_rare_count_is_rare_and_the_one_below_is_not") {
  for (const double mean : {0.01, 2.0, 77.0}) {
    const double limit = smallest_rare_count(mean, 2 * mean, 3);
    CHECK(upper_tail_score(limit, mean, 2 * mean) >= 3);
    CHECK(upper_tail_score(limit - 1, mean, 2 * mean) < 3);
  }
}
