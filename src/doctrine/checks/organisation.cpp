// plan.toml, levels.toml, teams.toml: who leads, who may declare, who sits where.
#include <algorithm>
#include <array>

#include "base/instant.h"
#include "doctrine/checks/checker.h"

namespace voorzien::doctrine {
namespace {
constexpr std::array<std::string_view, 4> stages = {"proposal", "views", "adopted", "in-force"};

std::size_t order_of(std::string_view stage) {
  return static_cast<std::size_t>(std::ranges::find(stages, stage) - stages.begin());
}

// YYYY-MM-DD of a day that exists.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t length) {
    int out = 0;
    for (const char c : text.substr(at, length)) {
      if (c < '0' || c > '9') return -1;
      out = out * 10 + (c - '0');
    }
    return out;
  };
  Civil day{};
  day.year = number(0, 4);
  day.month = number(5, 2);
  day.day = number(8, 2);
  return day.year > 0 && day.month > 0 && day.day > 0 && is_valid(day);
}

void check_adoption(Checker& checker) {
  const std::vector<Adoption>& steps = checker.plan.adoption;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string here = path_of("plan.toml", "adoption", i);
    if (!is_date(steps[i].on))
      checker.fault(here + "/on", "'" + steps[i].on + "' is no date: write it as 2026-03-30");
    if (i == 0) continue;
    if (order_of(steps[i].stage) < order_of(steps[i - 1].stage))
      checker.fault(here + "/stage", "'" + steps[i].stage + "' cannot follow '" + steps[i - 1].stage +
                                         "': views come before adoption (WVR 16); oldest step first");
    if (steps[i].on < steps[i - 1].on)
      checker.fault(here + "/on", "this step lies before the one above it: oldest step first");
  }
}

void check_positions(Checker& checker, const PlanTeam& team, const std::string& here) {
  std::size_t chairs = 0;
  for (std::size_t i = 0; i < team.positions.size(); ++i) {
    const PlanPosition& position = team.positions[i];
    const std::string at = path_of(here, "position", i);
    const bool own = position.function.empty();
    const std::string& function = own ? position.id : position.function;
    if (checker.plan.function(function) == nullptr)
      checker.fault(at + (own ? "/id" : "/function"), "nobody can fill position '" + position.id +
                                                          "': there is no function '" + function +
                                                          "'; add a [[function]] or name one that is there");
    if (!position.chair) continue;
    if (++chairs == 2) checker.fault(at + "/chair", "team '" + team.id + "' has a second chair: leave one");
    if (position.optional)
      checker.fault(at + "/optional", "the chair of team '" + team.id + "' may not be optional");
  }
  if (team.positions.empty())
    checker.fault(here, "team '" + team.id + "' has no position: add a [[team.position]]");
  else if (chairs == 0)
    checker.fault(here, "team '" + team.id + "' has no chair: give one position chair = true");
}
}  // namespace

void check_overall(Checker& checker) {
  const Plan& plan = checker.plan;
  checker.known("plan.toml/leader", "position", plan.leader, checker.positions, "teams.toml");
  checker.known("plan.toml/description_by", "position", plan.description_by, checker.positions, "teams.toml");
  check_adoption(checker);
  for (std::size_t i = 0; i < plan.overdue.size(); ++i) {
    const std::string here = path_of("plan.toml", "overdue", i);
    checker.known(here + "/to", "position", plan.overdue[i].to, checker.positions, "teams.toml");
    if (i > 0 && plan.overdue[i].after_s <= plan.overdue[i - 1].after_s)
      checker.fault(here + "/after_s", "each overdue step must come later than the one before");
  }
}

void check_levels(Checker& checker) {
  const std::vector<PlanLevel>& levels = checker.plan.levels;
  checker.unique("levels.toml/level", "level", checker.levels);
  if (levels.empty()) checker.fault("levels.toml", "there is no [[level]]: add one");
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const PlanLevel& level = levels[i];
    const std::string here = path_of("levels.toml", "level", i);
    if (i > 0 && level.rank <= levels[i - 1].rank)
      checker.fault(here + "/rank", "rank " + std::to_string(level.rank) + " of '" + level.id +
                                        "' must be higher than " + std::to_string(levels[i - 1].rank) +
                                        " of '" + levels[i - 1].id + "' above it: lowest level first");
    if (level.may_declare.empty())
      checker.fault(here + "/may_declare", "nobody may declare level '" + level.id + "': name a role");
    if (level.teams.empty())
      checker.fault(here + "/teams", "level '" + level.id + "' activates no team: name one");
    checker.known_all(here + "/may_declare", "role", level.may_declare, checker.roles, "access.toml");
    checker.known_all(here + "/teams", "team", level.teams, checker.teams, "teams.toml");
    checker.known_all(here + "/told", "function", level.told, checker.functions, "teams.toml");
  }
}

void check_teams(Checker& checker) {
  const Plan& plan = checker.plan;
  checker.unique("teams.toml/function", "function", checker.functions);
  checker.unique("teams.toml/team", "team", checker.teams);
  Names asked = checker.teams;
  asked.insert(asked.end(), checker.positions.begin(), checker.positions.end());
  std::map<std::string_view, std::string> first;
  for (std::size_t i = 0; i < plan.teams.size(); ++i) {
    const PlanTeam& team = plan.teams[i];
    const std::string here = path_of("teams.toml", "team", i);
    if (!checker.activated(team))
      checker.fault(
          here, "nothing ever activates team '" + team.id + "': name it in a level, or set at_t0 or by_hand");
    checker.known_all(here + "/asks", "team or position", team.asks, asked, "teams.toml");
    if (team.coordinates) {
      checker.known(here + "/coordinates", "team", *team.coordinates, checker.teams, "teams.toml");
      if (const PlanTeam* of = plan.team(*team.coordinates); of != nullptr && !of->several)
        checker.fault(here + "/coordinates",
                      "of team '" + of->id + "' only one may stand: nothing to coordinate");
    }
    checker.unique(here + "/position", "position", names_of(team.positions));
    for (std::size_t j = 0; j < team.positions.size(); ++j) {
      const auto [found, fresh] = first.emplace(team.positions[j].id, team.id);
      if (!fresh && found->second != team.id)
        checker.fault(path_of(here, "position", j, "id"),
                      "position '" + team.positions[j].id + "' is already one of team '" + found->second +
                          "': give it an id of its own and name its function");
    }
    check_positions(checker, team, here);
  }
}
}  // namespace voorzien::doctrine
