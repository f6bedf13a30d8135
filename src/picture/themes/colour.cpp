#include "picture/themes/colour.h"

#include <algorithm>

#include "picture/index.h"
#include "picture/signals/rules.h"

namespace voorzien::picture {

std::vector<std::string> sources_of(const doctrine::Doctrine& doctrine, const std::string& theme) {
  std::vector<std::string> out;
  for (const doctrine::Source& one : doctrine.sources) {
    if (one.format == "hand") continue;
    if (one.theme.value == theme || std::ranges::find(one.also, theme) != one.also.end())
      out.push_back(one.id.value);
  }
  return out;
}

std::vector<std::string> themes_of(const doctrine::Doctrine& doctrine, const std::string& source) {
  const doctrine::Source* found = doctrine.source(source);
  if (found == nullptr) return {};
  std::vector<std::string> out = found->also;
  if (!found->theme.value.empty()) out.push_back(found->theme.value);
  return out;
}

bool is_dead(const State& state, const std::string& source) {
  const auto health = state.sources.find(source);
  if (health == state.sources.end()) return true;
  return health->second.state == "silent" || health->second.condition == "frozen";
}

namespace {
// A signal all of whose facts come from sources that have died no longer shows how things are.
bool has_living_fact(const State& state, const doctrine::Doctrine& doctrine, const Signal& signal) {
  return std::ranges::any_of(signal.marks, [&](const Mark& mark) {
    if (!mark.active) return false;
    const doctrine::Source* source = doctrine.source(mark.source.value);
    return source == nullptr || source->format == "hand" || !is_dead(state, mark.source.value);
  });
}

void take_floor(const State& state, const doctrine::Doctrine& doctrine, const Signal& signal, Colour& out) {
  const doctrine::SignalRule* rule = doctrine.rules.signal(signal.rule);
  if (rule == nullptr || !rule->floor || signal.face.expected || !signal.face.level) return;
  if (!has_living_fact(state, doctrine, signal)) return;
  out.floor = std::max(out.floor, signal.face.level);
}
}  // namespace

Colour colour_of(const State& state, const doctrine::Doctrine& doctrine, const std::string& theme) {
  Colour out;
  const std::vector<std::string> sources = sources_of(doctrine, theme);
  for (const std::string& one : sources)
    if (is_dead(state, one)) out.silent.push_back(one);
  const bool all_silent = out.silent.size() == sources.size();
  const Signal* worst = nullptr;
  each_under(state.open, theme, [&](const std::string& id) {
    const Signal& signal = state.signals.at(id);
    take_floor(state, doctrine, signal, out);
    if (signal.hands.state == "rejected" || signal.face.expected || !signal.face.level) return;
    if (all_silent && !has_living_fact(state, doctrine, signal)) return;
    if (worst == nullptr || *signal.face.level > *worst->face.level) worst = &signal;
  });
  if (worst != nullptr) {
    out.level = *worst->face.level;
    out.rule = worst->rule;
    out.signal = worst->id.value;
    out.reason = reason_of(doctrine, *worst);
    out.valid_until = worst->face.valid_to;
  } else if (!all_silent) {
    out.level = Level::Green;
  }
  // A rejected signal does not take a national colour away.
  if (out.floor && out.level < *out.floor) out.level = *out.floor;
  return out;
}

Level shown_level(const ThemeState& theme) {
  if (!theme.by_hand) return theme.by_rule.level;
  const ByHand& hand = *theme.by_hand;
  Level out = hand.level;
  // Raised: the worse of both. Lowered: the person's, down to the floor.
  if (hand.level >= hand.rule_level) out = std::max(out, theme.by_rule.level);
  if (theme.by_rule.floor) out = std::max(out, *theme.by_rule.floor);
  return out;
}
}  // namespace voorzien::picture
