#include "detection/clusters/sweep.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "detection/clusters/limits.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace voorzien::detection {
namespace {
constexpr double block_growth = 0.35;      // of the way from expected to the least count; measured
constexpr std::size_t longest_block = 64;  // circles

// One block: adds its places to `sums` and tells by a bit a window which least count is reached.
template <std::size_t Sets>
void add_plain(const std::uint16_t* cells, const std::uint32_t* order, std::size_t circles,
               std::uint16_t (*sums)[lanes]) {
  for (std::size_t k = 0; k < circles; ++k) {
    const std::uint16_t* from = cells + order[k] * sets_together * lanes;
    for (std::size_t set = 0; set < Sets; ++set)
      for (std::size_t lane = 0; lane < lanes; ++lane)
        sums[set][lane] = static_cast<std::uint16_t>(sums[set][lane] + from[set * lanes + lane]);
  }
}

std::uint32_t passed_plain(const std::uint16_t* sums, const std::uint16_t* least) {
  std::uint32_t out = 0;
  for (std::size_t lane = 0; lane < lanes; ++lane)
    out |= static_cast<std::uint32_t>(sums[lane] >= least[lane] ? 1 : 0) << lane;
  return out;
}

struct Blocks {
  const std::uint32_t* order;  // of the centre
  const std::uint16_t* cells;
  const std::uint32_t* sizes;
  const std::uint16_t* least;
  std::size_t count;
};

// Calls look(block, circle, set, before, passed) for each block and set that has a window which passes.
template <std::size_t Sets, class Look>
void walk_plain(const Blocks& blocks, const Look& look) {
  std::uint16_t sums[Sets][lanes] = {};
  std::uint16_t before[Sets][lanes];
  std::size_t circle = 0;
  for (std::size_t b = 0; b < blocks.count; ++b) {
    std::copy(&sums[0][0], &sums[0][0] + Sets * lanes, &before[0][0]);
    add_plain<Sets>(blocks.cells, blocks.order + circle, blocks.sizes[b], sums);
    for (std::size_t set = 0; set < Sets; ++set)
      if (const std::uint32_t passed = passed_plain(sums[set], blocks.least + b * lanes); passed != 0)
        look(b, circle, set, before[set], passed);
    circle += blocks.sizes[b];
  }
}

#if defined(__x86_64__)
bool has_wide_vectors() { return __builtin_cpu_supports("avx512bw") != 0; }

template <std::size_t Sets, class Look>
__attribute__((target("avx512f,avx512bw"))) void walk_wide(const Blocks& blocks, const Look& look) {
  __m512i sums[Sets];
  for (std::size_t set = 0; set < Sets; ++set) sums[set] = _mm512_setzero_si512();
  std::size_t circle = 0;
  for (std::size_t b = 0; b < blocks.count; ++b) {
    __m512i before[Sets];
    for (std::size_t set = 0; set < Sets; ++set) before[set] = sums[set];
    const std::uint32_t* const order = blocks.order + circle;
    const std::size_t size = blocks.sizes[b];
    for (std::size_t k = 0; k < size; ++k) {
      const std::uint16_t* const from = blocks.cells + order[k] * sets_together * lanes;
      for (std::size_t set = 0; set < Sets; ++set)
        sums[set] = _mm512_add_epi16(sums[set], _mm512_loadu_si512(from + set * lanes));
    }
    const __m512i least = _mm512_loadu_si512(blocks.least + b * lanes);
    for (std::size_t set = 0; set < Sets; ++set) {
      const std::uint32_t passed = _mm512_cmpge_epu16_mask(sums[set], least);
      if (passed == 0) continue;
      std::uint16_t counts[lanes];
      _mm512_storeu_si512(counts, before[set]);
      look(b, circle, set, counts, passed);
    }
    circle += size;
  }
}
#else
bool has_wide_vectors() { return false; }
template <std::size_t Sets, class Look>
void walk_wide(const Blocks& blocks, const Look& look) {
  walk_plain<Sets>(blocks, look);
}
#endif
}  // namespace

