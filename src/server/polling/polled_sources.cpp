#include "server/polling/polled_sources.h"

#include <algorithm>

#include "server/files.h"
#include "server/polling/dated.h"

namespace voorzien::server {
namespace {
constexpr std::int64_t poll_s_least = 60;  // of a source whose doctrine names no rhythm of asking

Error fault(const std::string& id, const std::string& key, std::string what) {
  return {ErrorCode::BadConfig, "source." + id + "." + key, std::move(what)};
}

Result<std::string> read_key(const std::string& id, const std::string& file) {
  Result<std::string> text = read_file(file);
  if (!text) return fault(id, "key_file", text.error().to_text());
  const auto ends = text->find_last_not_of(" \t\r\n");
  if (ends == std::string::npos) return fault(id, "key_file", file + " is empty");
  text->erase(ends + 1);
  return text;
}

Result<adapters::PolledSource> polled(const doctrine::Source& source, const SourceSettings& settings) {
  adapters::PolledSource out;
  out.id = source.id;
  const std::int64_t rhythm = source.poll_s > 0 ? source.poll_s : std::max(source.expected_s, poll_s_least);
  out.every = seconds(settings.poll_s > 0 ? settings.poll_s : rhythm);
  out.request.url = settings.url.empty() ? source.url : settings.url;
  out.request.body = source.body;
  if (!out.request.url.starts_with("http://") && !out.request.url.starts_with("https://"))
    return fault(source.id.value, "url", "'" + out.request.url + "' does not begin with http:// or https://");
  out.is_index = source.format == "cap" || source.format == "meteoalarm-atom";
  const Instant any;
  if (const auto dated = with_dates(out.request.url, any, DateForm::Address); !dated)
    return fault(source.id.value, "url", dated.error().to_text());
  if (const auto dated = with_dates(out.request.body, any, DateForm::Body); !dated)
    return fault(source.id.value, "body", dated.error().to_text());
  out.request.content_types = adapters::content_types_of(source.format);
  out.request.allow_private = settings.allow_private;
  if (settings.timeout_s > 0) out.request.timeout = seconds(settings.timeout_s);
  if (!settings.key_file.empty()) {
    ASSIGN_OR_RETURN(std::string key, read_key(source.id.value, settings.key_file));
    out.request.headers.emplace_back(settings.key_header, std::move(key));
  }
  return out;
}
}  // namespace

Result<std::vector<adapters::PolledSource>> polled_sources(const doctrine::Doctrine& doctrine,
                                                           const Config& config) {
  for (const auto& [id, settings] : config.sources)
    if (doctrine.source(id) == nullptr)
      return Error{ErrorCode::BadConfig, "source." + id, "doctrine has no source '" + id + "'"};
  std::vector<adapters::PolledSource> out;
  for (const doctrine::Source& source : doctrine.sources) {
    const auto found = config.sources.find(source.id.value);
    const SourceSettings settings = found == config.sources.end() ? SourceSettings{} : found->second;
    if (settings.off || (source.url.empty() && settings.url.empty())) continue;
    if (source.format == "hand")
      return fault(source.id.value, "url", "this source is entered by hand, not fetched");
    ASSIGN_OR_RETURN(adapters::PolledSource one, polled(source, settings));
    out.push_back(std::move(one));
  }
  return out;
}
}  // namespace voorzien::server
