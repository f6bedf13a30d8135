// What the readers take in at most; tables/*_test.cpp reaches each.
#pragma once

#include <cstddef>
#include <cstdint>

namespace voorzien::detection {
constexpr double largest_count = 1e9;            // of one cell
constexpr std::size_t most_columns = 200'000;    // of a wide table
constexpr std::size_t most_cells = 400'000'000;  // of a wide table
constexpr std::size_t most_measurements = 20'000'000;
constexpr std::size_t most_desk_series = 100'000;
constexpr std::size_t most_desk_ticks = 400'000;  // nearly four years
constexpr std::size_t most_desk_counts = 200'000'000;
constexpr std::size_t most_desk_names = 10'000;     // places, categories, themes or regions
constexpr std::size_t most_case_rows = 20'000'000;  // and reports, of a table of cases or of population
constexpr std::size_t most_case_categories = 1'000;
constexpr std::size_t most_case_groups = 1'000;
constexpr std::size_t most_expected_cells = 20'000'000;  // places x periods
constexpr double most_case_count = 1e6;                  // reports of one row
constexpr std::size_t most_told_faults = 20;             // rows left out that are told one by one
}  // namespace voorzien::detection
