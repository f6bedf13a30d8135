#include "feeds/water/rws_json.h"

#include "feeds/dutch_point.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"
#include "feeds/water/value.h"
#include "geo/rd.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Understood;

// {"Code":"WATHTE", …} or the bare word.
std::string code_of(const object& in, std::string_view key) {
  if (const std::optional<object> coded = json::child(in, key)) return json::text(*coded, "Code");
  return json::text(in, key);
}

class Answer {
 public:
  Answer(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document);

 private:
  void series(const object& in, const std::string& where);
  void value(const object& in, const std::string& where);
  std::optional<geo::Point> point(const object& location, const std::string& where);
  bool said_no(const object& document);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  water::Value now_;  // of the series at hand: all but value and moment
  water::Spot spot_;
};

// True when the service answered that it did not do what was asked.
bool Answer::said_no(const object& document) {
  bool done = true;
  const std::optional<element> value = json::field(document, "Succesvol");
  if (!value || value->get_bool().get(done) != simdjson::SUCCESS || done) return false;
  const std::string message = json::text(document, "Foutmelding");
  if (message.starts_with("Geen gegevens")) return false;  // nothing measured in that time: no fault
  remarks_.reject("source-refused", "/Foutmelding",
                  "the service answered: " + cut_text(message, 200) + "; change what is asked of it");
  return true;
}

std::optional<geo::Point> Answer::point(const object& location, const std::string& where) {
  const std::optional<double> lon = json::number(location, "Lon");
  const std::optional<double> lat = json::number(location, "Lat");
  if (lon && lat) return dutch_point(*lon, *lat, where + "/Locatie", remarks_);
  const std::optional<double> x = json::number(location, "X");
  const std::optional<double> y = json::number(location, "Y");
  const std::string system = json::text(location, "Coordinatenstelsel");
  if (x && y && (system == "28992" || system == "RD") && geo::is_in_rd_grid({*x, *y}))
    return geo::from_rd({*x, *y});
  return std::nullopt;  // other systems are not converted
}

void Answer::series(const object& in, const std::string& where) {
  const std::optional<object> about = json::child(in, "AquoMetadata");
  const std::optional<object> location = json::child(in, "Locatie");
  const std::optional<simdjson::dom::array> values = json::list(in, "MetingenLijst");
  const std::string code = location ? json::text(*location, "Code") : std::string();
  if (!about || code.empty() || !values)
    return remarks_.add("missing-field", where,
                        "no AquoMetadata, Locatie/Code or MetingenLijst; the series is left out");
  const std::string quantity = code_of(*about, "Grootheid");
  const std::string level = code_of(*about, "Hoedanigheid");
  now_ = {};
  now_.series = code + "/" + quantity + "/" + level;
  now_.station = json::text(*location, "Naam");
  if (now_.station.empty()) now_.station = code;
  // The same place is told under two zero levels: only one of them is the level that people know.
  const bool height = quantity == "WATHTE";
  if (height && level != "NAP" && !level.empty()) now_.station += " (" + level + ")";
  now_.kind = height ? "water-level" : quantity == "Q" ? "water-discharge" : "water-reading";
  now_.unit = code_of(*about, "Eenheid");
  const std::string process = code_of(*about, "ProcesType");
  if (equal_folded(process, "astronomisch")) return;  // the tide by the almanac is no forecast
  now_.forecast = equal_folded(process, "verwachting");
  spot_ = water::spot_of(point(*location, where), now_.station, context_);
  json::each_object(*values, where + "/MetingenLijst", remarks_,
                    [&](const object& one, const std::string& here) { value(one, here); });
}

void Answer::value(const object& in, const std::string& where) {
  if (const std::optional<object> grade = json::child(in, "WaarnemingMetadata")) {
    std::string quality = json::text(*grade, "Kwaliteitswaardecode");
    if (const auto all = json::list(*grade, "KwaliteitswaardecodeLijst"); all && all->size() > 0)
      quality = json::text_or_number(all->at(0).value());
    if (quality == "99") return;  // a gap, with value 0
  }
  const std::optional<object> measured = json::child(in, "Meetwaarde");
  const std::optional<double> number =
      measured ? json::number(*measured, "Waarde_Numeriek") : std::optional<double>();
  if (!number) {
    if (measured && json::field(*measured, "Waarde_Numeriek"))
      remarks_.add("bad-value", where + "/Meetwaarde", "not a number; the value is left out");
    return;
  }
  const std::optional<Instant> at = json::time(in, "Tijdstip", where, context_, remarks_);
  if (!at) return remarks_.add("missing-field", where, "a value without a moment is left out");
  if (water::is_gap(*number)) return;
  if (out_.observations.size() >= limits::observations_max)
    return remarks_.add("too-many-observations", where, "the value is left out");
  now_.value = *number;
  now_.at = *at;
  out_.observations.push_back(water::observe(now_, spot_, context_));
}

void Answer::read(const object& document) {
  if (said_no(document)) return;
  const std::optional<simdjson::dom::array> all = json::list(document, "WaarnemingenLijst");
  if (!all && !json::field(document, "Succesvol"))
    return remarks_.reject(
        "not-of-format", "",
        "no WaarnemingenLijst; check the address and what is asked (docs/feeds/rws-json.md)");
  if (all)
    json::each_object(*all, "/WaarnemingenLijst", remarks_,
                      [&](const object& one, const std::string& where) { series(one, where); });
  remarks_.finish();
}
}  // namespace

Understood parse_rws_json(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Answer(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
