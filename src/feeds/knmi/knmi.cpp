#include "feeds/knmi/knmi.h"

#include <algorithm>

#include "feeds/json_values.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Level;
using observations::Observation;
using observations::Status;
using observations::Understood;

std::optional<Level> level_of(std::string_view color) {
  if (color == "green") return Level::Green;
  if (color == "yellow") return Level::Yellow;
  if (color == "orange") return Level::Orange;
  if (color == "red") return Level::Red;
  return std::nullopt;
}

class Snapshot {
 public:
  Snapshot(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document);

 private:
  void warning(const object& set, const std::string& where);
  void part(const object& set, const object& part, const std::string& where);
  void texts(const object& set, const object& part, Observation& o) const;
  void status(const object& set, const object& part, Observation& o) const;
  void place(const object& part, const std::string& where, Observation& o);
  std::optional<Instant> time(const object& in, std::string_view key, const std::string& where);
  void compare_counts(const object& document, std::size_t sets);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  bool test_publication_ = false;
  std::size_t parts_ = 0;
};

std::optional<Instant> Snapshot::time(const object& in, std::string_view key, const std::string& where) {
  const std::string text = json::text(in, key);
  if (text.empty()) return std::nullopt;
  const Result<Instant> at = parse_instant(text);
  if (at) return *at;
  remarks_.add("bad-time", where + "/" + std::string(key), at.error().detail);
  return std::nullopt;
}

void Snapshot::texts(const object& set, const object& part, Observation& o) const {
  const std::optional<object> all = json::child(set, "texts");
  const std::optional<object> guidance = json::child(part, "guidance");
  for (const std::string_view language : {"nl", "en"}) {
    const std::optional<object> words = all ? json::child(*all, language) : std::nullopt;
    const std::optional<object> advice = guidance ? json::child(*guidance, language) : std::nullopt;
    if (!words && !advice) continue;
    observations::Text text;
    text.language = language;
    if (words) {
      text.headline = json::text(*words, "headline");
      text.description = json::text(*words, "description");
      if (const std::string more = json::text(*words, "detailed_description"); !more.empty())
        text.description += (text.description.empty() ? "" : "\n\n") + more;
    }
    if (advice) {
      if (const std::string impact = json::text(*advice, "impact"); !impact.empty())
        text.description += (text.description.empty() ? "" : "\n\n") + impact;
      text.instruction = json::text(*advice, "instruction");
    }
    text.description = cut_text(text.description, limits::text_bytes_max);
    text.instruction = cut_text(text.instruction, limits::text_bytes_max);
    o.texts.push_back(std::move(text));
  }
}

// A test stays a test, also when it has expired: what ended must never have looked real.
void Snapshot::status(const object& set, const object& part, Observation& o) const {
  const std::string operational = json::text(set, "operational_status");
  if (equal_folded(operational, "test") || test_publication_) {
    o.status = Status::Test;
    o.test_reason = equal_folded(operational, "test") ? "operational_status Test" : "publication_type test";
    return;
  }
  if (equal_folded(operational, "exercise")) {
    o.status = Status::Exercise;
    o.test_reason = "operational_status Exercise";
    return;
  }
  for (const std::string& state : {json::text(part, "status"), json::text(set, "status")})
    if (equal_folded(state, "expired") || equal_folded(state, "cancelled") ||
        equal_folded(state, "canceled") || equal_folded(state, "ended"))
      o.status = Status::Ended;
}

void Snapshot::place(const object& part, const std::string& where, Observation& o) {
  if (const std::optional<element> area = json::field(part, "area"))
    o.geometry = json::geometry(*area, where + "/area", remarks_);
  if (const std::optional<object> names = json::child(part, "area_description")) {
    o.place = json::text(*names, "nl");
    if (o.place.empty()) o.place = json::text(*names, "en");
  }
  o.place_precision = o.geometry ? "exact" : "none";
  if (o.geometry && context_.areas != nullptr) o.areas = context_.areas->touching(*o.geometry);
}

