#include "desk/preview.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "desk/limits.h"
#include "desk/words.h"

namespace voorzien::desk {
namespace {
using observations::Level;

struct Word {
  std::string text;   // lower case, without the mark behind it
  bool used = false;  // understood as something else than a place
  bool ends = false;  // a comma or full stop stands behind it
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, word) != list.end();
}

constexpr std::array<std::string_view, 8> until_words = {"terug", "tot",   "weer",    "hersteld",
                                                         "klaar", "einde", "eindigt", "t/m"};
constexpr std::array<std::string_view, 4> at_words = {"om", "sinds", "vanaf", "gebeurd"};
constexpr std::array<std::string_view, 26> filler = {
    "ook", "in",  "bij", "te",   "de",   "het",  "een", "en",   "van", "op",   "is",   "er",   "zonder",
    "weg", "uit", "met", "naar", "door", "over", "aan", "geen", "nog", "rond", "zijn", "voor", "uur"};

std::vector<Word> split(std::string_view text) {
  std::vector<Word> out;
  std::string word;
  const auto flush = [&] {
    bool ends = false;
    while (!word.empty() && std::string_view(",.;:!?").find(word.back()) != std::string_view::npos) {
      word.pop_back();
      ends = true;
    }
    if (!word.empty()) out.push_back({word, false, ends});
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n')
      flush();
    else
      word += c;
  }
  flush();
  return out;
}

// 1930, 19:30, 19.30 -> minutes of the day.
std::optional<int> time_of_day(std::string_view word) {
  std::string digits;
  bool has_mark = false;
  for (const char c : word) {
    if (is_digit(c))
      digits += c;
    else if ((c == ':' || c == '.') && !has_mark && !digits.empty())
      has_mark = true;
    else
      return std::nullopt;
  }
  if (digits.size() == 3 && has_mark) digits.insert(0, 1, '0');
  if (digits.size() != 4) return std::nullopt;
  const int hour = (digits[0] - '0') * 10 + (digits[1] - '0');
  const int minute = (digits[2] - '0') * 10 + (digits[3] - '0');
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

Instant on_day_of(Instant now, int minute_of_day) {
  Civil civil = to_amsterdam(now);
  civil.hour = minute_of_day / 60;
  civil.minute = minute_of_day % 60;
  civil.second = civil.microsecond = 0;
  return from_amsterdam(civil, now);
}

std::optional<double> number_of(std::string_view word) {  // 1500, 1.500
  std::string digits;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool thousands = word[i] == '.' && word.size() - i == 4 && i > 0;
    if (is_digit(word[i]))
      digits += word[i];
    else if (!thousands)
      return std::nullopt;
  }
  if (digits.empty() || digits.size() > 8) return std::nullopt;
  return std::stod(digits);
}

std::string_view unit_of(std::string_view word) {
  constexpr std::array<std::string_view, 7> households = {
      "huizen", "huishoudens", "adressen", "woningen", "aansluitingen", "klanten", "huishouden"};
  constexpr std::array<std::string_view, 4> visitors = {"bezoekers", "mensen", "personen", "deelnemers"};
  constexpr std::array<std::string_view, 3> casualties = {"gewonden", "slachtoffers", "gewonde"};
  if (is_one_of(word, households)) return "households";
  if (is_one_of(word, visitors)) return "visitors";
  if (is_one_of(word, casualties)) return "casualties";
  return {};
}

bool are_rd(const Word& x, const Word& y) {
  return x.text.size() == 6 && y.text.size() == 6 && all_digits(x.text) && all_digits(y.text);
}

void read_quantity(std::vector<Word>& words, PreviewUnderstood& out) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::optional<double> number = number_of(words[i].text);
    const std::string_view unit = unit_of(words[i + 1].text);
    if (!number || unit.empty() || out.quantity) continue;
    out.quantity = observations::Quantity{*number, std::string(unit)};
    words[i].used = words[i + 1].used = true;
  }
}

