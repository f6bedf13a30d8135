// A crisis ends, or goes on inside another. Nothing is deleted: reason, decider, time and who goes on stay.
#include <algorithm>

#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
std::int64_t rank_of(const doctrine::Plan& plan, const std::string& level) {
  const doctrine::PlanLevel* found = plan.level(level);
  return found == nullptr ? 0 : found->rank;
}

bool article_39_applies(const Crisis& crisis) {
  return !crisis.article_39.empty() && !crisis.article_39.back().ended;
}
}  // namespace

Decision on(const State& state, const MergeCrisis& command, const Context&) {
  const Found from = find_running(state, command.id);
  if (from.refusal) return {{}, "", from.refusal};
  const Found into = find_running(state, command.into);
  if (into.refusal) return refuse(into.refusal->rule, "into", into.refusal->detail);
  if (command.id == command.into) return refuse("same-crisis", "into");
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  // What is real and what is exercised never share a view.
  if (from.crisis->exercise != into.crisis->exercise) return refuse("exercise-and-real", "into");
  if (rank_of(*from.plan, from.crisis->level) > rank_of(*into.plan, into.crisis->level))
    return refuse("lower-level-goes-on", "into", "merge the one with the lower level into the other");
  return {{CrisisMerged{command.id, command.into, command.reason}}, command.into.value, {}};
}

Decision on(const State& state, const CloseCrisis& command, const Context&) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  if (auto refused = check_text(command.handed_to, "handed_to", limits::words_max, false)) return *refused;
  if (!crisis.level.empty()) return refuse("level-stands", "", crisis.level);
  if (article_39_applies(crisis)) return refuse("article-39-stands");
  if (!crisis.signals.empty() && !is_among(command.signals, {"release", "close"}))
    return refuse("signals-need-choice", "signals", "release or close");
  Decision out;
  out.id = crisis.id.value;
  if (!open_actions(crisis).empty()) {
    if (auto refused = check_text(command.actions_to, "actions_to", limits::words_max, false))
      return *refused;
    if (command.actions_to.empty())
      return refuse("actions-need-owner", "actions_to", std::to_string(open_actions(crisis).size()));
    out.events = hand_actions(crisis, {}, command.actions_to);
  }
  for (const CrisisTeam& team : crisis.teams)
    if (!team.closed)
      out.events.emplace_back(TeamClosed{crisis.id, team.id, command.reason, command.handed_to});
  out.events.emplace_back(
      CrisisClosed{crisis.id, command.reason, command.handed_to, command.signals == "close"});
  return out;
}
}  // namespace voorzien::crisis
