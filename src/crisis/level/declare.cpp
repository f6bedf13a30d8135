// Levels: declared, taken back, lowered; t0; the application of WVR 39. A level by itself moves no power.
#include <algorithm>

#include "base/words.h"
#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
std::int64_t rank_of(const doctrine::Plan& plan, const std::string& level) {
  const doctrine::PlanLevel* found = plan.level(level);
  return found == nullptr ? 0 : found->rank;
}

// Who declared what is in force, for the one who came second.
std::string standing_words(const Crisis& crisis) {
  if (crisis.levels.empty()) return crisis.level;
  const LevelChange& last = crisis.levels.back();
  return crisis.level + ", " + last.by.name + ", " + format_rfc3339(last.at);
}

std::optional<Decision> check_level(const Found& found, const DeclareLevel& command) {
  const Crisis& crisis = *found.crisis;
  const doctrine::Procedure* procedure = found.plan->procedure(crisis.procedure);
  if (!command.level.empty() && found.plan->level(command.level) == nullptr)
    return refuse("unknown-level", "level", command.level);
  if (procedure == nullptr || !procedure->levels)
    return refuse("procedure-without-levels", "level", "change the procedure first");
  if (command.was != crisis.level) return refuse("stale", "was", standing_words(crisis));
  if (command.level == crisis.level) return refuse("already-that-level", "level", standing_words(crisis));
  if (auto refused = check_text(command.on_behalf_of, "on_behalf_of", limits::words_max, false))
    return refused;
  if (auto refused = check_text(command.reason, "reason", limits::words_max, false)) return refused;
  if (!command.criterion.empty() && found.plan->criterion(command.criterion) == nullptr)
    return refuse("unknown-criterion", "criterion", command.criterion);
  return std::nullopt;
}
}  // namespace

Decision on(const State& state, const DeclareLevel& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (auto refused = check_level(found, command)) return *refused;
  const Crisis& crisis = *found.crisis;
  const bool is_lower = rank_of(*found.plan, command.level) < rank_of(*found.plan, crisis.level);
  // Who may declare a level may also end it.
  const doctrine::PlanLevel& rule = *found.plan->level(is_lower ? crisis.level : command.level);
  LevelChange change;
  change.level = command.level;
  change.at = context.now;
  change.by = by_of(context);
  change.on_behalf_of = command.on_behalf_of;
  change.reason = command.reason;
  change.rule = found.plan->version + ", " + (rule.source.empty() ? rule.id : rule.source);
  change.allowed = is_among(context.role, rule.may_declare) || !command.on_behalf_of.empty();
  if (!change.allowed && !is_reason(command.reason))
    return refuse("not-allowed-reason-missing", "reason", list_of(rule.may_declare), rule.source);
  if (is_lower && !is_reason(command.reason)) return refuse("reason-missing", "reason");
  Decision out;
  out.id = crisis.id.value;
  if (is_lower && command.level.empty() && !open_actions(crisis).empty()) {
    if (command.actions_to.empty())
      return refuse("actions-need-owner", "actions_to", std::to_string(open_actions(crisis).size()));
    if (auto refused = check_text(command.actions_to, "actions_to", limits::words_max, false))
      return *refused;
    out.events = hand_actions(crisis, {}, command.actions_to);
  }
  change.with_t0 = !command.criterion.empty() && t0_of(crisis) == nullptr;
  const bool with_t0 = change.with_t0;
  LevelDeclared declared{crisis.id, std::move(change), std::nullopt};
  if (!is_lower) declared.alarm_at = context.now + seconds(found.plan->alarm_delay_s);
  out.events.emplace_back(std::move(declared));
  if (with_t0)
    out.events.emplace_back(
        T0Set{crisis.id, {context.now, command.criterion, context.now, by_of(context), ""}});
  return out;
}

