// Every limit of the parsers (rule 11). A test reaches each of them.
#pragma once

#include <cstddef>

namespace voorzien::feeds::limits {
inline constexpr std::size_t document_bytes_max = 64U << 20U;
inline constexpr int nesting_max = 32;
inline constexpr std::size_t nodes_max = 4'000'000;
inline constexpr std::size_t attributes_max = 100;  // of one XML tag
inline constexpr std::size_t namespaces_max = 256;  // XML namespace declarations in force at once
inline constexpr std::size_t observations_max = 200'000;
inline constexpr std::size_t remarks_max = 1'000;    // more are counted in a last one, `more-remarks`
inline constexpr std::size_t title_bytes_max = 512;  // longer titles are cut at a character, with "…"
inline constexpr std::size_t text_bytes_max = 64U << 10U;
// Of one CAP alert: what goes beyond is left out, with a remark. Messages seen have at most 8 and 9.
inline constexpr std::size_t infos_max = 250;
inline constexpr std::size_t references_max = 1'000;
inline constexpr std::size_t polygon_points_max = 100'000;
inline constexpr std::size_t corners_max = 200'000;  // of all shapes of one CAP alert
inline constexpr std::size_t pager_line_bytes_max = 8'192;
// Bytes read again for signatures: each check reads the whole document, and one is always made.
inline constexpr std::size_t signature_bytes_max = 16U << 20U;
}  // namespace voorzien::feeds::limits
