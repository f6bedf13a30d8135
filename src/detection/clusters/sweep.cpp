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
constexpr double block_growth = 0.28;      // of the way from expected to the least count; measured
constexpr std::size_t longest_block = 64;  // circles

struct Blocks {
  const std::uint32_t* order;  // of the centre
  const std::uint8_t* cells;
  const std::uint8_t* sizes;
  const std::uint16_t* least;
  std::size_t count;
};

void add_plain(const std::uint8_t* cells, std::uint16_t* sums) {
  for (std::size_t lane = 0; lane < lanes; ++lane)
    sums[lane] = static_cast<std::uint16_t>(sums[lane] + cells[lane]);
}

std::uint32_t passed_plain(const std::uint16_t* sums, const std::uint16_t* least) {
  std::uint32_t out = 0;
  for (std::size_t lane = 0; lane < lanes; ++lane)
    out |= static_cast<std::uint32_t>(sums[lane] >= least[lane] ? 1 : 0) << lane;
  return out;
}

// Calls look(block, circle, passed) for each block and set that has a window which passes.
template <std::size_t Sets, class Look>
bool walk_plain(const Blocks& blocks, const Look& look) {
  std::uint16_t sums[Sets][lanes] = {};
  std::uint16_t before[Sets][lanes];
  std::size_t circle = 0;
  for (std::size_t b = 0; b < blocks.count; ++b) {
    std::copy(&sums[0][0], &sums[0][0] + Sets * lanes, &before[0][0]);
    for (std::size_t k = circle; k < circle + blocks.sizes[b]; ++k)
      for (std::size_t set = 0; set < Sets; ++set)
        add_plain(blocks.cells + (blocks.order[k] * sets_together + set) * lanes, sums[set]);
    for (std::size_t set = 0; set < Sets; ++set)
      if (const std::uint32_t passed = passed_plain(sums[set], blocks.least + b * lanes); passed != 0)
        look(b, circle, Passed{set, before[set], sums[set], passed});
    circle += blocks.sizes[b];
  }
  return true;
}

#if defined(__x86_64__)
bool has_wide_vectors() { return __builtin_cpu_supports("avx512bw") != 0; }

// The same; false when a block's sums did not fit a byte.
template <std::size_t Sets, class Look>
__attribute__((target("avx512f,avx512bw"))) bool walk_wide(const Blocks& blocks, const Look& look) {
  constexpr std::size_t pairs = (Sets + 1) / 2;
  __m512i sums[2 * pairs];
  for (__m512i& sum : sums) sum = _mm512_setzero_si512();
  std::size_t circle = 0;
  for (std::size_t b = 0; b < blocks.count; ++b) {
    __m512i bytes[pairs];
    for (__m512i& both : bytes) both = _mm512_setzero_si512();
    const std::uint32_t* const order = blocks.order + circle;
    const std::size_t size = blocks.sizes[b];
    for (std::size_t k = 0; k < size; ++k) {
      const std::uint8_t* const from = blocks.cells + order[k] * sets_together * lanes;
      for (std::size_t pair = 0; pair < pairs; ++pair)
        bytes[pair] = _mm512_adds_epu8(bytes[pair], _mm512_loadu_si512(from + pair * 2 * lanes));
    }
    const __m512i least = _mm512_loadu_si512(blocks.least + b * lanes);
    for (std::size_t pair = 0; pair < pairs; ++pair) {
      if (_mm512_cmpeq_epu8_mask(bytes[pair], _mm512_set1_epi8(-1)) != 0) return false;
      const __m512i grown[2] = {_mm512_cvtepu8_epi16(_mm512_castsi512_si256(bytes[pair])),
                                _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(bytes[pair], 1))};
      for (std::size_t one = 0; one < 2 && 2 * pair + one < Sets; ++one) {
        const std::size_t set = 2 * pair + one;
        const __m512i before = sums[set];
        sums[set] = _mm512_add_epi16(before, grown[one]);
        const std::uint32_t passed = _mm512_cmpge_epu16_mask(sums[set], least);
        if (passed == 0) continue;
        std::uint16_t was[lanes];
        std::uint16_t is[lanes];
        _mm512_storeu_si512(was, before);
        _mm512_storeu_si512(is, sums[set]);
        look(b, circle, Passed{set, was, is, passed});
      }
    }
    circle += size;
  }
  return true;
}
#else
bool has_wide_vectors() { return false; }
template <std::size_t Sets, class Look>
bool walk_wide(const Blocks& blocks, const Look& look) {
  return walk_plain<Sets>(blocks, look);
}
#endif
}  // namespace

LaneCounts::LaneCounts(std::size_t places, std::size_t windows)
    : places_(places), cells_((windows + lanes - 1) / lanes * places * sets_together * lanes, 0) {}

void LaneCounts::clear() { std::fill(cells_.begin(), cells_.end(), std::uint8_t{0}); }

