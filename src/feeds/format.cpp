// Names of the wire formats, and what bytes look like.
#include <algorithm>
#include <array>

#include "feeds/feed.h"
#include "feeds/remarks.h"

namespace voorzien::feeds {
namespace {
struct Named {
  Format format;
  std::string_view name;
};
constexpr std::array<Named, 17> named = {{{Format::Cap, "cap"},
                                          {Format::KnmiWarnings, "knmi-warnings"},
                                          {Format::Datex2, "datex2"},
                                          {Format::RwsCsv, "rws-csv"},
                                          {Format::Flex, "flex"},
                                          {Format::RwsJson, "rws-json"},
                                          {Format::MeteoalarmJson, "meteoalarm-json"},
                                          {Format::MeteoalarmAtom, "meteoalarm-atom"},
                                          {Format::KnmiEdr, "knmi-edr"},
                                          {Format::EnergyNl, "energy-nl"},
                                          {Format::NsDisruptions, "ns-disruptions"},
                                          {Format::NlAlert, "nl-alert"},
                                          {Format::UsgsGeojson, "usgs-geojson"},
                                          {Format::GdacsRss, "gdacs-rss"},
                                          {Format::Luchtmeetnet, "luchtmeetnet"},
                                          {Format::Csaf, "csaf"},
                                          {Format::Observations, "observations"}}};
constexpr std::size_t looked_at = 8'192;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::optional<Format> guess_xml(std::string_view head) {
  if (has(head, "<rss") && has(head, "gdacs.org")) return Format::GdacsRss;
  if (has(head, "<rss") && has(head, "NCSC-")) return Format::Csaf;
  if (has(head, "<feed") && !has(head, "<alert") && (has(head, "cap:identifier>") || has(head, "eteoalarm")))
    return Format::MeteoalarmAtom;
  if (has(head, "messageContainer") || has(head, "SituationPublication") || has(head, "d2LogicalModel"))
    return Format::Datex2;
  if (has(head, "urn:oasis:names:tc:emergency:cap:") || has(head, "<alert") || has(head, "<feed") ||
      has(head, "<rss"))
    return Format::Cap;
  return std::nullopt;
}

std::optional<Format> guess_list(std::string_view head) {
  if (has(head, "\"nl-alert\"") || has(head, "public-warning.app")) return Format::NlAlert;
  if (has(head, "\"STORING_NUMMER\"") || has(head, "\"households\"")) return Format::EnergyNl;
  if (has(head, "\"publicationSections\"") || has(head, "\"timespans\"")) return Format::NsDisruptions;
  return std::nullopt;
}

std::optional<Format> guess_json(std::string_view head) {
  if (has(head, "\"csaf_version\"")) return Format::Csaf;
  if (has(head, "\"station_number\"") || has(head, "\"timestamp_measured\"")) return Format::Luchtmeetnet;
  if (has(head, "earthquake.usgs.gov") || (has(head, "\"mag\"") && has(head, "\"features\"")))
    return Format::UsgsGeojson;
  if (has(head, "\"demod_name\"")) return Format::Flex;
  if (has(head, "\"observations\"")) return Format::Observations;
  if (has(head, "\"WaarnemingenLijst\"") || has(head, "\"Succesvol\"")) return Format::RwsJson;
  if (has(head, "\"num_warning_sets\"") || has(head, "\"snapshot_uuid\"") || has(head, "\"schema_version\""))
    return Format::KnmiWarnings;
  if (has(head, "\"warnings\"")) return Format::MeteoalarmJson;
  if (has(head, "\"Coverage\"") || has(head, "\"CoverageCollection\"")) return Format::KnmiEdr;
  return guess_list(head);
}

// A PDW log begins with a capcode of seven digits and a time: "0123456 17:45:01".
bool looks_like_pdw(std::string_view head) {
  return head.size() > 16 && head[7] == ' ' && head[10] == ':' && head[13] == ':' &&
         std::all_of(head.begin(), head.begin() + 7, [](char c) { return c >= '0' && c <= '9'; });
}
}  // namespace

std::optional<Format> format_by_name(std::string_view name) {
  const auto found =
      std::find_if(named.begin(), named.end(), [&](const Named& item) { return item.name == name; });
  return found == named.end() ? std::nullopt : std::optional(found->format);
}

std::string_view name_of(Format format) {
  const auto found =
      std::find_if(named.begin(), named.end(), [&](const Named& item) { return item.format == format; });
  ENSURE(found != named.end(), "every format has a name");
  return found->name;
}

const std::vector<std::string>& format_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Named& item : named) out.emplace_back(item.name);
    return out;
  }();
  return names;
}

std::optional<Format> guess_format(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const std::string_view head = trim(bytes.substr(0, looked_at));
  if (head.empty()) return std::nullopt;
  if (head.front() == '<') return guess_xml(head);
  if (head.front() == '{') return guess_json(head);
  if (head.front() == '[' && (head.size() < 2 || head[1] < '0' || head[1] > '9')) return guess_list(head);
  const std::string_view first = head.substr(0, head.find_first_of("\r\n"));
  if (has(first, "FLEX|") || has(first, "FLEX: ") || has(first, "FLEX_NEXT|") || looks_like_pdw(head))
    return Format::Flex;
  const bool water = has(first, "Datum;") || has(first, "WAARNEMINGDATUM") || has(first, "Waarnemingdatum");
  if (has(first, ";") && water) return Format::RwsCsv;
  return std::nullopt;
}

}  // namespace voorzien::feeds
