#include "picture/findings/cluster_watch.h"

#include <algorithm>
#include <cmath>

#include "detection/counts/negative_binomial.h"
#include "observations/supersession.h"
#include "picture/findings/announced.h"
#include "picture/findings/counting.h"
#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
constexpr std::size_t replicas = 199;  // the tail is the Gumbel's
constexpr std::uint64_t seed = 1;
constexpr std::size_t most_told = 3;
constexpr double shifts_a_day = 3;
constexpr double told_below = 0.5;  // decades under the limit from which it is told as held back
constexpr std::int64_t least_places = 2;
constexpr std::int64_t least_days_long = 2;

std::uint32_t place_number(const doctrine::Detection& detection, const std::string& area) {
  const auto found = std::ranges::find(detection.places, area, &doctrine::CountedPlace::area);
  return static_cast<std::uint32_t>(found - detection.places.begin());
}

// Which kind and place each series of the counts is; beyond the kinds: not counted any more.
struct Mapped {
  std::size_t kind = 0;
  std::uint32_t place = 0;
};
std::vector<Mapped> mapped(const Findings& findings, const doctrine::Detection& detection) {
  const std::vector<CountedKind> kinds = counted_kinds(detection);
  std::vector<Mapped> out;
  for (const std::string& series : findings.series) {
    const SeriesName name = split_series(series);
    const auto kind = std::ranges::find_if(kinds, [&](const CountedKind& one) {
      return one.count.source.value == name.source && one.theme.theme.value == name.theme;
    });
    Mapped& to = out.emplace_back();
    to.kind = static_cast<std::size_t>(kind - kinds.begin());
    to.place = place_number(detection, name.area);
    if (to.place >= detection.places.size()) to.kind = kinds.size();
  }
  return out;
}
}  // namespace

bool ClusterWatch::takes(const Where& where) {
  if (!announced_.hold(where.kind, where.place, where.tick)) return true;
  const std::int64_t day = where.tick / ticks_a_local_day;
  const auto [left, is_new] = left_.try_emplace(
      {static_cast<std::int64_t>(where.kind), static_cast<std::int64_t>(where.place), day}, 0);
  if (is_new) {
    const std::int64_t ticks =
        announced_.ticks(where.kind, where.place, day * ticks_a_local_day, (day + 1) * ticks_a_local_day);
    left->second = std::llround(kinds_[where.kind].usual[where.place] * static_cast<double>(ticks));
  }
  return left->second-- > 0;
}

std::vector<ClusterWatch::Reported> ClusterWatch::reported(const Findings& findings, std::int64_t day) const {
  std::vector<Reported> out;
  const std::vector<Mapped> series = mapped(findings, detection_);
  const auto first = findings.counts.lower_bound(day_text(first_));
  for (auto text = first; text != findings.counts.end(); ++text) {
    const std::int64_t of = *day_number(text->first);
    if (of >= day) break;
    for (const Counted& one : counts_of_day(text->second)) {
      const Mapped& to = series[static_cast<std::size_t>(one.series)];
      if (to.kind < kinds_.size())
        out.push_back({{to.kind, to.place, (of - first_) * ticks_a_local_day + one.tick}, one.count});
    }
  }
  return out;
}

// From the days before today, where and when nothing was announced.
void ClusterWatch::learn_usual(const std::vector<Reported>& past) {
  if (announced_.none()) return;
  const std::size_t places = detection_.places.size();
  const std::int64_t end = (day_ - first_) * ticks_a_local_day;
  for (Kind& kind : kinds_) kind.usual.assign(places, 0);
  for (const auto& [where, count] : past)
    if (!announced_.hold(where.kind, where.place, where.tick))
      kinds_[where.kind].usual[where.place] += static_cast<double>(count);
  for (std::size_t k = 0; k < kinds_.size(); ++k)
    for (std::size_t place = 0; place < places; ++place)
      kinds_[k].usual[place] /= std::max(1.0, static_cast<double>(end - announced_.ticks(k, place, 0, end)));
}

void ClusterWatch::learn(const Findings& findings, std::int64_t day, std::int64_t number) {
  const std::int64_t known = *day_number(findings.counts.begin()->first);
  const std::int64_t past = detection_.warmup_weeks * 7;
  day_ = day;
  taken_ = findings.taken;
  next_ = day * ticks_a_local_day;
  first_ = std::max(known, day - past);
  kinds_.clear();
  std::vector<detection::ScanReports> reports;
  for (const CountedKind& kind : counted_kinds(detection_)) {
    kinds_.push_back({kind, nullptr, {}});
    detection::ScanReports& to = reports.emplace_back();
    to.periods = static_cast<std::size_t>(day - first_ + 1);
    for (const doctrine::CountedPlace& place : detection_.places) to.places.push_back({place.lon, place.lat});
  }
  announced_ = AnnouncedTicks(known_events(findings, detection_, first_ * ticks_a_local_day, number),
                              kinds_.size(), detection_.places.size());
  left_.clear();
  const std::vector<Reported> before = reported(findings, day);
  learn_usual(before);
  for (const auto& [where, count] : before)
    for (std::int64_t k = 0; k < count; ++k)
      if (takes(where))
        reports[where.kind].cases.push_back(
            {where.place, static_cast<std::uint32_t>(where.tick / ticks_a_local_day)});
  detection::ScanOptions options;
  options.model = detection::ScanModel::Expectation;
  options.window = static_cast<std::size_t>(detection_.cluster_days);
  options.replicas = replicas;
  options.seed = seed;
  options.most = most_told;
  for (std::size_t k = 0; k < kinds_.size(); ++k)
    if (auto begun = detection::LiveClusters::begin(reports[k], options)) kinds_[k].live = std::move(*begun);
}