Decision on(const State& state, const WithdrawLevel& command, const Context&) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (!crisis.alarm_at || crisis.levels.empty()) return refuse("alarm-already-sent", "id");
  std::string back_to;
  for (const LevelChange& change : crisis.levels)
    if (&change != &crisis.levels.back() && !change.withdrawn) back_to = change.level;
  return {{LevelWithdrawn{crisis.id, std::move(back_to)}}, crisis.id.value, {}};
}

Decision on(const State& state, const SendAlarm& command, const Context&) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (!found.crisis->alarm_at) return refuse("alarm-already-sent", "id");
  return {{AlarmBegun{command.id}}, command.id.value, {}};
}

Decision on(const State& state, const SetT0& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (found.plan->criterion(command.criterion) == nullptr) {
    std::vector<std::string> known;
    for (const doctrine::Criterion& one : found.plan->criteria) known.push_back(one.id);
    return refuse("unknown-criterion", "criterion", list_of(known));
  }
  if (auto refused = check_past(command.at, "at", context)) return *refused;
  if (auto refused = check_text(command.reason, "reason", limits::words_max, false)) return *refused;
  const T0* standing = t0_of(crisis);
  if (standing != nullptr && !is_reason(command.reason))
    return refuse("t0-stands", "reason", standing->by.name + ", " + format_rfc3339(standing->at));
  return {{T0Set{crisis.id,
                 {command.at.value_or(context.now), command.criterion, context.now, by_of(context),
                  command.reason}}},
          crisis.id.value,
          {}};
}

Decision on(const State& state, const ApplyArticle39& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  const bool applies = !crisis.article_39.empty() && !crisis.article_39.back().ended;
  std::vector<std::string> holders;
  for (const doctrine::PlanLevel& level : found.plan->levels)
    if (level.proposes == "article-39")
      holders.insert(holders.end(), level.may_declare.begin(), level.may_declare.end());
  if (auto refused = check_text(command.reason, "reason", limits::words_max, false)) return *refused;
  if (!is_among(context.role, holders) && !is_reason(command.reason))
    return refuse("not-allowed-reason-missing", "reason", list_of(holders), "WVR 39");
  if (command.end != applies) return refuse(applies ? "article-39-stands" : "article-39-not-applied", "end");
  Decision out;
  out.id = crisis.id.value;
  if (command.end) {
    Article39 ended = crisis.article_39.back();
    ended.ended = context.now;
    out.events.emplace_back(Article39Changed{crisis.id, std::move(ended), false});
    // WVR 40: the report to the councils, made in agreement with the mayors.
    out.events.emplace_back(
        ActionChanged{crisis.id, new_action(crisis, context, found.plan->report_task, context.role)});
    return out;
  }
  if (command.municipalities.empty()) return refuse("text-missing", "municipalities");
  if (command.municipalities.size() > limits::municipalities_max) return refuse("too-long", "municipalities");
  Article39 record;
  record.at = context.now;
  record.by = by_of(context);
  record.municipalities = command.municipalities;
  record.consulted = command.consulted;
  record.reason = command.reason;
  out.events.emplace_back(Article39Changed{crisis.id, std::move(record), true});
  return out;
}

Decision on(const State& state, const RecordObjection& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (crisis.article_39.empty() || crisis.article_39.back().ended)
    return refuse("article-39-not-applied", "id");
  if (auto refused = check_text(command.text, "text", limits::text_max, true)) return *refused;
  if (auto refused = check_text(command.by, "by", limits::words_max, true)) return *refused;
  Article39 record = crisis.article_39.back();
  if (!is_among(command.municipality, record.municipalities))
    return refuse("unknown-municipality", "municipality", list_of(record.municipalities));
  if (record.objections.size() >= limits::municipalities_max) return refuse("too-many", "municipality");
  record.objections.push_back({command.municipality, command.by, command.text, context.now});
  return {{Article39Changed{crisis.id, std::move(record), false}}, crisis.id.value, {}};
}
}  // namespace voorzien::crisis
