#include "feeds/own/own.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "feeds/areas.h"
#include "feeds/dutch_point.h"
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

template <class Enum, std::size_t N>
std::optional<Enum> one_of(const std::array<std::pair<std::string_view, Enum>, N>& names,
                           std::string_view word) {
  for (const auto& [name, value] : names)
    if (name == word) return value;
  return std::nullopt;
}
constexpr std::array<std::pair<std::string_view, Status>, 7> statuses = {{{"actual", Status::Actual},
                                                                          {"test", Status::Test},
                                                                          {"exercise", Status::Exercise},
                                                                          {"system", Status::System},
                                                                          {"draft", Status::Draft},
                                                                          {"ended", Status::Ended},
                                                                          {"cancelled", Status::Ended}}};
constexpr std::array<std::pair<std::string_view, Level>, 4> levels = {
    {{"green", Level::Green}, {"yellow", Level::Yellow}, {"orange", Level::Orange}, {"red", Level::Red}}};

// The wind's direction as it is said: 225 degrees is "ZW 225".
std::string wind_direction(double degrees) {
  constexpr std::array<std::string_view, 8> points = {"N", "NO", "O", "ZO", "Z", "ZW", "W", "NW"};
  const double turned = degrees - 360 * std::floor(degrees / 360);
  const auto sector = static_cast<std::size_t>(std::floor(turned / 45 + 0.5)) % points.size();
  return fmt::format("{} {}", points[sector], std::lround(turned) % 360);
}

class Item {
 public:
  Item(const Context& context, Remarks& remarks, std::string where)
      : context_(context), remarks_(remarks), where_(std::move(where)) {}

  std::optional<Observation> read(const object& in);

 private:
  bool take(const object& in, std::string_view key, const element& value);
  bool take_word(std::string_view key, const element& value);
  bool take_time(const object& in, std::string_view key);
  bool take_list(std::string_view key, const element& value);
  bool take_place(std::string_view key, const element& value);
  void take_texts(const element& value);
  void take_quantity(const element& value);
  void settle();
  void settle_place();
  void bad(std::string_view key, std::string message) {
    remarks_.add("bad-value", where_ + "/" + std::string(key.substr(0, 64)), std::move(message));
  }

  const Context& context_;
  Remarks& remarks_;
  std::string where_;
  Observation o_;
  std::string text_;
  std::optional<double> lon_;
  std::optional<double> lat_;
  std::optional<double> direction_;
};

bool Item::take_word(std::string_view key, const element& value) {
  std::string* target = key == "native_id" || key == "id"             ? &o_.native_id
                        : key == "native_version" || key == "version" ? &o_.native_version
                        : key == "kind"                               ? &o_.kind
                        : key == "theme"                              ? &o_.theme
                        : key == "title"                              ? &o_.title
                        : key == "text"                               ? &text_
                        : key == "test_reason"                        ? &o_.test_reason
                        : key == "native_level"                       ? &o_.native_level
                        : key == "place"                              ? &o_.place
                        : key == "quality"                            ? &o_.quality
                                                                      : nullptr;
  if (target == nullptr) return false;
  std::string word = json::text_or_number(value);
  if (word.empty() && !value.is_string()) bad(key, "text expected; the field is left out");
  *target = cut_text(word, limits::text_bytes_max);
  return true;
}

bool Item::take_time(const object& in, std::string_view key) {
  std::optional<Instant>* target = key == "t_observed"   ? &o_.t_observed
                                   : key == "t_issued"   ? &o_.t_issued
                                   : key == "valid_from" ? &o_.valid_from
                                   : key == "valid_to"   ? &o_.valid_to
                                                         : nullptr;
  if (target == nullptr) return false;
  *target = json::time(in, key, where_, context_, remarks_);
  return true;
}

bool Item::take_list(std::string_view key, const element& value) {
  std::vector<std::string>* target = key == "references" ? &o_.references
                                     : key == "areas"    ? &o_.areas
                                                         : nullptr;
  if (target == nullptr) return false;
  simdjson::dom::array items;
  if (value.get_array().get(items) != simdjson::SUCCESS) {
    bad(key, "a list expected; the field is left out");
    return true;
  }
  for (const element item : items)
    if (std::string word = json::text_or_number(item); !word.empty()) target->push_back(std::move(word));
  return true;
}

bool Item::take_place(std::string_view key, const element& value) {
  std::optional<double>* target = key == "lon"             ? &lon_
                                  : key == "lat"           ? &lat_
                                  : key == "direction_deg" ? &direction_
                                                           : nullptr;
  if (key == "geometry") {
    o_.geometry = json::geometry(value, where_ + "/geometry", remarks_);
    return true;
  }
  if (target == nullptr) return false;
  double read = 0;
  if (value.get_double().get(read) == simdjson::SUCCESS && std::isfinite(read) && std::fabs(read) < 1e6) {
    *target = read;
  } else {
    bad(key, "a number expected; the field is left out");
  }
  return true;
}

void Item::take_texts(const element& value) {
  simdjson::dom::array items;
  if (value.get_array().get(items) != simdjson::SUCCESS) return bad("texts", "a list expected; left out");
  for (const element item : items) {
    object in;
    if (item.get_object().get(in) != simdjson::SUCCESS) {
      bad("texts", "objects expected; one is left out");
      continue;
    }
    observations::Text text{json::text(in, "language"), json::text(in, "headline"),
                            json::text(in, "description"), json::text(in, "instruction")};
    if (text.language.empty()) text.language = "nl";
    o_.texts.push_back(std::move(text));
  }
}

