#include "detection/clusters/baseline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace voorzien::detection {
namespace {
constexpr double prior_reports = 0.5;      // a place, of the mean share
constexpr double prior_periods = 15;       // of the common dispersion, in a place's own
constexpr double weight_mean = 0.5;        // expected reports at which a period weighs half in a dispersion
constexpr double outbreak_deviations = 5;  // more than this teaches no more dispersion
constexpr std::size_t settling = 14;       // periods before the region's forecast is worth a comparison

// Counts by place and period of the past.
std::vector<double> past_counts(std::size_t places, const std::vector<ScanCase>& cases,
                                const BaselineOptions& options) {
  const std::size_t periods = options.until - options.first;
  std::vector<double> out(places * periods, 0);
  for (const ScanCase& one : cases)
    if (one.period >= options.first && one.period < options.until)
      out[one.place * periods + one.period - options.first] += 1;
  return out;
}

struct Squares {
  double sum = 0;
  double weight = 0;
};

// Squared residuals of one place over their expectation, the past's small means weighing little.
Squares squares_of(const double* counts, const std::vector<double>& region, double share, double cap) {
  Squares out;
  for (std::size_t t = settling; t < region.size(); ++t) {
    const double mean = share * region[t];
    const double deviation = counts[t] - mean;
    const double square =
        std::min(deviation * deviation, outbreak_deviations * outbreak_deviations * cap * mean + 1);
    out.sum += square / (mean + weight_mean);
    out.weight += mean / (mean + weight_mean);
  }
  return out;
}

void measure_dispersion(const std::vector<double>& counts, const std::vector<double>& region, Forecast& out) {
  const std::size_t periods = region.size();
  const auto of_place = [&](std::size_t place, double cap) {
    return squares_of(counts.data() + place * periods, region, out.share[place], cap);
  };
  Squares all;
  for (std::size_t place = 0; place < out.share.size(); ++place) {
    const Squares one = of_place(place, 1e6);
    all.sum += one.sum;
    all.weight += one.weight;
  }
  const double common = all.weight > 0 ? std::max(1.0, all.sum / all.weight) : 1;
  for (std::size_t place = 0; place < out.share.size(); ++place) {
    const Squares one = of_place(place, common);
    out.dispersion[place] = std::max(1.0, (one.sum + prior_periods * common) / (one.weight + prior_periods));
  }
}
}  // namespace

Result<Forecast> forecast_of(std::size_t places, const std::vector<ScanCase>& cases,
                             const BaselineOptions& options) {
  const std::size_t periods = options.until - options.first;
  const std::size_t least = options.period == Period::Hour ? least_baseline_hours : least_baseline_days;
  if (options.until < options.first || periods < least)
    return Error{
        ErrorCode::BadValue, "",
        fmt::format("{} periods before the window where expectations need {}: give a longer past, or a "
                    "shorter --window.",
                    options.until < options.first ? 0 : periods, least)};
  const std::vector<double> counts = past_counts(places, cases, options);
  std::vector<double> region(periods, 0);
  std::vector<double> reports(places, 0);
  double total = 0;
  for (std::size_t place = 0; place < places; ++place)
    for (std::size_t t = 0; t < periods; ++t) {
      region[t] += counts[place * periods + t];
      reports[place] += counts[place * periods + t];
    }
  for (const double count : region) total += count;
  if (!(total > 0))
    return Error{ErrorCode::BadValue, "", "No report before the window: nothing can be expected from it."};
  const double prior = prior_reports * static_cast<double>(places);
  Forecast out;
  for (std::size_t place = 0; place < places; ++place) {
    out.share.push_back((reports[place] + prior_reports) / (total + prior));
    out.dispersion.push_back(1);
    out.doubt.push_back(0);
  }
  const CountCalendar calendar(options.period);
  CountState state = begin(calendar);
  std::vector<double> told(periods);
  for (std::size_t t = 0; t < periods; ++t) told[t] = step(calendar, state, region[t]).expected;
  CountScore last;
  for (std::size_t t = 0; t < options.ahead; ++t) {
    last = step(calendar, state, std::numeric_limits<double>::quiet_NaN());
    out.periods.push_back(std::max(last.expected, 1e-9));
  }
  if (options.poisson) return out;
  measure_dispersion(counts, told, out);
  for (std::size_t place = 0; place < places; ++place)
    out.doubt[place] = out.dispersion[place] / (reports[place] + prior_reports);
  const double own = dispersion(state) * last.expected;
  out.common_doubt = std::max(0.0, last.variance - own) / std::max(last.expected * last.expected, 1e-18);
  return out;
}

Expectation expectation_of(const Forecast& forecast, std::vector<TimeWindow> windows, std::size_t from) {
  Expectation out;
  out.windows = std::move(windows);
  for (const TimeWindow& window : out.windows) {
    double sum = 0;
    for (std::size_t t = window.first; t <= window.last; ++t) sum += forecast.periods[t - from];
    out.window.push_back(sum);
  }
  out.weight = forecast.share;
  out.dispersion = forecast.dispersion;
  out.doubt = forecast.doubt;
  out.common_doubt = forecast.common_doubt;
  return out;
}

}  // namespace voorzien::detection
