// What a scan takes in at most; scan_test.cpp reaches each.
#pragma once

#include <cstddef>

namespace voorzien::detection {
constexpr std::size_t most_scan_places = 20'000;
constexpr std::size_t most_scan_periods = 20'000;    // from the first report to the end
constexpr std::size_t most_scan_window = 400;        // periods of one cylinder
constexpr std::size_t most_scan_windows = 4'096;     // time windows, starts and ends together
constexpr std::size_t most_scan_zones = 30'000'000;  // circles
constexpr std::size_t most_scan_cells = 60'000'000;  // blocks of circles x windows: 1.4 GB
constexpr std::size_t most_scan_replicas = 99'999;
}  // namespace voorzien::detection
