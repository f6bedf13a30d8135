#include "picture/findings/watch.h"

#include <algorithm>

#include "base/ensure.h"
#include "observations/supersession.h"
#include "picture/findings/announced.h"
#include "picture/findings/tell.h"
#include "picture/findings/thresholds.h"
#include "picture/findings/worded.h"
#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
constexpr std::int64_t week_days = 7;

std::int64_t monday_of(std::int64_t number) {
  const std::int64_t day = number / ticks_a_local_day;
  return day - day % week_days;
}

std::int64_t first_day_of(const Findings& findings) { return *day_number(findings.counts.begin()->first); }

constexpr std::uint32_t not_of_the_desk = UINT32_MAX;  // doctrine no longer counts it

// series: of the desk, in order.
std::uint32_t index_in(const std::vector<std::string>& series, const std::string& name) {
  const auto found = std::ranges::lower_bound(series, name);
  const bool known = found != series.end() && *found == name;
  return known ? static_cast<std::uint32_t>(found - series.begin()) : not_of_the_desk;
}

std::vector<detection::DeskCount> counts_of_tick(const Findings& findings, std::int64_t number,
                                                 const std::vector<std::string>& series) {
  std::vector<detection::DeskCount> out;
  const auto day = findings.counts.find(day_text(number / ticks_a_local_day));
  if (day == findings.counts.end()) return out;
  for (const Counted& one : counts_of_day(day->second)) {
    if (one.tick != number % ticks_a_local_day) continue;
    const std::uint32_t index = index_in(series, findings.series[static_cast<std::size_t>(one.series)]);
    if (index == not_of_the_desk) continue;
    const auto known = std::ranges::find(out, index, &detection::DeskCount::series);
    if (known != out.end())
      known->count += static_cast<std::uint32_t>(one.count);
    else
      out.push_back({index, static_cast<std::uint32_t>(one.count)});
  }
  std::ranges::sort(out, {}, &detection::DeskCount::series);
  return out;
}
}  // namespace

std::int64_t days_known(const Findings& findings, std::int64_t today) {
  return findings.counts.empty() ? 0 : std::max<std::int64_t>(0, today - first_day_of(findings));
}

detection::DeskData desk_data(const Findings& findings, const doctrine::Detection& detection,
                              std::int64_t first_day, std::int64_t end_number,
                              std::vector<std::string>& series) {
  detection::DeskData out;
  std::vector<std::string> regions;
  std::map<std::string, std::uint32_t> place_of;
  std::vector<std::uint32_t> region_of;
  for (const doctrine::CountedPlace& place : detection.places) {
    place_of.emplace(place.area, static_cast<std::uint32_t>(out.place_names.size()));
    out.place_names.push_back(place.area);
    if (std::ranges::find(regions, place.region) == regions.end()) regions.push_back(place.region);
    region_of.push_back(
        static_cast<std::uint32_t>(std::ranges::find(regions, place.region) - regions.begin()));
  }
  for (const doctrine::CountedPlace& place : detection.places) {
    std::vector<std::uint32_t>& near = out.neighbours.emplace_back();
    for (const std::string& area : place.neighbours) near.push_back(place_of.at(area));
  }
  out.places = detection.places.size();
  out.regions = regions.size();
  std::map<std::string, detection::DeskSeries> all;
  for (const CountedKind& kind : counted_kinds(detection)) {
    const auto theme = static_cast<std::uint32_t>(out.themes++);
    out.theme_names.push_back(two(kind.count.source.value, kind.theme.theme.value));
    for (const auto& [area, place] : place_of)
      all.emplace(two(out.theme_names.back(), area),
                  detection::DeskSeries{place, theme, theme, region_of[place]});
  }
  out.categories = out.themes;
  series.clear();
  for (const auto& [name, one] : all) {
    series.push_back(name);
    out.series.push_back(one);
  }
  out.series_ids = series;
  const std::int64_t first = first_day * ticks_a_local_day;
  out.ticks = static_cast<std::size_t>(end_number - first);
  out.warmup_ticks = out.ticks;
  std::vector<std::uint32_t> known;
  for (const std::string& name : findings.series) known.push_back(index_in(series, name));
  std::vector<std::map<std::uint32_t, std::uint32_t>> by_tick(out.ticks);
  for (auto day = findings.counts.lower_bound(day_text(first_day)); day != findings.counts.end(); ++day)
    for (const Counted& one : counts_of_day(day->second)) {
      const std::int64_t tick = *day_number(day->first) * ticks_a_local_day + one.tick - first;
      const std::uint32_t index = known[static_cast<std::size_t>(one.series)];
      if (tick < static_cast<std::int64_t>(out.ticks) && index != not_of_the_desk)
        by_tick[static_cast<std::size_t>(tick)][index] += static_cast<std::uint32_t>(one.count);
    }
  for (const auto& counts : by_tick) {
    out.first_of_tick.push_back(out.counts.size());
    for (const auto& [index, count] : counts) out.counts.push_back({index, count});
  }
  out.first_of_tick.push_back(out.counts.size());
  out.events = known_events(findings, detection, first, end_number - 1);
  return out;
}

