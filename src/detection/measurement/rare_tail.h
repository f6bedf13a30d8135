// How rare is a number among those seen before it: the far tail of one stream, kept as its largest values.
//
// The twelve largest with the row each came in (its last sixteen bits), nothing else. Below the smallest of
// them a number is ordinary; above it the tail is continued as a generalised Pareto of fixed shape whose
// scale is the mean excess of the twelve: p = 12/n (1 + shape (x-u)/scale)^(-1/shape). So a record is worth
// log10(n) decades, a record by far more, and the unit of the stream does not matter. For the other tail give
// minus the number. Plain data: a copy is a checkpoint. O(12) time, no allocation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace voorzien::detection {

struct RareTail {
  static constexpr std::size_t size = 12;
  std::array<float, size> largest{};  // descending
  std::array<std::uint16_t, size> row{};
  std::uint8_t filled = 0;

  bool operator==(const RareTail&) const = default;
};

// -log10 p of "this large or larger" among `rows` seen, 0 when ordinary. `tolerance` is what rounding may add
// to a number of this stream: nothing within it counts as larger.
[[nodiscard]] double rarity(const RareTail& tail, double value, double tolerance, double rows);
void remember(RareTail& tail, double value, std::uint32_t row);
// Drops one that came in more than `rows` rows before `row`, so that a tail gets used to a new world. To be
// asked often enough that none is older than 65,535 rows.
void forget_older(RareTail& tail, std::uint32_t row, std::uint32_t rows);

}  // namespace voorzien::detection
