#include <algorithm>

#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
constexpr std::int64_t year_s = 366LL * 86'400;

Source read_source(Reader reader, const Doctrine& doctrine) {
  Source out;
  reader.read("id", out.id.value, true);
  reader.read("name", out.name, true);
  reader.read_word("format", out.format,
                   {"", "cap", "knmi-warnings", "datex2", "rws-csv", "flex", "rws-json", "meteoalarm-json",
                    "meteoalarm-atom", "knmi-edr", "energy-nl", "ns-disruptions", "nl-alert", "usgs-geojson",
                    "gdacs-rss", "luchtmeetnet", "csaf", "observations", "hand"});
  if (out.format.empty()) reader.fault("format", "a source needs a 'format'");
  reader.read("theme", out.theme.value);
  if (!out.theme.value.empty() && doctrine.theme(out.theme.value) == nullptr)
    reader.fault("theme", "theme '" + out.theme.value + "' does not exist");
  reader.read("also", out.also);
  for (const std::string& theme : out.also)
    if (doctrine.theme(theme) == nullptr) reader.fault("also", "theme '" + theme + "' does not exist");
  reader.read("personal", out.personal);
  reader.read_word("zone", out.zone, {"Europe/Amsterdam", "utc"});
  reader.read_word("hour_at", out.hour_at, {"start", "end"});
  reader.read("expected_s", out.expected_s, 0, year_s);
  reader.read("silent_after_s", out.silent_after_s, 0, year_s);
  if (out.silent_after_s < out.expected_s)
    reader.fault("silent_after_s", "'silent_after_s' may not be less than 'expected_s'");
  reader.read("url", out.url);
  reader.read("poll_s", out.poll_s, 0, year_s);
  if (out.poll_s > 0 && out.url.empty()) reader.fault("poll_s", "'poll_s' needs a 'url'");
  reader.read("body", out.body);
  if (!out.body.empty() && out.url.empty()) reader.fault("body", "'body' needs a 'url'");
  reader.read_word("region_only", out.region_only, {"", "touching", "all"});
  if (out.region_only.empty()) out.region_only = "all";
  reader.read("remedy", out.remedy);
  reader.read("raw_keep_s", out.raw_keep_s, 3'600, 10 * year_s);
  reader.done();
  return out;
}
}  // namespace

void load_sources(const toml::table& root, const std::string& file, Doctrine& out,
                  std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("source")) {
    Source source = read_source({*one, file, faults}, out);
    if (out.source(source.id.value) != nullptr)
      Reader(*one, file, faults).fault("id", "source '" + source.id.value + "' is named twice");
    out.sources.push_back(std::move(source));
  }
  if (out.sources.empty()) faults.push_back({file, 1, 1, "there is no [[source]]"});
  reader.done();
}

void load_access(const toml::table& root, const std::string& file, Doctrine& out,
                 std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  std::vector<std::string> acts;
  reader.read("acts", acts, true);
  for (const toml::table* one : reader.tables("role")) {
    Reader inner(*one, file, faults);
    Role role;
    inner.read("id", role.id, true);
    inner.read("name", role.name, true);
    inner.read_word("audience", role.audience, {"general", "desk"});
    inner.read("may", role.may, true);
    inner.read("task", role.task);
    inner.read_word("crises", role.crises, {"all", "own"});
    for (const std::string& act : role.may) {
      const bool whole = act.ends_with(".*");
      const std::string matter = whole ? act.substr(0, act.size() - 1) : act;
      const bool known = std::ranges::any_of(
          acts, [&](const std::string& each) { return whole ? each.starts_with(matter) : each == matter; });
      if (!known) inner.fault("may", "act '" + act + "' is not in 'acts'");
    }
    if (out.access.find(role.id) != nullptr) inner.fault("id", "role '" + role.id + "' is named twice");
    inner.done();
    out.access.roles.push_back(std::move(role));
  }
  if (out.access.roles.empty()) faults.push_back({file, 1, 1, "there is no [[role]]"});
  reader.done();
}

void load_region(const toml::table& root, const std::string& file, Doctrine& out,
                 std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  reader.read("code", out.region_code, true);
  reader.read("name", out.region_name, true);
  reader.read("shown", out.region_codes, true);
  reader.read("version", out.version, true);
  if (std::ranges::find(out.region_codes, out.region_code) == out.region_codes.end())
    reader.fault("shown", "'shown' must hold the region's own code");
  std::int64_t before = 0;
  for (const toml::table* one : reader.tables("climb")) {
    Reader inner(*one, file, faults);
    ClimbTime step;
    inner.read("after_s", step.after_s, 1, 86'400);
    inner.read("what", step.what, true);
    if (step.after_s <= before) inner.fault("after_s", "each step must come later than the one before");
    before = step.after_s;
    inner.done();
    out.rules.climb.push_back(std::move(step));
  }
  if (const toml::table* limits = reader.table("limits")) {
    Reader inner(*limits, file, faults);
    Limits& to = out.rules.limits;
    inner.read("late_after_s", to.late_after_s, 60, 86'400);
    inner.read("ended_kept_s", to.ended_kept_s, 3'600, 30 * 86'400);
    inner.read("lower_max_s", to.lower_max_s, 60, 86'400);
    inner.read("defer_max_s", to.defer_max_s, 60, 30 * 86'400);
    inner.read("series_kept_s", to.series_kept_s, 3'600, 7 * 86'400);
    inner.read("hand_valid_s", to.hand_valid_s, 600, 30 * 86'400);
    inner.read("fact_valid_s", to.fact_valid_s, 600, 30 * 86'400);
    inner.read("unconfirmed_s", to.unconfirmed_s, 3'600, year_s);
    inner.read("attachment_keep_s", to.attachment_keep_s, 0, 100LL * 366 * 86'400);
    inner.read("alike_distance_m", to.alike_distance_m, 0, 100'000);
    inner.read("alike_minutes", to.alike_minutes, 0, 1'440);
    inner.done();
  }
  reader.done();
}
}  // namespace voorzien::doctrine
