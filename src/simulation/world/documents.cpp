#include "simulation/world/documents.h"

#include <fmt/format.h>

#include <algorithm>

#include "codec/json.h"

namespace voorzien::simulation {
namespace {
std::string utc(Instant at) { return format_rfc3339(at).substr(0, 19) + "Z"; }
std::string offset(Instant at) { return format_rfc3339(at).substr(0, 19) + "+00:00"; }

std::string knmi_warning(const KnmiWarning& w) {
  const std::string onset = utc(w.onset);
  const std::string expires = utc(w.expires);
  const std::string part = fmt::format(
      R"({{"part_uuid":"{0}-part","version_id":{1},"version_dt":"{2}","severity":"{3}","color":"{4}",)"
      R"("area":{{"type":"Polygon","coordinates":[[[4.9,51.9],[5.5,51.9],[5.5,52.3],[4.9,52.3],[4.9,51.9]]]}},)"
      R"("area_description":{{"nl":"Utrecht","en":"Utrecht"}},"guidance":{{"nl":{{"impact":"Hinder.",)"
      R"("instruction":"Kijk uit."}},"en":{{"impact":"Hindrance.","instruction":"Look out."}}}},"onset":"{5}",)"
      R"("expires":"{6}","probability_percentage_range":"60-90","certainty":"Likely","status":"active",)"
      R"("response_type":"Prepare"}})",
      w.mark, w.version, utc(w.issued), w.color == "yellow" ? "Moderate" : "Severe", w.color, onset, expires);
  return fmt::format(
      R"({{"domain":"public","phenomenon":"thunderstorm","onset":"{0}","expires":"{1}","texts":{{"nl":)"
      R"({{"headline":"Code {2}: onweer {3}","description":"Onweer.","detailed_description":""}},"en":)"
      R"({{"headline":"Code {2}: thunder {3}","description":"Thunder.","detailed_description":""}}}},)"
      R"("warning_type":"warning","status":"active","operational_status":"{4}","incident":null,"parts":[{5}],)"
      R"("warning_set_uuid":"{3}-set","version_id":{6},"version_dt":"{7}"}})",
      onset, expires, w.color, w.mark, w.is_test ? "Test" : "Actual", part, w.version, utc(w.issued));
}

void add_text(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out += fmt::format(",\"{}\":", key);
  codec::append_string(value, out);
}
void add_time(std::string& out, std::string_view key, const std::optional<Instant>& at) {
  if (at) add_text(out, key, format_rfc3339(*at));
}

std::string item(const Item& one) {
  std::string out = "{\"native_id\":";
  codec::append_string(one.id, out);
  add_text(out, "native_version", std::to_string(one.version));
  add_text(out, "kind", one.kind);
  add_text(out, "title", one.title);
  add_text(out, "place", one.place);
  add_text(out, "status", one.status);
  add_text(out, "level", one.level);
  add_time(out, "t_observed", one.observed);
  add_time(out, "t_issued", one.issued);
  add_time(out, "valid_from", one.from);
  add_time(out, "valid_to", one.until);
  if (one.value) out += fmt::format(",\"quantity\":{{\"value\":{},\"unit\":\"{}\"}}", *one.value, one.unit);
  return out + '}';
}
}  // namespace

std::string pager_line(Instant paged, std::string_view codes, std::string_view text) {
  const Civil t = to_civil_utc(paged);
  return fmt::format("FLEX|{:04}-{:02}-{:02} {:02}:{:02}:{:02}|1600/2/K/A|08.057|{}|ALN|{}\n", t.year,
                     t.month, t.day, t.hour, t.minute, t.second, codes, text);
}

std::string knmi_list(Instant generated, const std::vector<KnmiWarning>& warnings) {
  std::string sets;
  for (const KnmiWarning& one : warnings) sets += (sets.empty() ? "" : ",") + knmi_warning(one);
  return fmt::format(
      R"({{"metadata":{{"schema_version":"0.5","generated_at":"{}","producer":{{"producer_id":"2.49.0.0.528.0",)"
      R"("name":"KNMI","contact":null}},"domain":"public","publication_type":"operational",)"
      R"("snapshot_uuid":"snapshot-{}"}},"num_warning_sets":{},"num_warnings":{},"warnings":[{}]}})",
      utc(generated), generated.us, warnings.size(), warnings.size(), sets);
}

std::string cap_message(const CapMessage& m) {
  constexpr std::string_view sender = "caco@partner.example";
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n"
      "<identifier>{}</identifier><sender>{}</sender><sent>{}</sent><status>{}</status>"
      "<msgType>{}</msgType><scope>Public</scope>\n",
      m.id, sender, offset(m.sent), m.status, m.type);
  if (!m.references.empty())
    out +=
        fmt::format("<references>{},{},{}</references>\n", sender, m.references, offset(m.references_sent));
  return out + fmt::format(
                   "<info><language>nl-NL</language><category>Safety</category><event>Bericht</event>"
                   "<urgency>Expected</urgency><severity>Moderate</severity><certainty>Likely</certainty>"
                   "<expires>{}</expires><senderName>Partner</senderName><headline>{}</headline>"
                   "<area><areaDesc>Houten</areaDesc><circle>52.03,5.17 5</circle></area></info></alert>\n",
                   offset(m.expires), m.headline);
}

std::string own_list(Instant published, const std::vector<Item>& items) {
  std::string all;
  for (const Item& one : items) all += (all.empty() ? "" : ",") + item(one);
  return fmt::format("{{\"published\":\"{}\",\"observations\":[{}]}}\n", format_rfc3339(published), all);
}

}  // namespace voorzien::simulation
