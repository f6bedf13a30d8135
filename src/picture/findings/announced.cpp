#include "picture/findings/announced.h"

#include <algorithm>

#include "observations/level_words.h"
#include "picture/findings/counting.h"
#include "picture/findings/worded.h"
#include "picture/limits.h"
#include "picture/signals/words.h"

namespace voorzien::picture {
namespace {
bool has(const std::vector<std::string>& list, const std::string& one) {
  return std::ranges::find(list, one) != list.end();
}

const doctrine::AnnouncedKind* kind_of(const doctrine::Detection& detection, const Observation& o) {
  for (const doctrine::AnnouncedKind& kind : detection.announced) {
    if (!has(kind.kinds, o.kind)) continue;
    if (const auto from = observations::level_of(kind.from_level); from && (!o.level || *o.level < *from))
      continue;
    const bool enough = o.quantity && (kind.unit.empty() || o.quantity->unit == kind.unit) &&
                        o.quantity->value >= kind.at_least;
    if (kind.at_least > 0 && !enough) continue;
    return &kind;
  }
  return nullptr;
}

// Counted municipalities that it names; of a whole region when it names none.
std::vector<std::string> areas_of(const doctrine::Detection& detection, const Observation& o) {
  std::vector<std::string> out;
  for (const doctrine::CountedPlace& place : detection.places)
    if (has(o.areas, place.area)) out.push_back(place.area);
  const bool names_one =
      std::ranges::any_of(o.areas, [](const std::string& area) { return area.starts_with("GM"); });
  if (names_one) return out;
  for (const doctrine::CountedPlace& place : detection.places)
    if (has(o.areas, place.region)) out.push_back(place.area);
  return out;
}

Duration goes_on(const doctrine::AnnouncedKind& kind) {
  return seconds(static_cast<std::int64_t>(kind.goes_on_hours * 3600));
}

std::optional<Announcement> announcement_of(const doctrine::Detection& detection, const Observation& o,
                                            Instant now) {
  const doctrine::AnnouncedKind* kind = kind_of(detection, o);
  if (kind == nullptr || o.status != observations::Status::Actual) return std::nullopt;
  Announcement out;
  out.observation = o.id.value;
  out.rule = kind->id;
  out.title = o.title;
  out.areas = areas_of(detection, o);
  if (out.areas.empty()) return std::nullopt;
  for (const ThemeId& theme : kind->themes) out.themes.push_back(theme.value);
  out.factor = kind->factor;
  out.from = o.valid_from.value_or(o.t_observed.value_or(now));
  out.to = std::min(o.valid_to.value_or(out.from + limits::announced_longest) + goes_on(*kind),
                    out.from + limits::announced_longest);
  out.known = now;
  return out;
}

const Announcement* newest_of(const Findings& findings, const std::string& observation) {
  const Announcement* out = nullptr;
  for (const Announcement& one : findings.announced)
    if (one.observation == observation) out = &one;
  return out;
}

bool says_the_same(const Announcement& a, const Announcement& b) {
  return a.rule == b.rule && a.title == b.title && a.areas == b.areas && a.from == b.from && a.to == b.to;
}
}  // namespace

std::vector<Event> announced_anew(const State& state, const Observation& o, const Context& context) {
  const doctrine::Detection& detection = context.doctrine.detection;
  if (detection.announced.empty()) return {};
  const std::optional<Announcement> now = announcement_of(detection, o, context.now);
  if (!now) return announced_end(state, o.id.value, context);
  const Announcement* known = newest_of(state.findings, o.id.value);
  if (known != nullptr ? says_the_same(*known, *now) : now->to <= context.now) return {};
  return {EventAnnounced{*now}};
}

std::vector<Event> announced_end(const State& state, const std::string& observation, const Context& context) {
  const Announcement* known = newest_of(state.findings, observation);
  if (known == nullptr || known->to <= context.now) return {};
  // What had begun goes on for a while; what has gone on already is not made longer by another end.
  Instant to = context.now;
  const auto& kinds = context.doctrine.detection.announced;
  const auto kind = std::ranges::find(kinds, known->rule, &doctrine::AnnouncedKind::id);
  if (kind != kinds.end() && known->from < context.now) to = std::min(known->to, to + goes_on(*kind));
  if (to == known->to) return {};
  Announcement ended = *known;
  ended.to = to;
  ended.known = context.now;
  return {EventAnnounced{std::move(ended)}};
}

void keep_announcement(Findings& findings, const Announcement& announcement, std::int64_t keep_days) {
  std::erase_if(findings.announced,
                [&](const Announcement& one) { return announcement.known - one.to > hours(24 * keep_days); });
  if (findings.announced.size() >= limits::announced_max)
    findings.announced.erase(findings.announced.begin());
  findings.announced.push_back(announcement);
}

namespace {
template <class Known>
std::vector<Announcement> as_told_last(const Findings& findings, Known&& known) {
  std::vector<Announcement> out;
  for (const Announcement& one : findings.announced) {
    if (!known(one)) continue;
    std::erase_if(out, [&](const Announcement& before) { return before.observation == one.observation; });
    if (one.to > one.from) out.push_back(one);
  }
  return out;
}
}  // namespace

std::vector<Announcement> known_at(const Findings& findings, std::int64_t number) {
  return as_told_last(findings,
                      [&](const Announcement& one) { return local_tick(one.known).number() <= number; });
}

std::vector<Announcement> known_until(const Findings& findings, Instant at) {
  return as_told_last(findings, [&](const Announcement& one) { return one.known <= at; });
}

std::vector<detection::KnownEvent> known_events(const Findings& findings,
                                                const doctrine::Detection& detection, std::int64_t first,
                                                std::int64_t number) {
  std::vector<detection::KnownEvent> out;
  const std::vector<CountedKind> kinds = counted_kinds(detection);
  for (const Announcement& one : known_at(findings, number)) {
    const auto rule = std::ranges::find(detection.announced, one.rule, &doctrine::AnnouncedKind::id);
    const std::int64_t end = local_tick(one.to - seconds(1)).number() + 1;
    if (rule == detection.announced.end() || end <= first) continue;
    detection::KnownEvent& event = out.emplace_back();
    event.start = static_cast<std::size_t>(std::max(first, local_tick(one.from).number()) - first);
    event.end = static_cast<std::size_t>(end - first);
    event.factor = one.factor;
    event.name = static_cast<std::uint32_t>(rule - detection.announced.begin());
    for (const CountedKind& kind : kinds) event.themes.push_back(has(one.themes, kind.theme.theme.value));
    for (const doctrine::CountedPlace& place : detection.places)
      event.places.push_back(has(one.areas, place.area));
  }
  return out;
}

AnnouncedTicks::AnnouncedTicks(const std::vector<detection::KnownEvent>& events, std::size_t kinds,
                               std::size_t places)
    : places_(places) {
  std::vector<const detection::KnownEvent*> more;
  for (const detection::KnownEvent& one : events)
    if (one.factor > 1 && one.end > one.start) more.push_back(&one);
  if (more.empty()) return;
  std::ranges::stable_sort(more, {}, [](const auto* one) { return one->start; });
  spans_.resize(kinds * places);
  for (const detection::KnownEvent* one : more)
    for (std::size_t kind = 0; kind < kinds; ++kind)
      for (std::size_t place = 0; place < places; ++place) {
        if (!one->themes[kind] || !one->places[place]) continue;
        std::vector<Span>& to = spans_[kind * places + place];
        const Span span{static_cast<std::int64_t>(one->start), static_cast<std::int64_t>(one->end)};
        if (!to.empty() && span.first <= to.back().end)
          to.back().end = std::max(to.back().end, span.end);
        else
          to.push_back(span);
      }
}

std::int64_t AnnouncedTicks::ticks(std::size_t kind, std::size_t place, std::int64_t from,
                                   std::int64_t end) const {
  std::int64_t out = 0;
  if (none()) return out;
  for (const Span& one : spans_[kind * places_ + place])
    out += std::max<std::int64_t>(0, std::min(end, one.end) - std::max(from, one.first));
  return out;
}

std::optional<std::vector<std::string>> announced_in(const Findings& findings, const Finding& finding,
                                                     std::int64_t number) {
  std::vector<std::string> out;
  for (const Announcement& one : known_at(findings, number)) {
    const bool then = one.from < finding.updated && one.to > finding.since;
    const bool here =
        std::ranges::any_of(finding.areas, [&](const std::string& area) { return has(one.areas, area); });
    if (then && here && has(one.themes, finding.theme))
      out.push_back(one.title + ", " + local_time(one.from) + " tot " + local_time(one.to));
  }
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace voorzien::picture
