#include "api/rest/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/rest/limits.h"

namespace voorzien::api {
Result<std::uint64_t> whole_number(const Request& request, std::string_view name, std::uint64_t otherwise) {
  const std::string text = request.parameter(name);
  if (text.empty()) return otherwise;
  std::uint64_t out = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc{} || end != text.data() + text.size())
    return Error{ErrorCode::BadValue, std::string(name), "whole number expected"};
  return out;
}

Result<std::size_t> page_limit(const Request& request) {
  ASSIGN_OR_RETURN(const std::uint64_t asked, whole_number(request, "limit", limits::page_default));
  if (asked == 0) return Error{ErrorCode::BadValue, "limit", "1 or more expected"};
  return static_cast<std::size_t>(std::min<std::uint64_t>(asked, limits::page_max));
}

Result<std::optional<Instant>> moment(const Request& request, std::string_view name) {
  std::string text = request.parameter(name);
  if (text.empty()) return std::optional<Instant>{};
  std::ranges::replace(text, ' ', '+');
  const Result<Instant> at = parse_rfc3339(text);
  if (!at) return Error{ErrorCode::BadTime, std::string(name), at.error().detail};
  return std::optional<Instant>{*at};
}

std::vector<std::string> words(const std::string& list) {
  std::vector<std::string> out;
  std::string_view rest = list;
  while (!rest.empty()) {
    const std::size_t end = rest.find(',');
    if (end != 0) out.emplace_back(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return out;
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}
}  // namespace voorzien::api
