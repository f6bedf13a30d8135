#include "feeds/flex/grammar.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "feeds/remarks.h"

namespace voorzien::feeds::flex {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
bool starts_folded(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && equal_folded(text.substr(0, with.size()), with);
}
int two_digits(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

// Scales of a deployment: how they are written (longest first) and what we call them.
struct Scale {
  std::string_view written;
  std::string_view name;
};
constexpr std::array<Scale, 8> scales = {{{"Zeer grote ", "Zeer grote "},
                                          {"Zeer gr. ", "Zeer grote "},
                                          {"Zeer gr.", "Zeer grote "},
                                          {"Grote ", "Grote "},
                                          {"Gr. ", "Grote "},
                                          {"Middel ", "Middel "},
                                          {"Kleine ", "Kleine "},
                                          {"Pel. ", "Pel. "}}};
constexpr std::array<std::string_view, 6> scale_kinds = {"BR", "HV", "OGS", "IBGS", "GS", "WO"};

std::string scale_of(std::string_view inside) {
  for (const Scale& scale : scales) {
    if (!starts_folded(inside, scale.written)) continue;
    const std::string_view kind = trim(inside.substr(scale.written.size()));
    if (scale.name == "Pel. ") return "Pel. " + std::string(kind.substr(0, 32));
    for (const std::string_view known : scale_kinds)
      if (equal_folded(kind, known)) return std::string(scale.name) + std::string(known);
  }
  return {};
}

std::string find_scale(std::string_view text) {
  for (std::size_t open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string_view::npos) return {};
    if (std::string scale = scale_of(text.substr(open + 1, close - open - 1)); !scale.empty()) return scale;
  }
  return {};
}

// GRIP 1 to 5, with or without a blank: "GRIP 2", "GRIP2", "Grip 1".
std::string find_grip(std::string_view text) {
  for (std::size_t at = text.find_first_of("Gg"); at != std::string_view::npos;
       at = text.find_first_of("Gg", at + 1)) {
    if (!starts_folded(text.substr(at), "GRIP")) continue;
    if (at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0) continue;
    std::size_t digit = at + 4;
    if (digit < text.size() && text[digit] == ' ') ++digit;
    if (digit >= text.size() || text[digit] < '1' || text[digit] > '5') continue;
    if (digit + 1 < text.size() && is_digit(text[digit + 1])) continue;
    return std::string("GRIP ") + text[digit];
  }
  return {};
}

std::string read_priority(std::string_view text, Service& service) {
  const auto digit_at = [&](std::size_t at) {
    return at < text.size() && is_digit(text[at]) && (at + 1 == text.size() || !is_digit(text[at + 1]));
  };
  const char first =
      text.empty() ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  if (text.size() >= 2 && (first == 'A' || first == 'B') && text[1] >= '0' && text[1] <= '2' && digit_at(1)) {
    service = Service::Ambulance;
    return {first, text[1]};
  }
  if (first == 'P' && (digit_at(1) || (text.size() > 2 && text[1] == ' ' && digit_at(2)))) {
    service = Service::Fire;
    return std::string("P ") + (is_digit(text[1]) ? text[1] : text[2]);
  }
  if (starts_folded(text, "PRIO ") && digit_at(5)) {
    service = text.starts_with("PRIO") ? Service::Fire : Service::Police;
    return std::string("Prio ") + text[5];
  }
  return {};
}

// "BMD-04": a talk group of a fire service.
bool is_talk_group(std::string_view text) {
  return text.size() >= 6 && text[0] == 'B' && text[3] == '-' && is_digit(text[4]) && is_digit(text[5]);
}

std::string_view last_word(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

// Words that introduce a running number at the end: "Rit: 461", "bon 573", "Inc: 4".
bool is_number_word(std::string_view word) {
  constexpr std::array<std::string_view, 8> words = {
      "rit", "rit:", "bon", "bon:", "inc", "inc:", "ritnr:", "icnum"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return equal_folded(word, w); });
}

// Takes vehicles, running numbers and brackets off the end of the text.
std::string_view take_tail(std::string_view text, std::vector<std::string_view>& vehicles) {
  for (;;) {
    text = trim(text);
    if (text.empty()) return text;
    if (text.back() == ')') {
      const std::size_t open = text.rfind('(');
      if (open == std::string_view::npos || open == 0) return text;
      text = text.substr(0, open);
      continue;
    }
    const std::string_view word = last_word(text);
    const bool number = all_digits(word);
    if (!number && !is_number_word(word)) return text;
    if (number && word.size() == 6 && std::find(vehicles.begin(), vehicles.end(), word) == vehicles.end())
      vehicles.push_back(word);
    text.remove_suffix(word.size());
  }
}

// Of a text without priority: by the words with which each service begins or ends its own.
Service service_by_words(std::string_view text, std::string_view body) {
  const std::string_view first = text.substr(0, text.find(' '));
  if (is_talk_group(text)) return Service::Fire;
  if (equal_folded(first, "AMBU") || (first.size() == 5 && all_digits(first))) return Service::Ambulance;
  if (starts_folded(text, "Aanrijding") || starts_folded(text, "Ongeval wegvervoer")) return Service::Police;
  for (std::string_view rest = text.substr(body.size()); !rest.empty();) {
    rest = trim(rest);
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (is_number_word(word)) return Service::Ambulance;
    rest.remove_prefix(word.size());
  }
  return equal_folded(last_word(body), "vws") ? Service::Ambulance : Service::Other;
}

int region_of(const std::vector<std::string_view>& vehicles) {
  std::array<int, 100> counts{};
  for (const std::string_view vehicle : vehicles) ++counts[static_cast<std::size_t>(two_digits(vehicle))];
  int best = 0;
  for (auto vehicle = vehicles.rbegin(); vehicle != vehicles.rend();
       ++vehicle) {  // first in the text wins a tie
    const int region = two_digits(*vehicle);
    if (region < 1 || region > 25) continue;
    if (best == 0 || counts[static_cast<std::size_t>(region)] > counts[static_cast<std::size_t>(best)])
      best = region;
  }
  return best;
}

// An ambulance's number of five digits stands near the start: its first two digits are the region too.
int region_of_ambulance(std::string_view text) {
  for (int words = 0; words < 6 && !text.empty(); ++words) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (word.size() == 5 && all_digits(word)) {
      const int region = two_digits(word);
      return region >= 1 && region <= 25 ? region : 0;
    }
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return 0;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}
}  // namespace

