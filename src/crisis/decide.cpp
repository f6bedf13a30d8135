#include "crisis/decide.h"

#include <algorithm>

#include "base/utf8.h"
#include "base/words.h"
#include "crisis/basis.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
Decision refuse(std::string rule, std::string field, std::string detail, std::string article) {
  return {{}, "", Refusal{std::move(rule), std::move(field), std::move(detail), std::move(article)}};
}

Found find_running(const State& state, const CrisisId& id) {
  Found out;
  out.crisis = find(state, id.value);
  if (out.crisis == nullptr) {
    out.refusal = Refusal{"no-such-crisis", "id", ""};
  } else if (out.crisis->closed) {
    out.refusal = Refusal{"closed", "id", format_rfc3339(*out.crisis->closed)};
  } else {
    out.plan = &plan_of(state, *out.crisis);
  }
  return out;
}

std::optional<Decision> check_text(const std::string& text, std::string_view field, std::size_t most,
                                   bool required) {
  if (required && is_blank(text)) return refuse("text-missing", std::string(field));
  if (characters(text) > most)
    return refuse("too-long", std::string(field), "at most " + std::to_string(most) + " characters");
  return std::nullopt;
}

std::optional<Decision> check_past(const std::optional<Instant>& at, std::string_view field,
                                   const Context& context) {
  if (at && *at > context.now)
    return refuse("time-in-future", std::string(field), format_rfc3339(context.now));
  return std::nullopt;
}

By by_of(const Context& context) { return {context.name, context.role}; }

bool is_among(const std::string& role, const std::vector<std::string>& roles) {
  return std::ranges::find(roles, role) != roles.end();
}

bool is_reason(const std::string& text) { return !is_blank(text) && characters(text) >= limits::reason_min; }

std::size_t next_call_number(const Crisis& crisis) { return crisis.calls.size() + 1; }

std::vector<Event> hand_actions(const Crisis& crisis, const std::vector<std::string>& owners,
                                const std::string& to) {
  std::vector<Event> out;
  for (const CrisisAction* action : open_actions(crisis)) {
    if (!owners.empty() && !is_among(action->owner, owners)) continue;
    CrisisAction changed = *action;
    changed.owner = to;
    out.emplace_back(ActionChanged{crisis.id, std::move(changed)});
  }
  return out;
}

CrisisAction new_action(const Crisis& crisis, const Context& context, std::string text, std::string owner) {
  CrisisAction out;
  const std::string count = std::to_string(crisis.actions.size() + 1);
  out.id = "action-" + count;
  out.number = "A-" + std::string(count.size() < 2 ? "0" : "") + count;
  out.text = std::move(text);
  out.owner = std::move(owner);
  out.created = context.now;
  out.by = by_of(context);
  return out;
}

namespace {
// The plan that the crisis of this command runs under; else the one in force.
const doctrine::Plan& plan_for(const State& state, const Command& command, const Context& context) {
  const Crisis* crisis = std::visit(
      [&]<class T>(const T& one) -> const Crisis* {
        if constexpr (std::is_same_v<T, StartCrisis>)
          return nullptr;
        else
          return find(state, one.id.value);
      },
      command);
  return crisis == nullptr ? context.plan : plan_of(state, *crisis);
}
}  // namespace

Decision decide(const State& state, const Command& command, const Context& context) {
  Decision out = std::visit([&](const auto& one) { return on(state, one, context); }, command);
  if (out.refusal && out.refusal->article.empty())
    out.refusal->article = basis_of(out.refusal->rule, plan_for(state, command, context));
  return out;
}
}  // namespace voorzien::crisis
