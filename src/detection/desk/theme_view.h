// One theme of a desk with its own small indices, what is dark taken out: what a theme's rates and scan read.
// Themes do not share anything below, so each can be worked through on its own.
#pragma once

#include <cstdint>
#include <vector>

#include "detection/desk/data.h"
#include "detection/desk/outages.h"

namespace voorzien::detection {

struct ThemeView {
  std::size_t theme = 0;
  std::size_t categories = 0;
  std::size_t places = 0;
  std::size_t regions = 0;
  std::vector<std::uint32_t> series;  // the desk's number of each series here
  std::vector<std::uint32_t> place;
  std::vector<std::uint32_t> category;
  std::vector<std::uint32_t> region;
  std::vector<std::uint32_t> region_of_place;
  // Counts of this theme by tick, those of dark ticks left out; `series` is the index here.
  std::vector<DeskCount> counts;
  std::vector<std::size_t> first_of_tick;
  std::vector<std::vector<std::uint8_t>> dark;  // by region and tick
  std::vector<KnownEvent> events;               // those that concern this theme
  // Ascending ticks at which darkness or a known event begins or ends, every hour among them.
  std::vector<std::size_t> boundaries;
  std::size_t ticks = 0;

  // Where a segment from `tick` ends unless something goes dark in it: the next hour or known event.
  [[nodiscard]] std::size_t planned_end(std::size_t tick) const;
  // One more tick. now_dark: by region. counts: of `series` here, those of dark regions left out.
  void append(const std::vector<DeskCount>& now, const std::vector<std::uint8_t>& now_dark);
};

[[nodiscard]] ThemeView view_theme(const DeskData& desk, const std::vector<Outage>& outages,
                                   std::size_t theme);

}  // namespace voorzien::detection
