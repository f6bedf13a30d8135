// A crisis begins: from signals with their run-up, from nothing but a title, or split off another one.
#include <algorithm>

#include "base/ids.h"
#include "base/words.h"
#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
std::string two_digits(int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); }

std::string day_of(Instant now) {
  const Civil civil = to_amsterdam(now);
  return two_digits(civil.month) + two_digits(civil.day);
}

std::string next_number(const State& state, Instant now) {
  const std::string day = day_of(now);
  return "C-" + day + "-" + std::to_string(day == state.day ? state.day_count + 1 : 1);
}

std::string words_of(const std::vector<LinkedSignal>& signals, std::string_view which) {
  std::string out;
  for (const LinkedSignal& one : signals) {
    const std::string& words = which == "title" ? one.title : which == "scale" ? one.scale : one.so_what;
    if (words.empty() || out.find(words) != std::string::npos) continue;
    if (out.size() + words.size() > limits::text_max / 2) break;
    out += (out.empty() ? "" : ". ") + words;
  }
  return out;
}

// The first picture, before anybody has written: from the run-up, and marked as such.
std::vector<SituationLine> first_lines(const doctrine::Plan& plan, const std::vector<LinkedSignal>& signals,
                                       const Context& context) {
  std::vector<SituationLine> out;
  if (signals.empty()) return out;
  for (const doctrine::PlanHeading& heading : plan.headings) {
    if (heading.prefill.empty()) continue;
    std::string words = words_of(signals, heading.prefill);
    if (!words.empty())
      out.push_back({heading.id, std::move(words), context.now, {}, 1, signals.front().number});
  }
  return out;
}

std::vector<std::string> municipalities_of(const std::vector<LinkedSignal>& signals) {
  std::vector<std::string> out;
  for (const LinkedSignal& one : signals)
    for (const std::string& code : one.municipalities)
      if (!is_among(code, out) && out.size() < limits::municipalities_max) out.push_back(code);
  return out;
}

std::optional<Decision> check_start(const State& state, const StartCrisis& command, const Context& context) {
  if (context.plan.procedures.empty()) return refuse("no-plan", "", "the doctrine in force has no plan");
  if (context.plan.procedure(command.procedure) == nullptr) {
    std::vector<std::string> known;
    for (const doctrine::Procedure& one : context.plan.procedures) known.push_back(one.id);
    return refuse("unknown-procedure", "procedure", list_of(known));
  }
  if (command.signals.empty())
    if (auto refused = check_text(command.title, "title", limits::title_max, true)) return refused;
  if (auto refused = check_text(command.title, "title", limits::title_max, false)) return refused;
  if (auto refused = check_text(command.place, "place", limits::words_max, false)) return refused;
  if (command.signals.size() > limits::signals_max)
    return refuse("too-long", "signals", "at most " + std::to_string(limits::signals_max));
  if (command.municipalities.size() > limits::municipalities_max) return refuse("too-long", "municipalities");
  if (context.signals.size() != command.signals.size()) return refuse("no-such-signal", "signals");
  const auto running =
      std::ranges::count_if(state.crises, [](const auto& one) { return !one.second.closed; });
  if (static_cast<std::size_t>(running) >= limits::crises_max)
    return refuse("too-many", "", std::to_string(limits::crises_max));
  // Play that is taken for real calls people out, real that is taken for play calls nobody: it is said which.
  if (context.region_exercises && !command.exercise && !command.real.value_or(false))
    return refuse("exercise-or-real", "exercise");
  // A signal of the real picture asks for attention until somebody deals with it: no exercise takes it away.
  if (command.exercise && !command.signals.empty()) return refuse("exercise-and-real", "signals");
  return std::nullopt;
}

