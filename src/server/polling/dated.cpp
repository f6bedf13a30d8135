#include "server/polling/dated.h"

#include <charconv>

namespace voorzien::server {
namespace {
constexpr std::string_view begins = "{now";

// "+48h" -> 48 hours; nothing for what is none.
std::optional<Duration> shift_of(std::string_view text) {
  if (text.empty()) return Duration{};
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  std::int64_t count = 0;
  const char* const end = text.data() + text.size() - 1;
  const auto [rest, fault] = std::from_chars(text.data() + 1, end, count);
  if (fault != std::errc() || rest != end || count < 0 || count > 525'600) return std::nullopt;
  Duration out;
  if (text.back() == 'm') out = minutes(count);
  if (text.back() == 'h') out = hours(count);
  if (text.back() == 'd') out = days(count);
  if ((out.us == 0 && count != 0) || out.us > days(366).us) return std::nullopt;
  return text.front() == '-' ? Duration{-out.us} : out;
}

std::string written(Instant at, DateForm form) {
  const std::string whole = format_rfc3339(at).substr(0, 19);  // to the second
  return whole + (form == DateForm::Address ? "Z" : ".000+00:00");
}
}  // namespace

Result<std::string> with_dates(std::string_view text, Instant now, DateForm form) {
  std::string out;
  while (true) {
    const std::size_t at = text.find(begins);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at);
    const std::size_t end = std::min(text.find('}'), text.size());
    const std::optional<Duration> shift = shift_of(text.substr(begins.size(), end - begins.size()));
    if (!shift || end == text.size())
      return Error{ErrorCode::BadConfig, std::string(text.substr(0, 24)),
                   "no moment; write {now}, {now+48h}, {now-30m} or {now+2d}"};
    out += written(now + *shift, form);
    text.remove_prefix(end + 1);
  }
}

adapters::Fetched DatedQuestions::fetch(const adapters::FetchRequest& request) {
  if (request.url.find(begins) == std::string::npos && request.body.find(begins) == std::string::npos)
    return plain_.fetch(request);
  const Instant now = now_();
  Result<std::string> url = with_dates(request.url, now, DateForm::Address);
  Result<std::string> body = with_dates(request.body, now, DateForm::Body);
  if (!url || !body) {
    adapters::Fetched out;
    out.error = url ? body.error() : url.error();
    return out;
  }
  adapters::FetchRequest dated = request;
  dated.url = std::move(*url);
  dated.body = std::move(*body);
  return plain_.fetch(dated);
}
}  // namespace voorzien::server