void ClusterWatch::take(const Findings& findings, std::int64_t number) {
  const auto text = findings.counts.find(day_text(number / ticks_a_local_day));
  if (text == findings.counts.end()) return;
  const std::vector<Mapped> series = mapped(findings, detection_);
  for (const Counted& one : counts_of_day(text->second)) {
    const std::int64_t tick = day_ * ticks_a_local_day + one.tick;
    if (tick < next_ || tick > number) continue;
    const Mapped& to = series[static_cast<std::size_t>(one.series)];
    if (to.kind >= kinds_.size() || kinds_[to.kind].live == nullptr) continue;
    const Where where{to.kind, to.place, (day_ - first_) * ticks_a_local_day + one.tick};
    for (std::int64_t k = 0; k < one.count; ++k)
      if (takes(where)) kinds_[to.kind].live->report({to.place, static_cast<std::uint32_t>(day_ - first_)});
  }
}

std::vector<Finding> ClusterWatch::close(const State& state, std::int64_t number, Instant end,
                                         const Thresholds& thresholds) {
  std::vector<Finding> out;
  if (thresholds.cluster_share <= 0 || state.findings.counts.empty()) return out;
  const std::int64_t day = number / ticks_a_local_day;
  // What was announced in between also changes what was taken before it.
  const bool told = std::ranges::any_of(state.findings.announced, [&](const Announcement& one) {
    const std::int64_t at = local_tick(one.known).number();
    return at >= next_ && at <= number;
  });
  if (day != day_ || taken_ != state.findings.taken || number + 1 < next_ || told)
    learn(state.findings, day, number);
  take(state.findings, number);
  next_ = number + 1;
  for (const Kind& kind : kinds_) {
    if (kind.live == nullptr || !thresholds.watches(kind.of.theme.theme.value)) continue;
    for (const detection::Cluster& cluster : kind.live->clusters()) {
      const auto days = static_cast<std::int64_t>(cluster.window.last - cluster.window.first) + 1;
      const auto places = static_cast<std::int64_t>(cluster.places);
      if (places < least_places || days < least_days_long) continue;  // the desk's affair
      Finding found = told_of(kind, cluster, end, thresholds);
      found.announced = announced_in(state.findings, found, number);
      if (found.score >= found.limit - told_below) out.push_back(std::move(found));
    }
  }
  return out;
}

Finding ClusterWatch::told_of(const Kind& kind, const detection::Cluster& cluster, Instant end,
                              const Thresholds& thresholds) const {
  const auto midnight = [&](std::uint32_t period) {
    return start_of((first_ + period) * ticks_a_local_day, end);
  };
  const doctrine::CountedPlace& centre = detection_.places[cluster.centre_place];
  Finding out;
  out.at = out.updated = end;
  out.detector = "count-cluster";
  out.theme = kind.of.theme.theme.value;
  out.place = centre.name;
  out.point = geo::Point{centre.lon, centre.lat};
  out.radius_m = cluster.radius_m;
  out.since = midnight(cluster.window.first);
  out.window_s = (end - out.since).us / 1'000'000;
  out.seen = cluster.observed;
  out.expected = cluster.expected;
  const detection::UsualRange usual = detection::usual_range(cluster.expected, cluster.variance);
  out.low = usual.low;
  out.high = usual.high;
  // Each watched theme is looked at once a day, as a day ends; three shifts share that.
  const auto watched = std::ranges::count_if(
      kinds_, [&](const Kind& one) { return thresholds.watches(one.of.theme.theme.value); });
  const double a_shift = std::max(cluster.p_gumbel, 1e-12) * static_cast<double>(watched) / shifts_a_day;
  out.score = -std::log10(a_shift);
  out.limit = -std::log10(thresholds.of_clusters());
  for (const auto& period : kind.live->periods(cluster)) {
    const detection::UsualRange range = detection::usual_range(period.expected, period.variance);
    out.bins.push_back({midnight(period.period), period.observed, period.expected, range.low, range.high});
  }
  std::vector<detection::LiveClusters::Part> parts = kind.live->parts(cluster);
  std::ranges::stable_sort(parts, std::greater{},
                           [](const auto& one) { return one.observed - one.expected; });
  for (const auto& part : parts) {
    const doctrine::CountedPlace& place = detection_.places[part.place];
    out.areas.push_back(place.area);
    if (out.parts.size() < limits::finding_parts_max)
      out.parts.push_back({place.area, place.name, out.theme, part.observed, part.expected});
  }
  const std::string& what = kind.of.theme.what.empty() ? kind.of.count.what : kind.of.theme.what;
  const auto days = cluster.window.last - cluster.window.first + 1;
  out.title = "Al " + std::to_string(days) + " dagen meer " + what + " rond " + centre.name;
  return out;
}

}  // namespace voorzien::picture
