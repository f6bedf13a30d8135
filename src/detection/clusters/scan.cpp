#include "detection/clusters/scan.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "detection/clusters/limits.h"

namespace voorzien::detection {
namespace {
constexpr std::size_t pilot_worlds = 4;
constexpr double floor_share = 0.75;  // of the weakest pilot maximum
constexpr double tie = 1e-9;          // relative: sums in another order are still as strong
constexpr std::size_t worlds_a_round = 256;

void one_by_one(std::size_t count, const std::function<void(std::size_t)>& work) {
  for (std::size_t k = 0; k < count; ++k) work(k);
}

ForEach runner(const ForEach& each) { return each ? each : ForEach(one_by_one); }

// From counts by period to counts by window: `put(place, window, count)` for those that are not zero.
template <class Put>
void each_window(const PeriodCounts& counts, const std::vector<TimeWindow>& windows, const Put& put) {
  std::vector<std::uint32_t> up_to(counts.periods + 1, 0);
  for (std::size_t place = 0; place < counts.places; ++place) {
    const std::uint32_t* row = counts.cells.data() + place * counts.periods;
    std::partial_sum(row, row + counts.periods, up_to.begin() + 1);
    if (up_to.back() == 0) continue;
    for (std::size_t w = 0; w < windows.size(); ++w) {
      const std::uint32_t count =
          up_to[windows[w].last + 1 - counts.from] - up_to[windows[w].first - counts.from];
      if (count > 0) put(place, w, count);
    }
  }
}

PeriodCounts no_counts(const ReadyScan& scan) {
  PeriodCounts out{scan.circles.places.size(), scan.from, scan.periods - scan.from, {}};
  out.cells.assign(out.places * out.periods, 0);
  return out;
}

std::vector<std::uint32_t> by_window(const ReadyScan& scan, const PeriodCounts& counts) {
  const std::size_t windows = scan.expectation.windows.size();
  std::vector<std::uint32_t> out(counts.places * windows, 0);
  each_window(counts, scan.expectation.windows, [&](std::size_t place, std::size_t w, std::uint32_t count) {
    out[place * windows + w] = count;
  });
  return out;
}

double largest_whole(const ReadyScan& scan, const PeriodCounts& counts) {
  const std::vector<std::uint32_t> cells = by_window(scan, counts);
  double out = 0;
  for (std::uint32_t centre = 0; centre < scan.circles.places.size(); ++centre)
    out = std::max(out, strongest_about(centre, scan.circles, scan.expectation, cells).ratio);
  return out;
}

void draw_whole(const ReadyScan& scan, std::uint64_t seed, std::size_t first, std::size_t count,
                double* out) {
  PeriodCounts world = no_counts(scan);
  for (std::size_t k = 0; k < count; ++k) {
    Random random = world_random(seed, first + k);
    scan.world->draw(random, world);
    out[k] = largest_whole(scan, world);
  }
}

// The maxima of up to four worlds, from number `first` on.
void draw_together(const ReadyScan& scan, const Sweep* sweep, std::uint64_t seed, std::size_t first,
                   std::size_t sets, double* out) {
  if (sweep == nullptr) return draw_whole(scan, seed, first, sets, out);
  LaneCounts lanes_of(scan.circles.places.size(), scan.expectation.windows.size());
  std::vector<PeriodCounts> worlds(sets, no_counts(scan));
  std::array<bool, sets_together> fits{};
  for (std::size_t set = 0; set < sets; ++set) {
    Random random = world_random(seed, first + set);
    scan.world->draw(random, worlds[set]);
    fits[set] = true;
    std::vector<std::uint32_t> sums(scan.expectation.windows.size(), 0);
    each_window(worlds[set], scan.expectation.windows,
                [&](std::size_t place, std::size_t w, std::uint32_t count) {
                  fits[set] = fits[set] && count <= largest_cell && (sums[w] += count) <= largest_sum;
                  lanes_of.at(set, place, w) = static_cast<std::uint8_t>(count);
                });
  }
  const auto largest = sweep->largest(lanes_of, sets);
  for (std::size_t set = 0; set < sets; ++set)
    out[set] = fits[set] && largest[set] > 0 ? largest[set] : largest_whole(scan, worlds[set]);
}

void fit_gumbel(NullMaxima& chance) {  // by moments
  const auto n = static_cast<double>(chance.ratios.size());
  if (n < 2) return;
  const double mean = std::accumulate(chance.ratios.begin(), chance.ratios.end(), 0.0) / n;
  double squares = 0;
  for (const double ratio : chance.ratios) squares += (ratio - mean) * (ratio - mean);
  chance.gumbel_scale = std::sqrt(6 * squares / (n - 1)) / std::numbers::pi;
  chance.gumbel_mode = mean - std::numbers::egamma * chance.gumbel_scale;
}

Result<Nothing> check(const ScanReports& reports, const ScanOptions& options) {
  if (reports.periods > most_scan_periods)
    return Error{ErrorCode::TooLarge, "",
                 fmt::format("{} periods where a scan takes {}: take a coarser --period, or a later --from.",
                             reports.periods, most_scan_periods)};
  if (options.window < 1 || options.window > most_scan_window || reports.periods < 2)
    return Error{
        ErrorCode::BadValue, "",
        fmt::format("A window of {} in {} periods: it holds 1 to {}, and there are at least 2 periods.",
                    options.window, reports.periods, most_scan_window)};
  if (options.model == ScanModel::Poisson && reports.population.size() != reports.places.size())
    return Error{ErrorCode::MissingField, "", "The model poisson needs --population."};
  if (!reports.expected.empty() && reports.expected.size() != reports.places.size() * reports.periods)
    return Error{ErrorCode::BadValue, "", "What is expected is of each place in each period."};
  const bool expects =
      options.model == ScanModel::Expectation || options.model == ScanModel::ExpectationPoisson;
  if (expects && options.anywhere)
    return Error{ErrorCode::BadUse, "", "Expectations look at windows that end now, not back."};
  return Nothing{};
}

// Expected reports of each place in each window when places and periods do not depend on each other.
Expectation margins(const ScanReports& reports, std::vector<TimeWindow> windows, bool by_population) {
  Expectation out;
  out.windows = std::move(windows);
  out.statistic.total = static_cast<double>(reports.cases.size());
  std::vector<double> place(reports.places.size(), 0);
  std::vector<double> up_to(reports.periods + 1, 0);
  for (const ScanCase& one : reports.cases) {
    place[one.place] += 1;
    up_to[one.period + 1] += 1;
  }
  std::partial_sum(up_to.begin(), up_to.end(), up_to.begin());
  if (by_population) {
    place = reports.population;
    for (std::size_t t = 0; t <= reports.periods; ++t)
      up_to[t] = out.statistic.total * static_cast<double>(t) / static_cast<double>(reports.periods);
  }
  const double all = std::accumulate(place.begin(), place.end(), 0.0);
  for (double& weight : place) weight /= all;
  out.weight = std::move(place);
  for (const TimeWindow& window : out.windows)
    out.window.push_back(up_to[window.last + 1] - up_to[window.first]);
  return out;
}

// When each place in each period has an expectation of its own.
Expectation by_cell(const ScanReports& reports, std::vector<TimeWindow> windows) {
  Expectation out;
  out.statistic.total = static_cast<double>(reports.cases.size());
  const double all = std::accumulate(reports.expected.begin(), reports.expected.end(), 0.0);
  std::vector<double> up_to(reports.periods + 1, 0);
  for (std::size_t place = 0; place < reports.places.size(); ++place) {
    const double* row = reports.expected.data() + place * reports.periods;
    std::partial_sum(row, row + reports.periods, up_to.begin() + 1);
    out.weight.push_back(up_to.back() / all);
    for (const TimeWindow& window : windows)
      out.cells.push_back(up_to[window.last + 1] - up_to[window.first]);
  }
  out.windows = std::move(windows);
  return out;
}

Result<std::vector<TimeWindow>> windows_of(const ScanReports& reports, const ScanOptions& options) {
  const std::size_t longest = std::min(options.window, reports.periods / 2);
  if (options.anywhere && longest * reports.periods > most_scan_windows)
    return Error{
        ErrorCode::TooLarge, "",
        fmt::format("{} windows where a scan takes {}: take a shorter --window or a coarser --period.",
                    longest * reports.periods, most_scan_windows)};
  return options.anywhere ? windows_anywhere(reports.periods, longest)
                          : windows_ending_now(reports.periods, longest);
}
}  // namespace

Result<ReadyScan> ready_scan(const ScanReports& reports, const ScanOptions& options) {
  RETURN_IF_ERROR(check(reports, options));
  ASSIGN_OR_RETURN(auto windows, windows_of(reports, options));
  ReadyScan out;
  out.periods = reports.periods;
  out.from = reports.periods;
  for (const TimeWindow& window : windows) out.from = std::min<std::size_t>(out.from, window.first);
  std::vector<double> weights(reports.places.size(), 0);
  for (const ScanCase& one : reports.cases) weights[one.place] += 1;
  if (options.model == ScanModel::Permutation) {
    out.expectation = margins(reports, std::move(windows), false);
    out.world = permuted(reports.cases, out.from);
  } else if (options.model == ScanModel::Poisson && !reports.expected.empty()) {
    out.expectation = by_cell(reports, std::move(windows));
    weights = out.expectation.weight;
    out.world = spread_by_cell(reports.expected, reports.cases.size(), reports.periods, out.from);
  } else if (options.model == ScanModel::Poisson) {
    weights = reports.population;
    out.expectation = margins(reports, std::move(windows), true);
    out.world = spread_by_weight(weights, reports.cases.size(), reports.periods, out.from);
  } else {
    const bool poisson = options.model == ScanModel::ExpectationPoisson;
    const std::size_t past = options.baseline == 0 ? out.from : std::min(options.baseline, out.from);
    ASSIGN_OR_RETURN(Forecast forecast, forecast_of(reports.places.size(), reports.cases,
                                                    {options.period, out.from - past, out.from,
                                                     out.periods - out.from, poisson}));
    out.expectation = expectation_of(forecast, std::move(windows), out.from);
    weights = forecast.share;
    out.world = forecast_world(std::move(forecast));
  }
  ASSIGN_OR_RETURN(out.circles,
                   circles_about(reports.places, weights, options.circles, runner(options.each)));
  return out;
}

double NullMaxima::p(double ratio) const {
  if (ratios.empty()) return 1;
  const auto as_strong = static_cast<double>(
      std::count_if(ratios.begin(), ratios.end(), [&](double other) { return other >= ratio * (1 - tie); }));
  const auto n = static_cast<double>(ratios.size());
  return stopped ? as_strong / n : (as_strong + 1) / (n + 1);
}

double NullMaxima::p_gumbel(double ratio) const {
  if (!(gumbel_scale > 0)) return p(ratio);
  return -std::expm1(-std::exp(-(ratio - gumbel_mode) / gumbel_scale));
}

double likely_floor(const ReadyScan& scan, std::uint64_t seed, const ForEach& each) {
  std::array<double, pilot_worlds> maxima{};
  runner(each)(pilot_worlds, [&](std::size_t k) {
    PeriodCounts counts = no_counts(scan);
    Random random = world_random(seed, k);
    scan.world->draw(random, counts);
    maxima[k] = largest_whole(scan, counts);
  });
  return std::max(1e-3, floor_share * *std::min_element(maxima.begin(), maxima.end()));
}

NullMaxima null_maxima(const ReadyScan& scan, const Sweep* sweep, double strongest,
                       const ScanOptions& options) {
  NullMaxima out;
  std::size_t as_strong = 0;
  while (out.ratios.size() < options.replicas && !out.stopped) {
    const std::size_t first = out.ratios.size();
    const std::size_t count = std::min(worlds_a_round, options.replicas - first);
    out.ratios.resize(first + count);
    runner(options.each)((count + sets_together - 1) / sets_together, [&](std::size_t k) {
      const std::size_t at = k * sets_together;
      draw_together(scan, sweep, options.seed, first + at, std::min(sets_together, count - at),
                    out.ratios.data() + first + at);
    });
    // As if drawn one by one: the world at which enough were as strong is the last.
    for (std::size_t k = first; k < out.ratios.size() && !out.stopped; ++k) {
      if (out.ratios[k] >= strongest * (1 - tie)) ++as_strong;
      if (options.stop_after == 0 || as_strong < options.stop_after) continue;
      out.ratios.resize(k + 1);
      out.stopped = out.ratios.size() < options.replicas;
      break;
    }
    if (options.stop_after > 0 && as_strong >= options.stop_after) break;
  }
  fit_gumbel(out);
  return out;
}

std::vector<std::uint32_t> window_counts(const ReadyScan& scan, const std::vector<ScanCase>& cases) {
  PeriodCounts counts = no_counts(scan);
  for (const ScanCase& one : cases)
    if (one.period >= scan.from) ++counts.at(one.place, one.period);
  return by_window(scan, counts);
}

Cluster cluster_of(const ReadyScan& scan, const Cylinder& cylinder, const NullMaxima& chance) {
  Cluster out;
  out.centre = scan.circles.places[cylinder.centre];
  out.radius_m = scan.circles.distance_m[cylinder.end];
  out.places = cylinder.end + 1 - scan.circles.first[cylinder.centre];
  out.window = scan.expectation.windows[cylinder.window];
  out.observed = cylinder.observed;
  out.expected = cylinder.expected;
  out.ratio = cylinder.ratio;
  out.relative_risk = cylinder.observed / cylinder.expected;
  const double total = scan.expectation.statistic.total;
  if (total > cylinder.observed)
    out.relative_risk *= (total - cylinder.expected) / (total - cylinder.observed);
  CircleSums sums;
  for (std::size_t k = scan.circles.first[cylinder.centre]; k <= cylinder.end; ++k)
    sums.add(scan.expectation, scan.circles.order[k]);
  out.variance = out.expected * sums.dispersion(scan.expectation, cylinder.window);
  out.centre_place = cylinder.centre;
  out.window_number = cylinder.window;
  out.p = chance.p(cylinder.ratio);
  out.p_gumbel = chance.p_gumbel(cylinder.ratio);
  return out;
}

Result<std::vector<Cluster>> find_clusters(const ScanReports& reports, const ScanOptions& options) {
  if (reports.cases.empty()) return std::vector<Cluster>{};
  ASSIGN_OR_RETURN(const ReadyScan scan, ready_scan(reports, options));
  const ForEach each = runner(options.each);
  const std::vector<std::uint32_t> counts = window_counts(scan, reports.cases);
  std::vector<Cylinder> strongest(scan.circles.places.size());
  each(strongest.size(), [&](std::size_t centre) {
    strongest[centre] =
        strongest_about(static_cast<std::uint32_t>(centre), scan.circles, scan.expectation, counts);
  });
  strongest = apart(std::move(strongest), scan.circles, options.most);
  if (strongest.empty()) return std::vector<Cluster>{};
  NullMaxima chance;
  if (options.replicas > 0) {
    std::optional<Sweep> sweep;
    if (scan.expectation.cells.empty()) {
      ASSIGN_OR_RETURN(
          sweep, Sweep::over(scan.circles, scan.expectation, likely_floor(scan, options.seed, each), each));
    }
    chance = null_maxima(scan, sweep ? &*sweep : nullptr, strongest.front().ratio, options);
  }
  std::vector<Cluster> out;
  for (const Cylinder& cylinder : strongest) out.push_back(cluster_of(scan, cylinder, chance));
  return out;
}

}  // namespace voorzien::detection
