#include "observations/supersession.h"

#include <algorithm>

namespace voorzien::observations {
namespace {
template <class T>
Age by_order(const T& left, const T& right) {
  if (left < right) return Age::Older;
  return right < left ? Age::Newer : Age::Same;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Age by_native_version(std::string_view left, std::string_view right) {
  if (is_number(left) && is_number(right)) {  // of any length, so compared as text without leading zeros
    left.remove_prefix(std::min(left.find_first_not_of('0'), left.size()));
    right.remove_prefix(std::min(right.find_first_not_of('0'), right.size()));
    if (left.size() != right.size()) return by_order(left.size(), right.size());
  }
  return by_order(left, right);
}
}  // namespace

Age compare_versions(const Observation& left, const Observation& right) {
  bool told = false;
  if (left.t_issued && right.t_issued) {
    told = true;
    if (const Age age = by_order(*left.t_issued, *right.t_issued); age != Age::Same) return age;
  }
  // Text versions (UUIDs) tell that two differ but not which is newer.
  if (is_number(left.native_version) && is_number(right.native_version)) {
    told = true;
    if (const Age age = by_native_version(left.native_version, right.native_version); age != Age::Same)
      return age;
  }
  if (left.t_observed && right.t_observed) {
    told = true;
    if (const Age age = by_order(*left.t_observed, *right.t_observed); age != Age::Same) return age;
  }
  return told ? Age::Same : Age::Untold;
}

bool same_content(const Observation& left, const Observation& right) {
  return left.native_version == right.native_version && left.status == right.status &&
         left.kind == right.kind && left.theme == right.theme && left.title == right.title &&
         left.native_level == right.native_level && left.level == right.level &&
         left.quantity == right.quantity && left.t_observed == right.t_observed &&
         left.valid_from == right.valid_from && left.valid_to == right.valid_to &&
         left.place == right.place && left.quality == right.quality && left.areas == right.areas &&
         left.references == right.references && left.texts == right.texts && left.geometry == right.geometry;
}

std::string fact_id(std::string_view source, std::string_view native_id) {
  std::string key(source);
  key += '\x1f';
  key += native_id;
  return stable_id(key);
}
}  // namespace voorzien::observations
