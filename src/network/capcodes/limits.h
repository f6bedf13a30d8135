// Every limit of capcode lists.
#pragma once

#include <cstddef>

namespace voorzien::network::limits {
inline constexpr std::size_t capcode_file_bytes_max = 16U << 20U;
inline constexpr std::size_t capcode_lines_max =
    100'000;  // of one list; the largest that goes round has 30,771
inline constexpr std::size_t capcode_line_bytes_max = 2'000;
inline constexpr std::size_t capcode_columns_max = 50;
inline constexpr std::size_t capcode_text_bytes_max = 200;  // of one part of a claim
inline constexpr std::size_t capcode_claims_each_max = 20;  // that one list makes of one code
inline constexpr std::size_t capcode_faults_max = 1'000;    // told one by one; the rest are counted
inline constexpr std::size_t capcode_lists_max = 40;        // in one data folder
inline constexpr std::size_t capcode_claims_max = 400'000;  // of all lists in one data folder
}  // namespace voorzien::network::limits
