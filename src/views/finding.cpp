// Early warning as screens see it: findings, and how well the detectors did.
#include <algorithm>
#include <limits>

#include "picture/findings/announced.h"
#include "picture/findings/gate.h"
#include "picture/findings/watch.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
constexpr std::size_t before_max = 3;
constexpr std::size_t changes_max = 20;
constexpr std::size_t announced_shown_max = 50;
constexpr double days_of_record = 30;

std::optional<double> median_seconds(std::vector<std::int64_t> leads) {
  if (leads.empty()) return std::nullopt;
  std::ranges::sort(leads);
  return static_cast<double>(leads[leads.size() / 2]) / 1e6;
}

std::vector<FindingBefore> before(const picture::Findings& findings, const picture::Finding& now) {
  std::vector<const picture::Finding*> here;
  for (const auto& [id, one] : findings.kept)
    if (one.state == "shown" && one.place == now.place && one.at < now.at) here.push_back(&one);
  std::ranges::stable_sort(here, [](const auto* a, const auto* b) { return a->at > b->at; });
  if (here.size() > before_max) here.resize(before_max);
  std::vector<FindingBefore> out;
  for (const picture::Finding* one : here) out.push_back({one->id, one->at, one->title, one->verdict});
  return out;
}
}  // namespace

std::optional<Entity> view_finding(const Sight& sight, std::string_view id) {
  const auto found = sight.picture.findings.kept.find(std::string(id));
  if (found == sight.picture.findings.kept.end()) return std::nullopt;
  DetectorFinding out;
  out.id = found->second.id;
  out.found = found->second;
  const doctrine::Detector* detector = sight.doctrine.detection.detector(out.found.detector);
  out.detector_name = detector == nullptr ? out.found.detector : detector->name;
  out.before = before(sight.picture.findings, found->second);
  return out;
}

std::optional<Entity> view_early_warning(const Sight& sight, std::string_view id) {
  const doctrine::Detection& detection = sight.doctrine.detection;
  if (id != EarlyWarning{}.id || detection.empty()) return std::nullopt;
  const picture::Findings& findings = sight.picture.findings;
  EarlyWarning out;
  out.thresholds = picture::thresholds_of(findings, detection);
  if (!out.thresholds.warn_chance && !detection.forecasts.empty())
    out.thresholds.warn_chance = detection.forecasts.front().warn_chance;
  out.by_doctrine = picture::thresholds_of(picture::by_doctrine(detection), detection);
  if (!detection.forecasts.empty()) out.by_doctrine.warn_chance = detection.forecasts.front().warn_chance;
  out.themes = picture::watchable_themes(sight.doctrine);
  out.budget = out.thresholds.per_shift;
  if (!findings.budgets.empty()) out.set = findings.budgets.back();
  const std::size_t shown = std::min(changes_max, findings.budgets.size());
  out.changes.assign(findings.budgets.rbegin(),
                     findings.budgets.rbegin() + static_cast<std::ptrdiff_t>(shown));
  // Also those that are over: who looks knows the time, and nothing happens when one ends.
  out.announced = picture::known_at(findings, std::numeric_limits<std::int64_t>::max());
  if (out.announced.size() > announced_shown_max)
    out.announced.erase(out.announced.begin(),
                        out.announced.end() - static_cast<std::ptrdiff_t>(announced_shown_max));
  const std::int64_t today = picture::local_tick(sight.now).day;
  out.days_known = picture::days_known(findings, today);
  out.days_needed = picture::least_days;
  out.active = picture::Desk::is_ready(findings, today * picture::ticks_a_local_day);
  std::size_t themes = 0;
  for (const doctrine::Count& count : detection.counts) themes += count.themes.size();
  out.series = static_cast<std::int64_t>(themes * detection.places.size());
  for (const doctrine::Detector& detector : detection.detectors) {
    const picture::Record record = picture::record_of(findings, detection, detector.id);
    DetectorScore& score = out.detectors.emplace_back();
    score.id = detector.id;
    score.name = detector.name;
    score.lead_s = median_seconds(record.leads);
    score.judged = record.judged;
    score.hits = record.hits;
    score.false_a_week = static_cast<double>(record.wrong) * 7 / days_of_record;
    score.recent = record.recent;
    score.advice = record.advice;
    score.advice_since = record.advice_since;
    score.hits_to_return = record.hits_to_return;
  }
  return out;
}
}  // namespace voorzien::views
