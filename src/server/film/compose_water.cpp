// Water levels of a film as waterinfo's CSV: `water rws "Hagestein boven" every=10m` with a curve of what is
// measured, and `expected hh:mm ...` curves that each hold from `known=` on (one statement each).
#include <fmt/format.h>

#include <cmath>

#include "server/film/composer.h"

namespace voorzien::film {
namespace {
// Waterinfo writes +01:00 all year, d-m-yyyy.
std::string row(Instant at, const std::string& station, const std::string& measured,
                const std::string& expected) {
  const Civil t = to_civil_utc(at + hours(1));
  return fmt::format(
      "{}-{}-{};{:02}:{:02}:00;Waterhoogte Oppervlaktewater t.o.v. Normaal Amsterdams Peil in "
      "cm;{};{};{};;cm;-999999999;NAP;\n",
      t.day, t.month, t.year, t.hour, t.minute, station, measured, expected);
}

std::string whole(double value) { return std::to_string(std::lround(value)); }

struct Forecast {
  Instant known;
  Curve curve;
};

// The forecast that was made last at or before `at`: only the newest run is ever published.
const Forecast* newest(const std::vector<Forecast>& forecasts, Instant at) {
  const Forecast* best = nullptr;
  for (const Forecast& f : forecasts)
    if (f.known <= at && (best == nullptr || f.known >= best->known)) best = &f;
  return best;
}
}  // namespace

Done compose_water(const Script& script, Composer& c) {
  constexpr std::string_view header =
      "Datum;Tijd;Parameter;Locatie;Meting;Verwachting;Astronomisch "
      "getijden;Eenheid;Bemonsteringshoogte;Referentievlak;\n";
  for (const Statement& s : script.statements) {
    if (s.word(0) != "water" || !s.field("known").empty()) continue;
    const std::string source = s.word(1);
    const std::string station = s.word(2);
    if (!c.formats.contains(source)) return script_error(s, "the script names no source " + source);
    ASSIGN_OR_RETURN(const Curve measured, c.curve(s, "curve"));
    ASSIGN_OR_RETURN(const std::vector<Instant> moments, c.moments(s));
    std::vector<Forecast> forecasts;
    for (const Statement& other : script.statements) {
      if (other.word(0) != "water" || other.word(2) != station || other.field("known").empty()) continue;
      const std::optional<Instant> known = c.moment(other.field("known"));
      if (!known) return script_error(other, "known needs a time");
      ASSIGN_OR_RETURN(Curve curve, c.curve(other, "expected"));
      forecasts.push_back({*known, std::move(curve)});
    }
    Random random = c.random_of(s);
    const double noise = number_of(s.field("noise", "0")).value_or(0);
    for (const Instant at : moments) {
      const double jitter = noise * (static_cast<double>(random.below(2'001)) / 1'000.0 - 1);
      std::string body(header);
      body += row(at, station, whole(measured.at(at) + jitter), "");
      if (const Forecast* forecast = newest(forecasts, at)) {
        for (const auto& [moment, value] : forecast->curve.points)
          if (moment > at) body += row(moment, station, "", whole(value));
      }
      // Water comes about twenty minutes late.
      c.emit(at + minutes(18) + seconds(static_cast<std::int64_t>(random.below(60))), source,
             std::move(body));
    }
  }
  return Nothing{};
}

}  // namespace voorzien::film
