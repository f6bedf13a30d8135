#include "detection/clusters/standing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "detection/clusters/limits.h"

namespace voorzien::detection {
namespace {
constexpr std::int32_t most_left = 2'000'000'000;
constexpr double block_growth = 0.8;  // of the way from expected to the least count; measured
constexpr std::size_t longest_block = 64;
constexpr std::size_t together = 8;  // a row's numbers are a multiple of it

// What is awaited less what came; true: one of them has no more to wait for. Without branches and eight side
// by side, so that the compiler uses vectors.
bool counted_down(std::int32_t* left, const std::vector<std::int32_t>& came) {
  std::int32_t passed[together] = {};
  for (std::size_t w = 0; w < came.size(); w += together)
    for (std::size_t k = 0; k < together; ++k) {
      left[w + k] -= came[w + k];
      passed[k] |= left[w + k] - 1;
    }
  std::int32_t any = 0;
  for (const std::int32_t one : passed) any |= one;
  return any < 0;
}
}  // namespace

StandingScan::StandingScan(const Circles& circles, const Expectation& expectation, double floor)
    : circles_(&circles),
      expectation_(&expectation),
      floor_(floor),
      windows_(expectation.windows.size()),
      row_((windows_ + together - 1) / together * together),
      came_(row_),
      strongest_(circles.places.size()) {
  for (std::uint32_t centre = 0; centre < strongest_.size(); ++centre) strongest_[centre].centre = centre;
}

Result<StandingScan> StandingScan::over(const Circles& circles, const Expectation& expectation,
                                        double floor) {
  StandingScan out(circles, expectation, floor);
  for (std::size_t centre = 0; centre < circles.places.size(); ++centre) {
    out.first_block_.push_back(out.blocks_.size());
    out.cut_into_blocks(centre);
    if (out.blocks_.size() * out.row_ > most_scan_cells)
      return Error{
          ErrorCode::TooLarge, "",
          fmt::format("More than {} circles and windows: lower --max-share, --max-radius or --window.",
                      most_scan_cells)};
  }
  out.first_block_.push_back(out.blocks_.size());
  out.enter_places();
  out.left_.assign(out.blocks_.size() * out.row_, most_left);
  out.least_.assign(out.blocks_.size() * out.row_, most_left);
  out.counts_.assign(circles.places.size() * out.windows_, 0);
  return out;
}

void StandingScan::cut_into_blocks(std::size_t centre) {
  const Expectation& expects = *expectation_;
  const double widest = *std::max_element(expects.window.begin(), expects.window.end());
  CircleSums sums;
  std::size_t k = circles_->first[centre];
  const std::size_t end = circles_->first[centre + 1];
  while (k < end) {
    Block block{k, k, sums};
    double room = 0;
    double weight = 0;
    while (block.end < end && block.end - block.first < longest_block) {
      sums.add(expects, circles_->order[block.end++]);
      if (block.end == block.first + 1) {
        weight = sums.weight;
        room = block_growth * std::sqrt(2 * weight * widest * floor_);
      }
      if ((sums.weight - weight) * widest > room) break;
    }
    k = block.end;
    blocks_.push_back(block);
  }
}

void StandingScan::enter_places() {
  first_entry_.assign(circles_->places.size() + 1, 0);
  for (const std::uint32_t place : circles_->order) ++first_entry_[place + 1];
  for (std::size_t place = 0; place < circles_->places.size(); ++place)
    first_entry_[place + 1] += first_entry_[place];
  entries_.resize(circles_->order.size());
  std::vector<std::size_t> next(first_entry_.begin(), first_entry_.end() - 1);
  for (std::uint32_t centre = 0; centre < circles_->places.size(); ++centre)
    for (std::size_t block = first_block_[centre]; block < first_block_[centre + 1]; ++block)
      for (std::size_t k = blocks_[block].first; k < blocks_[block].end; ++k)
        entries_[next[circles_->order[k]]++] = {centre, static_cast<std::uint32_t>(block)};
}

void StandingScan::begin(const std::vector<std::uint32_t>& counts) {
  counts_ = counts;
  std::vector<std::uint32_t> sums(windows_);
  for (std::uint32_t centre = 0; centre < strongest_.size(); ++centre) {
    std::fill(sums.begin(), sums.end(), 0U);
    for (std::size_t block = first_block_[centre]; block < first_block_[centre + 1]; ++block) {
      for (std::size_t k = blocks_[block].first; k < blocks_[block].end; ++k)
        for (std::size_t w = 0; w < windows_; ++w) sums[w] += counts_[circles_->order[k] * windows_ + w];
      for (std::size_t w = 0; w < windows_; ++w)
        left_[block * row_ + w] = most_left - static_cast<std::int32_t>(sums[w]);
    }
    for (std::size_t block = first_block_[centre]; block < first_block_[centre + 1]; ++block)
      for (std::size_t w = 0; w < windows_; ++w) look(centre, block, w);
  }
}

bool StandingScan::add(std::uint32_t place, std::uint32_t period) {
  const auto& windows = expectation_->windows;
  // Windows end now, each a period longer: those that hold the period are the last ones.
  const auto holds = std::find_if(windows.begin(), windows.end(), [&](const TimeWindow& window) {
    return window.first <= period && period <= window.last;
  });
  if (holds == windows.end() || place + 1 >= first_entry_.size()) return false;
  const auto from = static_cast<std::size_t>(holds - windows.begin());
  for (std::size_t w = 0; w < windows_; ++w) {
    came_[w] = w < from ? 0 : 1;
    counts_[place * windows_ + w] += w < from ? 0 : 1;
  }
  for (std::size_t e = first_entry_[place]; e < first_entry_[place + 1]; ++e) {
    const Entry entry = entries_[e];
    for (std::size_t block = entry.block; block < first_block_[entry.centre + 1]; ++block) {
      const std::size_t at = block * row_;
      if (!counted_down(left_.data() + at, came_)) continue;
      for (std::size_t w = from; w < windows_; ++w)
        if (left_[at + w] <= 0) look(entry.centre, block, w);
    }
  }
  return true;
}

// Circle by circle, in the order of `strongest_about`, so that sums are the same bits. A block's count before
// its first circle is that of the block before it: blocks of a centre have all grown by then, since they are
// walked outward.
void StandingScan::look(std::uint32_t centre, std::size_t block, std::size_t window) {
  const Expectation& expects = *expectation_;
  const Statistic& statistic = expects.statistic;
  Cylinder& best = strongest_[centre];
  const bool innermost = block == first_block_[centre];
  std::int32_t count = innermost ? 0 : sum(block - 1, window);
  CircleSums sums = blocks_[block].before;
  double first_mean = 0;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t k = blocks_[block].first; k < blocks_[block].end; ++k) {
    count += static_cast<std::int32_t>(counts_[circles_->order[k] * windows_ + window]);
    sums.add(expects, circles_->order[k]);
    const double mean = sums.expected(expects, window);
    const double dispersion = sums.dispersion(expects, window);
    if (k == blocks_[block].first) first_mean = mean;
    lowest = std::min(lowest, dispersion);
    if (circles_->may_end[k] == 0 || !(count > mean)) continue;
    const double beaten = std::max(floor_, best.ratio);
    if (statistic.at_most(count, mean, dispersion) < beaten) continue;
    const double ratio = statistic(count, mean, dispersion);
    // Equal ratios: the smaller circle, then the shorter window, as `strongest_about` meets them.
    if (ratio > beaten ||
        (ratio >= beaten && (best.ratio < floor_ || k < best.end || (k == best.end && window < best.window))))
      best = {centre, k, static_cast<std::uint32_t>(window), static_cast<double>(count), mean, ratio};
  }
  // The least count of the first circle at the smallest dispersion bounds that of every circle here.
  const double least =
      statistic.reached_from(std::max(first_mean, 1e-12), lowest, std::max(floor_, best.ratio));
  const std::size_t at = block * row_ + window;
  const std::int32_t now = sum(block, window);
  least_[at] = static_cast<std::int32_t>(std::clamp(least, now + 1.0, double{most_left}));
  left_[at] = least_[at] - now;
}

}  // namespace voorzien::detection