void read_times(std::vector<Word>& words, Instant now, PreviewUnderstood& out) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].used) continue;
    const std::optional<int> minute = time_of_day(words[i].text);
    if (!minute) continue;
    const std::string_view before = i > 0 ? std::string_view(words[i - 1].text) : std::string_view{};
    const std::string_view two_before = i > 1 ? std::string_view(words[i - 2].text) : std::string_view{};
    const bool is_until =
        is_one_of(before, until_words) || (before == "om" && is_one_of(two_before, until_words));
    const bool has_mark = words[i].text.size() == 5;
    if (is_until && !out.until) {
      out.until = on_day_of(now, *minute);
      if (*out.until <= now) out.until = *out.until + days(1);
    } else if (!out.at && (i == 0 || is_one_of(before, at_words) || has_mark)) {
      out.at = on_day_of(now, *minute);
      if (*out.at > now) out.at = *out.at - days(1);
    } else {
      continue;
    }
    words[i].used = true;
    if (i > 0 && (is_until || is_one_of(before, at_words))) words[i - 1].used = true;
  }
}

void read_source(std::vector<Word>& words, PreviewUnderstood& out) {
  for (Word& word : words)
    if (word.text.size() > 1 && word.text[0] == '@') {
      out.from = word.text.substr(1);
      word.used = true;
    }
}

struct Found {
  geo::Place place;
  double weight = 0;
};

// Runs of up to three words that a place may be named by, the longest and best first.
std::vector<geo::Place> places_of(const std::vector<Word>& words, const Geography& geography) {
  std::vector<Found> found;
  const auto look = [&](const std::string& text, double size) {
    for (geo::Place& place : geography.find(text, limits::places_max)) {
      const double weight = place.score + size * 0.25;
      const auto same =
          std::ranges::find_if(found, [&](const Found& one) { return one.place.name == place.name; });
      if (same == found.end())
        found.push_back({std::move(place), weight});
      else
        same->weight = std::max(same->weight, weight);
    }
  };
  for (std::size_t from = 0; from < words.size(); ++from) {
    if (from + 1 < words.size() && are_rd(words[from], words[from + 1]))
      look(words[from].text + " " + words[from + 1].text, 2);
    std::string text;
    for (std::size_t size = 1; size <= 3 && from + size <= words.size(); ++size) {
      const Word& word = words[from + size - 1];
      if (word.used || (size == 1 && (is_one_of(word.text, filler) || word.text.size() < 2))) break;
      text += (text.empty() ? "" : " ") + word.text;
      if (!is_one_of(word.text, filler) && !all_digits(text)) look(text, static_cast<double>(size));
      if (word.ends) break;
    }
  }
  std::ranges::stable_sort(found, std::greater<>{}, &Found::weight);
  if (found.size() > limits::places_max) found.resize(limits::places_max);
  std::vector<geo::Place> out;
  for (Found& one : found) out.push_back(std::move(one.place));
  return out;
}

// A click on the map is meant: it goes before the names in the line.
std::vector<PreviewPlace> read_back(const PreviewQuestion& question, const std::vector<Word>& words,
                                    const Geography& geography) {
  const bool clicked = question.point && geo::is_place(*question.point);
  std::vector<geo::Place> found = places_of(words, geography);
  if (clicked) found.insert(found.begin(), geography.at(*question.point));
  std::vector<PreviewPlace> out;
  for (const geo::Place& one : found)
    out.push_back({one.name, one.kind, one.point, one.municipality,
                   geography.municipality_name(one.municipality), one.score, clicked && out.empty()});
  return out;
}

const PreviewPlace* chosen(const PreviewQuestion& question, const std::vector<PreviewPlace>& places) {
  if (places.empty()) return nullptr;
  const auto choice = static_cast<std::size_t>(std::max<std::int64_t>(question.place_choice.value_or(0), 0));
  return &places[std::min(choice, places.size() - 1)];
}

