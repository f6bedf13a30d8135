// Quantiles and chances of an outlook: Student's shape, bent so that past errors fit.
#include <algorithm>
#include <cmath>

#include "base/ensure.h"
#include "detection/forecast/measurement_forecast.h"
#include "detection/forecast/student.h"

namespace voorzien::detection {
namespace {
// Between knots linear in Student's own quantile; outside with Student's shape, at least as wide as begun.
double standard_quantile(const std::array<double, forecast_knots>& knots, double probability) {
  const double t = student_quantile(probability);
  constexpr std::size_t last = forecast_knots - 1;
  if (t <= knot_begin[0]) return knots[0] * std::max(t / knot_begin[0], 1.0);
  if (t >= knot_begin[last]) return knots[last] * std::max(t / knot_begin[last], 1.0);
  std::size_t k = 0;
  while (t > knot_begin[k + 1]) ++k;
  const double part = (t - knot_begin[k]) / (knot_begin[k + 1] - knot_begin[k]);
  return knots[k] + part * (knots[k + 1] - knots[k]);
}

double standard_below(const std::array<double, forecast_knots>& knots, double z) {
  constexpr std::size_t last = forecast_knots - 1;
  if (knots[0] < 0 && knots[last] > 0) {  // rises everywhere: the way back is the same lines
    if (z <= knots[0]) return student_below(z / knots[0] * knot_begin[0]);
    if (z >= knots[last]) return student_below(z / knots[last] * knot_begin[last]);
    std::size_t k = 0;
    while (z > knots[k + 1]) ++k;
    const double width = knots[k + 1] - knots[k];
    const double part = width > 0 ? (z - knots[k]) / width : 1;
    return student_below(knot_begin[k] + part * (knot_begin[k + 1] - knot_begin[k]));
  }
  double low = 1e-9;
  double high = 1 - 1e-9;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (standard_quantile(knots, middle) < z ? low : high) = middle;
  }
  return (low + high) / 2;
}
}  // namespace

double quantile(const MeasurementOutlook& outlook, std::size_t step, double probability) {
  ENSURE(step >= 1 && step <= outlook.expected.size(), "a step that was looked ahead to");
  return outlook.expected[step - 1] +
         outlook.spread[step - 1] * standard_quantile(outlook.knots[step - 1], probability);
}

double probability_above(const MeasurementOutlook& outlook, std::size_t step, double threshold) {
  ENSURE(step >= 1 && step <= outlook.expected.size(), "a step that was looked ahead to");
  const double off = threshold - outlook.expected[step - 1];
  const double spread = outlook.spread[step - 1];
  if (!(spread > 0)) return off < 0 ? 1 : 0;
  return 1 - standard_below(outlook.knots[step - 1], off / spread);
}

std::vector<double> crossing_curve(const MeasurementOutlook& outlook, std::size_t steps, double threshold) {
  std::vector<double> out;
  double stayed = 1;
  double below_before = 1;
  double deviate_before = 0;
  for (std::size_t step = 1; step <= std::min(steps, outlook.expected.size()); ++step) {
    const double below = std::clamp(1 - probability_above(outlook, step, threshold), 1e-9, 1.0);
    const double deviate = normal_quantile(below);
    if (step == 1)
      stayed = below;
    else
      stayed *= std::min(both_below(deviate_before, deviate, outlook.kinship[step - 1]) / below_before, 1.0);
    below_before = below;
    deviate_before = deviate;
    out.push_back(1 - stayed);
  }
  return out;
}

double probability_of_crossing(const MeasurementOutlook& outlook, std::size_t steps, double threshold) {
  const std::vector<double> curve = crossing_curve(outlook, steps, threshold);
  return curve.empty() ? 0 : curve.back();
}

}  // namespace voorzien::detection
