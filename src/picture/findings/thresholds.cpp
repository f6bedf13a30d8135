#include "picture/findings/thresholds.h"

#include <algorithm>

#include "picture/findings/counting.h"

namespace voorzien::picture {

bool Thresholds::watches(std::string_view theme) const {
  return std::ranges::find(unwatched, theme) == unwatched.end();
}

Thresholds thresholds_of(const Budget& set, const doctrine::Detection& detection) {
  Thresholds out;
  out.per_shift = set.per_shift;
  out.cluster_share = set.cluster_share.value_or(detection.cluster_share);
  out.measured_share = set.measured_share.value_or(detection.measured_share);
  out.warn_chance = set.warn_chance;
  if (set.unwatched) out.unwatched = *set.unwatched;
  return out;
}

Thresholds thresholds_of(const Findings& findings, const doctrine::Detection& detection) {
  return thresholds_of(findings.budgets.empty() ? by_doctrine(detection) : findings.budgets.back(),
                       detection);
}

Budget by_doctrine(const doctrine::Detection& detection) { return {detection.budget, "", "", {}}; }

const Budget* budget_at(const Findings& findings, std::int64_t number) {
  const Budget* out = nullptr;
  for (const Budget& one : findings.budgets)
    if (one.at && local_tick(*one.at).number() <= number) out = &one;
  return out;
}

Thresholds thresholds_at(const Findings& findings, const doctrine::Detection& detection,
                         std::int64_t number) {
  const Budget* set = budget_at(findings, number);
  return thresholds_of(set == nullptr ? by_doctrine(detection) : *set, detection);
}

std::vector<std::string> watchable_themes(const doctrine::Doctrine& doctrine) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& theme) {
    if (std::ranges::find(out, theme) == out.end()) out.push_back(theme);
  };
  for (const doctrine::Count& count : doctrine.detection.counts)
    for (const doctrine::CountedTheme& one : count.themes) add(one.theme.value);
  for (const doctrine::MeasuredKind& one : doctrine.detection.measured) add(one.theme.value);
  for (const doctrine::StationRule& one : doctrine.rules.stations)
    if (doctrine.detection.forecast(one.kind) != nullptr) add(one.theme.value);
  return out;
}

Budget asked_of(const SetBudget& asked, const Findings& findings) {
  Budget out = findings.budgets.empty() ? Budget{} : findings.budgets.back();
  out.per_shift = asked.per_shift;
  if (asked.cluster_share) out.cluster_share = asked.cluster_share;
  if (asked.measured_share) out.measured_share = asked.measured_share;
  if (asked.warn_chance) out.warn_chance = asked.warn_chance;
  if (asked.unwatched) out.unwatched = asked.unwatched;
  return out;
}

std::optional<Refusal> fault_of(const Budget& asked, const doctrine::Doctrine& doctrine) {
  constexpr double budget_least = 0.1;
  constexpr double budget_most = 20;
  constexpr double shares_most = 0.9;  // counts within hours keep something
  constexpr double chance_least = 0.05;
  constexpr double chance_most = 0.99;
  if (!(asked.per_shift >= budget_least && asked.per_shift <= budget_most))
    return Refusal{"budget-range", "per_shift", "0.1 to 20 false warnings a shift"};
  const Thresholds then = thresholds_of(asked, doctrine.detection);
  if (!(then.cluster_share >= 0 && then.cluster_share <= shares_most))
    return Refusal{"share-range", "cluster_share", "0 to 0.9 of the budget"};
  if (!(then.measured_share >= 0 && then.cluster_share + then.measured_share <= shares_most))
    return Refusal{"share-range", "measured_share", "0 to 0.9 of the budget, both shares together"};
  if (then.warn_chance && !(*then.warn_chance >= chance_least && *then.warn_chance <= chance_most))
    return Refusal{"chance-range", "warn_chance", "0.05 to 0.99"};
  const std::vector<std::string> themes = watchable_themes(doctrine);
  for (const std::string& one : then.unwatched)
    if (std::ranges::find(themes, one) == themes.end()) return Refusal{"no-such-theme", "unwatched", one};
  if (std::ranges::none_of(themes, [&](const std::string& one) { return then.watches(one); }))
    return Refusal{"nothing-watched", "unwatched", "one theme at least"};
  return std::nullopt;
}

}  // namespace voorzien::picture
