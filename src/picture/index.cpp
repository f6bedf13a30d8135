#include "picture/index.h"

namespace voorzien::picture {
namespace {
constexpr std::size_t moment_digits = 20;

std::string key_of(Instant at, const std::string& timer) {
  std::string digits = std::to_string(at.us);
  return std::string(moment_digits - digits.size(), '0') + digits + " " + timer;
}
}  // namespace

void set_timer(State& state, const std::string& timer, std::optional<Instant> at) {
  const auto known = state.timer_at.find(timer);
  if (known != state.timer_at.end()) {
    if (at && known->second == *at) return;
    state.timers.erase(key_of(known->second, timer));
    if (!at) {
      state.timer_at.erase(known);
      return;
    }
    known->second = *at;
  } else if (at) {
    state.timer_at.emplace(timer, *at);
  }
  if (at) state.timers.emplace(key_of(*at, timer), timer);
}

std::optional<Instant> first_timer(const State& state) {
  if (state.timers.empty()) return std::nullopt;
  return state.timer_at.at(state.timers.begin()->second);
}

std::string two(std::string_view left, std::string_view right) {
  std::string out;
  out.reserve(left.size() + 1 + right.size());
  out += left;
  out += '/';
  out += right;
  return out;
}

std::string_view before_slash(std::string_view text) { return text.substr(0, text.find('/')); }
std::string_view after_slash(std::string_view text) {
  const std::size_t at = text.find('/');
  return at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
}

bool is_live(const State& state, const std::string& observation) {
  const auto note = state.notes.find(observation);
  return note != state.notes.end() && !note->second.ended_at;
}

std::int64_t local_day(Instant at) {
  const Civil civil = to_amsterdam(at);
  return static_cast<std::int64_t>(civil.year) * 10'000 + civil.month * 100 + civil.day;
}
}  // namespace voorzien::picture
