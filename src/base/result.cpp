#include "base/result.h"

#include <array>

namespace voorzien {
namespace {
struct Row {
  ErrorCode code;
  std::string_view identifier;
  std::string_view sentence;
  std::string_view remedy;
};
constexpr std::array rows{
#define ERROR(number, name, sentence, remedy) Row{ErrorCode::name, #name, sentence, remedy},
#include "base/errors.def"
#undef ERROR
};

const Row& row_of(ErrorCode code) {
  for (const Row& row : rows)
    if (row.code == code) return row;
  ENSURE(false, "every error code stands in errors.def");
}

std::string kebab(std::string_view identifier) {
  std::string out;
  for (const char c : identifier) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out += '-';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}
}  // namespace

std::string_view sentence_of(ErrorCode code) { return row_of(code).sentence; }
std::string_view remedy_of(ErrorCode code) { return row_of(code).remedy; }

std::string_view name_of(ErrorCode code) {
  static const auto names = [] {
    std::array<std::string, rows.size()> out;
    for (std::size_t i = 0; i < rows.size(); ++i) out[i] = kebab(rows[i].identifier);
    return out;
  }();
  return names[static_cast<std::size_t>(&row_of(code) - rows.data())];
}

std::string Error::to_text() const {
  std::string out{sentence_of(code)};
  if (!where.empty()) out += " At " + where + ".";
  if (!detail.empty()) out += " " + detail;
  return out;
}
}  // namespace voorzien
