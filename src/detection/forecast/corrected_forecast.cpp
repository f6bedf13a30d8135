#include "detection/forecast/corrected_forecast.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/ensure.h"
#include "detection/forecast/student.h"

namespace voorzien::detection {
namespace {
double hours_of(Duration d) { return static_cast<double>(d.us) / 3.6e9; }

double between(Instant a, double at_a, Instant b, double at_b, Instant at) {
  const double part = static_cast<double>((at - a).us) / static_cast<double>((b - a).us);
  return at_a + part * (at_b - at_a);
}

// Nothing outside the points.
std::optional<double> told_at(const std::vector<ToldPoint>& told, Instant at) {
  const auto after = std::ranges::lower_bound(told, at, {}, &ToldPoint::at);
  if (after == told.end()) return std::nullopt;
  if (after->at == at) return after->value;
  if (after == told.begin()) return std::nullopt;
  const auto before = std::prev(after);
  return between(before->at, before->value, after->at, after->value, at);
}

double doubt_at(const std::vector<LengthDoubt>& doubt, double ahead_h) {
  if (doubt.empty()) return 0;
  double from_h = 0;
  double from_error = 0;
  for (const LengthDoubt& one : doubt) {
    if (ahead_h <= one.ahead_h) {  // errors of a sum of steps grow with the root of their number
      const double share = std::sqrt((ahead_h - from_h) / (one.ahead_h - from_h));
      return from_error + (one.error - from_error) * share;
    }
    from_h = one.ahead_h;
    from_error = one.error;
  }
  return from_error;
}
}  // namespace

MeasurementOutlook corrected_outlook(Instant from, double last, const std::vector<ToldPoint>& told,
                                     const Correction& correction, Duration step, std::size_t steps) {
  ENSURE(step.us > 0, "steps ahead have a length");
  MeasurementOutlook out;
  const auto first = std::ranges::upper_bound(told, from, {}, &ToldPoint::at);
  if (first == told.end()) return out;
  const double off = last - told_at(told, from).value_or(last);
  std::array<double, forecast_knots> knots{};
  for (std::size_t k = 0; k < forecast_knots; ++k) knots[k] = student_quantile(forecast_levels[k]);
  double spread_before = 0;
  for (std::size_t k = 1; k <= std::min(steps, longest_forecast); ++k) {
    const Instant at = from + Duration{step.us * static_cast<std::int64_t>(k)};
    std::optional<double> value = told_at(told, at);
    if (!value && at < first->at) value = between(from, last, first->at, first->value, at);
    if (!value) break;
    const double ahead_h = hours_of(at - from);
    const double spread = doubt_at(correction.doubt, ahead_h);
    out.expected.push_back(*value + off * std::pow(correction.lasting, ahead_h));
    out.spread.push_back(spread);
    out.knots.push_back(knots);
    out.kinship.push_back(k == 1 || !(spread > 0) ? 0 : std::min(spread_before / spread, 0.99));
    spread_before = spread;
  }
  return out;
}

double quantile_score(const std::array<double, forecast_knots>& quantiles, double truth) {
  // Each level stands for the levels nearer to it than to its neighbours: the trapezoid rule over 0..1.
  double out = 0;
  for (std::size_t k = 0; k < forecast_knots; ++k) {
    const double level = forecast_levels[k];
    const double low = k == 0 ? 0 : (forecast_levels[k - 1] + level) / 2;
    const double high = k + 1 == forecast_knots ? 1 : (level + forecast_levels[k + 1]) / 2;
    const double off = truth - quantiles[k];
    out += 2 * (high - low) * (off >= 0 ? level * off : (level - 1) * off);
  }
  return out;
}

}  // namespace voorzien::detection
