#include "picture/forecasts/load_hours.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "picture/findings/announced.h"
#include "picture/findings/counting.h"
#include "picture/findings/watch.h"
#include "picture/findings/worded.h"

namespace voorzien::picture {
namespace {
constexpr std::int64_t ticks_an_hour = 12;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool has(const std::vector<std::string>& list, const std::string& one) {
  return std::ranges::find(list, one) != list.end();
}

Instant near(std::int64_t number) {  // as if Amsterdam were Greenwich: within two hours of it
  return Instant{(number - 3 * ticks_a_local_day) * tick_s * 1'000'000};
}

// Of each place of the desk: whether the load counts it.
std::vector<bool> places_of(const doctrine::Detection& detection, const doctrine::LoadKind& load) {
  std::vector<bool> out;
  for (const doctrine::CountedPlace& place : detection.places) out.push_back(has(load.regions, place.region));
  return out;
}

std::size_t theme_of(const doctrine::Detection& detection, const doctrine::LoadKind& load) {
  const std::vector<CountedKind> kinds = counted_kinds(detection);
  const auto found = std::ranges::find_if(kinds, [&](const CountedKind& one) {
    return one.count.source == load.source && one.theme.theme == load.theme;
  });
  return static_cast<std::size_t>(found - kinds.begin());
}

// Ticks [from, to) of the desk are not known.
void darken(LoadHours& out, std::int64_t from, std::int64_t to) {
  const std::int64_t end = (to + ticks_an_hour - 1) / ticks_an_hour;
  for (std::int64_t hour = std::max<std::int64_t>(0, from / ticks_an_hour);
       hour < std::min(end, static_cast<std::int64_t>(out.counts.size())); ++hour)
    out.counts[static_cast<std::size_t>(hour)] = unknown;
}

void darken_outages(const doctrine::Detection& detection, const doctrine::LoadKind& load,
                    const CountedPast& past, LoadHours& out) {
  std::vector<std::string> regions;  // as desk_data numbers them
  for (const doctrine::CountedPlace& place : detection.places)
    if (!has(regions, place.region)) regions.push_back(place.region);
  const std::size_t theme = theme_of(detection, load);
  for (const detection::Outage& one : past.outages)
    if (has(load.regions, regions[one.region]) && (one.theme == detection::any_theme || one.theme == theme))
      darken(out, static_cast<std::int64_t>(one.first), static_cast<std::int64_t>(one.end));
}

void darken_silence(const State& state, const doctrine::LoadKind& load, LoadHours& out) {
  for (const DarkTime& one : state.loads.dark) {
    if (one.source != load.source.value) continue;
    const std::int64_t first = out.first * ticks_an_hour;
    const std::int64_t to =
        one.to ? local_tick(*one.to).number() + 1 : std::numeric_limits<std::int64_t>::max() / 2;
    darken(out, local_tick(one.from).number() + 1 - first, to - first);
  }
}

double overlap(const Announcement& one, Instant from) {
  const Instant to = from + hours(1);
  const Instant begin = std::max(one.from, from);
  const Instant end = std::min(one.to, to);
  return end > begin ? static_cast<double>((end - begin).us) / static_cast<double>(hours(1).us) : 0;
}

// What the load is multiplied by: each place by its events, weighed by what it brings.
void add_factors(const State& state, const doctrine::Detection& detection, const doctrine::LoadKind& load,
                 const CountedPast& past, const std::vector<double>& shares, LoadHours& out) {
  for (const Announcement& one : known_until(state.findings, past.made)) {
    if (!has(one.themes, load.theme.value)) continue;
    double share = 0;
    for (std::size_t k = 0; k < shares.size(); ++k)
      if (has(one.areas, detection.places[k].area)) share += shares[k];
    const std::int64_t begin = std::max<std::int64_t>(0, local_hour_of(one.from) - out.first);
    for (auto k = static_cast<std::size_t>(begin); k < out.log_factors.size(); ++k) {
      const Instant start = start_of_hour(out.first + static_cast<std::int64_t>(k));
      if (start >= one.to) break;
      out.log_factors[k] += std::log1p((one.factor - 1) * share * overlap(one, start));
    }
  }
}
}  // namespace

std::int64_t local_hour_of(Instant at) { return local_tick(at).number() / ticks_an_hour; }

Instant start_of_hour(std::int64_t hour) {
  return start_of(hour * ticks_an_hour, near(hour * ticks_an_hour));
}

bool is_plain_hour(std::int64_t hour) {
  constexpr std::int64_t changed = 2;  // clocks change at 01:00 UTC, in both directions within this hour
  constexpr std::int64_t noon = 12;
  if (hour % hours_a_local_day != changed) return true;
  const std::int64_t day = hour - changed;
  return amsterdam_offset(start_of_hour(day)) == amsterdam_offset(start_of_hour(day + noon));
}

CountedPast counted_past(const Findings& findings, const doctrine::Detection& detection, std::int64_t closed,
                         Instant made) {
  CountedPast out;
  const auto& [day, text] = *findings.counts.begin();
  const std::int64_t known_day = *day_number(day);
  const std::int64_t first_day = std::max(known_day, closed / hours_a_local_day - detection.warmup_weeks * 7);
  out.first = first_day * hours_a_local_day;
  out.known = out.first;
  if (first_day == known_day)
    if (const std::vector<Counted> counted = counts_of_day(text); !counted.empty())
      out.known += std::ranges::min(counted, {}, &Counted::tick).tick / ticks_an_hour;
  out.closed = closed;
  out.made = made;
  // A silence that goes on after the hour tells that the end of that hour was dark too. In the hour that
  // comes twice ticks go back, so there it does not.
  std::int64_t end = closed * ticks_an_hour;
  const std::int64_t now = local_tick(made).number();
  if (is_plain_hour(now / ticks_an_hour)) end = std::max(end, now);
  std::vector<std::string> series;
  out.desk = desk_data(findings, detection, first_day, end, series);
  out.outages = detection::find_outages(out.desk);
  return out;
}

LoadHours load_hours(const State& state, const doctrine::Detection& detection, const doctrine::LoadKind& load,
                     const CountedPast& past) {
  LoadHours out;
  out.first = past.first;
  const auto rows = static_cast<std::size_t>(std::max<std::int64_t>(0, past.closed - past.first));
  out.counts.assign(rows, 0);
  out.log_factors.assign(rows + static_cast<std::size_t>(load.horizon_h), 0);
  const std::vector<bool> ours = places_of(detection, load);
  const std::size_t theme = theme_of(detection, load);
  std::vector<double> shares(ours.size(), 0);
  double sum = 0;
  const std::size_t ticks = std::min(past.desk.ticks, rows * ticks_an_hour);
  for (std::size_t tick = 0; tick < ticks; ++tick)
    for (std::size_t k = past.desk.first_of_tick[tick]; k < past.desk.first_of_tick[tick + 1]; ++k) {
      const detection::DeskCount& one = past.desk.counts[k];
      const detection::DeskSeries& series = past.desk.series[one.series];
      if (series.theme != theme || !ours[series.place]) continue;
      out.counts[tick / ticks_an_hour] += one.count;
      shares[series.place] += one.count;
      sum += one.count;
    }
  for (double& share : shares) share = sum > 0 ? share / sum : 0;
  add_factors(state, detection, load, past, shares, out);
  darken(out, 0, (past.known - past.first) * ticks_an_hour);
  darken_outages(detection, load, past, out);
  darken_silence(state, load, out);
  for (std::size_t k = 0; k < rows; ++k)
    if (!is_plain_hour(out.first + static_cast<std::int64_t>(k))) out.counts[k] = unknown;
  return out;
}

}  // namespace voorzien::picture
