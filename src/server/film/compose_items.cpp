// Our own observations JSON in a film: `hh:mm item SOURCE ID field=...` (fields not named stay as they
// were), `series` along a curve, and `beat` for the empty lists by which a quiet source shows it lives.
#include <fmt/format.h>

#include <algorithm>

#include <cmath>

#include "codec/json.h"
#include "server/film/composer.h"

namespace voorzien::film {
namespace {
using Fields = std::map<std::string, std::string>;

void add_text(std::string& out, std::string_view key, std::string_view value) {
  out += fmt::format(",\"{}\":", key);
  codec::append_string(value, out);
}

bool is_time(const std::string& key) {
  return key == "t_observed" || key == "t_issued" || key == "valid_from" || key == "valid_to";
}
bool is_number(const std::string& key) { return key == "lon" || key == "lat" || key == "direction_deg"; }

Result<std::string> item_json(const Statement& s, const Composer& c, const std::string& id,
                              const std::string& version, const Fields& fields) {
  std::string out = "{\"native_id\":";
  codec::append_string(id, out);
  if (!version.empty()) add_text(out, "native_version", version);
  for (const auto& [key, value] : fields) {
    if (key == "value" || key == "unit") continue;
    if (is_time(key)) {
      const std::optional<Instant> at = c.moment(value);
      if (!at) return script_error(s, key + " needs a time hh:mm");
      add_text(out, key, format_rfc3339(*at));
    } else if (is_number(key)) {
      if (!number_of(value)) return script_error(s, key + " needs a number");
      out += fmt::format(",\"{}\":{}", key, value);
    } else if (key == "areas" || key == "references") {
      out += fmt::format(",\"{}\":[", key);
      std::string_view rest = value;
      for (bool first = true; !rest.empty(); first = false) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        if (!first) out += ',';
        codec::append_string(rest.substr(0, end), out);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      out += ']';
    } else {
      add_text(out, key, value);
    }
  }
  if (const auto value = fields.find("value"); value != fields.end()) {
    if (!number_of(value->second)) return script_error(s, "value needs a number");
    const auto unit = fields.find("unit");
    out += fmt::format(",\"quantity\":{{\"value\":{},\"unit\":", value->second);
    codec::append_string(unit == fields.end() ? "" : unit->second, out);
    out += '}';
  }
  return out + "}";
}

std::string document(Instant published, std::string_view items) {
  return fmt::format("{{\"published\":\"{}\",\"observations\":[{}]}}\n", format_rfc3339(published), items);
}

Done items(const Script& script, Composer& c) {
  std::map<std::pair<std::string, std::string>, std::pair<Fields, int>> known;
  for (const Statement& s : script.statements) {
    if (s.word(1) != "item") continue;
    const std::optional<Instant> at = c.moment(s.word(0));
    const std::string source = s.word(2);
    if (!at || s.word(3).empty()) return script_error(s, "an item is 'hh:mm item SOURCE ID field=...'");
    if (!c.formats.contains(source)) return script_error(s, "the script names no source " + source);
    auto& [fields, version] = known[{source, s.word(3)}];
    for (const auto& [key, value] : s.fields) fields[key] = value;
    Fields now = fields;
    now.try_emplace("t_issued", s.word(0));
    ASSIGN_OR_RETURN(const std::string item, item_json(s, c, s.word(3), std::to_string(++version), now));
    c.emit(*at + seconds(2), source, document(*at, item));
  }
  return Nothing{};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

Done series(const Statement& s, Composer& c) {
  const std::string source = s.word(1);
  if (!c.formats.contains(source)) return script_error(s, "the script names no source " + source);
  ASSIGN_OR_RETURN(const Curve curve, c.curve(s, "curve"));
  ASSIGN_OR_RETURN(const std::vector<Instant> moments, c.moments(s));
  Random random = c.random_of(s);
  const double noise = number_of(s.field("noise", "0")).value_or(0);
  for (const Instant at : moments) {
    const double jitter = noise * (static_cast<double>(random.below(2'001)) / 1'000.0 - 1);
    const std::string value = std::to_string(std::lround(std::max(0.0, curve.at(at) + jitter)));
    Fields fields;
    for (const auto& [key, text] : s.fields)
      if (key != "every" && key != "at" && key != "from" && key != "to" && key != "noise")
        fields[key] = replaced(text, "{value}", value);
    fields["value"] = value;
    const Civil local = to_amsterdam(at);
    const std::string clock = fmt::format("{:02}:{:02}:{:02}", local.hour, local.minute, local.second);
    fields["t_observed"] = clock;
    ASSIGN_OR_RETURN(const std::string item,
                     item_json(s, c, s.word(2) + "/" + format_rfc3339(at).substr(0, 16) + "Z", "", fields));
    c.emit(at + seconds(30 + static_cast<std::int64_t>(random.below(60))), source, document(at, item));
  }
  return Nothing{};
}
}  // namespace

Done compose_items(const Script& script, Composer& c) {
  RETURN_IF_ERROR(items(script, c));
  for (const Statement& s : script.statements) {
    if (s.word(0) == "series") RETURN_IF_ERROR(series(s, c));
    if (s.word(0) != "beat") continue;
    if (!c.formats.contains(s.word(1))) return script_error(s, "the script names no source " + s.word(1));
    ASSIGN_OR_RETURN(const std::vector<Instant> moments, c.moments(s));
    for (const Instant at : moments) c.emit(at + seconds(1), s.word(1), document(at, ""));
  }
  return Nothing{};
}

}  // namespace voorzien::film
