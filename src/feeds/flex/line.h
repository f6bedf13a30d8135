// One line of a receiver -> its parts. Forms (docs/feeds/flex.md gives an example of each):
//   multimon-ng  FLEX|time|mode|cycle|codes[|group codes]|type|text      (time may be absent)
//   multimon-ng  FLEX: time mode cycle [codes] type text
//   multimon-ng  FLEX_NEXT|[time|]mode|cycle|code|..|type|fragment|text
//   multimon-ng  --json
//   PDW          code time date FLEX-A type rate text
// A wrapper may put a time of its own before any of the first three.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace voorzien::feeds::flex {

struct Line {
  std::optional<Civil> civil;    // a time without zone
  std::optional<Instant> exact;  // a time with its offset
  bool multimon_time = false;    // `civil` was printed by multimon-ng itself, which writes UTC
  std::string_view codes;        // digits, anything else between them
  std::string_view text;
  bool is_text = false;  // type ALN (or PDW's words for it)
  char fragment = 'K';   // K whole, F more follows, C completes what came before (multimon-ng)
};

// `scratch` holds what the views point into when the line is JSON. Nothing: the line is of no known form.
[[nodiscard]] std::optional<Line> read_line(std::string_view line, std::string& scratch);

// Calls `visit` with the last seven digits of each capcode ("000709531" and "0709531" are one code).
template <class Visit>
void each_code(std::string_view codes, Visit visit) {
  for (std::size_t at = 0; at < codes.size();) {
    while (at < codes.size() && (codes[at] < '0' || codes[at] > '9')) ++at;
    std::size_t end = at;
    while (end < codes.size() && codes[end] >= '0' && codes[end] <= '9') ++end;
    if (end - at >= 7) visit(codes.substr(end - 7, 7));
    at = end;
  }
}

}  // namespace voorzien::feeds::flex
