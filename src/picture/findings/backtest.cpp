#include "picture/findings/backtest.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "detection/desk/replay.h"
#include "observations/observation.h"
#include "picture/findings/cluster_watch.h"
#include "picture/findings/gate.h"
#include "picture/findings/measured.h"
#include "picture/findings/watch.h"
#include "picture/forecasts/make_forecast.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
constexpr Duration lasting = hours(6);  // of a happening: within it, it is the same
constexpr Duration lasting_of_cluster = hours(48);
constexpr std::int64_t least_cluster_days = 35;  // before one is looked for
constexpr std::int64_t days_tried = 28;          // of clusters: each is learnt and scanned anew
constexpr double goes_on_from = 0.5;             // of the chance that a warning of a forecast begins at

// A warning that would have been given, with what tells whether two are the same.
struct WouldBe {
  TriedWarning told;
  std::string station;
  std::vector<std::string> areas;
};

struct Film {
  const State& recorded;
  const doctrine::Doctrine& doctrine;
  Instant now;
  const detection::ForEach& each;
  [[nodiscard]] const doctrine::Detection& detection() const { return doctrine.detection; }
  [[nodiscard]] std::int64_t today() const { return local_tick(now).day; }
  [[nodiscard]] std::int64_t end() const { return local_tick(now).number(); }  // of whole ticks
  [[nodiscard]] std::int64_t days() const { return days_known(recorded.findings, today()); }
  [[nodiscard]] double days_beyond(std::int64_t least) const {
    const double known =
        static_cast<double>(days()) + static_cast<double>(local_tick(now).tick) / ticks_a_local_day;
    return days() <= least ? 0 : known - static_cast<double>(least);
  }
};

struct Side {  // what would have been told under one set of thresholds
  Thresholds thresholds;
  std::vector<WouldBe> warnings;
};

Duration lasting_of(const std::string& detector) {
  return detector == "count-cluster" ? lasting_of_cluster : lasting;
}

bool is_of_counts(const std::string& detector) { return detector.starts_with("count-"); }

