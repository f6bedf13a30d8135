#include "detection/desk/scan.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "detection/counts/negative_binomial.h"

namespace voorzien::detection {
namespace {
constexpr std::size_t ring = 73;        // the longest window and the tick before it
constexpr double least_count = 3;       // fewer reports are no happening
constexpr float plain_variances = 12;   // no upper tail of interest lies within 3.5 standard deviations
constexpr double profile_doubt = 0.03;  // relative, of the hour-of-week factors
constexpr double window_weight = 0.45;
constexpr double storm_doubt = 0.3;  // relative, of a series in a storm

// Long sums are tried less often a shift than short ones, so a warning may cost them less: half of that in
// logarithms, about the sum of an hour (Duembgen and Spokoiny 2001 give all of it, and with it late
// warnings).
std::array<double, desk_windows.size()> window_bonuses() {
  std::array<double, desk_windows.size()> out;
  for (std::size_t w = 0; w < out.size(); ++w)
    out[w] = window_weight * std::log10(static_cast<double>(desk_windows[w]) / ticks_an_hour);
  return out;
}

// place, neighbours, their neighbours: in that order, each once.
std::vector<std::uint32_t> around(const std::vector<std::vector<std::uint32_t>>& neighbours,
                                  std::uint32_t place, int steps) {
  std::vector<std::uint32_t> out{place};
  std::vector<std::uint8_t> seen(neighbours.size(), 0);
  seen[place] = 1;
  std::size_t from = 0;
  for (int step = 0; step < steps; ++step) {
    const std::size_t to = out.size();
    for (; from < to; ++from)
      for (const std::uint32_t next : neighbours[out[from]])
        if (seen[next] == 0) {
          seen[next] = 1;
          out.push_back(next);
        }
  }
  if (out.size() > most_named_places) out.resize(most_named_places);
  return out;
}
}  // namespace

ThemeScan::ThemeScan(const ThemeView& view, const std::vector<std::vector<std::uint32_t>>& neighbours)
    : view_(&view) {
  constexpr std::uint32_t none = UINT32_MAX;
  std::vector<std::uint32_t> at(view.categories * view.places, none);
  for (std::uint32_t i = 0; i < view.series.size(); ++i)
    at[view.category[i] * view.places + view.place[i]] = i;
  const auto add = [&](std::uint32_t family, std::uint32_t place, std::uint32_t category, int steps,
                       bool all) {
    Group group{family, place, category, {}};
    for (const std::uint32_t p : around(neighbours, place, steps))
      for (std::uint32_t c = all ? 0 : category; c < (all ? view.categories : category + 1); ++c)
        if (at[c * view.places + p] != none && group.members.size() < most_named_series)
          group.members.push_back(at[c * view.places + p]);
    if (!group.members.empty()) groups.push_back(std::move(group));
  };
  const auto places = static_cast<std::uint32_t>(view.places);
  const auto categories = static_cast<std::uint32_t>(view.categories);
  for (std::uint32_t family = 0; family < 3; ++family)
    for (std::uint32_t c = 0; c < categories; ++c)
      for (std::uint32_t p = 0; p < places; ++p)
        if (family > 0 || at[c * view.places + p] != none) add(family, p, c, static_cast<int>(family), false);
  // All categories together, where there is more than one.
  for (std::uint32_t family = 3; family < 5 && categories > 1; ++family)
    for (std::uint32_t p = 0; p < places; ++p) add(family, p, 0, static_cast<int>(family) - 3, true);
  groups_of_.resize(view.series.size());
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    for (const std::uint32_t i : groups[g].members) groups_of_[i].push_back(g);
  rate_.assign(groups.size() * view.categories, 0);
  dispersion_.assign(desk_windows.size(), std::vector<float>(groups.size(), 1));
  doubt_.assign(groups.size(), 0);
  mean_sum_.assign(groups.size(), 0);
  count_sum_.assign(groups.size(), 0);
  count_ring_.assign(groups.size() * ring, 0);
  mean_ring_.assign(groups.size() * ring, 0);
  flags_.assign(groups.size(), 0);
  touched_.assign(groups.size(), none);
}

void ThemeScan::prepare(const ThemeRates& rates, std::size_t tick) {
  const ThemeView& v = *view_;
  std::fill(rate_.begin(), rate_.end(), 0);
  std::vector<double> held(v.categories);
  std::vector<double> excess(v.categories);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::fill(held.begin(), held.end(), 0);
    std::fill(excess.begin(), excess.end(), 0);
    double total = 1e-12;
    double level = 0;
    for (const std::uint32_t i : groups[g].members) {
      const std::uint32_t c = v.category[i];
      rate_[g * v.categories + c] += rates.rate[i];
      const double m = rates.rate[i] * rates.week(c, tick);
      held[c] += m;
      excess[c] += m * (rates.dispersion[i] - 1);
      total += m;
      level += m * m * rates.level_doubt[i];
    }
    // What the region shares is taken for the middle's region: a group over a border is doubted too much.
    const std::size_t region = v.region_of_place[groups[g].place];
    double shared = rates.theme_doubt[region] * total * total;
    for (std::size_t c = 0; c < v.categories; ++c)
      shared += held[c] * held[c] * (rates.shared_doubt[c * v.regions + region] - rates.theme_doubt[region]);
    doubt_[g] = static_cast<float>((level + shared) / (total * total) + profile_doubt * profile_doubt +
                                   (rates.stormy ? storm_doubt * storm_doubt : 0.0));
    const std::size_t first = groups[g].family < 3 ? groups[g].category : 0;
    const std::size_t last = groups[g].family < 3 ? first + 1 : v.categories;
    for (std::size_t w = 0; w < desk_windows.size(); ++w) {
      double more = 0;
      for (std::size_t c = first; c < last; ++c)
        more += excess[c] * rates.dispersion_at[c * desk_windows.size() + w];
      dispersion_[w][g] = static_cast<float>(1 + more / total);
    }
  }
  if (!scale_.empty()) return;
  // Fixed point: as fine as thirty times the usual rate over the longest window still fits in 31 bits.
  for (std::size_t g = 0; g < groups.size(); ++g) {
    double usual = 1e-3;
    for (const std::uint32_t i : groups[g].members) usual += rates.rate[i];
    const double unit = std::exp2(std::floor(std::log2(2147483648.0 / (72 * 30 * usual))));
    scale_.push_back(std::min(unit, 16777216.0));
    unit_.push_back(static_cast<float>(1 / scale_.back()));
  }
}

