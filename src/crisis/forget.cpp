#include "crisis/forget.h"

#include <algorithm>
#include <optional>

#include "base/words.h"
#include "crisis/words.h"

namespace voorzien::crisis {
namespace {
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

// Who sits there or was called is one of them, whatever the name that was typed.
bool forget_contacts(Crisis& crisis, const std::vector<ContactId>& contacts) {
  const auto is_one = [&](const std::string& id) {
    return !id.empty() && std::ranges::find(contacts, id, &ContactId::value) != contacts.end();
  };
  bool had = false;
  const auto forget = [&](CrisisPosition& one) {
    if (!one.contact || !is_one(one.contact->id)) return;
    one.person.clear();
    one.contact.reset();
    if (one.link) one.link->name.clear();
    had = true;
  };
  forget(crisis.leader);
  for (CrisisTeam& team : crisis.teams) std::ranges::for_each(team.positions, forget);
  for (Call& one : crisis.calls) {
    if (!is_one(one.contact)) continue;
    one.name.clear();
    one.contact.clear();
    had = true;
  }
  return had;
}

std::optional<Crisis> without(Crisis crisis, std::string_view words, const std::vector<ContactId>& contacts) {
  bool had = forget_contacts(crisis, contacts);
  each_word(crisis, [&](std::string& text) {
    if (!holds_folded(text, words)) return;
    text.clear();
    had = true;
  });
  if (!had) return std::nullopt;
  forget_numbers(crisis);
  return crisis;
}
}  // namespace

std::vector<Event> forget(const State& state, std::string_view words,
                          const std::vector<ContactId>& contacts) {
  std::vector<Event> out;
  for (const auto& [id, crisis] : state.crises)
    if (std::optional<Crisis> left = without(crisis, words, contacts))
      out.emplace_back(CrisisForgotten{left->id, std::move(*left)});
  return out;
}
}  // namespace voorzien::crisis
