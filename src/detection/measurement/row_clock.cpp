#include "detection/measurement/row_clock.h"

#include <algorithm>

namespace voorzien::detection {
namespace {
constexpr std::uint32_t patience = 2000;
constexpr double leap_s = 86'400;
constexpr double leap_steps = 100;
constexpr double gap_steps = 12;  // less is jitter or a few rows lost: not a gap

double learn_usual(RowClock& clock, double elapsed_s) {
  if (clock.rows < 2) return clock.usual_s = elapsed_s;
  const double stride = 1 + std::max(0.02, 1.0 / clock.rows);
  clock.usual_s *= elapsed_s > clock.usual_s ? stride : 1 / stride;
  return clock.usual_s;
}
}  // namespace

RowTime read_clock(RowClock& clock, Instant at) {
  RowTime out;
  if (!clock.started) {
    clock.started = true;
    clock.newest = at;
    clock.rows = 1;
    out.is_new = true;
    return out;
  }
  Instant since = clock.newest;
  if (at <= clock.newest) {
    const bool continues = clock.leapt && at > clock.before_leap;
    if (!continues && ++clock.passed_by < patience) return out;
    since = continues ? clock.before_leap : at;
    clock.leapt = false;
  }
  const double elapsed_s = static_cast<double>((at - since).us) / 1e6;
  clock.passed_by = 0;
  clock.newest = at;
  out.is_new = true;
  if (elapsed_s > 0) {
    out.steps = std::min(elapsed_s / learn_usual(clock, elapsed_s), 64.0);
    if (elapsed_s > leap_s && elapsed_s > leap_steps * clock.usual_s && clock.rows > 2) {
      clock.leapt = true;
      clock.before_leap = since;
    }
  }
  if (out.steps < gap_steps) out.steps = 1;
  ++clock.rows;
  return out;
}

}  // namespace voorzien::detection
