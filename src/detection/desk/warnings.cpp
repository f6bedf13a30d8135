#include "detection/desk/warnings.h"

#include <algorithm>
#include <cmath>

namespace voorzien::detection {
namespace {
// Decades that a family gives away. Happenings are oftener in one place and category than wide (two steps) or
// in a theme as a whole, so their share of the budget is larger.
constexpr std::array<double, families> family_cost{0, 0, 0.25, 0.5, 0.5};

}  // namespace

double floor_score(std::size_t series) {
  constexpr double floor_of_5000 = 4.2;
  constexpr double least = 2;
  return std::clamp(floor_of_5000 + std::log10(std::max<double>(static_cast<double>(series), 1) / 5'000),
                    least, floor_of_5000);
}

bool shown_first(const Candidate& a, const Candidate& b) {
  if (a.tick != b.tick) return a.tick < b.tick;
  if (a.score > b.score) return true;
  if (a.score < b.score) return false;
  return a.theme != b.theme ? a.theme < b.theme : a.group < b.group;
}

namespace {
// The highest score of each happening of one family: independent enough to count.
std::vector<double> peaks_of(const std::vector<Candidate>& candidates, const Nearness& near,
                             std::size_t themes, std::uint32_t family) {
  Merger merger(themes);
  std::vector<double> peaks;
  for (const Candidate& c : candidates) {
    if (c.family != family) continue;
    const Merger::Home home = merger.place(c, near);
    if (home.is_new)
      peaks.push_back(c.score);
    else
      peaks[home.happening] = std::max(peaks[home.happening], c.score);
  }
  return peaks;
}

FamilyTail tail_of(std::vector<double> peaks, double floor, double shifts) {
  // The upper part decides: from where about 600 peaks remain (or all). Hill's estimator in logarithms.
  std::sort(peaks.begin(), peaks.end(), std::greater<>());
  constexpr std::size_t most = 600;
  if (peaks.size() > most) {
    floor = peaks[most];
    peaks.resize(most);
  }
  double excess = 2.0 / 2.302585;  // two peaks of a well calibrated tail as a prior
  for (const double peak : peaks) excess += peak - floor;
  const double n = static_cast<double>(peaks.size());
  return {std::max(n, 0.5) / shifts, (n + 2) / excess, floor};
}
}  // namespace

Nearness two_steps(const std::vector<std::vector<std::uint32_t>>& neighbours) {
  Nearness out(neighbours.size(), std::vector<std::uint8_t>(neighbours.size(), 0));
  for (std::size_t p = 0; p < neighbours.size(); ++p) {
    out[p][p] = 1;
    for (const std::uint32_t one : neighbours[p]) {
      out[p][one] = 1;
      for (const std::uint32_t two : neighbours[one]) out[p][two] = 1;
    }
  }
  return out;
}

Merger::Home Merger::place(const Candidate& candidate, const Nearness& near) {
  auto& of_theme = running_[candidate.theme];
  const auto at = std::find_if(of_theme.begin(), of_theme.end(), [&](const Running& r) {
    return candidate.tick - r.last <= quiet_ticks && near[r.place][candidate.place] != 0;
  });
  if (at != of_theme.end()) {
    at->last = candidate.tick;
    return {at->happening, false};
  }
  std::erase_if(of_theme, [&](const Running& r) { return candidate.tick - r.last > quiet_ticks; });
  of_theme.push_back({candidate.tick, candidate.place, next_});
  return {next_++, true};
}

double on_scale(double score, std::uint32_t family, const Calibration& calibration) {
  constexpr double log10_e = 0.4342944819;
  const FamilyTail& tail = calibration.tails[family];
  return tail.slope * (score - tail.floor) * log10_e - std::log10(tail.rate) - family_cost[family];
}

void put_on_scale(std::vector<Candidate>& candidates, const Calibration& calibration) {
  for (Candidate& c : candidates) c.score = on_scale(c.score, c.family, calibration);
  std::sort(candidates.begin(), candidates.end(), shown_first);
}

std::vector<Candidate> merge(const std::vector<Candidate>& candidates, const Nearness& near,
                             std::size_t themes, double level) {
  Merger merger(themes);
  std::vector<Candidate> out;
  for (const Candidate& c : candidates)
    if (c.score >= level && merger.place(c, near).is_new) out.push_back(c);
  return out;
}

Calibration calibrate(const std::vector<Candidate>& candidates, const Nearness& near, std::size_t themes,
                      double shifts, double floor, double budget) {
  Calibration out;
  for (std::uint32_t family = 0; family < families; ++family)
    out.tails[family] = tail_of(peaks_of(candidates, near, themes, family), floor, shifts);
  std::vector<Candidate> scaled = candidates;
  put_on_scale(scaled, out);
  // ln(warnings a shift) is nearly straight in the level; a line through five levels, the budget read off it.
  constexpr double least_level = -3;
  std::array<double, 5> wanted{6, 4.5, 3.5, 2.5, 1.8};
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (const double a_shift : wanted) {
    double low = least_level;
    double high = 10;
    for (int step = 0; step < 24; ++step) {
      const double middle = (low + high) / 2;
      const auto count = static_cast<double>(merge(scaled, near, themes, middle).size());
      (count > a_shift * budget / 2 * shifts ? low : high) = middle;
    }
    if (high < least_level + 0.01) continue;  // not even all that was kept is so many
    const double x = std::log(a_shift * budget / 2);
    n += 1, sx += x, sy += high, sxx += x * x, sxy += x * high;
  }
  // What chance alone makes oftener than the budget is no news, whatever else was kept.
  out.level = -std::log10(budget);
  if (n < 2) return out;
  const double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  out.level = std::max(out.level, sy / n + slope * (std::log(budget) - sx / n));
  return out;
}

std::vector<Candidate> without_flood(const std::vector<Candidate>& warnings, std::size_t most) {
  std::vector<Candidate> waiting;
  std::vector<Candidate> out;
  std::size_t next = 0;
  std::uint32_t tick = warnings.empty() ? 0 : warnings.front().tick;
  std::size_t before = 0;  // shown in the last tick
  std::uint32_t last = 0;
  while (next < warnings.size() || !waiting.empty()) {
    if (waiting.empty()) tick = warnings[next].tick;
    for (; next < warnings.size() && warnings[next].tick == tick; ++next) waiting.push_back(warnings[next]);
    if (last + 1 != tick) before = 0;
    std::size_t now = 0;
    std::vector<Candidate> later;
    for (Candidate& c : waiting) {
      if (tick - c.tick > ticks_an_hour) continue;
      if (before + now < most) {
        out.push_back(c);
        out.back().tick = tick;
        ++now;
      } else {
        later.push_back(c);
      }
    }
    waiting = std::move(later);
    last = tick;
    before = now;
    ++tick;
  }
  return out;
}

}  // namespace voorzien::detection
