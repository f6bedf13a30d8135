#include "picture/findings/decide_finding.h"

#include <algorithm>

#include "picture/findings/counting.h"
#include "picture/findings/thresholds.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
std::string_view word_of(FindingVerdict verdict) {
  switch (verdict) {
    case FindingVerdict::Hit:
      return "hit";
    case FindingVerdict::False:
      return "false";
    case FindingVerdict::Late:
      return "late";
    case FindingVerdict::Duplicate:
      return "duplicate";
  }
  return "";
}

const Finding* finding_of_signal(const State& state, const std::string& signal) {
  for (const auto& [id, one] : state.findings.kept)
    if (one.signal == signal) return &one;
  return nullptr;
}

// What the verdict says of the signal itself: wrong, or here already.
Hands judged(Hands hands, std::string_view verdict) {
  hands.verdict = std::string(verdict);
  hands.climb_from.reset();
  const bool open = hands.state == "new" || hands.state == "seen";
  if (!open) return hands;
  const bool away = verdict == "false" || verdict == "duplicate";
  hands.state = away ? "rejected" : "seen";
  return hands;
}
}  // namespace

Decision decide_finding(const State& state, const JudgeSignal& command, const Context& context) {
  const std::string_view verdict = word_of(command.verdict);
  const Finding* finding = finding_of_signal(state, command.id.value);
  const auto signal = state.signals.find(command.id.value);
  if (signal == state.signals.end()) {
    if (finding == nullptr) return refused("no-such-signal", "id");
    Finding changed = *finding;  // its signal is gone: the verdict still counts for the detector
    changed.verdict = verdict;
    changed.judged_by = context.name;
    changed.judged_at = context.now;
    return {{FindingChanged{std::move(changed)}}, command.id.value, std::nullopt};
  }
  if (finding == nullptr)
    return refused("not-detected", "id", "only what a detector made is judged this way");
  if (signal->second.hands.verdict == verdict) return {{}, command.id.value, std::nullopt};
  return {{SignalActed{signal->second.id, "judged", std::string(verdict), context.user, context.name,
                       context.role, judged(signal->second.hands, verdict)}},
          command.id.value,
          std::nullopt};
}

Decision decide_finding(const State& state, const PromoteFinding& command, const Context& context) {
  const auto found = state.findings.kept.find(command.id);
  if (found == state.findings.kept.end()) return refused("no-such-finding", "id");
  if (found->second.state == "shown") return refused("already-shown", "id", found->second.signal);
  if (auto missing = words_missing(command.reason, "reason", "reason-missing")) return *missing;
  Finding changed = found->second;
  changed.state = "shown";
  changed.promoted_by = context.name;
  changed.promoted_reason = command.reason;
  return {{FindingChanged{std::move(changed)}}, command.id, std::nullopt};
}

Decision decide_finding(const State& state, const SetBudget& command, const Context& context) {
  Budget asked = asked_of(command, state.findings);
  if (auto fault = fault_of(asked, context.doctrine))
    return refused(fault->rule, fault->field, fault->detail);
  if (auto missing = words_missing(command.reason, "reason", "reason-missing")) return *missing;
  if (context.doctrine.detection.empty()) return refused("nothing-counted", "", "doctrine counts nothing");
  asked.reason = command.reason;
  asked.name = context.name;
  asked.at = context.now;
  return {{BudgetSet{std::move(asked)}}, "", std::nullopt};
}

Decision decide_finding(const State& state, const TakeCounts& command, const Context& context) {
  if (context.doctrine.detection.empty()) return refused("nothing-counted", "", "doctrine counts nothing");
  if (command.series.size() > limits::counted_series_max)
    return refused("too-many", "series", "at most " + std::to_string(limits::counted_series_max));
  for (const std::string& one : command.series) {
    if (!is_counted(context.doctrine.detection, split_series(one)))
      return refused("no-such-series", "series", one);
  }
  const std::int64_t today = local_tick(context.now).day;
  for (const auto& [day, text] : command.counts) {
    const std::optional<std::int64_t> number = day_number(day);
    if (!number) return refused("bad-day", "counts", day);
    if (*number >= today) return refused("day-not-over", "counts", day);
    if (text.size() > limits::counted_day_bytes_max || !is_whole_day(text, command.series.size()))
      return refused("bad-day", "counts", day);
  }
  const bool news = std::ranges::any_of(
      command.counts, [&](const auto& day) { return !state.findings.counts.contains(day.first); });
  if (!news) return {{}, "", std::nullopt};
  return {{CountsTaken{command.series, command.counts, command.origin}}, "", std::nullopt};
}

}  // namespace voorzien::picture
