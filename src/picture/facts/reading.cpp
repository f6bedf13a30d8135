#include "picture/facts/reading.h"

#include <cmath>

#include "observations/supersession.h"
#include "picture/signals/words.h"

namespace voorzien::picture {

std::optional<ReadingOf> reading_of(const Observation& o) {
  if (!o.quantity || o.place.empty()) return std::nullopt;
  const bool expected = o.quality == "expected" || o.quality == "forecast";
  if (!expected && o.quality != "measured") return std::nullopt;
  if (o.quantity->unit == "households" || o.quantity->unit == "visitors") return std::nullopt;
  const std::optional<Instant> at = o.t_observed ? o.t_observed : o.valid_from;
  if (!at) return std::nullopt;
  const bool in_cm = o.quantity->unit == "cm" && o.kind == "water-level";
  const bool in_ms = o.quantity->unit == "m/s" && (o.kind == "wind" || o.kind == "gust");
  ReadingOf out;
  out.station = o.source.value + "/" + o.place + "/" + o.kind;
  out.expected = expected || (o.t_received && *at > *o.t_received + minutes(10));
  out.at = *at;
  out.value = in_cm ? o.quantity->value / 100 : o.quantity->value;
  out.unit = in_cm ? "m NAP" : o.quantity->unit;
  if (in_ms) {  // rules and screens speak of km/h; tenths are all that was measured
    out.value = std::round(o.quantity->value * 36) / 10;
    out.unit = "km/h";
  }
  return out;
}

std::string id_of(const Observation& o) {
  if (const std::optional<ReadingOf> reading = reading_of(o))
    return observations::fact_id(o.source.value, reading->station + (reading->expected ? "/expected" : ""));
  if (o.native_id.empty())
    return observations::fact_id(o.source.value,
                                 o.title + (o.t_observed ? format_rfc3339(*o.t_observed) : std::string{}));
  return observations::fact_id(o.source.value, o.native_id);
}

const doctrine::StationRule* station_rule(const doctrine::Doctrine& doctrine, std::string_view kind,
                                          std::string_view name) {
  const std::string lower = lowered(name);
  for (const doctrine::StationRule& one : doctrine.rules.stations)
    if (one.kind == kind && lower.starts_with(one.station)) return &one;
  return nullptr;
}
}  // namespace voorzien::picture
