// A desk: thousands of count series in ticks of five minutes, each a category in a place, and what is known
// beforehand. Plain numbers: places, categories, themes and regions are indices. Read by tables/desk_files.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace voorzien::detection {

constexpr std::size_t ticks_an_hour = 12;
constexpr std::size_t ticks_a_day = 288;
constexpr std::size_t ticks_a_week = 2016;
constexpr std::size_t ticks_a_shift = 96;  // eight hours

struct DeskSeries {
  std::uint32_t place = 0;
  std::uint32_t category = 0;  // an index over all themes
  std::uint32_t theme = 0;
  std::uint32_t region = 0;
};

// Something announced: [start, end) ticks in which the counts of some themes and places change by a factor.
struct KnownEvent {
  std::size_t start = 0;
  std::size_t end = 0;
  std::vector<bool> themes;  // by theme
  std::vector<bool> places;  // by place
  double factor = 1;
  std::uint32_t name = 0;  // events of one name change a category alike
};

struct DeskCount {
  std::uint32_t series = 0;
  std::uint32_t count = 0;
};

struct DeskData {
  std::vector<DeskSeries> series;
  std::vector<std::string> series_ids;  // as the file names them
  std::size_t places = 0;
  std::size_t categories = 0;
  std::size_t themes = 0;
  std::size_t regions = 0;
  std::vector<std::vector<std::uint32_t>> neighbours;  // by place, without itself
  std::vector<std::string> theme_names;
  std::vector<std::string> place_names;
  std::vector<KnownEvent> events;
  std::size_t warmup_ticks = 0;
  std::size_t ticks = 0;
  // Non-zero counts by tick: those of tick t are counts[first_of_tick[t] .. first_of_tick[t + 1]).
  std::vector<DeskCount> counts;
  std::vector<std::size_t> first_of_tick;
};

// Runs work(0) .. work(count - 1), in any order and on any threads: detection itself starts none. What the
// pieces do must not depend on each other, so the result is the same whoever runs them.
using ForEach = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

}  // namespace voorzien::detection
