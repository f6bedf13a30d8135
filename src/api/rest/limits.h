// Every limit of the HTTP API.
#pragma once

#include <cstddef>
#include <cstdint>

namespace voorzien::api::limits {
inline constexpr std::size_t idempotency_key_max = 128;           // printable ASCII (decision 19)
inline constexpr std::size_t json_body_max = 256 * 1'024;         // of a command; more is 413
inline constexpr std::size_t push_body_max = 64 * 1'024 * 1'024;  // of POST /api/feeds/{source}
inline constexpr std::size_t attachment_bytes_max = 25U << 20U;   // a photo or PDF (desk.md 3)
inline constexpr std::size_t page_default = 100;
inline constexpr std::size_t page_max = 1'000;  // a larger `limit` gives this many
inline constexpr std::size_t places_max = 20;
inline constexpr std::size_t capcodes_asked_max = 100;  // of one call; a page of a pager names about 15
inline constexpr std::size_t capcodes_found_max = 50;   // by words
inline constexpr std::size_t search_max = 50;           // hits in all
inline constexpr std::size_t search_each_max = 20;      // hits of one kind
inline constexpr std::size_t search_text_max = 200;
inline constexpr std::size_t remarks_answered_max = 100;            // of a push; all are counted
inline constexpr std::size_t rewind_bytes_max = 2 * 1'024 * 1'024;  // of one page of the rewind, about
inline constexpr std::uint64_t rewind_every_max_s = 3'600;
inline constexpr std::uint64_t history_points_max = 2'000;  // of one chart
inline constexpr double film_speed_max = 600;
}  // namespace voorzien::api::limits
