#include "server/demo/past_counts.h"

#include <array>
#include <cmath>

#include "base/random.h"
#include "picture/findings/counting.h"
#include "server/demo/act.h"

namespace voorzien::server {
namespace {
constexpr std::uint64_t seed = 8;
constexpr std::uint64_t scale = 1'000'000'000;

// Of the rate by day, by hour: few at night.
constexpr std::array<double, 24> by_hour{0.55, 0.45, 0.4, 0.35, 0.35, 0.4, 0.5, 0.65, 0.8,  0.95, 1,   1,
                                         1,    1,    1,   1,    1,    1,   1,   1,    0.95, 0.9,  0.8, 0.7};

// A Poisson number by products of uniform ones (Knuth, The Art of Computer Programming 2, 3.4.1): means are
// far below one here.
std::int64_t drawn(Random& random, double mean) {
  std::int64_t out = 0;
  const double left = std::exp(-mean);
  for (double product = 1;; ++out) {
    product *= static_cast<double>(random.below(scale) + 1) / static_cast<double>(scale);
    if (product <= left) return out;
  }
}
}  // namespace

picture::TakeCounts past_counts(const std::vector<film::Usual>& usual, const doctrine::Detection& detection,
                                Instant start) {
  picture::TakeCounts out;
  out.origin = "demonstratie";
  const std::int64_t today = picture::local_tick(start).day;
  const std::int64_t monday = today - today % 7;
  Random random(seed);
  for (const film::Usual& one : usual) out.series.push_back(one.series);
  for (std::int64_t day = monday - detection.warmup_weeks * 7; day < today; ++day) {
    std::string& text = out.counts[picture::day_text(day)];
    for (std::int64_t tick = 0; tick < picture::ticks_a_local_day; ++tick)
      for (std::size_t k = 0; k < usual.size(); ++k) {
        const double mean = usual[k].an_hour * by_hour[static_cast<std::size_t>(tick / 12)] / 12;
        if (const std::int64_t count = drawn(random, mean); count > 0)
          picture::append_count(text, tick, static_cast<std::int64_t>(k), count);
      }
  }
  return out;
}

Done bring_past_counts(engine::Submit& engine, picture::TakeCounts counts) {
  if (counts.series.empty()) return Nothing{};
  return act_as_demo(engine, "counts", picture::Command{std::move(counts)});
}

}  // namespace voorzien::server
