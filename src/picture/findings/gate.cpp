#include "picture/findings/gate.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace voorzien::picture {
namespace {
constexpr std::size_t recent_max = 10;
constexpr std::int64_t flood_in_ten_minutes = 10;  // EEMUA 191

bool is_right(const std::string& verdict) { return verdict == "hit" || verdict == "late"; }

// More than half of its last verdicts were false: it only advises, until enough of those that people let
// through were right.
void judge(Record& record, const std::string& verdict, Instant at, const doctrine::Detection& detection) {
  ++record.judged;
  if (is_right(verdict)) ++record.hits;
  if (verdict == "false") ++record.wrong;
  record.recent.push_back(verdict);
  if (record.recent.size() > recent_max) record.recent.erase(record.recent.begin());
  if (record.advice) {
    if (is_right(verdict) && --record.hits_to_return <= 0) {
      record.advice = false;
      record.advice_since.reset();
      record.recent.clear();
    }
    return;
  }
  const auto wrong = std::ranges::count(record.recent, "false");
  if (static_cast<std::int64_t>(record.recent.size()) < detection.advice_after) return;
  if (2 * wrong <= static_cast<std::int64_t>(record.recent.size())) return;
  record.advice = true;
  record.advice_since = at;
  record.hits_to_return = detection.advice_hits_back;
}

// The open signal that at least half of its reports are facts of.
std::string home_of(const State& state, const Finding& finding) {
  std::map<std::string, std::size_t> by_signal;
  for (const std::string& fact : finding.facts)
    if (const auto note = state.notes.find(fact); note != state.notes.end() && !note->second.signal.empty())
      ++by_signal[note->second.signal];
  for (const auto& [id, facts] : by_signal) {
    const auto signal = state.signals.find(id);
    if (signal == state.signals.end() || signal->second.closed_at) continue;
    if (signal->second.hands.state != "rejected" && 2 * facts >= finding.facts.size()) return id;
  }
  return {};
}
}  // namespace

namespace {
Instant local_hour(const Civil& day, int days_on, int hour) {
  Civil civil = to_civil_utc(from_civil_utc({day.year, day.month, day.day}) + days(days_on));
  civil.hour = hour;
  return from_amsterdam(civil, from_civil_utc(civil));
}
}  // namespace

Shift shift_of(Instant at) {
  const Civil now = to_amsterdam(at);
  if (now.hour < 7) return {local_hour(now, -1, 23), local_hour(now, 0, 7)};
  if (now.hour < 15) return {local_hour(now, 0, 7), local_hour(now, 0, 15)};
  if (now.hour < 23) return {local_hour(now, 0, 15), local_hour(now, 0, 23)};
  return {local_hour(now, 0, 23), local_hour(now, 1, 7)};
}

Record record_of(const Findings& findings, const doctrine::Detection& detection, std::string_view detector) {
  std::vector<const Finding*> judged;
  Record out;
  for (const auto& [id, one] : findings.kept) {
    if (one.detector != detector) continue;
    if (one.state == "shown" && one.known_at && *one.known_at > one.at && is_right(one.verdict))
      out.leads.push_back((*one.known_at - one.at).us);
    if (!one.verdict.empty() && one.judged_at) judged.push_back(&one);
  }
  std::ranges::stable_sort(judged, {}, [](const Finding* one) { return *one->judged_at; });
  for (const Finding* one : judged)
    if (one->verdict != "duplicate") judge(out, one->verdict, *one->judged_at, detection);
  return out;
}

namespace {
// False warnings a shift that chance may make of it; the two views of counts within hours have one share.
double share_of(const Thresholds& thresholds, std::string_view detector) {
  if (detector == "count-cluster") return thresholds.of_clusters();
  if (detector == "measurement") return thresholds.of_readings();
  return detector.starts_with("count-") ? thresholds.of_desk() : 0;  // a forecast says itself how often
}

bool one_share(std::string_view a, std::string_view b) {
  const auto of_desk = [](std::string_view one) { return one == "count-place" || one == "count-area"; };
  return a == b || (of_desk(a) && of_desk(b));
}
}  // namespace

double raised_by_verdicts(const Findings& findings, const Thresholds& thresholds, std::string_view detector,
                          Instant now) {
  constexpr Duration looked_back = hours(7 * 24);
  constexpr double shifts = 21;
  constexpr double too_often = 2;
  const double expected = shifts * share_of(thresholds, detector);
  if (expected <= 0) return 0;
  const auto wrong = static_cast<double>(std::ranges::count_if(findings.kept, [&](const auto& one) {
    const Finding& finding = one.second;
    return finding.verdict == "false" && one_share(finding.detector, detector) && finding.judged_at &&
           now - *finding.judged_at <= looked_back;
  }));
  return wrong > too_often * expected ? std::min(1.0, std::log10(wrong / expected)) : 0;
}

Gated gate(const State& state, const doctrine::Detection& detection, const Finding& finding,
           const Thresholds& thresholds, Instant now) {
  if (std::string home = home_of(state, finding); !home.empty()) return {"belongs", std::move(home)};
  if (record_of(state.findings, detection, finding.detector).advice) return {"advice", ""};
  if (finding.score < finding.limit + raised_by_verdicts(state.findings, thresholds, finding.detector, now))
    return {"verdicts", ""};
  const Shift shift = shift_of(now);
  std::int64_t wrong = 0;
  std::int64_t lately = 0;
  for (const auto& [id, one] : state.findings.kept) {
    if (one.verdict == "false" && one.judged_at && *one.judged_at >= shift.from) ++wrong;
    if (one.state == "shown" && one.promoted_by.empty() && now - one.at < minutes(10)) ++lately;
  }
  if (static_cast<double>(wrong) >= std::max(1.0, thresholds.per_shift)) return {"spent", ""};
  return {lately >= flood_in_ten_minutes ? "flood" : "", ""};
}

}  // namespace voorzien::picture
