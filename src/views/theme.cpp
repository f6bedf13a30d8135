#include <algorithm>
#include <set>

#include "picture/index.h"
#include "picture/themes/colour.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
constexpr std::size_t expected_spans_max = 50;

std::string trend_of(const picture::ThemeState& theme, Instant now) {
  const auto& history = theme.history;
  if (history.size() < 2 || now - history.back().from > hours(3)) return "same";
  const Level before = history[history.size() - 2].level;
  const Level after = history.back().level;
  if (before == Level::Grey || after == Level::Grey || before == after) return "same";
  return after > before ? "up" : "down";
}

struct Window {
  Instant from;
  std::optional<Instant> to;
  Level level;
  std::string reason;
};

// From now on, as far as the facts say: the worst announced level at each moment between their bounds.
std::vector<LevelSpan> expected_of(const Sight& sight, std::string_view theme) {
  std::vector<Window> windows;
  std::set<Instant> bounds;
  picture::each_under(sight.picture.open, theme, [&](const std::string& id) {
    const picture::Signal& signal = sight.picture.signals.at(id);
    if (signal.hands.state == "rejected") return;
    for (const picture::Mark& mark : signal.marks) {
      const auto level = mark.level                 ? mark.level
                         : signal.face.with.empty() ? std::nullopt
                                                    : signal.face.level;
      if (!mark.active || !level) continue;
      const Instant from = std::max(sight.now, mark.valid_from.value_or(sight.now));
      if (mark.valid_to ? *mark.valid_to <= from : from == sight.now) continue;  // says nothing of later
      windows.push_back({from, mark.valid_to, *level, signal.face.title});
      bounds.insert(from);
      if (mark.valid_to) bounds.insert(*mark.valid_to);
    }
  });
  std::vector<LevelSpan> out;
  for (auto it = bounds.begin(); it != bounds.end() && out.size() < expected_spans_max; ++it) {
    const Window* worst = nullptr;
    for (const Window& one : windows)
      if (one.from <= *it && (!one.to || *it < *one.to) && (worst == nullptr || one.level > worst->level))
        worst = &one;
    if (worst == nullptr) continue;
    std::optional<Instant> to = worst->to;
    if (const auto next = std::next(it); next != bounds.end() && (!to || *next < *to)) to = *next;
    if (!out.empty() && out.back().to == *it && out.back().level == worst->level)
      out.back().to = to;
    else
      out.push_back({*it, to, worst->level, worst->reason});
  }
  return out;
}

void fill_colour(const Sight& sight, const picture::ThemeState& theme, Theme& out) {
  const bool by_hand = theme.by_hand && theme.level != theme.by_rule.level;
  out.level = theme.level;
  out.since = theme.since;
  out.floor = theme.by_rule.floor;
  out.trend = trend_of(theme, sight.now);
  if (by_hand) {
    out.reason = theme.by_hand->reason;
    out.criterion = "person: " + theme.by_hand->reason;
    out.set_by = theme.by_hand->name;
    out.set_by_kind = "person";
    out.valid_until = theme.by_hand->until;
    return;
  }
  out.set_by_kind = "rule";
  out.reason = theme.by_rule.reason;
  out.valid_until = theme.by_rule.valid_until;
  if (out.level == Level::Grey) return;
  if (theme.by_rule.rule.empty()) {
    out.set_by = "rule green";
    out.criterion = "green: een levende bron meldt niets";
  } else {
    out.set_by = "rule " + theme.by_rule.rule;
    out.criterion = theme.by_rule.rule;
    if (const auto* rule = sight.doctrine.rules.signal(theme.by_rule.rule))
      out.criterion += ": " + rule->sentence;
    if (const auto* rule = sight.doctrine.rules.station(theme.by_rule.rule))
      out.criterion += ": " + rule->sentence;
  }
}
}  // namespace

std::optional<Entity> view_theme(const Sight& sight, std::string_view id) {
  const doctrine::Theme* known = sight.doctrine.theme(id);
  if (known == nullptr) return std::nullopt;
  Theme out;
  out.id = std::string(id);
  out.name = known->name;
  out.name_en = known->name_en;
  out.order = known->order;
  out.trend = "same";
  out.set_by_kind = "rule";
  out.sources = picture::sources_of(sight.doctrine, out.id);
  out.no_source = out.sources.empty();
  const auto found = sight.picture.themes.find(out.id);
  if (found == sight.picture.themes.end()) {
    out.silent_sources = out.sources;
    return out;
  }
  const picture::ThemeState& theme = found->second;
  fill_colour(sight, theme, out);
  out.silent_sources = theme.by_rule.silent;
  out.grey_corner = !theme.by_rule.silent.empty() && theme.level != Level::Grey;
  if (out.grey_corner || out.level == Level::Grey) out.grey_since = theme.grey_since;
  for (const picture::Span& one : theme.history)
    out.measured.push_back({one.from, one.to, one.level, one.reason});
  out.expected = expected_of(sight, id);
  picture::each_under(sight.picture.open, id, [&](const std::string& signal) {
    if (sight.picture.signals.at(signal).hands.state != "rejected") ++out.signals;
  });
  return out;
}
}  // namespace voorzien::views