void Snapshot::part(const object& set, const object& part, const std::string& where) {
  const std::string set_id = json::text(set, "warning_set_uuid");
  const std::string part_id = json::text(part, "part_uuid");
  if (set_id.empty() || part_id.empty()) {
    remarks_.add("missing-field", where, "no warning_set_uuid or no part_uuid; the part is left out");
    return;
  }
  if (out_.observations.size() >= limits::observations_max) {
    remarks_.add("too-many-observations", where, "the part is left out");
    return;
  }
  Observation& o = out_.observations.emplace_back();
  o.source = context_.source;
  o.native_id = set_id + "+" + part_id;
  if (const std::optional<element> version = json::field(part, "version_id"))
    o.native_version = json::text_or_number(*version);
  o.kind = "weather-warning";
  o.theme = context_.theme.empty() ? "weather" : context_.theme;
  texts(set, part, o);
  o.title = o.texts.empty() ? std::string() : o.texts.front().headline;
  if (o.title.empty()) o.title = json::text(set, "phenomenon");
  o.title = cut_text(o.title, limits::title_bytes_max);
  status(set, part, o);
  o.t_issued = time(part, "version_dt", where);
  if (!o.t_issued) o.t_issued = out_.published;
  o.t_received = context_.received;
  o.valid_from = time(part, "onset", where);
  o.valid_to = time(part, "expires", where);
  if (!o.valid_from) o.valid_from = time(set, "onset", where);
  if (!o.valid_to) o.valid_to = time(set, "expires", where);
  if (o.valid_from && o.valid_to && *o.valid_to < *o.valid_from)
    remarks_.add("ends-before-start", where, "expires lies before onset; both are kept");
  const std::string color = json::text(part, "color");
  o.level = level_of(color);
  if (!o.level)
    remarks_.add("unknown-level", where + "/color", "'" + color.substr(0, 32) + "' is no known colour");
  o.native_level = color;
  if (const std::string chance = json::text(part, "probability_percentage_range"); !chance.empty())
    o.native_level += "; " + chance;
  o.quality = "official";
  place(part, where, o);
  o.personal = context_.personal;
  o.id = id_of(o);
}

void Snapshot::warning(const object& set, const std::string& where) {
  simdjson::dom::array parts;
  const std::optional<element> found = json::field(set, "parts");
  if (!found || found->get_array().get(parts) != simdjson::SUCCESS) {
    remarks_.add("missing-field", where + "/parts", "a warning set without parts is left out");
    return;
  }
  std::size_t index = 0;
  for (const element item : parts) {
    const std::string here = where + "/parts/" + std::to_string(index++);
    object inner;
    ++parts_;
    if (item.get_object().get(inner) == simdjson::SUCCESS) {
      part(set, inner, here);
    } else {
      remarks_.add("bad-value", here, "not an object; left out");
    }
  }
}

void Snapshot::compare_counts(const object& document, std::size_t sets) {
  const auto compare = [&](std::string_view key, std::size_t counted) {
    const std::optional<double> said = json::number(document, key);
    if (said && static_cast<std::size_t>(std::max(0.0, std::min(*said, 1e9))) != counted)
      remarks_.add("count-mismatch", "/" + std::string(key),
                   "says " + std::to_string(static_cast<std::int64_t>(std::min(*said, 1e9))) +
                       ", the document holds " + std::to_string(counted));
  };
  compare("num_warning_sets", sets);
  compare("num_warnings", parts_);
}

void Snapshot::read(const object& document) {
  simdjson::dom::array sets;
  const std::optional<element> warnings = json::field(document, "warnings");
  const std::optional<object> metadata = json::child(document, "metadata");
  if (!warnings || warnings->get_array().get(sets) != simdjson::SUCCESS || !metadata)
    return remarks_.reject("not-of-format", "",
                           "no metadata or no list of warnings; expected KNMI schema 0.5");
  if (const std::string schema = json::text(*metadata, "schema_version"); schema != "0.5")
    remarks_.add("schema-changed", "/metadata/schema_version",
                 "'" + schema.substr(0, 32) + "' in place of 0.5; read as 0.5, check the fields");
  out_.published = time(*metadata, "generated_at", "/metadata");
  test_publication_ = equal_folded(json::text(*metadata, "publication_type"), "test");
  out_.full_list = true;
  std::size_t index = 0;
  for (const element item : sets) {
    const std::string where = "/warnings/" + std::to_string(index++);
    object set;
    if (item.get_object().get(set) == simdjson::SUCCESS) {
      warning(set, where);
    } else {
      remarks_.add("bad-value", where, "not an object; left out");
    }
  }
  compare_counts(document, index);
  remarks_.finish();
}
}  // namespace

Understood parse_knmi(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Snapshot(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
