#include "picture/promises.h"

#include <algorithm>

#include "picture/signals/words.h"

namespace voorzien::picture {
namespace {
constexpr std::size_t name_from_bytes = 4;

bool ends_word(char c) { return std::string_view(" \t\n,.;:!?()").find(c) != std::string_view::npos; }

bool is_named(std::string_view promise, const std::string& name) {
  if (name.size() < name_from_bytes) return false;
  const std::string text = lowered(promise);
  const std::string wanted = lowered(name);
  for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1))
    if (at == 0 || ends_word(text[at - 1]) || text[at - 1] == '@') return true;
  return false;
}

bool is_due_before(const Signal& left, const Signal& right) {  // one that came back already was due
  return left.hands.call_back_at.value_or(Instant{}) < right.hands.call_back_at.value_or(Instant{});
}
}  // namespace

const Signal* promise_to(const State& state, const std::vector<std::string>& names,
                         std::string_view belongs_to) {
  const Signal* out = nullptr;
  for (const std::string& key : state.open) {
    const Signal& signal = state.signals.at(key.substr(key.find('/') + 1));
    const std::string& promise = signal.hands.promise;
    if (promise.empty() ||
        std::ranges::none_of(names, [&](const std::string& name) { return is_named(promise, name); }))
      continue;
    if (signal.id.value == belongs_to) return &signal;
    if (out == nullptr || is_due_before(signal, *out)) out = &signal;
  }
  return out;
}

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at > 0 && !ends_word(text[at - 1])) continue;  // an address
    const auto end = std::ranges::find_if(text.substr(at + 1), ends_word);
    out.emplace_back(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, end);
  }
  return out;
}
}  // namespace voorzien::picture