bool meet(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

bool near(Instant a, Instant b, Duration within) { return (a < b ? b - a : a - b) <= within; }

// Counts of a place and of its neighbourhood are two views of one happening.
bool same_kind(const std::string& a, const std::string& b) {
  return a == b || (is_of_counts(a) && is_of_counts(b) && a != "count-cluster" && b != "count-cluster");
}

bool same(const WouldBe& a, const WouldBe& b) {
  return same_kind(a.told.detector, b.told.detector) && a.told.theme == b.told.theme &&
         a.station == b.station && near(a.told.at, b.told.at, lasting_of(a.told.detector)) &&
         (!a.station.empty() || meet(a.areas, b.areas));
}

// One that goes on is told once.
void add(std::vector<WouldBe>& to, WouldBe one) {
  if (std::ranges::none_of(to, [&](const WouldBe& known) { return same(known, one); }))
    to.push_back(std::move(one));
}

// ---- each detector over its film

// Replayed once: what it costs does not depend on thresholds.
void count_within_hours(const Film& film, std::array<Side, 2>& sides) {
  if (film.days() <= least_days) return;
  const std::int64_t first = film.today() - film.days();
  std::vector<std::string> series;
  detection::DeskData desk = desk_data(film.recorded.findings, film.detection(), first, film.end(), series);
  desk.warmup_ticks = static_cast<std::size_t>(least_days * ticks_a_local_day);
  const auto replayed = detection::ReplayedDesk::over(desk, film.each);
  if (!replayed) return;
  const std::vector<CountedKind> kinds = counted_kinds(film.detection());
  for (Side& side : sides)
    for (const detection::DeskWarning& one :
         replayed->warnings(side.thresholds.of_desk(), unwatched_of(side.thresholds, film.detection()))) {
      if (!one.place) continue;  // a silent source is the affair of its health
      const doctrine::CountedPlace& place = film.detection().places[*one.place];
      WouldBe would;
      would.told.at = start_of(first * ticks_a_local_day + static_cast<std::int64_t>(one.tick) + 1, film.now);
      would.told.detector = one.family == 0 ? "count-place" : "count-area";
      would.told.theme = kinds[one.theme].theme.theme.value;
      would.told.place = place.name;
      would.told.score = one.score;
      would.areas.push_back(place.area);
      for (const std::uint32_t k : one.series) would.areas.push_back(split_series(series[k]).area);
      add(side.warnings, std::move(would));
    }
}

WouldBe would_be(const Finding& found) {
  WouldBe out;
  out.told.at = found.at;
  out.told.detector = found.detector;
  out.told.theme = found.theme;
  out.told.place = found.place;
  out.told.score = found.score;
  out.areas = found.areas;
  out.station = found.station.value_or("");
  return out;
}

// As each day ends, and as it is now. Each day is learnt anew, once for all sides, so the days need not wait
// for each other.
void look_for_clusters(const Film& film, std::array<Side, 2>& sides) {
  const std::int64_t from =
      std::max(film.today() - film.days() + least_cluster_days, film.today() - days_tried);
  if (from > film.today()) return;
  std::vector<std::array<std::vector<Finding>, 2>> found(static_cast<std::size_t>(film.today() - from) + 1);
  const auto look = [&](std::size_t k) {
    const std::int64_t day = from + static_cast<std::int64_t>(k);
    const std::int64_t last = std::min((day + 1) * ticks_a_local_day, film.end()) - 1;
    if (last < day * ticks_a_local_day) return;
    ClusterWatch watch(film.detection());
    for (std::size_t side = 0; side < sides.size(); ++side)
      found[k][side] = watch.close(film.recorded, last, start_of(last + 1, film.now), sides[side].thresholds);
  };
  if (film.each)
    film.each(found.size(), look);
  else
    for (std::size_t k = 0; k < found.size(); ++k) look(k);
  for (const auto& of_day : found)
    for (std::size_t side = 0; side < sides.size(); ++side)
      for (const Finding& one : of_day[side])
        if (one.score >= one.limit) add(sides[side].warnings, would_be(one));
}

WouldBe at_station(const std::string& station, Instant at, std::string_view detector,
                   const std::string& theme, const std::string& place, double score) {
  WouldBe out;
  out.told.at = at;
  out.told.detector = detector;
  out.told.theme = theme;
  out.told.place = place;
  out.told.score = score;
  out.station = station;
  return out;
}

void judge_stations(const Film& film, Side& side) {
  for (const auto& [id, station] : film.recorded.stations) {
    for (const JudgedReading& one :
         judge_readings(film.recorded, station, film.detection(), side.thresholds, film.now)) {
      if (one.score < -std::log10(side.thresholds.of_readings())) continue;
      add(side.warnings,
          at_station(id, one.reading.at, "measurement",
                     film.detection().measured_kind(station.kind)->theme.value, station.name, one.score));
    }
  }
}

void foretell(const Film& film, Side& side) {
  for (const auto& [id, forecast] : film.recorded.forecasts) {
    const auto station = film.recorded.stations.find(id);
    if (station == film.recorded.stations.end()) continue;
    const std::optional<Watched> with = watched(film.doctrine, station->second);
    if (!with || !side.thresholds.watches(with->rule.theme.value)) continue;
    const double from = side.thresholds.chance_of(with->kind);
    bool warns = false;
    for (const ForeseenChance& one : forecast.chances) {
      const bool begins = !warns && one.chance >= from;
      warns = one.chance >= (warns ? goes_on_from * from : from);
      if (!begins) continue;
      add(side.warnings, at_station(id, one.made, "level-forecast", with->rule.theme.value,
                                    with->rule.name.empty() ? station->second.name : with->rule.name,
                                    -std::log10(std::max(1 - one.chance, 1e-6))));
    }
  }
}

// What was told at the time, if it was: nearest in time first.
void remember(const Findings& findings, WouldBe& one) {
  const Finding* told = nullptr;
  const auto away = [&](const Finding& finding) {
    return finding.at < one.told.at ? one.told.at - finding.at : finding.at - one.told.at;
  };
  for (const auto& [id, finding] : findings.kept)
    if (same(one, would_be(finding)) && (told == nullptr || away(finding) < away(*told))) told = &finding;
  if (told == nullptr) return;
  one.told.finding = told->id;
  one.told.verdict = told->verdict;
  if (told->known_at && *told->known_at > one.told.at)
    one.told.lead_s = static_cast<double>((*told->known_at - one.told.at).us) / 1e6;
}

void run_film(const Film& film, std::array<Side, 2>& sides) {
  look_for_clusters(film, sides);
  count_within_hours(film, sides);
  for (Side& side : sides) {
    judge_stations(film, side);
    foretell(film, side);
    for (WouldBe& one : side.warnings) remember(film.recorded.findings, one);
  }
}

// ---- both beside each other

double days_of(const Film& film, const std::string& detector) {
  if (detector == "count-cluster")
    return std::min(film.days_beyond(least_cluster_days), static_cast<double>(days_tried));
  if (is_of_counts(detector)) return film.days_beyond(least_days);
  const auto since = [&](Instant from) { return static_cast<double>((film.now - from).us) / 1e6 / 86'400; };
  double out = 0;
  for (const auto& [id, station] : film.recorded.stations) {
    const doctrine::MeasuredKind* kind = film.detection().measured_kind(station.kind);
    if (detector != "measurement" || kind == nullptr) continue;
    const auto first = static_cast<std::size_t>(kind->least_rows);
    if (station.measured.size() > first) out = std::max(out, since(station.measured[first].at));
  }
  for (const auto& [id, forecast] : film.recorded.forecasts)
    if (detector == "level-forecast" && !forecast.chances.empty())
      out = std::max(out, since(forecast.chances.front().made));
  return out;
}

TriedSide side_of(const std::vector<WouldBe>& warnings, const std::string& detector) {
  TriedSide out;
  std::vector<double> leads;
  for (const WouldBe& one : warnings) {
    if (one.told.detector != detector) continue;
    ++out.warnings;
    if (one.told.verdict == "hit" || one.told.verdict == "late") ++out.hits;
    if (one.told.verdict == "false") ++out.wrong;
    if (one.told.lead_s) leads.push_back(*one.told.lead_s);
  }
  std::ranges::sort(leads);
  if (!leads.empty()) out.lead_s = leads[leads.size() / 2];
  return out;
}

void add_missing(const std::vector<WouldBe>& from, const std::vector<WouldBe>& in, bool now,
                 std::vector<TriedWarning>& out) {
  for (const WouldBe& one : from) {
    if (std::ranges::any_of(in, [&](const WouldBe& other) { return same(one, other); })) continue;
    out.push_back(one.told);
    out.back().now = now;
    out.back().then = !now;
  }
}
}  // namespace

Result<BudgetTried> try_budget(const State& recorded, const doctrine::Doctrine& doctrine,
                               const SetBudget& asked, Instant now, const detection::ForEach& each) {
  const Budget budget = asked_of(asked, recorded.findings);
  if (const auto fault = fault_of(budget, doctrine))
    return Error{ErrorCode::BadValue, fault->field, fault->detail};
  BudgetTried out;
  const Film film{recorded, doctrine, now, each};
  if (doctrine.detection.empty()) return out;
  std::array<Side, 2> sides{Side{thresholds_of(recorded.findings, doctrine.detection), {}},
                            Side{thresholds_of(budget, doctrine.detection), {}}};
  run_film(film, sides);
  const std::vector<WouldBe>& as_it_is = sides[0].warnings;
  const std::vector<WouldBe>& as_asked = sides[1].warnings;
  out.weeks = film.days_beyond(least_days) / 7;
  out.now = static_cast<std::int64_t>(as_it_is.size());
  out.then = static_cast<std::int64_t>(as_asked.size());
  for (const doctrine::Detector& one : doctrine.detection.detectors)
    out.detectors.push_back(
        {one.id, days_of(film, one.id), side_of(as_it_is, one.id), side_of(as_asked, one.id)});
  add_missing(as_it_is, as_asked, true, out.differ);
  add_missing(as_asked, as_it_is, false, out.differ);
  std::ranges::stable_sort(out.differ, std::greater{}, &TriedWarning::at);
  if (out.differ.size() > limits::tried_max) out.differ.resize(limits::tried_max);
  return out;
}

}  // namespace voorzien::picture
