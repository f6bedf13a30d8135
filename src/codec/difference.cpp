#include "codec/difference.h"

#include <algorithm>
#include <vector>

#include "base/ensure.h"

namespace voorzien::codec {
namespace {
constexpr std::size_t identity_members = 3;  // type, id, version

// The end of the string that opens at `at`.
std::size_t after_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return at + 1;
}

// Calls `each(from, to)` for the parts between the brackets of our own compact JSON that commas part.
template <class Each>
void split(std::string_view json, const Each& each) {
  if (json.size() <= 2) return;
  std::size_t from = 1;
  int depth = 0;
  for (std::size_t at = 1; at + 1 < json.size();) {
    const char c = json[at];
    if (c == '"') {
      at = after_string(json, at);
      continue;
    }
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c == ',' && depth == 0) {
      each(json.substr(from, at - from));
      from = at + 1;
    }
    ++at;
  }
  each(json.substr(from, json.size() - 1 - from));
}

std::vector<std::string_view> parts(std::string_view json) {
  std::vector<std::string_view> out;
  split(json, [&out](std::string_view part) { out.push_back(part); });
  return out;
}

struct Member {
  std::string_view name;  // with its quotes
  std::string_view value;
};

Member member_of(std::string_view part) {
  const std::size_t end = after_string(part, 0);
  return {part.substr(0, end), part.substr(end + 1)};
}

// [dropped at the front,[added at the end]] when that is all that happened to the list and is shorter.
std::string list_change(std::string_view before, std::string_view after) {
  if (before.front() != '[' || after.front() != '[' || before.size() <= 2) return {};
  const std::vector<std::string_view> old_items = parts(before);
  const std::vector<std::string_view> new_items = parts(after);
  const auto start = new_items.empty() ? old_items.end() : std::ranges::find(old_items, new_items.front());
  const auto dropped = static_cast<std::size_t>(start - old_items.begin());
  const std::size_t kept = old_items.size() - dropped;
  if (kept == 0 || kept > new_items.size() || !std::equal(start, old_items.end(), new_items.begin()))
    return {};
  std::string out = "[" + std::to_string(dropped) + ",[";
  for (std::size_t i = kept; i < new_items.size(); ++i) {
    if (i > kept) out += ',';
    out += new_items[i];
  }
  out += "]]";
  return out.size() < after.size() ? out : std::string{};
}
}  // namespace

std::string difference(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> old_members = parts(before);
  const std::vector<std::string_view> new_members = parts(after);
  ENSURE(old_members.size() == new_members.size() && new_members.size() >= identity_members,
         "versions of one entity have the same members");
  std::string out = "{";
  for (std::size_t i = 0; i < identity_members; ++i) out.append(i > 0 ? "," : "").append(new_members[i]);
  const std::size_t bare = out.size();
  std::string lists;
  for (std::size_t i = identity_members; i < new_members.size(); ++i) {
    if (old_members[i] == new_members[i]) continue;
    const Member was = member_of(old_members[i]);
    const Member is = member_of(new_members[i]);
    const std::string change = list_change(was.value, is.value);
    if (change.empty())
      out.append(",").append(new_members[i]);
    else
      lists.append(lists.empty() ? "" : ",").append(is.name).append(":").append(change);
  }
  if (!lists.empty()) out.append(",\"lists\":{").append(lists).append("}");
  if (out.size() == bare) return {};
  return out + "}";
}
}  // namespace voorzien::codec
