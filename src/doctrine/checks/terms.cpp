// timers.toml: each term can run and be met, and those of the law are all there and not loosened.
#include <algorithm>

#include "doctrine/checks/checker.h"
#include "doctrine/checks/law.h"

namespace voorzien::doctrine {
namespace {
std::string timer_path(std::size_t index) { return path_of("timers.toml", "timer", index); }

void check_team(Checker& checker, const PlanTimer& timer, const std::string& here) {
  const bool needed = timer.met_by == "team" || timer.anchor == "convened";
  if (timer.team.empty()) {
    if (needed) checker.fault(here, "timer '" + timer.id + "' needs a 'team'");
    return;
  }
  if (!needed)
    checker.fault(here + "/team", "'team' has no meaning for a timer that is met by '" + timer.met_by + "'");
  if (!checker.known(here + "/team", "team", timer.team, checker.teams, "teams.toml")) return;
  const PlanTeam& team = *checker.plan.team(timer.team);
  if (!checker.activated(team))
    checker.fault(here + "/team", "timer '" + timer.id + "' waits for team '" + timer.team +
                                      "', which nothing ever activates: name it in a level");
  if (timer.anchor == "convened" && !team.convened)
    checker.fault(here + "/anchor", "timer '" + timer.id + "' never starts: team '" + timer.team +
                                        "' is not convened; give it convened = true, or use anchor \"t0\"");
}

void check_positions(Checker& checker, const PlanTimer& timer, const std::string& here) {
  if (timer.met_by == "told") {
    checker.known_all(here + "/positions", "function", timer.positions, checker.functions, "teams.toml");
  } else {
    checker.known_all(here + "/positions", "position", timer.positions, checker.positions, "teams.toml");
    for (std::size_t i = 0; i < timer.positions.size(); ++i)
      for (const PlanTeam& team : checker.plan.teams) {
        const auto found = std::ranges::find(team.positions, timer.positions[i], &PlanPosition::id);
        if (found == team.positions.end()) continue;
        if (!checker.activated(team))
          checker.fault(path_of(here, "positions", i),
                        "timer '" + timer.id + "' waits for '" + found->id + "' of team '" + team.id +
                            "', which nothing ever activates: name it in a level");
        if (found->optional)
          checker.fault(path_of(here, "positions", i),
                        "timer '" + timer.id + "' waits for '" + found->id +
                            "', which is optional and may stay empty: take one of both out");
      }
  }
  const bool needed = timer.met_by == "positions" || timer.met_by == "told";
  if (needed == timer.positions.empty())
    checker.fault(here + "/met_by",
                  "timer '" + timer.id + "' is met by '" + timer.met_by + "' and " +
                      (needed ? "names no 'positions': add them" : "needs no 'positions': take them out"));
}

void check_anchor(Checker& checker, const PlanTimer& timer, const std::string& here) {
  const Plan& plan = checker.plan;
  const auto never = [&](const std::string& why) {
    checker.fault(here + "/anchor", "timer '" + timer.id + "' never starts: " + why);
  };
  if (timer.anchor == "t0" && plan.criteria.empty())
    never("t0 needs a criterion to be chosen; add a [[criterion]]");
  if (timer.anchor == "data" &&
      std::ranges::none_of(plan.headings, [](const PlanHeading& one) { return !one.team.empty(); }))
    never("no team has headings of its own; add one with 'team' to headings.toml");
  if (timer.anchor != "none" && timer.limit_s == 0)
    checker.fault(here + "/limit_s",
                  "timer '" + timer.id + "' has no limit: say how many seconds, or use anchor \"none\"");
}

// Of each article the terms of the plan, shortest first, must fit those of the law, shortest first.
void check_law(Checker& checker) {
  const std::vector<PlanTimer>& timers = checker.plan.timers;
  std::vector<bool> used(timers.size());
  for (const LegalTerm& term : legal_terms) {
    std::size_t best = timers.size();
    for (std::size_t i = 0; i < timers.size(); ++i) {
      const PlanTimer& one = timers[i];
      if (used[i] || one.article != term.article || one.anchor != term.anchor || one.met_by != term.met_by)
        continue;
      if (best == timers.size() || one.limit_s < timers[best].limit_s) best = i;
    }
    if (best == timers.size()) {
      checker.fault("timers.toml", "the term of " + std::string(term.article) + " is missing (" +
                                       std::string(term.what) + "): add a [[timer]] with anchor \"" +
                                       std::string(term.anchor) + "\" and met_by \"" +
                                       std::string(term.met_by) + "\"");
      continue;
    }
    used[best] = true;
    if (timers[best].limit_s > term.limit_s)
      checker.fault(timer_path(best) + "/limit_s",
                    std::to_string(timers[best].limit_s) + " s is longer than " + std::string(term.article) +
                        " allows (" + std::string(term.what) + "): at most " + std::to_string(term.limit_s));
  }
}
}  // namespace

void check_timers(Checker& checker) {
  const Plan& plan = checker.plan;
  checker.unique("timers.toml/criterion", "criterion", names_of(plan.criteria));
  checker.unique("timers.toml/timer", "timer", names_of(plan.timers));
  for (std::size_t i = 0; i < plan.timers.size(); ++i) {
    check_team(checker, plan.timers[i], timer_path(i));
    check_positions(checker, plan.timers[i], timer_path(i));
    check_anchor(checker, plan.timers[i], timer_path(i));
  }
  check_law(checker);
}
}  // namespace voorzien::doctrine