void Item::take_quantity(const element& value) {
  object in;
  if (value.get_object().get(in) != simdjson::SUCCESS)
    return bad("quantity", "{value, unit} expected; left out");
  const std::optional<double> read = json::number(in, "value");
  if (!read) return bad("quantity/value", "a number expected; the quantity is left out");
  o_.quantity = {*read, json::text(in, "unit")};
}

bool Item::take(const object& in, std::string_view key, const element& value) {
  if (value.is_null()) return true;
  if (take_word(key, value) || take_time(in, key) || take_list(key, value) || take_place(key, value))
    return true;
  if (key == "texts") {
    take_texts(value);
  } else if (key == "quantity") {
    take_quantity(value);
  } else if (key == "status") {
    const std::optional<Status> status = one_of(statuses, json::text_or_number(value));
    if (!status) bad(key, "not one of actual, test, exercise, system, draft, ended; the item is left out");
    if (!status) return false;
    o_.status = *status;
  } else if (key == "level") {
    o_.level = one_of(levels, json::text_or_number(value));
    if (!o_.level) bad(key, "not one of green, yellow, orange, red; read as without level");
  } else if (key == "personal") {
    bool personal = false;
    if (value.get_bool().get(personal) != simdjson::SUCCESS) bad(key, "true or false expected; left out");
    o_.personal = personal;
  } else if (key == "t_received" || key == "source" || key == "raw_sha256" || key == "place_precision" ||
             key == "provenance") {
    // Ours to say: what is sent back to us unchanged is no fault.
  } else {
    remarks_.add("unknown-field", where_ + "/" + std::string(key.substr(0, 64)), "not known; left out");
  }
  return true;
}

void Item::settle_place() {
  if (!o_.geometry && lon_ && lat_)
    if (const std::optional<geo::Point> point = dutch_point(*lon_, *lat_, where_, remarks_))
      o_.geometry = *point;
  o_.place_precision = o_.geometry ? "exact" : "none";
  if (!o_.geometry && !o_.place.empty() && context_.places != nullptr) {
    if (const std::optional<geo::Place> place = context_.places->exact(o_.place)) {
      o_.geometry = place->point;
      o_.place_precision = "town";
      if (o_.areas.empty() && !place->municipality.empty()) o_.areas.push_back(place->municipality);
    }
  }
  if (o_.geometry && context_.areas != nullptr) {
    const bool named = o_.place_precision == "town";
    std::vector<std::string> touched = named ? context_.areas->at(std::get<geo::Point>(*o_.geometry))
                                             : context_.areas->touching(*o_.geometry);
    o_.areas.insert(o_.areas.end(), touched.begin(), touched.end());
  }
  settle_codes(o_.areas, context_);
}

void Item::settle() {
  o_.source = context_.source;
  o_.t_received = context_.received;
  if (!context_.theme.empty() && o_.theme.empty()) o_.theme = context_.theme;
  if (o_.kind.empty()) o_.kind = "report";
  if (o_.quality.empty()) o_.quality = "report";
  if (o_.status == Status::Test && o_.test_reason.empty()) o_.test_reason = "status test";
  if (!text_.empty()) o_.texts.push_back({"nl", o_.title, text_, ""});
  if (direction_) {
    const std::string wind = wind_direction(*direction_);
    o_.native_level = o_.native_level.empty() ? wind : o_.native_level + "; " + wind;
  }
  if (o_.valid_from && o_.valid_to && *o_.valid_to < *o_.valid_from)
    remarks_.add("ends-before-start", where_, "valid_to lies before valid_from; both are kept");
  o_.title = cut_text(o_.title, limits::title_bytes_max);
  o_.personal = o_.personal || context_.personal;
  settle_place();
  o_.id = id_of(o_);
}

std::optional<Observation> Item::read(const object& in) {
  for (const auto [key, value] : in)
    if (!take(in, key, value)) return std::nullopt;
  if (o_.native_id.empty() || o_.title.empty()) {
    remarks_.add("missing-field", where_, "native_id and title are needed; the item is left out");
    return std::nullopt;
  }
  settle();
  return std::move(o_);
}

void read_document(const object& document, const Context& context, Understood& out, Remarks& remarks) {
  simdjson::dom::array items;
  const std::optional<element> list = json::field(document, "observations");
  if (!list || list->get_array().get(items) != simdjson::SUCCESS)
    return remarks.reject("not-of-format", "", "no list `observations`; see docs/formats/observation.md");
  for (const auto [key, value] : document) {
    if (key == "published") {
      const Result<Instant> at = parse_instant(json::text_or_number(value));
      if (at) out.published = *at;
      if (!at) remarks.add("bad-time", "/published", at.error().detail);
    } else if (key == "full_list") {
      bool full = false;
      if (value.get_bool().get(full) != simdjson::SUCCESS)
        remarks.add("bad-value", "/full_list", "true or false expected");
      out.full_list = full;
    } else if (key != "observations") {
      remarks.add("unknown-field", "/" + std::string(key.substr(0, 64)), "not known; left out");
    }
  }
  std::size_t index = 0;
  for (const element item : items) {
    const std::string where = "/observations/" + std::to_string(index++);
    if (out.observations.size() >= limits::observations_max)
      return remarks.add("too-many-observations", where, "this item and the rest are left out");
    object in;
    if (item.get_object().get(in) != simdjson::SUCCESS) {
      remarks.add("bad-value", where, "not an object; left out");
      continue;
    }
    if (std::optional<Observation> o = Item(context, remarks, where).read(in))
      out.observations.push_back(std::move(*o));
  }
}
}  // namespace

Understood parse_observations(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  const std::optional<object> document = json::parse_object(parser, bytes, remarks);
  if (!document) return out;
  read_document(*document, context, out, remarks);
  if (out.verdict != observations::Verdict::Rejected) remarks.finish();
  return out;
}

}  // namespace voorzien::feeds