void ThemeScan::take_tick(const ThemeRates& rates, std::size_t tick) {
  const ThemeView& v = *view_;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].family < 3) {
      mean_sum_[g] += rate_[g * v.categories + groups[g].category] * rates.week(groups[g].category, tick);
    } else {
      for (std::size_t c = 0; c < v.categories; ++c)
        mean_sum_[g] += rate_[g * v.categories + c] * rates.week(c, tick);
    }
  }
  for (std::size_t k = v.first_of_tick[tick]; k < v.first_of_tick[tick + 1]; ++k)
    for (const std::uint32_t g : groups_of_[v.counts[k].series]) {
      count_sum_[g] += v.counts[k].count;
      touched_[g] = static_cast<std::uint32_t>(tick);
    }
  const std::size_t slot = tick % ring * groups.size();
  for (std::size_t g = 0; g < groups.size(); ++g) {
    count_ring_[slot + g] = count_sum_[g];
    mean_ring_[slot + g] = static_cast<std::uint32_t>(static_cast<std::uint64_t>(mean_sum_[g] * scale_[g]));
  }
  filled_ = std::min(filled_ + 1, ring);
}

// Marks groups that may exceed in some window: one pass of plain arithmetic a window, which compilers
// vectorise.
void ThemeScan::flag(std::size_t tick) {
  const std::size_t n = groups.size();
  std::fill(flags_.begin(), flags_.end(), 0);
  const std::uint32_t* const count_now = &count_ring_[tick % ring * n];
  const std::uint32_t* const mean_now = &mean_ring_[tick % ring * n];
  for (std::size_t w = 0; w < desk_windows.size() && desk_windows[w] < filled_; ++w) {
    const std::size_t slot = (tick - desk_windows[w]) % ring * n;
    const std::uint32_t* const count_then = &count_ring_[slot];
    const std::uint32_t* const mean_then = &mean_ring_[slot];
    const float* const dispersion = dispersion_[w].data();
    const float* const doubt = doubt_.data();
    const float* const unit = unit_.data();
    std::int32_t* const flags = flags_.data();
    for (std::size_t g = 0; g < n; ++g) {
      const float y = static_cast<float>(static_cast<std::int32_t>(count_now[g] - count_then[g]));
      const float m = static_cast<float>(static_cast<std::int32_t>(mean_now[g] - mean_then[g])) * unit[g];
      const float more = y - m;
      const float variance = m * (dispersion[g] + doubt[g] * m);
      flags[g] |= static_cast<std::int32_t>(more > 0) &
                  static_cast<std::int32_t>(more * more > plain_variances * variance);
    }
  }
}

