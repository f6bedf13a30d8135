// Decisions and actions: who may decide, what a decision rests on (BVR 2.4.3), what came of it (BVR 2.4.4).
#include <algorithm>

#include "base/words.h"
#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
const CrisisDecision* find_decision(const Crisis& crisis, const std::string& id) {
  const auto found = std::ranges::find(crisis.decisions, id, &CrisisDecision::id);
  return found == crisis.decisions.end() ? nullptr : &*found;
}

// Who holds the power: where WVR 39 applies to a municipality of this crisis, the voorzitter's side.
const std::vector<std::string>& holders_of(const doctrine::DecisionType& type, const Crisis& crisis) {
  const bool moved = !crisis.article_39.empty() && !crisis.article_39.back().ended &&
                     std::ranges::all_of(crisis.municipalities, [&](const std::string& code) {
                       return is_among(code, crisis.article_39.back().municipalities);
                     });
  return moved && !type.holders_39.empty() ? type.holders_39 : type.holders;
}

// What a decision brings with it: who must be told stands on the call list, also who was called before about
// something else; and what others must still confirm is an action, where the power has not moved.
void follow_through(const doctrine::DecisionType& type, const Crisis& crisis, const Context& context,
                    Decision& out) {
  Crisis seen = crisis;
  std::erase_if(seen.calls, [](const Call& call) { return call.position.empty() && !call.outcome.empty(); });
  std::size_t number = next_call_number(crisis);
  for (const std::string& function : type.tell) {
    const bool is_listed = std::ranges::any_of(
        seen.calls, [&](const Call& call) { return call.function == function && call.position.empty(); });
    if (is_listed || number > limits::calls_max) continue;
    out.events.emplace_back(CallListed{crisis.id, next_call(seen, function, "", "", context, number++)});
  }
  const bool moved = &holders_of(type, crisis) == &type.holders_39;
  if (!type.ratify || moved || crisis.actions.size() >= limits::actions_max) return;
  CrisisAction task = new_action(crisis, context, *type.ratify, context.role);
  task.decision = out.id;
  out.events.emplace_back(ActionChanged{crisis.id, std::move(task)});
}

struct CardLine {  // "t0/1": the first line of the card t0
  const doctrine::CardAction* action = nullptr;
  std::optional<Instant> since;  // when the card appeared
};

CardLine find_line(const doctrine::Plan& plan, const Crisis& crisis, std::string_view words) {
  const std::size_t slash = words.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string id(words.substr(0, slash));
  if (!is_among(id, crisis.cards)) return {};
  const auto card = std::ranges::find(plan.cards, id, &doctrine::ActionCard::id);
  if (card == plan.cards.end()) return {};
  for (std::size_t n = 0; n < card->actions.size(); ++n)
    if (words.substr(slash + 1) == std::to_string(n + 1)) {
      const auto since = crisis.cards_since.find(id);
      return {&card->actions[n],
              since == crisis.cards_since.end() ? std::nullopt : std::optional(since->second)};
    }
  return {};
}

bool is_taken(const Crisis& crisis, std::string_view line) {
  return std::ranges::any_of(
      crisis.actions, [&](const CrisisAction& one) { return one.card == line && one.state != "dropped"; });
}

// A line of a card becomes one action: the plan says its words, its owner and by when.
std::optional<Decision> take_line(const doctrine::Plan& plan, const Crisis& crisis, const Context& context,
                                  const std::string& words, CrisisAction& next) {
  const CardLine line = find_line(plan, crisis, words);
  if (line.action == nullptr) return refuse("unknown-card", "card", words);
  if (is_taken(crisis, words)) return refuse("already-so", "card", words);
  next = new_action(crisis, context, line.action->text, line.action->owner);
  next.card = words;
  if (line.since && line.action->within_s > 0) next.due = *line.since + seconds(line.action->within_s);
  return std::nullopt;
}

std::optional<Decision> check_picture(const Crisis& crisis, const TakeDecision& command) {
  if (crisis.sent.empty() || command.rests_on <= 0)
    return refuse("rests-on-missing", "rests_on", "send the totaalbeeld first");
  if (command.rests_on > crisis.sent.back().number)
    return refuse("no-such-situation", "rests_on", std::to_string(crisis.sent.back().number));
  if (command.rests_on < crisis.sent.back().number && !is_reason(command.reason))
    return refuse("old-picture", "rests_on", std::to_string(crisis.sent.back().number));
  return std::nullopt;
}
}  // namespace

