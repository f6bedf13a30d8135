// Pager lines of a film: pages at a time, calls that repeat, and ordinary noise.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "server/film/composer.h"

namespace voorzien::film {
namespace {
const std::string source = "pager";

// multimon-ng writes UTC; a receiver hands a line on two to four seconds after the page.
void page(Composer& c, Instant at, std::string_view codes, std::string_view text, Random& random) {
  const Civil t = to_civil_utc(at);
  const std::uint64_t cycle = static_cast<std::uint64_t>(t.minute) / 4;
  const std::uint64_t frame = static_cast<std::uint64_t>(t.minute % 4 * 32 + t.second / 2);
  c.emit(at + milliseconds(static_cast<std::int64_t>(2'000 + random.below(2'000))), source,
         fmt::format("FLEX|{:04}-{:02}-{:02} {:02}:{:02}:{:02}|1600/2/K/A|{:02}.{:03}|{}|ALN|{}\n", t.year,
                     t.month, t.day, t.hour, t.minute, t.second, cycle, frame, codes, text));
}

// "codes | text" of a statement.
bool split_bar(const Statement& s, std::string_view keyword, std::string& codes, std::string& text) {
  const std::size_t start = s.text.find(std::string(keyword) + " ");
  const std::size_t bar = s.text.find(" | ");
  if (start == std::string::npos || bar == std::string::npos || bar < start) return false;
  codes = s.text.substr(start + keyword.size() + 1, bar - start - keyword.size() - 1);
  text = s.text.substr(bar + 3);
  return true;
}

// Fills in {name} from a list of words and {100..999} from a range.
Result<std::string> filled(std::string_view pattern, const Composer& c, Random& random, const Statement& s) {
  std::string out;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    out += pattern.substr(0, open);
    pattern.remove_prefix(open);
    if (pattern.empty()) break;
    const std::size_t close = pattern.find('}');
    if (close == std::string_view::npos) return script_error(s, "a { without }");
    const std::string name(pattern.substr(1, close - 1));
    pattern.remove_prefix(close + 1);
    if (const std::size_t dots = name.find(".."); dots != std::string::npos) {
      std::uint64_t low = 0;
      std::uint64_t high = 0;
      std::from_chars(name.data(), name.data() + dots, low);
      std::from_chars(name.data() + dots + 2, name.data() + name.size(), high);
      if (high < low) return script_error(s, "{" + name + "} is no range");
      out += fmt::format("{:0{}}", low + random.below(high - low + 1), dots);
      continue;
    }
    const auto words = c.words.find(name);
    if (words == c.words.end() || words->second.empty()) return script_error(s, "no words '" + name + "'");
    out += words->second[random.below(words->second.size())];
  }
  return out;
}

struct Pattern {
  std::uint64_t weight = 1;
  std::string codes;
  std::string text;
};

Result<std::vector<Pattern>> patterns_of(const Statement& s) {
  std::vector<Pattern> out;
  for (const std::string& line : s.indented) {
    Pattern p;
    const std::size_t blank = line.find(' ');
    const std::size_t bar = line.find(" | ");
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), p.weight);
    if (blank == std::string::npos || bar == std::string::npos || error != std::errc{} ||
        end != line.data() + blank || p.weight == 0)
      return script_error(s, "a line of noise is 'weight codes | text': " + line);
    p.codes = line.substr(blank + 1, bar - blank - 1);
    p.text = line.substr(bar + 3);
    out.push_back(std::move(p));
  }
  if (out.empty()) return script_error(s, "noise needs indented lines");
  return out;
}

// Arrivals with the given mean: in each second with the chance that fits, which is Poisson closely enough.
Done noise(const Statement& s, Composer& c) {
  ASSIGN_OR_RETURN(const std::vector<Pattern> patterns, patterns_of(s));
  const std::optional<double> rate = number_of(s.field("an_hour"));
  const std::optional<Instant> from = s.field("from").empty() ? c.out.from : c.moment(s.field("from"));
  const std::optional<Instant> to = s.field("to").empty() ? c.out.to : c.moment(s.field("to"));
  if (!rate || *rate <= 0 || !from || !to) return script_error(s, "noise needs an_hour=40");
  std::uint64_t total = 0;
  for (const Pattern& p : patterns) total += p.weight;
  Random random = c.random_of(s);
  const auto chance = static_cast<std::uint64_t>(*rate / 3'600 * 1e9);
  for (Instant at = *from; at < *to; at = at + seconds(1)) {
    if (random.below(1'000'000'000) >= chance) continue;
    std::uint64_t pick = random.below(total);
    std::size_t which = 0;
    while (pick >= patterns[which].weight) pick -= patterns[which++].weight;
    ASSIGN_OR_RETURN(const std::string codes, filled(patterns[which].codes, c, random, s));
    ASSIGN_OR_RETURN(const std::string text, filled(patterns[which].text, c, random, s));
    page(c, at, codes, text, random);
  }
  return Nothing{};
}
}  // namespace

Done compose_pager(const Script& script, Composer& c) {
  for (const Statement& s : script.statements) {
    const bool single = s.word(1) == "page" && time_of_day(s.word(0));
    const bool repeated = s.word(0) == "every" && s.word(1) == "page";
    const bool is_noise = s.word(0) == "noise";
    if (!single && !repeated && !is_noise) continue;
    if (!c.formats.contains(source)) return script_error(s, "the script names no source pager");
    if (is_noise) {
      RETURN_IF_ERROR(noise(s, c));
      continue;
    }
    std::string codes;
    std::string text;
    if (!split_bar(s, "page", codes, text)) return script_error(s, "a page is 'page CODES | TEXT'");
    Random random = c.random_of(s);
    if (single) {
      page(c, *c.moment(s.word(0)), codes, text, random);
      continue;
    }
    Statement timing = s;  // every page 5m at=mm:ss CODES | TEXT
    ASSIGN_OR_RETURN(const std::vector<Instant> all, c.moments(timing));
    const std::size_t last_field = codes.rfind('=');
    if (last_field != std::string::npos)
      codes = codes.substr(std::min(codes.find(' ', last_field), codes.size()));
    codes.erase(0, codes.find_first_not_of(' '));
    for (const Instant at : all) page(c, at, codes, text, random);
  }
  return Nothing{};
}

}  // namespace voorzien::film
