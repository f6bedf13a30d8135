#include "feeds/energy/energy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "feeds/blank.h"
#include "feeds/dutch_point.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Observation;
using observations::Status;
using observations::Understood;
using simdjson::dom::array;

bool says(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return equal_folded(text, word); });
}

std::string word_or_number(const object& in, std::string_view key) {
  const std::optional<element> value = json::field(in, key);
  return value ? json::text_or_number(*value) : std::string();
}

// Milliseconds since 1970, as ArcGIS writes times, or a time in words.
std::optional<Instant> moment(const object& in, std::string_view key, const std::string& where,
                              const Context& context, Remarks& remarks) {
  const std::optional<double> ms = json::number(in, key);
  if (!ms) return json::time(in, key, where, context, remarks);
  constexpr double ms_max = 253'402'300'799'000;  // the end of the year 9999
  if (*ms <= 0 || *ms > ms_max) {
    remarks.add("bad-time", where + "/" + std::string(key), "no moment in milliseconds; it is left out");
    return std::nullopt;
  }
  return Instant{} + milliseconds(static_cast<std::int64_t>(*ms));
}

// "3439AB;3439AC;3438" -> "3439, 3438": four digits name a part of a town, the letters would name a street.
std::string postcodes_of(std::string_view list) {
  constexpr std::size_t bytes_max = 100;
  std::string out;
  while (!list.empty() && out.size() < bytes_max) {
    const std::size_t end = std::min(list.find(';'), list.size());
    const std::string one = to_utf8(trim(list.substr(0, end)).substr(0, 4));
    list.remove_prefix(std::min(list.size(), end + 1));
    if (one.size() == 4 && out.find(one) == std::string::npos) out += (out.empty() ? "" : ", ") + one;
  }
  return out;
}

class Interruptions {
 public:
  Interruptions(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const element& document);

 private:
  void portal(const object& in, const std::string& where);
  void portal_place(const object& in, const std::string& where, Observation& o);
  void arcgis(const object& feature, const std::string& where);
  void name_place(Observation& o);
  void keep(Observation o, const std::string& where);
  std::size_t portal_list(const array& items, const std::string& where);
  std::size_t layer(const array& features, const object& whole);
  std::optional<std::size_t> walk(const element& document);
  static Status status_of(std::string_view word);
  static bool is_cut_off(const object& document);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  bool coarse_ = false;
};

Status Interruptions::status_of(std::string_view word) {
  if (says(word, {"test"})) return Status::Test;
  if (says(word, {"resolved", "solved", "closed", "ended", "finished", "opgelost", "verholpen", "hersteld",
                  "afgerond", "cancelled", "canceled", "geannuleerd"}))
    return Status::Ended;
  return Status::Actual;
}

// Where there are no coordinates, the town by its name.
void Interruptions::name_place(Observation& o) {
  if (o.geometry || o.place.empty() || context_.places == nullptr) return;
  const std::optional<geo::Place> found = context_.places->exact(o.place);
  if (!found) return;
  o.geometry = found->point;
  o.place_precision = "town";
  if (!found->municipality.empty()) o.areas.push_back(found->municipality);
}

void Interruptions::keep(Observation o, const std::string& where) {
  if (out_.observations.size() >= limits::observations_max) {
    out_.full_list = false;
    return remarks_.add("too-many-observations", where, "the interruption is left out");
  }
  if (o.status == Status::Test) o.test_reason = "status test";
  name_place(o);
  coarse_ |= complete(o, context_, where, remarks_);
  out_.observations.push_back(std::move(o));
}

// The coordinates of the portal are always 0,0: that is known and not worth a remark each time.
void Interruptions::portal_place(const object& in, const std::string& where, Observation& o) {
  const std::optional<object> location = json::child(in, "location");
  const std::optional<array> features = location ? json::list(*location, "features") : std::nullopt;
  if (!features) return;
  json::each_object(
      *features, where + "/location/features", remarks_, [&](const object& feature, const std::string& here) {
        const std::optional<object> properties = json::child(feature, "properties");
        if (properties && o.place.empty()) o.place = cut_text(json::text(*properties, "city"), 128);
        const std::optional<object> shape = json::child(feature, "geometry");
        const std::optional<array> pair = shape ? json::list(*shape, "coordinates") : std::nullopt;
        double lon = 0, lat = 0;
        if (o.geometry || !pair || pair->size() < 2 ||
            pair->at(0).get_double().get(lon) != simdjson::SUCCESS ||
            pair->at(1).get_double().get(lat) != simdjson::SUCCESS || (lon == 0 && lat == 0))
          return;
        if (const auto point = dutch_point(lon, lat, here, remarks_)) o.geometry = *point;
      });
}

