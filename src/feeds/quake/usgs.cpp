#include "feeds/quake/usgs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "feeds/blank.h"
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
using simdjson::dom::array;

std::optional<Level> level_of(std::string_view alert) {
  constexpr std::array<std::pair<std::string_view, Level>, 4> levels = {
      {{"green", Level::Green}, {"yellow", Level::Yellow}, {"orange", Level::Orange}, {"red", Level::Red}}};
  for (const auto& [word, level] : levels)
    if (equal_folded(alert, word)) return level;
  return std::nullopt;
}

// ",us7000abcd,nc1234," without the one that it goes by itself.
std::vector<std::string> other_ids(std::string_view list, std::string_view own) {
  constexpr std::size_t most = 32;
  std::vector<std::string> out;
  while (!list.empty() && out.size() < most) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string_view one = trim(list.substr(0, end));
    list.remove_prefix(std::min(list.size(), end + 1));
    if (!one.empty() && one != own && std::ranges::find(out, one) == out.end()) out.emplace_back(one);
  }
  return out;
}

class Quakes {
 public:
  Quakes(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document);

 private:
  void take(const object& feature, const std::string& where);
  void identify(const object& feature, const object& about, Observation& o) const;
  void place(const object& feature, const std::string& where, Observation& o);
  std::optional<Instant> moment(const object& in, std::string_view key, const std::string& where);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  bool coarse_ = false;
};

std::optional<Instant> Quakes::moment(const object& in, std::string_view key, const std::string& where) {
  const std::optional<double> ms = json::number(in, key);
  constexpr double ms_max = 253'402'300'799'000;  // the end of the year 9999
  if (ms && *ms > -ms_max && *ms < ms_max) return Instant{} + milliseconds(static_cast<std::int64_t>(*ms));
  if (json::field(in, key))
    remarks_.add("bad-time", where + "/properties/" + std::string(key),
                 "no moment in milliseconds; it is left out");
  return std::nullopt;
}

void Quakes::identify(const object& feature, const object& about, Observation& o) const {
  if (const std::optional<element> id = json::field(feature, "id")) o.native_id = json::text_or_number(*id);
  if (o.native_id.empty()) o.native_id = json::text(about, "net") + json::text(about, "code");
  o.references = other_ids(json::text(about, "ids"), o.native_id);
  if (const std::optional<element> updated = json::field(about, "updated"))
    o.native_version = json::text_or_number(*updated);
}

// Longitude, latitude and depth in km; a quake may lie anywhere on earth.
void Quakes::place(const object& feature, const std::string& where, Observation& o) {
  if (const std::optional<element> shape = json::field(feature, "geometry"))
    o.geometry = json::geometry(*shape, where + "/geometry", remarks_);
  const std::optional<object> in = json::child(feature, "geometry");
  const std::optional<array> numbers = in ? json::list(*in, "coordinates") : std::nullopt;
  double depth = 0;
  if (numbers && numbers->size() > 2 && numbers->at(2).get_double().get(depth) == simdjson::SUCCESS)
    o.texts.push_back({"en", o.title, fmt::format("Depth {} km", depth), ""});
}

void Quakes::take(const object& feature, const std::string& where) {
  if (out_.observations.size() >= limits::observations_max)
    return remarks_.add("too-many-observations", where, "the quake is left out");
  const std::optional<object> about = json::child(feature, "properties");
  Observation o = blank(context_, "quake", "own-organisation");
  if (about) identify(feature, *about, o);
  if (o.native_id.empty())
    return remarks_.add("missing-field", where, "no properties or no id; the quake is left out");
  const std::string type = json::text(*about, "type");
  if (!type.empty() && type != "earthquake") o.kind = "seismic-event";  // a quarry blast is none
  const std::optional<double> magnitude = json::number(*about, "mag");  // null while it is not known
  if (magnitude) {
    const std::string scale = json::text(*about, "magType");
    o.quantity = {*magnitude, scale.empty() ? "M" : cut_text(scale, 16)};
  }
  o.place = cut_text(json::text(*about, "place"), limits::title_bytes_max);
  o.title = json::text(*about, "title");
  if (o.title.empty()) o.title = magnitude ? fmt::format("M {} - {}", *magnitude, o.place) : o.place;
  if (o.title.empty()) o.title = "Beving " + o.native_id;
  if (json::text(*about, "status") == "deleted") o.status = Status::Ended;
  o.t_observed = o.valid_from = moment(*about, "time", where);
  o.t_issued = moment(*about, "updated", where);
  o.native_level = json::text(*about, "alert");
  o.level = level_of(o.native_level);
  o.quality = json::text(*about, "status") == "automatic" ? "automatic" : "official";
  place(feature, where, o);
  coarse_ |= complete(o, context_, where, remarks_);
  out_.observations.push_back(std::move(o));
}

void Quakes::read(const object& document) {
  const std::optional<array> features = json::list(document, "features");
  const std::optional<object> about = json::child(document, "metadata");
  if (!features && json::text(document, "type") == "Feature") {
    take(document, "");
  } else if (features) {
    if (about && json::field(*about, "generated")) out_.published = moment(*about, "generated", "/metadata");
    const std::optional<double> count = about ? json::number(*about, "count") : std::nullopt;
    if (count && *count != static_cast<double>(features->size()))
      remarks_.add("count-mismatch", "/metadata/count",
                   fmt::format("says {}, the document holds {}", *count, features->size()));
    out_.observations.reserve(std::min(features->size(), limits::observations_max));
    json::each_object(*features, "/features", remarks_,
                      [this](const object& one, const std::string& where) { take(one, where); });
  }
  if ((!features || features->size() > 0) && out_.observations.empty())
    return remarks_.reject("not-of-format", "", "no features with quakes; check the address");
  if (coarse_) remark_coarse(remarks_);
  remarks_.finish();
}
}  // namespace

Understood parse_usgs(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Quakes(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
