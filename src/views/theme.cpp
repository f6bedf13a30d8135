#include <algorithm>
#include <set>

#include "picture/index.h"
#include "picture/themes/colour.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
constexpr std::size_t expected_spans_max = 50;

// Which way the last change of colour went; how long it is worth showing is the screen's to say.
std::string trend_of(const picture::ThemeState& theme) {
  const auto& history = theme.history;
  if (history.size() < 2) return "same";
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

// When an active mark counts; nothing when it says nothing of a later moment. A signal that is stacked on
// another counts when both do.
std::optional<Window> window_of(const picture::Signal& signal, const picture::Mark& mark) {
  const bool stacked = !signal.face.with.empty();
  const auto level = mark.level ? mark.level : stacked ? signal.face.level : std::nullopt;
  const bool announced = mark.valid_from && *mark.valid_from > mark.at;
  if (!mark.active || !level || (!mark.valid_to && !announced)) return std::nullopt;
  Window out{mark.valid_from.value_or(mark.at), mark.valid_to, *level, signal.face.title};
  if (stacked) {
    out.from = std::max(out.from, signal.face.valid_from.value_or(out.from));
    if (signal.face.valid_to && (!out.to || *signal.face.valid_to < *out.to)) out.to = signal.face.valid_to;
  }
  if (out.to && *out.to <= out.from) return std::nullopt;
  return out;
}

// As far as the facts say: the worst announced level at each moment between their bounds. Spans that have
// begun keep their beginning, so that the answer does not hang on the moment at which somebody looks.
std::vector<LevelSpan> expected_of(const Sight& sight, std::string_view theme) {
  std::vector<Window> windows;
  std::set<Instant> bounds;
  picture::each_under(sight.picture.open, theme, [&](const std::string& id) {
    const picture::Signal& signal = sight.picture.signals.at(id);
    if (signal.hands.state == "rejected") return;
    for (const picture::Mark& mark : signal.marks) {
      std::optional<Window> window = window_of(signal, mark);
      if (!window) continue;
      bounds.insert(window->from);
      if (window->to) bounds.insert(*window->to);
      windows.push_back(std::move(*window));
    }
  });
  std::vector<LevelSpan> out;
  for (auto it = bounds.begin(); it != bounds.end(); ++it) {
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
  const auto over =
      std::ranges::partition_point(out, [&](const LevelSpan& one) { return one.to && *one.to <= sight.now; });
  if (out.size() > expected_spans_max) out.erase(out.begin(), over);  // what is over goes first
  if (out.size() > expected_spans_max) out.resize(expected_spans_max);
  return out;
}

void fill_colour(const Sight& sight, const picture::ThemeState& theme, Theme& out) {
  const bool by_hand = theme.by_hand && theme.level != theme.by_rule.level;
  out.level = theme.level;
  out.since = theme.since;
  out.floor = theme.by_rule.floor;
  out.trend = trend_of(theme);
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
