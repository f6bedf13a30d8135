// headings.toml, decisions.toml, cards.toml: what is kept up, decided and done, and by whom.
#include <algorithm>

#include "doctrine/checks/checker.h"
#include "doctrine/checks/law.h"

namespace voorzien::doctrine {
namespace {
// A heading of a team belongs to one of that team; one of the common picture to anybody.
void check_owner(Checker& checker, const PlanHeading& heading, const std::string& here) {
  if (heading.owner.empty()) {
    checker.fault(here, "heading '" + heading.id + "' has no owner: nobody keeps it up; name a position");
    return;
  }
  if (!checker.known(here + "/owner", "position", heading.owner, checker.positions, "teams.toml")) return;
  const PlanTeam* team = heading.team.empty() ? nullptr : checker.plan.team(heading.team);
  if (team == nullptr) return;
  if (std::ranges::find(team->positions, heading.owner, &PlanPosition::id) == team->positions.end())
    checker.fault(here + "/owner", "'" + heading.owner + "' is no position of team '" + team->id +
                                       "', whose own picture this is: name one of that team");
}

void check_legal_headings(Checker& checker) {
  const std::vector<PlanHeading>& headings = checker.plan.headings;
  for (const std::string_view item : legal_headings) {
    const std::string article = std::string(legal_heading_article) + std::string(item);
    std::size_t count = 0;
    for (std::size_t i = 0; i < headings.size(); ++i) {
      if (headings[i].article != article || !headings[i].team.empty()) continue;
      if (++count == 2)
        checker.fault(path_of("headings.toml", "heading", i, "article"),
                      article + " has two headings: the law names it once; leave one");
    }
    if (count == 0)
      checker.fault("headings.toml",
                    "the heading of " + article + " is missing: the common picture holds all 15; add it");
  }
}

// Conditions of a card that exclude each other, or that nothing can make true.
void check_conditions(Checker& checker, const ActionCard& card, const std::string& here) {
  const Procedure* procedure = card.procedure.empty() ? nullptr : checker.plan.procedure(card.procedure);
  const auto never = [&](const char* key, const std::string& why) {
    checker.fault(here + key, "card '" + card.id + "' never appears: " + why);
  };
  if (card.from_level.empty() && card.team.empty() && card.theme.empty() && card.procedure.empty() &&
      !card.t0)
    checker.fault(
        here, "card '" + card.id + "' names no condition: give it from_level, team, theme, procedure or t0");
  if (procedure != nullptr && !card.from_level.empty() && !procedure->levels)
    never("/from_level", "procedure '" + procedure->id + "' has no levels; take out one of both");
  if (procedure != nullptr && card.t0 && procedure->kind != "flash")
    never("/t0", "t0 is not set in procedure '" + procedure->id + "'; take out one of both");
  if (!card.team.empty() && checker.plan.team(card.team) != nullptr && !checker.activated(card.team))
    never("/team", "nothing ever activates team '" + card.team + "'; name it in a level");
}
}  // namespace

void check_headings(Checker& checker) {
  const Plan& plan = checker.plan;
  checker.unique("headings.toml/heading", "heading", names_of(plan.headings));
  Names tasks(plan.partner_tasks.begin(), plan.partner_tasks.end());
  tasks.push_back("all");
  for (std::size_t i = 0; i < plan.headings.size(); ++i) {
    const PlanHeading& heading = plan.headings[i];
    const std::string here = path_of("headings.toml", "heading", i);
    if (!heading.team.empty())
      checker.known(here + "/team", "team", heading.team, checker.teams, "teams.toml");
    check_owner(checker, heading, here);
    checker.known_all(here + "/shared_with", "task of a partner", heading.shared_with, tasks, "'tasks'");
  }
  check_legal_headings(checker);
}

// A partner whose task no heading knows would see the headings of everybody only, and nobody would notice.
void check_partners(Checker& checker) {
  const std::vector<Role>& roles = checker.doctrine.access.roles;
  Names tasks(checker.plan.partner_tasks.begin(), checker.plan.partner_tasks.end());
  tasks.push_back("none");
  for (std::size_t i = 0; i < roles.size(); ++i)
    if (!roles[i].task.empty())
      checker.known(path_of("access.toml", "role", i, "task"), "task of a partner", roles[i].task, tasks,
                    "'tasks' of headings.toml");
}

void check_decisions(Checker& checker) {
  const std::vector<DecisionType>& decisions = checker.plan.decisions;
  checker.unique("decisions.toml/decision", "decision", names_of(decisions));
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    const DecisionType& one = decisions[i];
    const std::string here = path_of("decisions.toml", "decision", i);
    if (one.holders.empty())
      checker.fault(here, "nobody may take decision '" + one.id + "': name a role in 'holders'");
    checker.known_all(here + "/holders", "role", one.holders, checker.roles, "access.toml");
    checker.known_all(here + "/holders_39", "role", one.holders_39, checker.roles, "access.toml");
    checker.known_all(here + "/tell", "function", one.tell, checker.functions, "teams.toml");
  }
}

void check_cards(Checker& checker) {
  const std::vector<ActionCard>& cards = checker.plan.cards;
  checker.unique("cards.toml/card", "card", names_of(cards));
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const ActionCard& card = cards[i];
    const std::string here = path_of("cards.toml", "card", i);
    const auto named = [&](const char* key, const char* what, const std::string& name, const Names& all,
                           const char* where) {
      if (!name.empty()) checker.known(here + key, what, name, all, where);
    };
    named("/from_level", "level", card.from_level, checker.levels, "levels.toml");
    named("/team", "team", card.team, checker.teams, "teams.toml");
    named("/theme", "theme", card.theme, checker.themes, "themes.toml");
    named("/procedure", "procedure", card.procedure, checker.procedures, "procedures.toml");
    check_conditions(checker, card, here);
    if (card.actions.empty())
      checker.fault(here, "card '" + card.id + "' asks nothing: add a [[card.action]]");
    for (std::size_t j = 0; j < card.actions.size(); ++j)
      checker.known(path_of(here, "action", j, "owner"), "position", card.actions[j].owner, checker.positions,
                    "teams.toml");
  }
}
}  // namespace voorzien::doctrine