// A block grows while the widest expectation grows by less than a part of the way to its least count.
Sweep::Row Sweep::row_of(std::size_t centre, std::size_t vector) const {
  const Expectation& expected = *expectation_;
  const std::size_t first_window = vector * lanes;
  const std::size_t used = std::min(lanes, expected.windows.size() - first_window);
  const auto widest =
      std::max_element(expected.window.begin() + static_cast<std::ptrdiff_t>(first_window),
                       expected.window.begin() + static_cast<std::ptrdiff_t>(first_window + used));
  Row out;
  CircleSums sums;
  std::size_t k = circles_->first[centre];
  const std::size_t end = circles_->first[centre + 1];
  while (k < end) {
    Block block{0, sums};
    CircleSums first;
    std::array<double, lanes> lowest;  // dispersion of any circle of the block
    lowest.fill(std::numeric_limits<double>::infinity());
    double room = 0;
    while (k < end && block.circles < longest_block) {
      sums.add(expected, circles_->order[k++]);
      if (block.circles++ == 0) {
        first = sums;
        room = block_growth * std::sqrt(2 * sums.weight * *widest * floor_);
      }
      for (std::size_t lane = 0; lane < used; ++lane)
        lowest[lane] = std::min(lowest[lane], sums.dispersion(expected, first_window + lane));
      if ((sums.weight - first.weight) * *widest > room) break;
    }
    out.blocks.push_back(block);
    // The least count of the first circle at the smallest dispersion bounds that of every circle here.
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double mean = lane < used ? std::max(first.expected(expected, first_window + lane), 1e-12) : 1;
      const double least = lane < used ? expected.statistic.reached_from(mean, lowest[lane], floor_) : 65'535;
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
  constexpr std::size_t rows_together =
      512;  // so that what is made and what is kept never stand side by side
  std::vector<Row> rows;
  for (std::size_t at = 0; at < vectors * centres; at += rows_together) {
    rows.assign(std::min(rows_together, vectors * centres - at), {});
    each(rows.size(), [&](std::size_t k) { rows[k] = out.row_of((at + k) % centres, (at + k) / centres); });
    for (const Row& row : rows) {
      for (const Block& block : row.blocks) out.sizes_.push_back(static_cast<std::uint8_t>(block.circles));
      out.blocks_.insert(out.blocks_.end(), row.blocks.begin(), row.blocks.end());
      out.least_.insert(out.least_.end(), row.least.begin(), row.least.end());
      out.first_.push_back(out.blocks_.size());
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
void Sweep::look(const Place& at, std::size_t block, std::size_t circle, const Passed& passed,
                 Largest& seen) const {
  const Statistic& statistic = expectation_->statistic;
  const std::size_t start = circles_->first[at.centre] + circle;
  CircleSums first = blocks_[block].before;
  first.add(*expectation_, circles_->order[start]);
  for (std::uint32_t left = passed.windows; left != 0; left &= left - 1) {
    const auto lane = static_cast<std::size_t>(std::countr_zero(left));
    const std::size_t window = at.vector * lanes + lane;
    // The last count over the first expectation: when that is too little, so is every circle between.
    if (expectation_->dispersion.empty() &&
        statistic.at_most(passed.after[lane], first.expected(*expectation_, window)) < beaten(passed, seen))
      continue;
    look_in(at, window, {start, start + blocks_[block].circles}, blocks_[block].before, passed, seen);
  }
}

double Sweep::beaten(const Passed& passed, const Largest& seen) const {
  return std::max(floor_, seen[passed.set]);
}

void Sweep::look_in(const Place& at, std::size_t window, const Span& span, CircleSums sums,
                    const Passed& passed, Largest& seen) const {
  const Statistic& statistic = expectation_->statistic;
  const std::size_t lane = window % lanes;
  std::uint32_t count = passed.before[lane];
  for (std::size_t k = span.first; k < span.end; ++k) {
    const std::size_t place = circles_->order[k];
    count += at.cells[(place * sets_together + passed.set) * lanes + lane];
    sums.add(*expectation_, place);
    const double mean = sums.expected(*expectation_, window);
    if (circles_->may_end[k] == 0 || !(count > mean)) continue;
    const double dispersion = sums.dispersion(*expectation_, window);
    if (statistic.at_most(count, mean, dispersion) < beaten(passed, seen)) continue;
    const double ratio = statistic(count, mean, dispersion);
    if (ratio < floor_) continue;
    seen[passed.set] = std::max(seen[passed.set], ratio);
  }
}

template <std::size_t Sets>
bool Sweep::walk(const LaneCounts& counts, bool wide, Largest& seen) const {
  const std::size_t centres = circles_->places.size();
  for (std::size_t row = 0; row + 1 < first_.size(); ++row) {
    const Place at{row % centres, row / centres, counts.vectors(row / centres)};
    const std::size_t first = first_[row];
    const Blocks blocks{circles_->order.data() + circles_->first[at.centre], at.cells, sizes_.data() + first,
                        least_.data() + first * lanes, first_[row + 1] - first};
    const auto passes = [&](std::size_t block, std::size_t circle, const Passed& passed) {
      look(at, first + block, circle, passed, seen);
    };
    if (!(wide ? walk_wide<Sets>(blocks, passes) : walk_plain<Sets>(blocks, passes))) return false;
  }
  return true;
}

std::array<double, sets_together> Sweep::largest(const LaneCounts& counts, std::size_t sets) const {
  const auto walked = [&](bool wide) {
    Largest out{};
    const bool whole = sets > 1 ? walk<sets_together>(counts, wide, out) : walk<1>(counts, wide, out);
    return std::pair(out, whole);
  };
  const auto [out, whole] = walked(has_wide_vectors() && !plain);
  return whole ? out : walked(false).first;
}

}  // namespace voorzien::detection