Decision on(const State& state, const WriteAction& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (auto refused = check_text(command.note, "note", limits::words_max, false)) return *refused;
  if (auto refused = check_text(command.owner, "owner", limits::words_max, false)) return *refused;
  if (!command.state.empty() && !is_among(command.state, {"open", "done", "dropped"}))
    return refuse("unknown-state", "state", "open, done or dropped");
  CrisisAction next;
  if (command.action.empty()) {
    if (auto refused = check_text(command.text, "text", limits::text_max, command.card.empty()))
      return *refused;
    if (crisis.actions.size() >= limits::actions_max) return refuse("too-many", "id");
    if (!command.decision.empty() && find_decision(crisis, command.decision) == nullptr)
      return refuse("no-such-decision", "decision", command.decision);
    if (command.card.empty())
      next = new_action(crisis, context, command.text, command.owner);
    else if (auto refused = take_line(*found.plan, crisis, context, command.card, next))
      return *refused;
    next.decision = command.decision;
  } else {
    const auto known = std::ranges::find(crisis.actions, command.action, &CrisisAction::id);
    if (known == crisis.actions.end()) return refuse("no-such-action", "action", command.action);
    if (auto refused = check_text(command.text, "text", limits::text_max, false)) return *refused;
    next = *known;
    const bool comes_back = next.state == "dropped" && !command.state.empty() && command.state != "dropped";
    if (comes_back && !next.card.empty() && is_taken(crisis, next.card))
      return refuse("already-so", "action", next.card);
    if (!command.text.empty()) next.text = command.text;
    if (!command.owner.empty()) next.owner = command.owner;
  }
  if (command.due) next.due = command.due;
  if (!command.note.empty()) next.note = command.note;
  if (!command.state.empty() && command.state != next.state) {
    next.state = command.state;
    next.ended = command.state == "open" ? std::nullopt : std::optional(context.now);
  }
  if (command.due && *command.due > context.now) next.climbed.clear();
  Decision out;
  out.id = next.id;
  out.events.emplace_back(ActionChanged{crisis.id, std::move(next)});
  return out;
}

Decision on(const State& state, const ProposeDecision& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (!command.type.empty() && found.plan->decision(command.type) == nullptr)
    return refuse("unknown-decision-type", "type", command.type);
  if (auto refused = check_text(command.question, "question", limits::text_max, true)) return *refused;
  if (auto refused = check_text(command.advice, "advice", limits::text_max, false)) return *refused;
  if (crisis.decisions.size() >= limits::decisions_max) return refuse("too-many", "id");
  CrisisDecision next;
  const std::string count = std::to_string(crisis.decisions.size() + 1);
  next.id = "decision-" + count;
  next.number = "B-" + std::string(count.size() < 2 ? "0" : "") + count;
  next.type = command.type;
  next.question = command.question;
  next.advice = command.advice;
  next.latest = command.latest;
  next.proposed = context.now;
  next.by = by_of(context);
  Decision out;
  out.id = next.id;
  out.events.emplace_back(DecisionChanged{crisis.id, std::move(next)});
  return out;
}

Decision on(const State& state, const TakeDecision& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  const CrisisDecision* known = find_decision(crisis, command.decision);
  if (known == nullptr) return refuse("no-such-decision", "decision", command.decision);
  // Two answers to one question never stand side by side; what was refused or partly done is put anew.
  if (known->state != "proposed" && known->state != "partly" && known->state != "refused")
    return refuse("already-decided", "decision", known->decided_by.name + ": " + known->choice);
  if (auto refused = check_text(command.choice, "choice", limits::text_max, true)) return *refused;
  if (auto refused = check_text(command.reason, "reason", limits::words_max, false)) return *refused;
  if (auto refused = check_picture(crisis, command)) return *refused;
  CrisisDecision next = *known;
  const doctrine::DecisionType* type = found.plan->decision(known->type);
  if (type != nullptr) {
    const std::vector<std::string>& holders = holders_of(*type, crisis);
    next.allowed = is_among(context.role, holders);
    if (!next.allowed && !is_reason(command.reason))
      return refuse("not-allowed-reason-missing", "reason", list_of(holders), type->basis);
  }
  next.state = "decided";
  next.choice = command.choice;
  next.decided = context.now;
  next.decided_by = by_of(context);
  next.rests_on = command.rests_on;
  next.reason = command.reason;
  Decision out;
  out.id = next.id;
  out.events.emplace_back(DecisionChanged{crisis.id, std::move(next)});
  if (type != nullptr && known->state == "proposed") follow_through(*type, crisis, context, out);
  return out;
}

Decision on(const State& state, const FollowDecision& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  const CrisisDecision* known = find_decision(crisis, command.decision);
  if (known == nullptr) return refuse("no-such-decision", "decision", command.decision);
  if (!is_among(command.state, {"done", "partly", "refused"}))
    return refuse("unknown-state", "state", "done, partly or refused");
  if (known->state == "proposed") return refuse("not-decided", "decision", known->number);
  const bool comes_back = command.state != "done";
  if (auto refused = check_text(command.note, "note", limits::text_max, comes_back)) return *refused;
  CrisisDecision next = *known;
  next.state = command.state;
  next.follow_ups.push_back({context.now, by_of(context), command.state, command.note});
  if (next.follow_ups.size() > limits::history_max) return refuse("too-many", "decision");
  Decision out;
  out.id = next.id;
  // BVR 2.4.4: who gave it is told when it was not, or not wholly, followed.
  if (comes_back && crisis.actions.size() < limits::actions_max) {
    CrisisAction notice =
        new_action(crisis, context, known->number + ": " + command.note, known->decided_by.role);
    notice.decision = known->id;
    out.events.emplace_back(ActionChanged{crisis.id, std::move(notice)});
  }
  out.events.emplace_back(DecisionChanged{crisis.id, std::move(next)});
  return out;
}
}  // namespace voorzien::crisis
