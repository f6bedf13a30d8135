// KNMI warnings of a film: `14:40 warning onweer color=orange ...` sets what holds from then on (fields not
// named stay as they were), `snapshots knmi every=10m` publishes all that holds, as the real feed does.
#include <fmt/format.h>

#include <algorithm>

#include "codec/json.h"
#include "server/film/composer.h"

namespace voorzien::film {
namespace {
struct Version {
  Instant at;
  std::map<std::string, std::string> fields;
  int number = 1;
};
struct Warning {
  std::string id;
  std::vector<Version> versions;
};

std::string json(std::string_view text) {
  std::string out;
  codec::append_string(text, out);
  return out;
}
std::string field(const Version& v, const std::string& key) {
  const auto found = v.fields.find(key);
  return found == v.fields.end() ? std::string() : found->second;
}
// A uuid that follows from the name.
std::string uuid(const std::string& name) {
  Random random(0x6b6e6d69);
  std::uint64_t a = random.next();
  for (const char c : name) a = Random(a ^ static_cast<unsigned char>(c)).next();
  const std::uint64_t b = Random(a).next();
  return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", a >> 32U, a >> 16U & 0xffffU, a & 0xfffU,
                     b >> 52U, b & 0xffffffffffffULL);
}
std::string utc(Instant at) { return format_rfc3339(at).substr(0, 19) + "Z"; }
std::string without_colons(Instant at) {
  std::string text = format_rfc3339(at);  // 2026-06-27T13:02:16.857105Z -> 2026-06-27T130216857105Z
  std::erase(text, '.');
  text.erase(16, 1);
  text.erase(13, 1);
  return text;
}

std::string ring(std::string_view area) {
  std::string out;
  const auto points = points_of(area);
  for (const auto& [lon, lat] : points) out += fmt::format("[{},{}],", lon, lat);
  if (!points.empty()) out += fmt::format("[{},{}]", points.front().first, points.front().second);
  return out;
}

std::string warning_json(const Warning& w, const Version& v, const Composer& c) {
  const std::string onset = utc(c.moment(field(v, "onset")).value_or(v.at));
  const std::string expires = utc(c.moment(field(v, "expires")).value_or(c.out.to));
  const std::string part = fmt::format(
      R"({{"part_uuid":"{}","version_id":{},"version_dt":"{}","severity":"{}","color":"{}","area":{{"type":"Polygon","coordinates":[[{}]]}},"area_description":{{"nl":{},"en":{}}},"guidance":{{"nl":{{"impact":{},"instruction":{}}},"en":{{"impact":{},"instruction":{}}}}},"onset":"{}","expires":"{}","probability_percentage_range":"{}","certainty":"Likely","status":"active","response_type":"Prepare"}})",
      uuid(w.id + "/part"), v.number, utc(v.at), field(v, "color") == "yellow" ? "Moderate" : "Severe",
      field(v, "color"), ring(field(v, "area")), json(field(v, "place_nl")), json(field(v, "place_en")),
      json(field(v, "impact_nl")), json(field(v, "advice_nl")), json(field(v, "impact_en")),
      json(field(v, "advice_en")), onset, expires, field(v, "chance"));
  return fmt::format(
      R"({{"domain":"public","phenomenon":"{}","onset":"{}","expires":"{}","texts":{{"nl":{{"headline":{},"description":{},"detailed_description":{}}},"en":{{"headline":{},"description":{},"detailed_description":""}}}},"warning_type":"warning","status":"active","operational_status":"{}","incident":null,"parts":[{}],"warning_set_uuid":"{}","version_id":{},"version_dt":"{}"}})",
      field(v, "phenomenon"), onset, expires, json(field(v, "nl")), json(field(v, "text_nl")),
      json(field(v, "more_nl")), json(field(v, "en")), json(field(v, "text_en")),
      field(v, "test").empty() ? "Actual" : "Test", part, uuid(w.id), v.number, utc(v.at));
}

std::string snapshot(const std::vector<Warning>& warnings, Instant at, const Composer& c) {
  std::string sets;
  int count = 0;
  for (const Warning& w : warnings) {
    const Version* now = nullptr;
    for (const Version& v : w.versions)
      if (v.at <= at) now = &v;
    if (now == nullptr || !field(*now, "gone").empty()) continue;
    sets += (count++ > 0 ? "," : "") + warning_json(w, *now, c);
  }
  return fmt::format(
      R"({{"metadata":{{"schema_version":"0.5","generated_at":"{}","producer":{{"producer_id":"2.49.0.0.528.0","name":"KNMI","contact":null}},"domain":"public","publication_type":"operational","snapshot_uuid":"{}"}},"num_warning_sets":{},"num_warnings":{},"warnings":[{}]}})",
      without_colons(at), uuid("snapshot " + format_rfc3339(at)), count, count, sets);
}
}  // namespace

Done compose_warnings(const Script& script, Composer& c) {
  std::vector<Warning> warnings;
  for (const Statement& s : script.statements) {
    if (s.word(1) != "warning") continue;
    const std::optional<Instant> at = c.moment(s.word(0));
    if (!at) return script_error(s, "a warning is 'hh:mm warning ID field=...'");
    auto w = std::find_if(warnings.begin(), warnings.end(),
                          [&](const Warning& item) { return item.id == s.word(2); });
    if (w == warnings.end()) w = warnings.insert(w, {s.word(2), {}});
    Version v{*at, {}, 1};
    if (!w->versions.empty()) {
      if (*at <= w->versions.back().at)
        return script_error(s, "the versions of a warning go in order of time");
      v = {*at, w->versions.back().fields, w->versions.back().number + 1};
    }
    for (const auto& [key, value] : s.fields) v.fields[key] = value;
    if (s.word(3) == "gone") v.fields["gone"] = "yes";
    w->versions.push_back(std::move(v));
  }
  for (const Statement& s : script.statements) {
    if (s.word(0) != "snapshots" || s.word(1) != "knmi") continue;
    if (!c.formats.contains("knmi")) return script_error(s, "the script names no source knmi");
    ASSIGN_OR_RETURN(const std::vector<Instant> moments, c.moments(s));
    for (const Instant at : moments) c.emit(at + seconds(3), "knmi", snapshot(warnings, at, c));
  }
  return Nothing{};
}

}  // namespace voorzien::film
