#include "feeds/water/value.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "feeds/limits.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::water {

bool is_gap(double value) { return std::fabs(value) >= filler - 0.5; }

Spot spot_of(std::optional<geo::Point> point, const std::string& station, const Context& context) {
  Spot out;
  out.point = point;
  if (out.point) out.precision = "exact";
  if (!out.point && context.places != nullptr) {
    const std::string_view name(station);
    std::optional<geo::Place> place = context.places->exact(name);
    if (!place) place = context.places->exact(name.substr(0, name.find_first_of(" .,(")));
    if (place) {
      out.point = place->point;
      out.precision = "town";
      if (context.areas == nullptr && !place->municipality.empty()) out.areas.push_back(place->municipality);
    }
  }
  if (out.point && context.areas != nullptr) out.areas = context.areas->at(*out.point);
  return out;
}

observations::Observation observe(const Value& value, const Spot& spot, const Context& context) {
  observations::Observation o;
  o.source = context.source;
  o.native_id =
      fmt::format("{}/{}{}", value.series, format_rfc3339(value.at), value.forecast ? "/forecast" : "");
  o.kind = value.kind;
  o.theme = context.theme.empty() ? "high-water" : context.theme;
  o.quantity = {value.value, value.unit};
  o.title = cut_text(
      fmt::format("{}: {}{} {}", value.station, value.forecast ? "verwacht " : "", value.value, value.unit),
      limits::title_bytes_max);
  o.t_received = context.received;
  o.valid_from = value.at;
  if (!value.forecast) o.t_observed = value.at;
  o.quality = value.forecast ? "forecast" : "measured";
  if (spot.point) o.geometry = *spot.point;
  o.place = value.station;
  o.place_precision = spot.precision;
  o.areas = spot.areas;
  o.personal = context.personal;
  o.id = {stable_id(fmt::format("{}\n{}\n{}", o.source.value, o.native_id, value.value))};
  return o;
}

}  // namespace voorzien::feeds::water
