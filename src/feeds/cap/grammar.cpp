#include "feeds/cap/grammar.h"

#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::cap {
namespace {
using Words = std::string_view;

constexpr Words statuses[] = {"Actual", "Exercise", "System", "Test", "Draft"};
constexpr Words statuses_10[] = {"Actual", "Exercise", "System", "Test"};
constexpr Words types[] = {"Alert", "Update", "Cancel", "Ack", "Error"};
constexpr Words scopes[] = {"Public", "Restricted", "Private"};
constexpr Words categories[] = {"Geo",    "Met", "Safety",    "Security", "Rescue", "Fire",
                                "Health", "Env", "Transport", "Infra",    "CBRNE",  "Other"};
constexpr Words categories_10[] = {"Geo",    "Met", "Safety",    "Security", "Rescue", "Fire",
                                   "Health", "Env", "Transport", "Infra",    "Other"};
constexpr Words responses[] = {"Shelter", "Evacuate", "Prepare",  "Execute", "Avoid",
                               "Monitor", "Assess",   "AllClear", "None"};
constexpr Words responses_11[] = {"Shelter", "Evacuate", "Prepare", "Execute", "Monitor", "Assess", "None"};
constexpr Words urgencies[] = {"Immediate", "Expected", "Future", "Past", "Unknown"};
constexpr Words severities[] = {"Extreme", "Severe", "Moderate", "Minor", "Unknown"};
constexpr Words certainties[] = {"Observed", "Likely", "Possible", "Unlikely", "Unknown"};
constexpr Words certainties_10[] = {"Very Likely", "Likely", "Possible", "Unlikely", "Unknown"};

constexpr bool required = true;
constexpr bool many = true;

constexpr Rule pair_rules[] = {{"valueName", Field::PairName, Content::Text, required},
                               {"value", Field::PairValue, Content::Text, required}};

constexpr Rule resource_12[] = {{"resourceDesc", Field::Other, Content::Text, required},
                                {"mimeType", Field::MimeType, Content::Text, required},
                                {"size", Field::Other, Content::Integer},
                                {"uri", Field::ResourceUri, Content::Uri},
                                {"derefUri", Field::DerefUri},
                                {"digest"}};
constexpr Rule resource_11[] = {{"resourceDesc", Field::Other, Content::Text, required},
                                {"mimeType", Field::MimeType},
                                {"size", Field::Other, Content::Integer},
                                {"uri", Field::ResourceUri, Content::Uri},
                                {"derefUri", Field::DerefUri},
                                {"digest"}};
constexpr Rule resource_10[] = {{"resourceDesc", Field::Other, Content::Text, required},
                                {"mimeType", Field::MimeType},
                                {"size", Field::Other, Content::Integer},
                                {"uri", Field::ResourceUri, Content::Uri},
                                {"digest"}};

template <Content height, Content pair>
constexpr Rule area_rules[] = {{"areaDesc", Field::AreaDescription, Content::Text, required},
                               {"polygon", Field::Polygon, Content::Text, !required, many},
                               {"circle", Field::Circle, Content::Text, !required, many},
                               {"geocode", Field::Geocode, pair, !required, many},
                               {"altitude", Field::Altitude, height},
                               {"ceiling", Field::Ceiling, height}};

template <Version v>
constexpr auto make_info() {
  constexpr bool is_10 = v == Version::V10;
  constexpr Content pair = is_10 ? Content::Text : Content::Elements;
  std::array<Rule, 23> out{};
  std::size_t n = 0;
  const auto add = [&](Rule rule) { out[n++] = rule; };
  add({"language", Field::Language, Content::Language});
  add({"category", Field::Category, Content::Choice, !is_10, many,
       is_10 ? std::span<const Words>(categories_10) : std::span<const Words>(categories)});
  add({"event", Field::Event, Content::Text, required});
  if constexpr (v == Version::V12)
    add({"responseType", Field::ResponseType, Content::Choice, !required, many, responses});
  if constexpr (v == Version::V11)
    add({"responseType", Field::ResponseType, Content::Choice, !required, many, responses_11});
  add({"urgency", Field::Urgency, Content::Choice, required, !many, urgencies});
  add({"severity", Field::Severity, Content::Choice, required, !many, severities});
  add({"certainty", Field::Certainty, Content::Choice, required, !many,
       is_10 ? std::span<const Words>(certainties_10) : std::span<const Words>(certainties)});
  add({"audience"});
  add({"eventCode", Field::EventCode, pair, !required, many});
  add({"effective", Field::Effective, Content::Time});
  add({"onset", Field::Onset, Content::Time});
  add({"expires", Field::Expires, Content::Time});
  add({"senderName", Field::SenderName});
  add({"headline", Field::Headline});
  add({"description", Field::Description});
  add({"instruction", Field::Instruction});
  add({"web", Field::Web, Content::Uri});
  add({"contact"});
  add({"parameter", Field::Parameter, pair, !required, many});
  add({"resource", Field::Resource, Content::Elements, !required, many});
  add({"area", Field::Area, Content::Elements, !required, many});
  return std::pair(out, n);
}

template <Version v>
constexpr auto make_alert() {
  constexpr bool is_10 = v == Version::V10;
  std::array<Rule, 16> out{};
  std::size_t n = 0;
  const auto add = [&](Rule rule) { out[n++] = rule; };
  add({"identifier", Field::Identifier, Content::Text, required});
  add({"sender", Field::Sender, Content::Text, required});
  add({"sent", Field::Sent, Content::Time, required});
  add({"status", Field::Status, Content::Choice, required, !many,
       is_10 ? std::span<const Words>(statuses_10) : std::span<const Words>(statuses)});
  add({"msgType", Field::Type, Content::Choice, required, !many, types});
  if constexpr (is_10) add({"password"});
  add({"source"});
  add({"scope", Field::Scope, Content::Choice, !is_10, !many, scopes});
  add({"restriction", Field::Restriction});
  add({"addresses", Field::Addresses});
  add({"code", Field::Code, Content::Text, !required, many});
  add({"note", Field::Note});
  add({"references", Field::References});
  add({"incidents"});
  add({"info", Field::Info, Content::Elements, !required, many});
  if constexpr (v == Version::V12) add({"", Field::Signature, Content::Anything, !required, many});
  return std::pair(out, n);
}

template <Version v>
constexpr auto info_rules = make_info<v>();
template <Version v>
constexpr auto alert_rules = make_alert<v>();

template <Version v>
constexpr std::span<const Rule> info_span = std::span(info_rules<v>.first).first(info_rules<v>.second);
template <Version v>
constexpr std::span<const Rule> alert_span = std::span(alert_rules<v>.first).first(alert_rules<v>.second);

constexpr Version versions[] = {Version::V12, Version::V11, Version::V10};
constexpr Grammar grammars[] = {
    {"urn:oasis:names:tc:emergency:cap:1.2", "1.2", alert_span<Version::V12>, info_span<Version::V12>,
     resource_12, area_rules<Content::Decimal, Content::Elements>, pair_rules, true, true, false},
    {"urn:oasis:names:tc:emergency:cap:1.1", "1.1", alert_span<Version::V11>, info_span<Version::V11>,
     resource_11, area_rules<Content::Text, Content::Elements>, pair_rules, false, false, false},
    {"http://www.incident.com/cap/1.0",
     "1.0",
     alert_span<Version::V10>,
     info_span<Version::V10>,
     resource_10,
     area_rules<Content::Text, Content::Text>,
     {},
     false,
     false,
     true}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*
bool is_language(std::string_view text) {
  std::size_t length = 0;
  bool first = true;
  for (const char c : text) {
    if (c == '-') {
      if (length == 0) return false;
      length = 0;
      first = false;
    } else {
      if (!is_letter(c) && (first || !is_digit(c))) return false;
      if (++length > 8) return false;
    }
  }
  return length > 0;
}

bool is_number(std::string_view text, bool point_allowed) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  std::size_t digits = 0;
  std::size_t points = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      ++digits;
    } else if (c == '.' && point_allowed) {
      ++points;
    } else {
      return false;
    }
  }
  return digits > 0 && points <= 1;
}

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

