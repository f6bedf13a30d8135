#include "feeds/cap/group.h"

#include <algorithm>

#include "feeds/remarks.h"

namespace voorzien::feeds::cap {
namespace {
// Codes do not change with the language; two different ones mean two different events.
bool differ(std::string_view a, std::string_view b) { return !a.empty() && !b.empty() && a != b; }

std::string_view code_of(const Info& info) {
  return info.event_codes.empty() ? std::string_view() : info.event_codes.front().value;
}

bool same_matter(const Group& group, const Info& info) {
  const Info& first = *group.front();
  return first.severity == info.severity && !differ(code_of(first), code_of(info)) &&
         !differ(first.awareness_type, info.awareness_type) &&
         !differ(first.awareness_level, info.awareness_level);
}

const Info* in_language(const Group& group, std::string_view language) {
  for (const Info* info : group)
    if (equal_folded(language_of(*info), language)) return info;
  return nullptr;
}

bool same_times(const Info& a, const Info& b) { return a.onset == b.onset && a.expires == b.expires; }

// An event is a word in a language, so it is compared within the language; in a new language the block goes
// with the first group that has the same times and lacks it, else with the first that lacks it.
Group* group_for(std::vector<Group>& groups, const Info& info) {
  Group* lacking = nullptr;
  bool lacking_fits = false;
  for (Group& group : groups) {
    if (!same_matter(group, info)) continue;
    const Info* spoken = in_language(group, language_of(info));
    if (spoken != nullptr) {
      if (spoken->event == info.event) return &group;
      continue;
    }
    if (group.front()->event == info.event) return &group;
    const bool fits = same_times(*group.front(), info);
    if (lacking == nullptr || (fits && !lacking_fits)) {
      lacking = &group;
      lacking_fits = fits;
    }
  }
  return lacking;
}
}  // namespace

std::string_view language_of(const Info& info) { return info.language.empty() ? "en-US" : info.language; }

std::vector<Group> group_infos(std::span<const Info> infos) {
  std::vector<Group> groups;
  for (const Info& info : infos) {
    if (Group* group = group_for(groups, info)) {
      group->push_back(&info);
    } else {
      groups.push_back({&info});
    }
  }
  return groups;
}

}  // namespace voorzien::feeds::cap
