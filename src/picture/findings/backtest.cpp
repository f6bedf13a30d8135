#include "picture/findings/backtest.h"

#include "detection/desk/replay.h"
#include "picture/findings/gate.h"
#include "picture/findings/watch.h"

namespace voorzien::picture {

BudgetTried try_budget(const Findings& findings, const doctrine::Detection& detection, std::int64_t today,
                       double per_shift) {
  BudgetTried out;
  const std::int64_t known = days_known(findings, today);
  if (detection.empty() || known <= least_days) return out;
  std::vector<std::string> series;
  detection::DeskData desk = desk_data(findings, detection, today - known, today * ticks_a_local_day, series);
  desk.warmup_ticks = static_cast<std::size_t>(least_days * ticks_a_local_day);
  const auto warnings = [&](double budget) -> std::int64_t {
    const auto replayed = detection::replay(desk, {budget * detection.desk_share(), {}});
    return replayed ? static_cast<std::int64_t>(replayed->size()) : 0;
  };
  out.weeks = static_cast<double>(known - least_days) / 7;
  out.now = warnings(budget_of(findings, detection));
  out.then = warnings(per_shift);
  return out;
}

}  // namespace voorzien::picture