// The operational leader is called at the threat or at once after the start (domain.md 1.2).
std::vector<Event> call_leader(const Crisis& crisis, const Context& context) {
  if (context.plan.leader.empty()) return {};
  const doctrine::PlanPosition* leader = context.plan.position(context.plan.leader);
  const std::string& function =
      leader == nullptr || leader->function.empty() ? context.plan.leader : leader->function;
  return {CallListed{crisis.id, next_call(crisis, function, "", context.plan.leader, context, 1)}};
}

Crisis new_crisis(const State& state, const Context& context) {
  Crisis out;
  out.id.value = make_ulid(context.now, state.next_id, 0xC2151500 + state.next_id);
  out.number = next_number(state, context.now);
  out.started = context.now;
  out.started_by = by_of(context);
  return out;
}

void put_leader(Crisis& crisis, const doctrine::Plan& plan, Instant now) {
  crisis.leader.id = plan.leader;
  if (const doctrine::PlanPosition* leader = plan.position(plan.leader)) crisis.leader.name = leader->name;
  crisis.leader.since = now;
}
}  // namespace

Decision on(const State& state, const StartCrisis& command, const Context& context) {
  if (auto refused = check_start(state, command, context)) return *refused;
  const doctrine::Procedure& procedure = *context.plan.procedure(command.procedure);
  Crisis crisis = new_crisis(state, context);
  crisis.title = command.title.empty() ? context.signals.front().title : command.title;
  crisis.place = command.place;
  if (crisis.place.empty() && !context.signals.empty()) crisis.place = context.signals.front().place;
  crisis.point = command.point;
  crisis.municipalities =
      command.municipalities.empty() ? municipalities_of(context.signals) : command.municipalities;
  crisis.exercise = command.exercise;
  crisis.plan = context.plan.key;
  crisis.procedure = procedure.id;
  crisis.phase = procedure.begin;
  crisis.signals = context.signals;
  crisis.procedures = {{procedure.id, context.now, by_of(context), ""}};
  crisis.phases = {{procedure.begin, context.now, "started"}};
  crisis.lines = first_lines(context.plan, context.signals, context);
  put_leader(crisis, context.plan, context.now);
  Decision out;
  out.id = crisis.id.value;
  if (!state.plans.contains(context.plan.key))
    out.events.emplace_back(PlanAdopted{context.plan.key, context.plan});
  std::vector<Event> calls = call_leader(crisis, context);
  out.events.emplace_back(CrisisStarted{std::move(crisis)});
  std::ranges::move(calls, std::back_inserter(out.events));
  return out;
}

Decision on(const State& state, const SplitCrisis& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& whole = *found.crisis;
  if (command.signals.empty()) return refuse("text-missing", "signals");
  if (auto refused = check_text(command.title, "title", limits::title_max, true)) return *refused;
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  Crisis part = new_crisis(state, context);
  for (const SignalId& id : command.signals) {
    const auto linked = std::ranges::find(whole.signals, id, &LinkedSignal::id);
    if (linked == whole.signals.end()) return refuse("no-such-signal", "signals", id.value);
    part.signals.push_back(*linked);
  }
  part.title = command.title;
  part.place = part.signals.front().place;
  part.municipalities = municipalities_of(part.signals);
  part.exercise = whole.exercise;
  part.plan = whole.plan;
  part.procedure = whole.procedure;
  part.phase = found.plan->procedure(whole.procedure)->begin;
  part.procedures = {{part.procedure, context.now, by_of(context), command.reason}};
  part.phases = {{part.phase, context.now, "started"}};
  part.lines = first_lines(*found.plan, part.signals, context);
  put_leader(part, *found.plan, context.now);
  Decision out;
  out.id = part.id.value;
  std::vector<Event> calls = call_leader(part, context);
  out.events.emplace_back(CrisisStarted{std::move(part)});
  for (const SignalId& id : command.signals) out.events.emplace_back(SignalUnlinked{whole.id, id});
  std::ranges::move(calls, std::back_inserter(out.events));
  return out;
}
}  // namespace voorzien::crisis
