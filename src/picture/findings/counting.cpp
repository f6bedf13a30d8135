#include "picture/findings/counting.h"

#include <algorithm>
#include <charconv>

#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t to_monday = 3;  // 1970-01-01 was a Thursday

bool take_number(std::string_view& text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || out < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take_mark(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

// "tick.series" or "tick.series.count", up to a space or the end.
bool take_counted(std::string_view& text, Counted& out) {
  out = {0, 0, 1};
  if (!take_number(text, out.tick) || !take_mark(text, '.') || !take_number(text, out.series)) return false;
  if (take_mark(text, '.') && !take_number(text, out.count)) return false;
  return (text.empty() || take_mark(text, ' ')) && out.tick < ticks_a_local_day && out.count > 0;
}
}  // namespace

LocalTick local_tick(Instant at) {
  const std::int64_t local = (at.us + amsterdam_offset(at).us) / 1'000'000;
  const std::int64_t day = local / day_s;
  return {day + to_monday, local % day_s / tick_s};
}

std::string day_text(std::int64_t day) {
  return format_rfc3339(Instant{(day - to_monday) * day_s * 1'000'000}).substr(0, 10);
}

std::optional<std::int64_t> day_number(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  std::string midnight(text);
  midnight += "T00:00:00Z";
  const Result<Instant> at = parse_rfc3339(midnight);
  if (!at) return std::nullopt;
  return at->us / 1'000'000 / day_s + to_monday;
}

Instant start_of(std::int64_t number, Instant near) {
  const std::int64_t local =
      (number / ticks_a_local_day - to_monday) * day_s + number % ticks_a_local_day * tick_s;
  return from_amsterdam(to_civil_utc(Instant{local * 1'000'000}), near);
}

std::string series_of(const doctrine::Detection& detection, const observations::Observation& o) {
  const doctrine::Count* count = detection.count(o.source.value);
  if (count == nullptr || std::ranges::find(count->kinds, o.kind) == count->kinds.end()) return {};
  for (const std::string& area : o.areas)
    if (is_counted(detection, {o.source.value, o.theme, area}))
      return two(two(o.source.value, o.theme), area);
  return {};
}

bool is_counted(const doctrine::Detection& detection, const SeriesName& series) {
  const doctrine::Count* count = detection.count(series.source);
  return count != nullptr && detection.place(series.area) != nullptr &&
         std::ranges::any_of(count->themes, [&](const doctrine::CountedTheme& one) {
           return one.theme.value == series.theme;
         });
}

SeriesName split_series(std::string_view series) {
  const std::size_t first = series.find('/');
  const std::size_t last = series.rfind('/');
  if (first == std::string_view::npos || first == last) return {};
  return {std::string(series.substr(0, first)), std::string(series.substr(first + 1, last - first - 1)),
          std::string(series.substr(last + 1))};
}

namespace {
// What is more than `keep` days older than the newest.
void drop_old(Findings& findings, std::int64_t keep) {
  if (findings.counts.empty()) return;
  const std::int64_t first = *day_number(findings.counts.rbegin()->first) - keep;
  findings.counts.erase(findings.counts.begin(), findings.counts.lower_bound(day_text(first)));
}

std::int64_t index_of(Findings& findings, const std::string& series) {
  const auto next = static_cast<std::int64_t>(findings.series.size());
  const auto [found, is_new] = findings.known.try_emplace(series, next);
  if (is_new) findings.series.push_back(series);
  return found->second;
}
}  // namespace

void append_count(std::string& text, std::int64_t tick, std::int64_t series, std::int64_t count) {
  if (!text.empty()) text += ' ';
  text += std::to_string(tick) + '.' + std::to_string(series);
  if (count > 1) text += '.' + std::to_string(count);
}

std::int64_t days_kept(const doctrine::Detection& detection) { return (detection.warmup_weeks + 2) * 7; }

void count(Findings& findings, const std::string& series, Instant at, std::int64_t keep) {
  if (findings.series.size() >= limits::counted_series_max && !findings.known.contains(series)) return;
  const LocalTick tick = local_tick(at);
  const std::string today = day_text(tick.day);
  const bool is_new = !findings.counts.contains(today);
  std::string& day = findings.counts[today];
  if (day.size() < limits::counted_day_bytes_max) append_count(day, tick.tick, index_of(findings, series), 1);
  findings.last = std::max(findings.last, tick.number());
  if (is_new) drop_old(findings, keep);
}

void take_counts(Findings& findings, const std::vector<std::string>& series,
                 const std::map<std::string, std::string>& counts, std::int64_t keep) {
  std::vector<std::int64_t> index;
  for (const std::string& one : series) index.push_back(index_of(findings, one));
  for (const auto& [day, text] : counts) {
    if (findings.counts.contains(day)) continue;
    std::string& to = findings.counts[day];
    for (const Counted& one : counts_of_day(text))
      append_count(to, one.tick, index[static_cast<std::size_t>(one.series)], one.count);
  }
  ++findings.taken;
  drop_old(findings, keep);
}

std::vector<Counted> counts_of_day(std::string_view text) {
  std::vector<Counted> out;
  Counted one;
  while (!text.empty() && take_counted(text, one)) out.push_back(one);
  return out;
}

bool is_whole_day(std::string_view text, std::size_t series) {
  Counted one;
  while (!text.empty())
    if (!take_counted(text, one) || static_cast<std::size_t>(one.series) >= series) return false;
  return true;
}

}  // namespace voorzien::picture
