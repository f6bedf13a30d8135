#include <algorithm>
#include <utility>

#include "crisis/clock/terms.h"
#include "crisis/diagnosis.h"
#include "observations/level_words.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
std::vector<CrisisSignal> signals_of(const Sight& sight, const crisis::Crisis& crisis) {
  std::vector<CrisisSignal> out;
  for (const crisis::LinkedSignal& linked : crisis.signals) {
    CrisisSignal one;
    one.id = linked.id.value;
    one.number = linked.number;
    one.title = linked.title;
    one.theme = linked.theme;
    one.place = linked.place;
    one.so_what = linked.so_what;
    one.updated = linked.linked;
    one.linked = linked.linked;
    one.state = "gone";  // forgotten by its retention; the run-up stays
    const auto now = sight.picture.signals.find(linked.id.value);
    if (now != sight.picture.signals.end()) {
      one.title = now->second.face.title;
      one.place = now->second.face.place;
      one.level = now->second.face.level;
      one.state = now->second.hands.state;
      one.so_what = now->second.hands.so_what;
      one.facts = now->second.fact_count;
      one.updated = now->second.updated;
      one.scale = scale_of(now->second);
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<Level> worst_of(const std::vector<CrisisSignal>& signals) {
  std::optional<Level> out;
  for (const CrisisSignal& one : signals)
    if (one.level && (!out || *one.level > *out)) out = one.level;
  return out;
}

std::vector<Term> terms(const doctrine::Plan& plan, const crisis::Crisis& crisis) {
  std::vector<Term> out;
  for (const crisis::TermNow& now : crisis::terms_of(plan, crisis)) {
    const doctrine::PlanTimer& timer = *now.timer;
    Term one{timer.id,
             timer.name,
             timer.article,
             timer.obligation,
             timer.limit_s,
             timer.anchor,
             now.from,
             now.due,
             {},
             {},
             crisis::is_missed(now, crisis),
             timer.met_by == "hand" || timer.met_by == "told" || timer.met_by == "description"};
    if (now.met != nullptr) {
      one.met = now.met->at;
      one.met_by = now.met->by.name;
    }
    out.push_back(std::move(one));
  }
  return out;
}

// The run-up with today's faces, for the diagnosis.
std::vector<crisis::LinkedSignal> linked_now(const crisis::Crisis& crisis,
                                             const std::vector<CrisisSignal>& shown) {
  std::vector<crisis::LinkedSignal> out = crisis.signals;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (shown[i].level) out[i].level = observations::word_of(shown[i].level);
    if (!shown[i].scale.empty()) out[i].scale = shown[i].scale.back().scale;
  }
  return out;
}

// Where WVR 39 is applied authority is another's, whatever the level says (domain 1.1).
std::string authority_of(const doctrine::Plan& plan, const crisis::Crisis& crisis) {
  const doctrine::PlanLevel* level = plan.level(crisis.level);
  if (level == nullptr && plan.levels.empty()) return {};
  std::string own = (level == nullptr ? plan.levels.front() : *level).authority;
  const bool is_applied = !crisis.article_39.empty() && !crisis.article_39.back().ended;
  if (!is_applied || !plan.authority_39) return own;
  const std::vector<std::string>& applied = crisis.article_39.back().municipalities;
  const auto moved = std::ranges::count_if(crisis.municipalities, [&](const std::string& code) {
    return std::ranges::find(applied, code) != applied.end();
  });
  const std::string here = *plan.authority_39 + " (WVR 39)";
  if (std::cmp_greater_equal(moved, crisis.municipalities.size())) return here;
  const std::string& elsewhere = plan.levels.front().authority;
  return here + " in " + std::to_string(moved) + " van " + std::to_string(crisis.municipalities.size()) +
         " gemeenten; elders " + elsewhere;
}
}  // namespace

std::optional<Entity> view_crisis(const Sight& sight, std::string_view id) {
  const crisis::Crisis* found = crisis::find(sight.crisis, id);
  if (found == nullptr) return std::nullopt;
  const crisis::Crisis& from = *found;
  const doctrine::Plan& plan = crisis::plan_of(sight.crisis, from);
  Crisis out;
  out.id = from.id.value;
  out.number = from.number;
  out.title = from.title;
  const auto know = [&](const crisis::CrisisPosition& post) {
    const auto contact =
        post.contact ? sight.network.contacts.find(post.contact->id) : sight.network.contacts.end();
    if (contact != sight.network.contacts.end()) out.known_as.emplace(contact->first, contact->second.name);
  };
  know(from.leader);
  for (const crisis::CrisisTeam& team : from.teams) std::ranges::for_each(team.positions, know);
  out.place = from.place;
  out.point = from.point;
  out.municipalities = from.municipalities;
  out.exercise = from.exercise;
  out.started = from.started;
  out.started_by = from.started_by;
  out.plan = from.plan;
  out.procedure = from.procedure;
  out.phase = from.phase;
  out.form = from.form;
  out.level = from.level;
  out.alarm_at = from.alarm_at;
  out.alarmed = from.alarmed;
  out.signals = signals_of(sight, from);
  out.colour = worst_of(out.signals);
  out.authority = authority_of(plan, from);
  for (const crisis::T0& one : from.t0)
    if (!one.withdrawn) out.t0.push_back(one);
  out.levels = from.levels;
  out.procedures = from.procedures;
  out.phases = from.phases;
  out.leader = from.leader;
  out.teams = from.teams;
  out.calls = from.calls;
  out.terms = terms(plan, from);
  out.lines = from.lines;
  out.contradictions = from.contradictions;
  for (const crisis::SituationVersion& one : from.sent)
    out.sent.push_back({one.number, one.at, one.by.name, one.note});
  out.actions = from.actions;
  out.decisions = from.decisions;
  out.article_39 = from.article_39;
  out.questions = from.questions;
  const std::vector<crisis::TraitNow> traits =
      crisis::traits_of(plan, linked_now(from, out.signals), from.municipalities, from.answers);
  for (const crisis::TraitNow& one : traits)
    out.diagnosis.push_back(
        {one.trait->id, one.trait->text, one.trait->points_to, one.holds, one.trait->asked, one.because});
  const crisis::Advice advice = crisis::advice_of(plan, traits);
  out.advice = {advice.procedure, advice.level, advice.holds, advice.of};
  out.reviews = from.reviews;
  out.next_review = from.next_review;
  out.review_due = from.review_due;
  out.cards = from.cards;
  out.cards_since = from.cards_since;
  out.relief = from.relief;
  out.closed = from.closed;
  out.closed_by = from.closed_by;
  out.closed_reason = from.closed_reason;
  out.handed_to = from.handed_to;
  out.merged_into = from.merged_into;
  out.merged = from.merged;
  for (const doctrine::PlanHeading& one : plan.headings)
    out.shared_with[one.id] = {one.shared_with, one.team};
  return out;
}

std::optional<Entity> view_plan(const Sight& sight, std::string_view id) {
  const doctrine::Plan& in_force = sight.doctrine.plan;
  const auto kept = sight.crisis.plans.find(std::string(id));
  if (id != in_force.key && kept == sight.crisis.plans.end()) return std::nullopt;
  CrisisPlan out;
  out.id = std::string(id);
  out.in_force = id == in_force.key;
  out.plan = out.in_force ? in_force : kept->second;
  return out;
}

std::optional<Entity> view_duty(const Sight& sight, std::string_view id) {
  const doctrine::PlanFunction* function = sight.doctrine.plan.function(id);
  const auto duty = sight.network.duty.find(std::string(id));
  if (function == nullptr && duty == sight.network.duty.end()) return std::nullopt;
  Duty out;
  out.id = std::string(id);
  out.name = function == nullptr ? std::string(id) : function->name;
  for (const network::Contact* one : network::on_duty(sight.network, id, sight.now))
    out.contacts.push_back({one->id.value, one->name.empty() ? one->function : one->name, one->organisation,
                            one->numbers.empty() ? std::string{} : one->numbers.front().e164});
  if (duty != sight.network.duty.end()) {
    out.since = duty->second.since;
    out.by = duty->second.by;
  }
  return out;
}
}  // namespace voorzien::views