void Interruptions::portal(const object& in, const std::string& where) {
  Observation o = blank(context_, "outage", "energy");
  o.native_id = word_or_number(in, "id");
  if (o.native_id.empty()) return remarks_.add("missing-field", where, "no id; the interruption is left out");
  o.native_level = json::text(in, "status");
  o.status = status_of(o.native_level);
  std::string network = "Energie";
  if (const std::optional<object> one = json::child(in, "network")) {
    const std::string type = json::text(*one, "type");
    network = says(type, {"electricity", "elektriciteit", "power", "stroom"}) ? "Stroom"
              : says(type, {"gas"})                                           ? "Gas"
                                                                              : network;
  }
  bool planned = false;
  if (const std::optional<object> period = json::child(in, "period")) {
    const std::string here = where + "/period";
    o.valid_from = moment(*period, "begin", here, context_, remarks_);
    for (const std::string_view key : {"end", "expectedEnd", "plannedEnd"})
      if (!o.valid_to) o.valid_to = moment(*period, key, here, context_, remarks_);
    planned = json::field(*period, "plannedEnd") && !json::field(*period, "expectedEnd");
  }
  // Work that was announced is no outage that came unlooked for.
  if (planned) o.kind = "planned-outage";
  if (const std::optional<object> source = json::child(in, "source"))
    o.t_issued = moment(*source, "timestamp", where + "/source", context_, remarks_);
  o.t_observed = o.valid_from;
  if (const std::optional<object> impact = json::child(in, "impact"))
    if (const std::optional<double> households = json::number(*impact, "households"))
      o.quantity = {*households, "households"};
  portal_place(in, where, o);
  o.title = network + (planned ? ": gepland werk" : " weg") + (o.place.empty() ? "" : ", " + o.place);
  const std::string message = json::text(in, "message");
  const std::string cause = json::text(in, "cause");
  if (!message.empty() || !cause.empty())
    o.texts.push_back({"nl", one_line(o.title),
                       cut_text(message + (message.empty() || cause.empty() ? "" : "\n\n") +
                                    (cause.empty() ? "" : "Oorzaak: " + cause),
                                limits::text_bytes_max),
                       ""});
  keep(std::move(o), where);
}

void Interruptions::arcgis(const object& feature, const std::string& where) {
  std::optional<object> fields = json::child(feature, "properties");
  if (!fields) fields = json::child(feature, "attributes");
  if (!fields) return remarks_.add("missing-field", where, "no properties; the feature is left out");
  Observation o = blank(context_, "outage", "energy");
  o.native_id = word_or_number(*fields, "STORING_NUMMER");
  if (o.native_id.empty())
    return remarks_.add("missing-field", where, "no STORING_NUMMER; the feature is left out");
  o.native_level = json::text(*fields, "STORING_STATUS");
  o.status = status_of(o.native_level);
  o.valid_from = moment(*fields, "STORING_DATUM_GEMELD", where, context_, remarks_);
  o.t_observed = o.valid_from;
  if (const std::optional<object> shape = json::child(feature, "geometry")) {
    const std::optional<double> x = json::number(*shape, "x");
    const std::optional<double> y = json::number(*shape, "y");
    if (x && y) {
      if (const auto point = dutch_point(*x, *y, where, remarks_)) o.geometry = *point;
    } else {
      o.geometry = json::geometry(*json::field(feature, "geometry"), where + "/geometry", remarks_);
    }
  }
  o.place = postcodes_of(json::text(*fields, "STORING_GETROFFEN_POSTCODES"));
  o.title = "Stroom weg" + (o.place.empty() ? std::string() : ", postcode " + o.place);
  keep(std::move(o), where);
}

// A page of a longer list ends nothing.
bool Interruptions::is_cut_off(const object& document) {
  bool more = false;
  const std::optional<object> properties = json::child(document, "properties");
  for (const std::optional<object>& in : {std::optional(document), properties})
    if (const std::optional<element> said = in ? json::field(*in, "exceededTransferLimit") : std::nullopt)
      if (said->get_bool().get(more) == simdjson::SUCCESS && more) return true;
  return false;
}

std::size_t Interruptions::portal_list(const array& items, const std::string& where) {
  json::each_object(items, where, remarks_,
                    [this](const object& one, const std::string& here) { portal(one, here); });
  return items.size();
}

std::size_t Interruptions::layer(const array& features, const object& whole) {
  json::each_object(features, "/features", remarks_,
                    [this](const object& one, const std::string& here) { arcgis(one, here); });
  if (is_cut_off(whole)) {
    out_.full_list = false;
    remarks_.add("list-cut-off", "", "the server left features out; ask for fewer at once");
  }
  return features.size();
}

// How many items the document lists; nothing when it has no list that is known.
std::optional<std::size_t> Interruptions::walk(const element& document) {
  object whole;
  array items;
  if (document.get_array().get(items) == simdjson::SUCCESS) return portal_list(items, "");
  if (document.get_object().get(whole) != simdjson::SUCCESS) return std::nullopt;
  if (const std::optional<array> features = json::list(whole, "features")) return layer(*features, whole);
  for (const std::string key : {"disruptions", "data", "items", "results"})
    if (const std::optional<array> list = json::list(whole, key)) return portal_list(*list, "/" + key);
  return std::nullopt;
}

void Interruptions::read(const element& document) {
  out_.full_list = true;
  const std::optional<std::size_t> listed = walk(document);
  if (!listed)
    return remarks_.reject("not-of-format", "",
                           "no list of interruptions nor features; check the address and the log-in");
  if (*listed > 0 && out_.observations.empty())
    return remarks_.reject("not-of-format", "", "none of the items is an interruption; check the address");
  if (coarse_) remark_coarse(remarks_);
  remarks_.finish();
}
}  // namespace

Understood parse_energy(std::string_view bytes, const Context& context) {
  return json::read_document<Interruptions>(bytes, context);
}

}  // namespace voorzien::feeds