LaneCounts::LaneCounts(std::size_t places, std::size_t windows)
    : places_(places), cells_((windows + lanes - 1) / lanes * places * sets_together * lanes, 0) {}

void LaneCounts::clear() { std::fill(cells_.begin(), cells_.end(), std::uint16_t{0}); }

Sweep::Row Sweep::row_of(std::size_t centre, std::size_t vector) const {
  const std::size_t windows = expectation_->windows.size();
  const std::size_t used = std::min(lanes, windows - vector * lanes);
  const bool spread = !expectation_->variances.empty();
  std::array<double, lanes> mean{};
  std::array<double, lanes> variance{};
  Row out;
  std::size_t k = circles_->first[centre];
  const std::size_t end = circles_->first[centre + 1];
  const auto take = [&](std::size_t at) {
    const std::size_t row = circles_->order[at] * windows + vector * lanes;
    for (std::size_t lane = 0; lane < used; ++lane) mean[lane] += expectation_->counts[row + lane];
    if (spread)
      for (std::size_t lane = 0; lane < used; ++lane) variance[lane] += expectation_->variances[row + lane];
  };
  while (k < end) {
    out.mean.insert(out.mean.end(), mean.begin(), mean.end());
    if (spread) out.variance.insert(out.variance.end(), variance.begin(), variance.end());
    std::array<double, lanes> lowest;  // dispersion of any circle of the block
    std::array<double, lanes> first{};
    lowest.fill(std::numeric_limits<double>::infinity());
    std::uint32_t size = 0;
    std::size_t widest = 0;
    double room = 0;
    while (k < end && size < longest_block) {
      take(k);
      if (size == 0) {
        first = mean;
        widest = static_cast<std::size_t>(std::max_element(mean.begin(), mean.begin() + used) - mean.begin());
        room = block_growth * std::sqrt(2 * mean[widest] * floor_);
      }
      for (std::size_t lane = 0; lane < used; ++lane)
        lowest[lane] = std::min(lowest[lane],
                                expectation_->dispersion(mean[lane], variance[lane], vector * lanes + lane));
      ++size;
      ++k;
      if (mean[widest] - first[widest] > room) break;
    }
    out.sizes.push_back(size);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      // The least count of the first circle at the smallest dispersion bounds that of every circle here.
      const double least = lane < used ? expectation_->statistic.reached_from(std::max(first[lane], 1e-12),
                                                                              lowest[lane], floor_)
                                       : 65'535;
      out.least.push_back(static_cast<std::uint16_t>(std::min(least, 65'535.0)));
    }
  }
  return out;
}

Result<Sweep> Sweep::over(const Circles& circles, const Expectation& expectation, double floor,
                          const ForEach& each) {
  Sweep out(circles, expectation, floor);
  const std::size_t centres = circles.places.size();
  const std::size_t vectors = (expectation.windows.size() + lanes - 1) / lanes;
  out.first_.push_back(0);
  constexpr std::size_t centres_together =
      512;  // so that what is made and what is kept never stand side by side
  std::vector<Row> rows;
  for (std::size_t at = 0; at < vectors * centres; at += centres_together) {
    rows.assign(std::min(centres_together, vectors * centres - at), {});
    each(rows.size(), [&](std::size_t k) { rows[k] = out.row_of((at + k) % centres, (at + k) / centres); });
    for (const Row& row : rows) {
      out.sizes_.insert(out.sizes_.end(), row.sizes.begin(), row.sizes.end());
      out.least_.insert(out.least_.end(), row.least.begin(), row.least.end());
      out.mean_.insert(out.mean_.end(), row.mean.begin(), row.mean.end());
      out.variance_.insert(out.variance_.end(), row.variance.begin(), row.variance.end());
      out.first_.push_back(out.sizes_.size());
    }
    if (out.least_.size() > most_scan_cells)
      return Error{
          ErrorCode::TooLarge, "",
          fmt::format("More than {} circles and windows: lower --max-share, --max-radius or --window.",
                      most_scan_cells)};
  }
  return out;
}

// The windows of one block that may hold something: circle by circle, in the order of `strongest_about`, so
// that sums are the same bits.
void Sweep::look(std::size_t centre, std::size_t vector, std::size_t block, std::size_t from, std::size_t set,
                 const std::uint16_t* before, std::uint32_t passed, const std::uint16_t* cells,
                 const Seen& seen) const {
  const Statistic& statistic = expectation_->statistic;
  const std::size_t windows = expectation_->windows.size();
  const bool spread = !variance_.empty();
  const std::size_t start = circles_->first[centre] + from;
  while (passed != 0) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(passed));
    passed &= passed - 1;
    const std::size_t window = vector * lanes + lane;
    std::uint32_t count = before[lane];
    double mean = mean_[block * lanes + lane];
    double variance = spread ? variance_[block * lanes + lane] : 0;
    for (std::size_t k = start; k < start + sizes_[block]; ++k) {
      const std::size_t place = circles_->order[k];
      count += cells[(place * sets_together + set) * lanes + lane];
      mean += expectation_->counts[place * windows + window];
      if (spread) variance += expectation_->variances[place * windows + window];
      if (circles_->may_end[k] == 0 || !(count > mean)) continue;
      const double dispersion = expectation_->dispersion(mean, variance, window);
      const double beaten = seen.strongest != nullptr ? seen.strongest->ratio : *seen.largest;
      if (statistic.at_most(count, mean, dispersion) < std::max(beaten, floor_)) continue;
      const double ratio = statistic(count, mean, dispersion);
      if (ratio < floor_) continue;
      *seen.largest = std::max(*seen.largest, ratio);
      if (seen.strongest == nullptr) continue;
      Cylinder& best = *seen.strongest;
      // Equal ratios: the smaller circle, then the earlier window, as `strongest_about` meets them.
      if (ratio > best.ratio ||
          (ratio >= best.ratio && (k < best.end || (k == best.end && window < best.window))))
        best = {static_cast<std::uint32_t>(centre), k,    static_cast<std::uint32_t>(window),
                static_cast<double>(count),         mean, ratio};
    }
  }
}

