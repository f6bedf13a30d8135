#include "crisis/forget.h"

#include <algorithm>
#include <optional>

#include "crisis/words.h"

namespace voorzien::crisis {
namespace {
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool holds(std::string_view text, std::string_view words) {
  return !std::ranges::search(text, words, {}, lower, lower).empty();
}

// A number goes with the name that it belonged to.
void forget_numbers(Crisis& crisis) {
  const auto forget = [](CrisisPosition& one) {
    if (one.person.empty()) one.phone.clear();
  };
  forget(crisis.leader);
  for (CrisisTeam& team : crisis.teams) std::ranges::for_each(team.positions, forget);
  for (Call& one : crisis.calls)
    if (one.name.empty()) one.phone.clear();
}

std::optional<Crisis> without(Crisis crisis, std::string_view words) {
  bool had = false;
  each_word(crisis, [&](std::string& text) {
    if (!holds(text, words)) return;
    text.clear();
    had = true;
  });
  if (!had) return std::nullopt;
  forget_numbers(crisis);
  return crisis;
}
}  // namespace

std::vector<Event> forget(const State& state, std::string_view words) {
  std::vector<Event> out;
  for (const auto& [id, crisis] : state.crises)
    if (std::optional<Crisis> left = without(crisis, words))
      out.emplace_back(CrisisForgotten{left->id, std::move(*left)});
  return out;
}
}  // namespace voorzien::crisis
