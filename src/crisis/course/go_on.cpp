// A crisis goes on: signals join and leave, the procedure changes, its questions are answered, it is
// reviewed.
#include <algorithm>

#include "base/words.h"
#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/procedure/phases.h"

namespace voorzien::crisis {
namespace {
bool is_linked(const Crisis& crisis, const SignalId& id) {
  return std::ranges::find(crisis.signals, id, &LinkedSignal::id) != crisis.signals.end();
}
}  // namespace

Decision on(const State& state, const LinkSignals& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (command.signals.empty()) return refuse("text-missing", "signals");
  if (context.signals.size() != command.signals.size()) return refuse("no-such-signal", "signals");
  if (found.crisis->exercise) return refuse("exercise-and-real", "signals");
  std::vector<LinkedSignal> fresh;
  for (const LinkedSignal& one : context.signals)
    if (!is_linked(*found.crisis, one.id)) fresh.push_back(one);
  if (fresh.empty()) return refuse("already-linked", "signals");
  if (found.crisis->signals.size() + fresh.size() > limits::signals_max)
    return refuse("too-many", "signals", std::to_string(limits::signals_max));
  return {{SignalsLinked{command.id, std::move(fresh)}}, command.id.value, {}};
}

Decision on(const State& state, const UnlinkSignal& command, const Context&) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (!is_linked(*found.crisis, command.signal)) return refuse("no-such-signal", "signal");
  return {{SignalUnlinked{command.id, command.signal}}, command.id.value, {}};
}

Decision on(const State& state, const RenameCrisis& command, const Context&) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (auto refused = check_text(command.title, "title", limits::title_max, true)) return *refused;
  if (auto refused = check_text(command.place, "place", limits::words_max, false)) return *refused;
  if (command.municipalities.size() > limits::municipalities_max) return refuse("too-long", "municipalities");
  return {{CrisisRenamed{command.id, command.title, command.place, command.municipalities}},
          command.id.value,
          {}};
}

Decision on(const State& state, const ChangeProcedure& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  const doctrine::Procedure* procedure = found.plan->procedure(command.procedure);
  if (procedure == nullptr) return refuse("unknown-procedure", "procedure", command.procedure);
  if (procedure->id == crisis.procedure) return refuse("already-so", "procedure", procedure->name);
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  if (!procedure->levels && !crisis.level.empty())
    return refuse("level-stands", "procedure", "first declare that there is no level any more");
  ProcedureChanged event{
      crisis.id, {procedure->id, context.now, by_of(context), command.reason}, procedure->begin};
  return {{std::move(event)}, crisis.id.value, {}};
}

Decision on(const State& state, const TakeStep& command, const Context&) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const std::optional<std::string> to = next_phase(*found.plan, *found.crisis, "step", command.to);
  if (!to && !command.to.empty())
    if (const auto missing = guards_not_met(*found.plan, *found.crisis, command.to); !missing.empty())
      return refuse("guard-not-met", "to", list_of(missing));
  if (!to || command.to.empty())
    return refuse("no-such-step", "to", list_of(steps_open(*found.plan, *found.crisis)));
  return {{PhaseReached{command.id, *to, "step"}}, command.id.value, {}};
}

Decision on(const State& state, const AdoptPlan& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  const doctrine::Plan& next = context.plan;
  if (next.key == crisis.plan) return refuse("already-so", "plan", next.version);
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  const doctrine::Procedure* procedure = next.procedure(crisis.procedure);
  const bool knows_all =
      procedure != nullptr &&
      std::ranges::find(procedure->phases, crisis.phase, &doctrine::Phase::id) != procedure->phases.end() &&
      (crisis.level.empty() || next.level(crisis.level) != nullptr) &&
      std::ranges::all_of(
          crisis.teams, [&](const CrisisTeam& team) { return team.closed || next.team(team.id) != nullptr; });
  if (!knows_all)
    return refuse("plan-does-not-fit", "",
                  "it does not know the procedure, phase, level or a team of this crisis");
  Decision out;
  out.id = crisis.id.value;
  if (!state.plans.contains(next.key)) out.events.emplace_back(PlanAdopted{next.key, next});
  out.events.emplace_back(PlanChanged{crisis.id, next.key, command.reason});
  return out;
}

Decision on(const State& state, const AnswerQuestions& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Questions& known = found.crisis->questions;
  for (const auto* text : {&command.what_is, &command.what_if, &command.what_next})
    if (auto refused = check_text(*text, "what_is", limits::text_max, false)) return *refused;
  if (command.version != known.version)
    return refuse("stale", "version", known.by.name + ", " + format_rfc3339(known.at));
  Questions next{command.what_is, command.what_if, command.what_next,
                 context.now,     by_of(context),  known.version + 1};
  return {{QuestionsAnswered{command.id, std::move(next)}}, command.id.value, {}};
}

Decision on(const State& state, const AnswerTrait& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (std::ranges::find(found.plan->traits, command.trait, &doctrine::Trait::id) == found.plan->traits.end())
    return refuse("unknown-trait", "trait", command.trait);
  if (!is_among(command.answer, {"yes", "no", "unknown"}))
    return refuse("unknown-answer", "answer", "yes, no or unknown");
  return {{TraitAnswered{command.id, {command.trait, command.answer, by_of(context), context.now}}},
          command.id.value,
          {}};
}

Decision on(const State& state, const ReviewCrisis& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (!is_among(command.outcome, {"stays", "other-form", "close"}))
    return refuse("unknown-outcome", "outcome", "stays, other-form or close");
  if (auto refused = check_text(command.text, "text", limits::text_max, false)) return *refused;
  if (auto refused = check_text(command.form, "form", limits::words_max, command.outcome == "other-form"))
    return *refused;
  const doctrine::Procedure* procedure = found.plan->procedure(found.crisis->procedure);
  const bool needs_date = procedure != nullptr && procedure->review_date && command.outcome != "close";
  if (needs_date && !command.next) return refuse("review-date-missing", "next");
  if (command.next && *command.next <= context.now)
    return refuse("time-in-past", "next", format_rfc3339(context.now));
  return {{Reviewed{command.id,
                    {context.now, by_of(context), command.outcome, command.text},
                    command.form,
                    command.outcome == "close" ? std::nullopt : command.next}},
          command.id.value,
          {}};
}
}  // namespace voorzien::crisis