// What libxml2 and Xerces agree on; they differ about the rest of RFC 3986, and blanks and letters beyond
// ASCII are escaped before they look.
bool is_uri(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1))
    if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return false;
  if (std::count(text.begin(), text.end(), '#') > 1) return false;
  std::string_view path = text.substr(0, text.find_first_of("?#"));
  const std::size_t colon = path.substr(0, path.find('/')).find(':');
  if (colon != std::string_view::npos) {
    if (!is_scheme(path.substr(0, colon))) return false;
    path.remove_prefix(colon + 1);
  }
  if (path.starts_with("//[")) {  // an address of numbers as host
    const std::size_t close = path.find(']');
    if (close == std::string_view::npos) return false;
    path.remove_prefix(close + 1);
  }
  return path.find_first_of("[]") == std::string_view::npos;
}

int two(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

bool matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
  return true;
}

bool is_date(int year, int month, int day) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= lengths[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool is_offset(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || !matches(text.substr(1), "00:00"))
    return false;
  const int hour = two(text, 1);
  const int minute = two(text, 4);
  return minute <= 59 && (hour < 14 || (hour == 14 && minute == 0));
}

// A year before Christ or of more than four digits, which xs:dateTime allows, brought to four digits with
// the same leap day.
bool shorten_year(std::string_view text, std::string& out) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits < 4 || (digits > 4 && text[0] == '0') || text.substr(0, digits) == "0000") return false;
  constexpr int cycle = 400;  // years after which leap days repeat
  int year = 0;
  for (const char c : text.substr(0, digits)) year = (year * 10 + (c - '0')) % cycle;
  out = std::to_string(2'000 + year) + std::string(text.substr(digits));
  return true;
}

