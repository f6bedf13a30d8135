#include "feeds/air/luchtmeetnet.h"

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
using observations::Observation;
using observations::Understood;
using simdjson::dom::array;

struct Component {
  std::string_view formula;
  std::string_view kind;
  std::string_view words;  // Dutch, for the title
};
constexpr std::array<Component, 8> components = {{{"PM10", "pm10", "fijnstof PM10"},
                                                  {"PM25", "pm25", "fijnstof PM2,5"},
                                                  {"NO2", "no2", "stikstofdioxide"},
                                                  {"NO", "no", "stikstofmonoxide"},
                                                  {"O3", "o3", "ozon"},
                                                  {"SO2", "so2", "zwaveldioxide"},
                                                  {"CO", "co", "koolmonoxide"},
                                                  {"LKI", "lki", "luchtkwaliteitsindex"}}};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

class Measurements {
 public:
  Measurements(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document);

 private:
  void take(const object& in, const std::string& where);
  void pages(const object& document);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
};

void Measurements::take(const object& in, const std::string& where) {
  std::string station = json::text(in, "station_number");
  const std::string formula = json::text(in, "formula");
  if (formula.empty()) {
    // An item of a list of stations or components is no fault.
    if (json::field(in, "value")) remarks_.add("missing-field", where, "no formula; the value is left out");
    return;
  }
  // What one station or one place is asked does not name it: our source stands for it.
  if (station.empty()) station = context_.source.value;
  const std::optional<element> written = json::field(in, "value");
  if (!written) return;  // null: not measured
  const std::optional<double> value = json::number(in, "value");
  const std::optional<Instant> at = json::time(in, "timestamp_measured", where, context_, remarks_);
  if (!value || !at) return remarks_.add("bad-value", where, "no number or no moment; the value is left out");
  if (out_.observations.size() >= limits::observations_max)
    return remarks_.add("too-many-observations", where, "the value is left out");
  const auto known = std::ranges::find(components, formula, &Component::formula);
  Observation o = blank(context_, known == components.end() ? lower(formula) : known->kind, "air");
  o.place = cut_text(station, 64);
  o.native_id = fmt::format("{}/{}/{}", station, formula, format_rfc3339(*at));
  o.quantity = {*value, formula == "LKI" ? "LKI" : "ug/m3"};
  o.title = fmt::format("{}: {} {} {}", o.place, known == components.end() ? formula : known->words, *value,
                        o.quantity->unit);
  // Networks stamp an hour at either end; where both are told, a value stands at its end as all measured ones
  // do.
  const std::optional<Instant> from = json::time(in, "timestamp_measured_start", where, context_, remarks_);
  const std::optional<Instant> to = json::time(in, "timestamp_measured_end", where, context_, remarks_);
  const bool both = from && to && *from < *to;
  o.valid_from = both ? from : at;
  o.t_observed = both ? to : at;
  o.quality = "measured";
  complete(o, context_, where, remarks_);
  // A value that was corrected is another version of the same fact.
  o.id = {stable_id(fmt::format("{}\n{}\n{}", o.source.value, o.native_id, *value))};
  out_.observations.push_back(std::move(o));
}

void Measurements::pages(const object& document) {
  const std::optional<object> pagination = json::child(document, "pagination");
  const std::optional<double> last = pagination ? json::number(*pagination, "last_page") : std::nullopt;
  const std::optional<double> here = pagination ? json::number(*pagination, "current_page") : std::nullopt;
  if (last && here && *last > *here)
    remarks_.add("more-pages", "/pagination",
                 fmt::format("page {} of {}; ask for less at once, or for fewer stations", *here, *last));
}

void Measurements::read(const object& document) {
  const std::optional<array> all = json::list(document, "data");
  const std::optional<object> one = json::child(document, "data");
  if (!all && !one)
    return remarks_.reject("not-of-format", "", "no data as Luchtmeetnet has; check the address");
  if (all)
    json::each_object(*all, "/data", remarks_,
                      [this](const object& item, const std::string& where) { take(item, where); });
  if (all) pages(document);
  remarks_.finish();
}
}  // namespace

Understood parse_luchtmeetnet(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Measurements(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