Grammar read_grammar(std::string_view text) {
  Grammar out;
  std::vector<std::string_view> vehicles;
  vehicles.reserve(16);
  out.level = read_priority(text, out.service);
  const std::size_t lead = out.level.empty() ? 0 : std::min(text.size(), text.find(' ', 2));
  out.body = take_tail(text, vehicles);
  if (out.body.size() < lead) out.body = text.substr(0, std::min(lead, text.size()));
  if (out.level.empty()) out.service = service_by_words(text, out.body);
  out.units = static_cast<int>(vehicles.size());
  out.region = region_of(vehicles);
  if (out.region == 0 && out.service == Service::Ambulance) out.region = region_of_ambulance(text);
  if (std::string scale = find_scale(text); !scale.empty()) out.level = std::move(scale);
  if (std::string grip = find_grip(text); !grip.empty()) out.level = std::move(grip);
  out.test =
      has_any(text, {"TESTOPROEP", "Testoproep", "testoproep", "PROEFALARM", "Proefalarm", "proefalarm"});
  out.exercise = !out.test && has_any(text, {"OEFENING", "Oefening", "oefening"});
  return out;
}

Service service_of_code(std::string_view seven) {
  const bool group = seven.starts_with("20295");  // given out for one message
  if (seven.size() != 7 || group) return Service::Other;
  switch (seven[2]) {
    case '0':
      return Service::Fire;
    case '2':
      return Service::Ambulance;
    case '3':
      return Service::Police;
    default:
      return Service::Other;
  }
}

std::string_view town_of_abbreviation(std::string_view word) {
  struct Short {
    std::string_view code;
    std::string_view town;
  };
  // Sorted by code. Control rooms shorten names of more than six letters to at most six.
  static constexpr std::array<Short, 44> shorts = {
      {{"AMERGN", "Amerongen"},   {"AMERSF", "Amersfoort"},  {"BILTHV", "Bilthoven"},
       {"BLARCM", "Blaricum"},    {"BREUKL", "Breukelen"},   {"BUNSPK", "Bunschoten-Spakenburg"},
       {"CULMBG", "Culemborg"},   {"DEBILT", "De Bilt"},     {"DRIERB", "Driebergen-Rijsenburg"},
       {"DRONTN", "Dronten"},     {"EMMELD", "Emmeloord"},   {"HAGEST", "Hagestein"},
       {"HILVSM", "Hilversum"},   {"IJSSST", "IJsselstein"}, {"LARNNH", "Laren"},
       {"LEERDM", "Leerdam"},     {"LEERSM", "Leersum"},     {"LELYSD", "Lelystad"},
       {"LEUSDN", "Leusden"},     {"MAARSS", "Maarssen"},    {"MIJDRT", "Mijdrecht"},
       {"MONTUT", "Montfoort"},   {"NAARDN", "Naarden"},     {"NWGEIN", "Nieuwegein"},
       {"OUDWTR", "Oudewater"},   {"RENSWD", "Renswoude"},   {"UTRECH", "Utrecht"},
       {"UTRCHT", "Utrecht"},     {"VEENDL", "Veenendaal"},  {"VIANUT", "Vianen"},
       {"VLEUTN", "Vleuten"},     {"WERKHV", "Werkhoven"},   {"WIJKDS", "Wijk bij Duurstede"},
       {"WOERDN", "Woerden"},     {"WOUDBG", "Woudenberg"},  {"ZEEWLD", "Zeewolde"},
       {"SOESTB", "Soesterberg"}, {"SPAKBG", "Spakenburg"},  {"DEMEER", "De Meern"},
       {"HARMLN", "Harmelen"},    {"VINKVN", "Vinkeveen"},   {"LOENEN", "Loenen aan de Vecht"},
       {"KOCKEN", "Kockengen"},   {"BEUSCH", "Beusichem"}}};
  if (word.size() != 6) return {};
  for (const Short& item : shorts)
    if (item.code == word) return item.town;
  return {};
}

}  // namespace voorzien::feeds::flex
