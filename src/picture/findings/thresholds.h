// The numbers by which detectors warn: doctrine's, unless a person set others (POST /api/budget/set).
//
// One budget of false warnings a shift; clusters and readings each take their share of it, counts within
// hours what is left. A forecast warns from a chance on. In a theme that is not watched nothing is found,
// though counting goes on, so that watching it again knows what is usual at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/refusal.h"
#include "doctrine/doctrine.h"
#include "picture/commands.h"
#include "picture/findings/finding.h"

namespace voorzien::picture {

struct Thresholds {
  double per_shift = 0;
  double cluster_share = 0;
  double measured_share = 0;
  std::optional<double> warn_chance = {};  // of every forecast; none: each kind's own
  std::vector<std::string> unwatched;
  [[nodiscard]] double of_desk() const { return per_shift * (1 - cluster_share - measured_share); }
  [[nodiscard]] double of_clusters() const { return per_shift * cluster_share; }
  [[nodiscard]] double of_readings() const { return per_shift * measured_share; }
  [[nodiscard]] double chance_of(const doctrine::ForecastKind& kind) const {
    return warn_chance.value_or(kind.warn_chance);
  }
  [[nodiscard]] bool watches(std::string_view theme) const;
};
DESCRIBE(Thresholds, per_shift, cluster_share, measured_share, warn_chance, unwatched)

// What doctrine says, with what `set` says in its place.
[[nodiscard]] Thresholds thresholds_of(const Budget& set, const doctrine::Detection& detection);
// As they were set last, or as doctrine says.
[[nodiscard]] Thresholds thresholds_of(const Findings& findings, const doctrine::Detection& detection);
[[nodiscard]] Budget by_doctrine(const doctrine::Detection& detection);
// What was set last when tick `number` ended, or nothing.
[[nodiscard]] const Budget* budget_at(const Findings& findings, std::int64_t number);
// Those that held when tick `number` ended.
[[nodiscard]] Thresholds thresholds_at(const Findings& findings, const doctrine::Detection& detection,
                                       std::int64_t number);
// Themes that a detector looks at, in the order of doctrine.
[[nodiscard]] std::vector<std::string> watchable_themes(const doctrine::Doctrine& doctrine);
// What would hold if `asked` were set; and why it may not be.
[[nodiscard]] Budget asked_of(const SetBudget& asked, const Findings& findings);
[[nodiscard]] std::optional<Refusal> fault_of(const Budget& asked, const doctrine::Doctrine& doctrine);

}  // namespace voorzien::picture