template <std::size_t Sets>
void Sweep::walk(const LaneCounts& counts, Cylinder* strongest, double* largest) const {
  const bool wide = has_wide_vectors() && !plain;
  const std::size_t centres = circles_->places.size();
  for (std::size_t row = 0; row + 1 < first_.size(); ++row) {
    const std::size_t centre = row % centres;
    const std::size_t vector = row / centres;
    const std::size_t first = first_[row];
    const Blocks blocks{circles_->order.data() + circles_->first[centre], counts.vectors(vector),
                        sizes_.data() + first, least_.data() + first * lanes, first_[row + 1] - first};
    const auto seen = [&](std::size_t block, std::size_t circle, std::size_t set, const std::uint16_t* before,
                          std::uint32_t passed) {
      look(centre, vector, first + block, circle, set, before, passed, blocks.cells,
           {largest + set, strongest == nullptr ? nullptr : strongest + centre});
    };
    if (wide)
      walk_wide<Sets>(blocks, seen);
    else
      walk_plain<Sets>(blocks, seen);
  }
}

std::array<double, sets_together> Sweep::largest(const LaneCounts& counts, std::size_t sets) const {
  std::array<double, sets_together> out{};
  if (sets > 1)
    walk<sets_together>(counts, nullptr, out.data());
  else
    walk<1>(counts, nullptr, out.data());
  return out;
}

std::vector<Cylinder> Sweep::strongest(const LaneCounts& counts) const {
  std::vector<Cylinder> out(circles_->places.size());
  for (std::uint32_t centre = 0; centre < out.size(); ++centre) out[centre].centre = centre;
  double largest = 0;
  walk<1>(counts, out.data(), &largest);
  return out;
}

}  // namespace voorzien::detection
