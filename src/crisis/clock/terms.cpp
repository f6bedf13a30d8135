#include "crisis/clock/terms.h"

#include <algorithm>

#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
// Since when data wait that no person has worked into a heading, each by itself (BVR 2.4.2 lid 3); as all of
// chapter 2 from t0 on.
std::optional<Instant> waits_since(const Crisis& crisis) {
  const T0* t0 = t0_of(crisis);
  std::optional<Instant> out;
  for (const SituationLine& line : crisis.lines)
    if (t0 != nullptr && is_unconfirmed(line)) out = std::min(out.value_or(line.at), line.at);
  return out ? std::optional(std::max(*out, t0->at)) : out;
}

std::optional<Instant> anchor_of(const doctrine::PlanTimer& timer, const Crisis& crisis) {
  if (timer.anchor == "t0") {
    const T0* t0 = t0_of(crisis);
    return t0 == nullptr ? std::nullopt : std::optional(t0->at);
  }
  if (timer.anchor == "data") return waits_since(crisis);
  if (timer.anchor != "convened") return std::nullopt;
  for (const CrisisTeam& team : crisis.teams)  // the first time that it was convened
    if (team.id == timer.team && team.convened) return team.convened;
  return std::nullopt;
}

// When the last of them began; nothing as long as one has not.
std::optional<Instant> all_begun(const std::vector<std::string>& positions, const Crisis& crisis) {
  std::optional<Instant> last;
  for (const std::string& id : positions) {
    const CrisisPosition* position = find_position(crisis, id);
    if (position == nullptr || !position->begun) return std::nullopt;
    last = std::max(last.value_or(*position->begun), *position->begun);
  }
  return last;
}

// When the last of these functions was reached by phone.
std::optional<Instant> all_told(const std::vector<std::string>& functions, const Crisis& crisis) {
  std::optional<Instant> last;
  for (const std::string& function : functions) {
    const auto reached = std::ranges::find_if(crisis.calls, [&](const Call& call) {
      return call.function == function && call.outcome == "reached" && call.answered;
    });
    if (reached == crisis.calls.end()) return std::nullopt;
    last = std::max(last.value_or(*reached->answered), *reached->answered);
  }
  return last;
}
}  // namespace

std::optional<Instant> fulfilled_since(const doctrine::PlanTimer& timer, const Crisis& crisis) {
  if (timer.met_by == "alarm") return crisis.alarmed;
  if (timer.met_by == "told") return all_told(timer.positions, crisis);
  if (timer.met_by == "positions") return all_begun(timer.positions, crisis);
  if (timer.met_by == "situation" || timer.met_by == "description")
    return crisis.sent.empty() ? std::nullopt : std::optional(crisis.sent.front().at);
  if (timer.met_by != "team") return std::nullopt;
  for (const CrisisTeam& team : crisis.teams)
    if (team.id == timer.team && team.begun) return team.begun;
  return std::nullopt;
}

std::vector<TermNow> terms_of(const doctrine::Plan& plan, const Crisis& crisis) {
  std::vector<TermNow> out;
  for (const doctrine::PlanTimer& timer : plan.timers) {
    TermNow now{&timer, anchor_of(timer, crisis), std::nullopt, nullptr};
    if (now.from && timer.limit_s > 0) now.due = *now.from + seconds(timer.limit_s);
    const auto met = std::ranges::find(crisis.met, timer.id, &TermMet::timer);
    if (met != crisis.met.end()) now.met = &*met;
    out.push_back(now);
  }
  return out;
}

bool is_missed(const TermNow& term, const Crisis& crisis) {
  if (term.met != nullptr) return term.due && term.met->at > *term.due;
  if (!term.due && term.timer->anchor != "data") return false;
  return std::ranges::find(crisis.missed, term.timer->id) != crisis.missed.end();
}
}  // namespace voorzien::crisis
