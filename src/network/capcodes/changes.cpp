#include "network/capcodes/changes.h"

#include <algorithm>
#include <map>

namespace voorzien::network {
namespace {
using Claims = std::vector<const CapcodeClaim*>;

// The list of that source that was newest before: the one it replaces, else the one of the last day before.
std::optional<std::size_t> list_before(const CapcodeBook& now, const CapcodeList& list) {
  for (std::size_t i = 0; i < now.lists().size(); ++i)  // of a source the newest first
    if (now.lists()[i].source == list.source && now.lists()[i].date <= list.date) return i;
  return std::nullopt;
}

bool in_same_words(const CapcodeClaim& a, const CapcodeClaim& b) {
  return a.name == b.name && a.discipline == b.discipline && a.station == b.station && a.region == b.region;
}

std::string told(const CapcodeClaim& claim, const std::string& source, const std::string& date) {
  return to_text(claim) + " (" + source + ", " + date + ")";
}

// What the same source said of a code before and says otherwise now.
const CapcodeClaim* changed_from(const Claims& is, const Claims& was) {
  for (const CapcodeClaim* old : was)
    if (std::ranges::none_of(is, [&](const CapcodeClaim* one) { return in_same_words(*one, *old); }))
      return old;
  return nullptr;
}

// What is said otherwise elsewhere, or in another line.
std::string conflict_of(const CapcodeBook& now, const CapcodeList& list, const Claims& is) {
  for (const CapcodeBook::Entry& entry : now.find(is.front()->code)) {
    const CapcodeBook::Known& other = now.lists()[entry.list];
    if (other.source != list.source && disagree(*is.front(), entry.claim))
      return told(entry.claim, other.source, other.date);
  }
  for (std::size_t i = 1; i < is.size(); ++i)
    if (disagree(*is.front(), *is[i]))
      return told(*is[i], list.source, list.date) + " in line " + std::to_string(is[i]->line);
  return {};
}
}  // namespace

CapcodeChanges changes_of(const CapcodeBook& now, const CapcodeList& list) {
  std::map<std::string_view, Claims> by_code;
  for (const CapcodeClaim& one : list.claims) by_code[one.code].push_back(&one);
  const std::optional<std::size_t> before = list_before(now, list);
  CapcodeChanges out;
  out.codes = by_code.size();
  if (before) out.before = now.lists()[*before].date;
  out.replaces = out.before == list.date;
  for (const auto& [code, is] : by_code) {
    const std::span<const CapcodeBook::Entry> known = now.find(code);
    Claims was;
    for (const CapcodeBook::Entry& entry : known)
      if (before && entry.list == *before) was.push_back(&entry.claim);
    const CapcodeClaim* const old = changed_from(is, was);
    std::string conflict = conflict_of(now, list, is);
    const std::string words = to_text(*is.front());
    if (known.empty())
      out.added.push_back(std::string(code) + " " + words);
    else if (old != nullptr)
      out.changed.push_back({std::string(code), words, told(*old, list.source, out.before)});
    else if (conflict.empty())
      ++out.same;
    if (!conflict.empty()) out.conflicts.push_back({std::string(code), words, std::move(conflict)});
  }
  if (!before) return out;
  for (const CapcodeBook::Entry& entry : now.all())
    if (entry.list == *before && !by_code.contains(entry.claim.code) &&
        (out.gone.empty() || out.gone.back() != entry.claim.code))
      out.gone.push_back(entry.claim.code);
  return out;
}
}  // namespace voorzien::network
