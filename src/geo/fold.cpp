#include "geo/fold.h"

namespace voorzien::geo {
namespace {

// U+00C0 to U+00FF without their marks; '\0' for what is no letter.
constexpr std::string_view latin1 =
    "aaaaaaaceeeeiiii"
    "dnooooo\0ouuuuyts"
    "aaaaaaaceeeeiiii"
    "dnooooo\0ouuuuyty";

char folded_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  if (c == '\'' || c == '`' || c == '"') return '\0';
  return ' ';
}

}  // namespace

std::string fold(std::string_view name) {
  std::string out;
  const auto put = [&out](char c) {
    if (c == '\0' || (c == ' ' && (out.empty() || out.back() == ' '))) return;
    out += c;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte < 0x80) {
      put(folded_ascii(name[i]));
    } else if (byte == 0xC3 && i + 1 < name.size()) {
      const auto next = static_cast<unsigned char>(name[++i]);
      if (next >= 0x80 && next < 0xC0) put(latin1[next - 0x80U]);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool begins_with_one_typo(std::string_view name, std::string_view wanted) {
  std::size_t i = 0;
  while (i < wanted.size() && i < name.size() && wanted[i] == name[i]) ++i;
  if (i == wanted.size()) return true;
  const auto rest = [](std::string_view text, std::size_t from) {
    return from <= text.size() ? text.substr(from) : std::string_view{};
  };
  if (rest(name, i + 1).starts_with(rest(wanted, i + 1))) return true;  // a wrong letter
  if (rest(name, i).starts_with(rest(wanted, i + 1))) return true;      // one too many
  if (rest(name, i + 1).starts_with(rest(wanted, i))) return true;      // one missing
  return i + 1 < wanted.size() && i + 1 < name.size() && wanted[i] == name[i + 1] &&
         wanted[i + 1] == name[i] && rest(name, i + 2).starts_with(rest(wanted, i + 2));
}

}  // namespace voorzien::geo