std::vector<bool> unwatched_of(const Thresholds& thresholds, const doctrine::Detection& detection) {
  std::vector<bool> out;
  for (const CountedKind& kind : counted_kinds(detection))
    out.push_back(!thresholds.watches(kind.theme.theme.value));
  return out;
}

// ---- the desk of this week

bool Desk::is_ready(const Findings& findings, std::int64_t number) {
  return !findings.counts.empty() && monday_of(number) - first_day_of(findings) >= least_days;
}

void Desk::learn(const Findings& findings, std::int64_t monday) {
  const std::int64_t weeks = std::min(detection_.warmup_weeks, (monday - first_day_of(findings)) / week_days);
  const std::int64_t first_day = monday - weeks * week_days;
  monday_ = monday;
  taken_ = findings.taken;
  next_ = monday * ticks_a_local_day;
  ids_.clear();
  detection::DeskData data = desk_data(findings, detection_, first_day, next_, series_);
  const Thresholds hold = thresholds_at(findings, detection_, next_);
  auto begun = detection::LiveDesk::begin(std::move(data), hold.of_desk());
  ENSURE(static_cast<bool>(begun), "a desk is learnt from four whole weeks or more");
  desk_ = std::move(*begun);
  first_ = first_day * ticks_a_local_day;
  set_at_.reset();
}

// What was set, or announced, in the tick that comes.
void Desk::follow(const Findings& findings) {
  const Budget* set = budget_at(findings, next_);
  if (set != nullptr && set->at != set_at_) {
    const Thresholds hold = thresholds_of(*set, detection_);
    desk_->set_budget(hold.of_desk(), unwatched_of(hold, detection_));
    set_at_ = set->at;
  }
  const bool told = std::ranges::any_of(
      findings.announced, [&](const Announcement& one) { return local_tick(one.known).number() == next_; });
  if (told) desk_->announce(known_events(findings, detection_, first_, next_));
}

std::vector<Finding> Desk::close(const State& state, std::int64_t number, Instant end) {
  const Findings& findings = state.findings;
  const std::int64_t monday = monday_of(number);
  if (desk_ == nullptr || monday != monday_ || taken_ != findings.taken || number < next_)
    learn(findings, monday);
  std::vector<Finding> out;
  for (; next_ <= number; ++next_) {
    follow(findings);
    const auto happenings = desk_->step(counts_of_tick(findings, next_, series_));
    for (const detection::Happening& one : happenings) {
      if (one.number >= ids_.size()) ids_.push_back(finding_id(next_, one));
      if (next_ < number) continue;
      out.push_back(worded(one, ids_[one.number], {detection_, series_, number, end}));
      out.back().announced = announced_in(findings, out.back(), number);
    }
  }
  return out;
}

// ---- watch

void Watch::pass(Instant at) {
  if (at <= passed_) return;
  passed_ = at;
  next_ = std::max(next_, local_tick(at).number());
}

std::optional<Instant> Watch::next_due(const State& state) const {
  const Findings& findings = state.findings;
  if (doctrine_.detection.empty() || findings.last < next_ || !Desk::is_ready(findings, findings.last))
    return std::nullopt;
  return start_of(findings.last + 1, passed_);
}

std::vector<Event> Watch::close(const State& state, Instant at) {
  const std::int64_t number = state.findings.last;
  next_ = number + 1;
  std::vector<Event> out;
  std::vector<Finding> found = desk_.close(state, number, at);
  for (Finding& cluster :
       clusters_.close(state, number, at, thresholds_at(state.findings, doctrine_.detection, number))) {
    cluster.id = goes_on(state.findings, cluster);
    if (!cluster.id.empty() && !is_news(state.findings.kept.at(cluster.id), cluster)) continue;
    if (cluster.id.empty())
      cluster.id = stable_id("cluster/" + cluster.theme + "/" + cluster.areas.front() + format_rfc3339(at));
    cluster.observation = observations::fact_id(finding_source, cluster.id);
    found.push_back(std::move(cluster));
  }
  for (Finding& finding : found) {
    add_facts(state, doctrine_.detection, finding);
    if (auto told = tell(state, doctrine_.detection, std::move(finding), at)) out.push_back(std::move(*told));
  }
  return out;
}

std::vector<Finding> findings_at(const State& state, const doctrine::Doctrine& doctrine, Instant end) {
  Desk desk(doctrine.detection);
  const std::int64_t number = local_tick(end - seconds(1)).number();
  if (!Desk::is_ready(state.findings, number)) return {};
  std::vector<Finding> out = desk.close(state, number, end);
  ClusterWatch clusters(doctrine.detection);
  const Thresholds hold = thresholds_at(state.findings, doctrine.detection, number);
  for (Finding& cluster : clusters.close(state, number, end, hold)) out.push_back(std::move(cluster));
  return out;
}

}  // namespace voorzien::picture
