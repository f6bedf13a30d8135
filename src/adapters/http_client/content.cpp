#include "adapters/http_client/fetcher.h"

#include <algorithm>
#include <iterator>

namespace voorzien::adapters {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// "Text/XML; charset=utf-8" -> "text/xml"
std::string bare(std::string_view content_type) {
  std::string type = lower(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  while (!type.empty() && type.front() == ' ') type.erase(0, 1);
  return type;
}

bool looks_like_html(std::string_view bytes) {
  std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (at < bytes.size() &&
         (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t'))
    ++at;
  const std::string head = lower(bytes.substr(std::min(at, bytes.size()), 15));
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

}  // namespace

std::vector<std::string> content_types_of(std::string_view format) {
  const std::vector<std::string> xml = {"application/xml",     "text/xml",
                                        "application/cap+xml", "application/atom+xml",
                                        "application/rss+xml", "application/octet-stream",
                                        "application/gzip",    "application/x-gzip",
                                        "text/plain"};
  const std::vector<std::string> json = {
      "application/json",         "application/geo+json",          "text/json",
      "application/vnd.cov+json", "application/prs.coverage+json", "text/plain",
      "application/octet-stream"};
  constexpr std::string_view in_xml[] = {"cap", "datex2", "gdacs-rss", "meteoalarm-atom"};
  constexpr std::string_view in_json[] = {"energy-nl",       "knmi-edr", "luchtmeetnet",
                                          "meteoalarm-json", "nl-alert", "ns-disruptions",
                                          "observations",    "rws-json", "usgs-geojson"};
  constexpr std::string_view in_either[] = {"csaf", "knmi-warnings"};
  if (std::ranges::find(in_xml, format) != std::end(in_xml)) return xml;
  if (std::ranges::find(in_json, format) != std::end(in_json)) return json;
  if (std::ranges::find(in_either, format) != std::end(in_either)) {
    std::vector<std::string> both = xml;
    both.insert(both.end(), json.begin(), json.end());
    return both;
  }
  if (format == "rws-csv")
    return {"text/csv", "text/plain", "application/csv", "application/octet-stream",
            "application/vnd.ms-excel"};
  if (format == "flex") return {"text/plain", "application/octet-stream"};
  return {};
}

Done check_content(std::string_view content_type, std::string_view bytes,
                   const std::vector<std::string>& accepted) {
  const std::string type = bare(content_type);
  const bool asked_for = std::find(accepted.begin(), accepted.end(), type) != accepted.end();
  // A log-in page or an error page behind status 200 is the usual way a source breaks.
  if (!asked_for && (type == "text/html" || looks_like_html(bytes))) {
    return Error{ErrorCode::NotOfFormat, "content-type",
                 "an HTML page came instead of data (a log-in or error page?)"};
  }
  if (asked_for && type != "text/html" && looks_like_html(bytes)) {
    return Error{ErrorCode::NotOfFormat, "content-type", "an HTML page came, called " + type};
  }
  if (!accepted.empty() && !type.empty() && !asked_for) {
    return Error{ErrorCode::NotOfFormat, "content-type", type + " came; expected " + accepted.front()};
  }
  return Nothing{};
}

}  // namespace voorzien::adapters
