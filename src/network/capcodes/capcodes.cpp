#include "network/capcodes/capcodes.h"

#include <algorithm>

#include "geo/fold.h"

namespace voorzien::network {
namespace {
constexpr std::size_t code_digits = 7;       // that differ; FLEX addresses above them are not in use here
constexpr std::size_t code_digits_max = 10;  // as receivers pad them

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// As it is compared: "Noord- en Oost-Gelderland" and "NOORD EN OOST GELDERLAND" are one.
std::string squeezed(std::string_view text) {
  std::string out = geo::fold(text);
  std::erase(out, ' ');
  return out;
}

bool differ(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && a != b && squeezed(a) != squeezed(b);
}

void append(std::string& out, std::string_view part, std::string_view between) {
  if (part.empty()) return;
  if (!out.empty()) out += between;
  out += part;
}

std::string words_of(const CapcodeClaim& claim) {
  std::string out = " " + claim.code;
  for (const std::string* part : {&claim.name, &claim.discipline, &claim.station, &claim.region})
    append(out, geo::fold(*part), " ");
  return out;
}

std::vector<std::string> asked_words(std::string_view question) {
  std::vector<std::string> out;
  const std::string folded = geo::fold(question);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) out.push_back(" " + folded.substr(at, end - at));
    at = end + 1;
  }
  return out;
}
}  // namespace

std::optional<std::string> capcode_of(std::string_view digits) {
  if (digits.size() < code_digits || digits.size() > code_digits_max) return std::nullopt;
  if (!std::ranges::all_of(digits, is_digit)) return std::nullopt;
  const std::string_view before = digits.substr(0, digits.size() - code_digits);
  if (before.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  return std::string(digits.substr(before.size()));
}

bool disagree(const CapcodeClaim& a, const CapcodeClaim& b) {
  return differ(a.name, b.name) || differ(a.discipline, b.discipline) || differ(a.station, b.station) ||
         differ(a.region, b.region);
}

std::string to_text(const CapcodeClaim& claim) {
  std::string unit = claim.discipline;
  append(unit, claim.station, " ");
  std::string out = claim.name;
  append(out, unit, ", ");
  append(out, claim.region, ", ");
  return out;
}

CapcodeBook::CapcodeBook(std::vector<CapcodeList> lists) {
  std::ranges::stable_sort(lists, [](const CapcodeList& a, const CapcodeList& b) {
    return a.source != b.source ? a.source < b.source : a.date > b.date;
  });
  for (CapcodeList& list : lists) {
    const std::size_t index = lists_.size();
    lists_.push_back({std::move(list.source), std::move(list.date), list.claims.size()});
    for (CapcodeClaim& claim : list.claims) {
      std::string words = words_of(claim);
      entries_.push_back({std::move(claim), index, std::move(words)});
    }
  }
  std::ranges::sort(entries_, [this](const Entry& a, const Entry& b) {
    const Known& in_a = lists_[a.list];
    const Known& in_b = lists_[b.list];
    if (a.claim.code != b.claim.code) return a.claim.code < b.claim.code;
    if (in_a.date != in_b.date) return in_a.date > in_b.date;
    return in_a.source != in_b.source ? in_a.source < in_b.source : a.claim.line < b.claim.line;
  });
}

std::span<const CapcodeBook::Entry> CapcodeBook::find(std::string_view code) const {
  const auto code_is = [](const Entry& one) { return std::string_view(one.claim.code); };
  const auto found = std::ranges::equal_range(entries_, code, {}, code_is);
  return {found.begin(), found.end()};
}

std::vector<std::string> CapcodeBook::search(std::string_view question, std::size_t limit) const {
  std::vector<std::string> out;
  const std::vector<std::string> wanted = asked_words(question);
  if (wanted.empty()) return out;
  for (const Entry& one : entries_) {
    if (out.size() == limit) break;
    if (!out.empty() && out.back() == one.claim.code) continue;
    const auto holds = [&](const std::string& word) { return one.words.find(word) != std::string::npos; };
    if (std::ranges::all_of(wanted, holds)) out.push_back(one.claim.code);
  }
  return out;
}

bool is_conflict(std::span<const CapcodeBook::Entry> claims) {
  for (std::size_t i = 1; i < claims.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (disagree(claims[i].claim, claims[j].claim)) return true;
  return false;
}
}  // namespace voorzien::network
