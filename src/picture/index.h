// The indices in the state: timers by moment, live facts by source, open signals by theme. Only evolve
// changes them; the keys are text so that the state's JSON is plain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "picture/state.h"

namespace voorzien::picture {

// A timer is "kind/id": one of each at a time. No moment takes it away.
void set_timer(State& state, const std::string& timer, std::optional<Instant> at);
[[nodiscard]] std::optional<Instant> first_timer(const State& state);
[[nodiscard]] std::string two(std::string_view left, std::string_view right);  // "left/right"
[[nodiscard]] std::string_view before_slash(std::string_view text);
[[nodiscard]] std::string_view after_slash(std::string_view text);
// Calls `visit(id)` for each entry "prefix/id" of an index.
template <class Visit>
void each_under(const std::set<std::string>& index, std::string_view prefix, const Visit& visit) {
  const std::string from = two(prefix, "");
  for (auto it = index.lower_bound(from); it != index.end() && it->starts_with(from); ++it)
    visit(it->substr(from.size()));
}
[[nodiscard]] bool is_live(const State& state, const std::string& observation);  // known and not ended
[[nodiscard]] std::int64_t local_day(Instant at);                                // yyyymmdd

}  // namespace voorzien::picture
