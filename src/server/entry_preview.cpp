#include "server/entry_preview.h"

#include <algorithm>
#include <cctype>

#include "desk/words.h"

namespace voorzien::server {
namespace {
constexpr std::size_t places_max = 5;
constexpr std::size_t alike_max = 5;
constexpr std::size_t place_words_max = 3;

struct Word {
  std::string text;  // without punctuation at its end
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && text[i] == ' ') ++i;
    std::size_t end = std::min(text.find(' ', i), text.size());
    std::string word(text.substr(i, end - i));
    while (!word.empty() && (word.back() == ',' || word.back() == '.' || word.back() == ';')) word.pop_back();
    if (!word.empty()) out.push_back({std::move(word)});
    i = end;
  }
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// hhmm or hh:mm as the local moment nearest before (or, for "until", after) now.
std::optional<Instant> time_of(std::string_view word, Instant now, bool ahead) {
  std::string digits;
  for (const char c : word)
    if (c != ':') digits += c;
  if (digits.size() != 4 || !all_digits(digits)) return std::nullopt;
  Civil civil = to_amsterdam(now);
  civil.hour = std::stoi(digits.substr(0, 2));
  civil.minute = std::stoi(digits.substr(2));
  civil.second = civil.microsecond = 0;
  if (!is_valid(civil)) return std::nullopt;
  Instant at = from_amsterdam(civil, now);
  if (ahead && at < now) at = at + days(1);
  if (!ahead && at > now) at = at - days(1);
  return at;
}

bool says_until(const std::string& word) {
  const std::string low = desk::lowered(word);
  return low == "terug" || low == "tot" || low == "verwacht" || low == "hersteld";
}

bool says_time(const std::string& word) {
  const std::string low = desk::lowered(word);
  return low == "om" || low == "sinds" || low == "vanaf";
}

// "1500 huizen": a number and the unit after it. A time is no quantity.
void understand(const std::vector<Word>& words, Instant now, desk::PreviewUnderstood& out) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (word.size() > 1 && word.front() == '@') out.from = word.substr(1);
    const bool after_until = i > 0 && says_until(words[i - 1].text);
    const bool after_time = i > 0 && says_time(words[i - 1].text);
    if (after_until) {
      if (const auto until = time_of(word, now, true)) out.until = until;
    } else if (after_time) {
      if (const auto at = time_of(word, now, false)) out.at = at;
    } else if (!out.quantity && i + 1 < words.size()) {
      std::string digits;
      for (const char c : word)
        if (c != '.') digits += c;
      if (all_digits(digits) && digits.size() <= 9 && !all_digits(words[i + 1].text) && words[i + 1].text.front() != '@')
        out.quantity = observations::Quantity{std::stod(digits), words[i + 1].text};
    }
  }
}

std::vector<geo::Place> places_in(const std::vector<Word>& words, const geo::Gazetteer& gazetteer) {
  std::vector<geo::Place> out;
  const auto add = [&](const geo::Place& place) {
    const bool known = std::ranges::any_of(out, [&](const geo::Place& one) { return one.name == place.name && one.kind == place.kind; });
    if (!known && out.size() < places_max) out.push_back(place);
  };
  for (std::size_t length = place_words_max; length >= 1; --length)
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
      std::string name;
      for (std::size_t n = 0; n < length; ++n) name += (n > 0 ? " " : "") + words[i + n].text;
      if (name.size() < 3 || name.front() == '@') continue;
      if (const auto exact = gazetteer.exact(name)) add(*exact);
      if (length > 1)
        for (const geo::Place& place : gazetteer.find(name, 2))
          if (place.score >= 0.8) add(place);
    }
  return out;
}

// Open signals of the same theme nearby and recent.
std::vector<desk::PreviewAlike> alike(const views::Sight& sight, const std::string& theme, geo::Point point, Instant now) {
  std::vector<desk::PreviewAlike> out;
  const doctrine::Rules& rules = sight.doctrine.rules;
  for (const auto& [type, id] : views::all_keys(sight)) {
    if (type != views::Signal::type) continue;
    const std::optional<views::Entity> entity = views::view(sight, type, id);
    const auto* signal = entity ? std::get_if<views::Signal>(&*entity) : nullptr;
    const bool open = signal != nullptr && signal->state != "rejected" && signal->state != "closed";
    if (!open || signal->theme != theme || !signal->point) continue;
    const double distance = geo::distance_m(point, *signal->point);
    const std::int64_t minutes_ago = (now - signal->updated).us / minutes(1).us;
    if (distance > static_cast<double>(rules.limits.alike_distance_m) || minutes_ago > rules.limits.alike_minutes) continue;
    out.push_back({signal->id, signal->title, signal->level, distance < 1'000 ? "same-place" : "near", distance, minutes_ago});
  }
  std::ranges::sort(out, {}, &desk::PreviewAlike::distance_m);
  if (out.size() > alike_max) out.resize(alike_max);
  return out;
}
}  // namespace

desk::PreviewAnswer preview_entry(engine::Engine& engine, const LoadedRegion& region, const desk::PreviewQuestion& asked) {
  desk::PreviewAnswer out;
  const std::vector<Word> words = words_of(asked.text);
  if (asked.point) {
    const auto nearest = region.places.nearest(*asked.point);
    out.places.push_back({nearest ? nearest->name : "", geo::PlaceKind::Coordinates, *asked.point, nearest ? nearest->municipality : "", 1});
  }
  for (geo::Place& place : places_in(words, region.places)) out.places.push_back(std::move(place));
  engine.look([&](const views::Sight& sight, const engine::RegionState&) {
    understand(words, sight.now, out.understood);
    out.understood.theme = asked.theme.empty() ? desk::theme_by_words(sight.doctrine, asked.text) : asked.theme;
    if (out.understood.quantity) {
      const desk::RuleLevel by_rule = desk::level_by_rule(sight.doctrine, out.understood.theme, out.understood.quantity->value,
                                                          out.understood.quantity->unit);
      out.understood.rule = by_rule.rule;
      for (const auto& [name, level] : {std::pair{"green", observations::Level::Green}, {"yellow", observations::Level::Yellow},
                                        {"orange", observations::Level::Orange}, {"red", observations::Level::Red}})
        if (by_rule.level == name) out.understood.level = level;
    }
    const auto choice = static_cast<std::size_t>(std::max<std::int64_t>(0, asked.place_choice.value_or(0)));
    if (choice < out.places.size()) out.alike = alike(sight, out.understood.theme, out.places[choice].point, sight.now);
  });
  out.after = words.empty() ? "text-missing" : out.places.empty() ? "place-missing" : out.alike.empty() ? "new-signal" : "attach";
  if (out.after == "attach") out.attach_to = out.alike.front().signal;
  return out;
}
}  // namespace voorzien::server
