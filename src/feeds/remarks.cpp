#include "feeds/remarks.h"

#include <simdjson.h>

#include "base/words.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
}  // namespace

void Remarks::add(std::string_view code, std::string where, std::string message) {
  if (out_.remarks.size() >= limits::remarks_max) {
    ++left_out_;
    return;
  }
  out_.remarks.push_back({std::string(code), std::move(where), std::move(message)});
}

void Remarks::finish() {
  using observations::Verdict;
  if (left_out_ > 0)
    out_.remarks.push_back({"more-remarks", "", std::to_string(left_out_) + " more remarks are not listed"});
  if (out_.verdict != Verdict::Rejected)
    out_.verdict = out_.remarks.empty() ? Verdict::Accepted : Verdict::AcceptedWithRemarks;
}

void Remarks::reject(std::string_view code, std::string where, std::string message) {
  out_.verdict = observations::Verdict::Rejected;
  out_.observations.clear();
  out_.full_list = false;
  out_.published.reset();
  out_.provenance.reset();
  add(code, std::move(where), std::move(message));
  finish();
}

std::string to_utf8(std::string_view bytes) {
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xc0U | byte >> 6U);
      out += static_cast<char>(0x80U | (byte & 0x3fU));
    }
  }
  return out;
}

std::string cut_text(std::string_view utf8, std::size_t bytes_max) {
  if (utf8.size() <= bytes_max) return std::string(utf8);
  constexpr std::string_view ellipsis = "…";
  std::size_t end = bytes_max - ellipsis.size();
  while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xc0U) == 0x80U) --end;
  return std::string(utf8.substr(0, end)) + std::string(ellipsis);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool equal_folded(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

ObservationId id_of(const observations::Observation& observation) {
  std::string key;
  key.reserve(observation.source.value.size() + observation.native_id.size() +
              observation.native_version.size() + 2);
  key += observation.source.value;
  key += '\n';
  key += observation.native_id;
  key += '\n';
  key += observation.native_version;
  return {stable_id(key)};
}

}  // namespace voorzien::feeds