void ThemeScan::test(std::size_t tick, double floor, std::vector<Candidate>& out) {
  static const auto window_bonus = window_bonuses();
  const std::size_t n = groups.size();
  for (std::size_t g = 0; g < n; ++g) {
    if (flags_[g] == 0 || touched_[g] != tick) continue;
    Candidate best{static_cast<std::uint32_t>(tick),
                   static_cast<std::uint32_t>(view_->theme),
                   static_cast<std::uint32_t>(g),
                   groups[g].family,
                   groups[g].place,
                   0,
                   0};
    for (std::size_t w = 0; w < desk_windows.size() && desk_windows[w] < filled_; ++w) {
      const std::size_t slot = (tick - desk_windows[w]) % ring * n + g;
      const std::size_t now = tick % ring * n + g;
      const double y = count_ring_[now] - count_ring_[slot];
      if (y < least_count) continue;
      const double m = std::max(1e-9, static_cast<double>(mean_ring_[now] - mean_ring_[slot]) / scale_[g]);
      const double variance =
          m * (static_cast<double>(dispersion_[w][g]) + static_cast<double>(doubt_[g]) * m);
      if (y <= m || (y - m) * (y - m) <= static_cast<double>(plain_variances) * variance) continue;
      const double score = upper_tail_score(y, m, variance) + window_bonus[w];
      if (score <= best.score) continue;
      best.score = score;
      best.window = static_cast<std::uint32_t>(w);
      best.count = y;
      best.expected = m;
    }
    if (best.score >= floor) out.push_back(best);
  }
}

void ThemeScan::step(ThemeRates& rates, std::size_t tick, double floor, std::vector<Candidate>& out) {
  const ThemeView& v = *view_;
  bool cut = segment_end_ == 0 || tick == segment_end_;
  for (std::size_t r = 0; r < v.regions && !cut && tick > 0; ++r)
    cut = v.dark[r][tick] != v.dark[r][tick - 1];
  if (cut) {
    if (segment_end_ != 0) rates.learn(tick);
    segment_end_ = v.planned_end(tick);
    rates.expect(tick, segment_end_);
    prepare(rates, tick);
  }
  take_tick(rates, tick);
  flag(tick);
  test(tick, floor, out);
}

void ThemeScan::settle(ThemeRates& rates, std::size_t tick) {
  if (segment_end_ != 0) rates.learn(tick);
  segment_end_ = 0;
}

ThemeScan::Held ThemeScan::held(std::size_t group, std::size_t tick, std::size_t back,
                                std::size_t ticks) const {
  const std::size_t n = groups.size();
  const std::size_t last = (tick - back) % ring * n + group;
  const std::size_t first = (tick - back - ticks) % ring * n + group;
  Held out;
  out.count = count_ring_[last] - count_ring_[first];
  out.expected = static_cast<double>(mean_ring_[last] - mean_ring_[first]) / scale_[group];
  const auto longer = std::find_if(desk_windows.begin(), desk_windows.end() - 1,
                                   [&](std::size_t window) { return window >= ticks; });
  const auto window = static_cast<std::size_t>(longer - desk_windows.begin());
  out.variance = out.expected * (static_cast<double>(dispersion_[window][group]) +
                                 static_cast<double>(doubt_[group]) * out.expected);
  return out;
}

std::vector<Candidate> ThemeScan::run(ThemeRates& rates, std::size_t from, std::size_t to, double floor) {
  std::vector<Candidate> out;
  for (std::size_t tick = from; tick < to; ++tick) step(rates, tick, floor, out);
  return out;
}

}  // namespace voorzien::detection