std::optional<Level> level_named(std::string_view word) {
  if (word == "green") return Level::Green;
  if (word == "yellow") return Level::Yellow;
  if (word == "orange") return Level::Orange;
  if (word == "red") return Level::Red;
  return std::nullopt;
}

PreviewChange change_of(const PreviewUnderstood& understood, const OpenSignal& open,
                        const doctrine::Doctrine& doctrine) {
  PreviewChange out{open.facts + 1, {}, open.level, {}, {}};
  const bool counts = understood.quantity && !open.counts.empty() &&
                      (open.total.unit.empty() || open.total.unit == understood.quantity->unit);
  if (!counts) return out;
  const double value = understood.quantity->value;
  const double total = open.counts == "sum"   ? open.total.value + value
                       : open.counts == "max" ? std::max(open.total.value, value)
                                              : value;
  out.total = observations::Quantity{total, understood.quantity->unit};
  const RuleLevel by_rule = level_by_rule(doctrine, open.theme, total, understood.quantity->unit);
  if (const auto level = level_named(by_rule.level)) out.level = level;
  if (by_rule.next_level.empty()) return out;
  out.next_limit = by_rule.next_limit;
  out.next_level = level_named(by_rule.next_level);
  return out;
}

std::vector<PreviewAlike> alike_of(const PreviewUnderstood& understood, const PreviewPlace& spot, Instant now,
                                   const doctrine::Doctrine& doctrine, const std::vector<OpenSignal>& open) {
  const doctrine::Limits& limits = doctrine.rules.limits;
  std::vector<PreviewAlike> out;
  for (const OpenSignal& one : open) {
    if (one.theme != understood.theme || !one.point) continue;
    const std::int64_t age = std::abs((understood.at.value_or(now) - one.last).us) / minutes(1).us;
    const double distance = geo::distance_m(*one.point, spot.point);
    if (age > limits.alike_minutes || distance > static_cast<double>(limits.alike_distance_m)) continue;
    const bool same_place =
        !spot.name.empty() && lowered(one.place).find(lowered(spot.name)) != std::string::npos;
    out.push_back({one.id, one.title, one.level, same_place ? "same-place" : "near", std::round(distance),
                   age, change_of(understood, one, doctrine)});
  }
  std::ranges::stable_sort(out, {}, &PreviewAlike::distance_m);
  if (out.size() > limits::alike_max) out.resize(limits::alike_max);
  return out;
}
}  // namespace

PreviewAnswer preview(const PreviewQuestion& question, Instant now, const doctrine::Doctrine& doctrine,
                      const std::vector<OpenSignal>& open, const Geography& geography) {
  PreviewAnswer out;
  const std::string text = lowered(std::string_view(question.text).substr(0, 4 * limits::entry_text_max));
  std::vector<Word> words = split(text);
  if (words.size() > limits::entry_words_max) words.resize(limits::entry_words_max);
  if (words.empty()) {
    out.places = read_back(question, words, geography);  // a click before the first word
    out.after = "text-missing";
    return out;
  }
  PreviewUnderstood& understood = out.understood;
  read_source(words, understood);
  read_quantity(words, understood);
  read_times(words, now, understood);
  understood.theme = question.theme.empty() ? theme_by_words(doctrine, text) : question.theme;
  if (understood.quantity) {
    const RuleLevel by_rule =
        level_by_rule(doctrine, understood.theme, understood.quantity->value, understood.quantity->unit);
    understood.level = level_named(by_rule.level);
    understood.rule = by_rule.rule;
  }
  out.places = read_back(question, words, geography);
  const PreviewPlace* spot = chosen(question, out.places);
  if (spot == nullptr) {
    out.after = "place-missing";
    return out;
  }
  if (!understood.theme.empty()) out.alike = alike_of(understood, *spot, now, doctrine, open);
  out.after = out.alike.empty() ? "new-signal" : "attach";
  if (!out.alike.empty()) out.attach_to = out.alike.front().signal;
  return out;
}
}  // namespace voorzien::desk