// xs:dateTime; strict: the pattern of CAP 1.2.
bool is_time(std::string_view text, bool strict) {
  std::string shortened;
  const bool plain = matches(text, "0000-");
  if (!plain && !strict && shorten_year(text, shortened)) text = shortened;
  if (!matches(text, "0000-00-00T00:00:00")) return false;
  const int year = two(text, 0) * 100 + two(text, 2);
  const int hour = two(text, 11);
  const int minute = two(text, 14);
  const int second = two(text, 17);
  if (year == 0 || !is_date(year, two(text, 5), two(text, 8))) return false;
  if (minute > 59 || second > 59 || hour > 24 || (hour == 24 && (minute != 0 || second != 0))) return false;
  text.remove_prefix(19);
  if (strict) return is_offset(text);
  if (text.starts_with('.')) {
    std::size_t digits = 1;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 1) return false;
    if (hour == 24 && text.substr(1, digits - 1).find_first_not_of('0') != std::string_view::npos)
      return false;
    text.remove_prefix(digits);
  }
  return text.empty() || text == "Z" || is_offset(text);
}
}  // namespace

const Grammar& grammar_of(Version version) {
  for (std::size_t i = 0; i < std::size(versions); ++i)
    if (versions[i] == version) return grammars[i];
  ENSURE(false, "every version has a grammar");
  return grammars[0];
}

const Version* version_of(std::string_view uri) {
  for (std::size_t i = 0; i < std::size(versions); ++i)
    if (grammars[i].uri == uri) return &versions[i];
  return nullptr;
}

bool fits(std::string_view text, const Rule& rule, bool strict_time) {
  switch (rule.content) {
    case Content::Time:
      return is_time(trim(text), strict_time);
    case Content::Choice:
      return std::find(rule.choices.begin(), rule.choices.end(), text) != rule.choices.end();
    case Content::Language:
      return text.empty() || is_language(trim(text));  // empty takes the default, a blank does not
    case Content::Uri:
      return is_uri(trim(text));
    case Content::Integer:
      return is_number(trim(text), false);
    case Content::Decimal:
      return is_number(trim(text), true);
    case Content::Text:
    case Content::Elements:
    case Content::Anything:
      return true;
  }
  return true;
}

}  // namespace voorzien::feeds::cap
