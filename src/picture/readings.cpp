#include "picture/readings.h"

#include <algorithm>

#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
Decision decide_readings(const TakeReadings& command, const Context& context) {
  if (is_blank(command.station) || command.station.size() > limits::words_max)
    return refused("station-missing", "station");
  if (command.readings.empty()) return refused("readings-missing", "readings");
  if (command.readings.size() > limits::readings_taken_max)
    return refused("too-many", "readings", "at most " + std::to_string(limits::readings_taken_max));
  const auto is_behind = [](const Point& a, const Point& b) { return a.at >= b.at; };
  if (std::ranges::adjacent_find(command.readings, is_behind) != command.readings.end())
    return refused("not-in-order", "readings");
  if (command.readings.back().at >= context.now) return refused("not-yet", "readings");
  return {{ReadingsTaken{command.station, command.readings, command.origin}}, command.station, std::nullopt};
}

void take_in(Station& station, const std::vector<Point>& points, bool corrects, const Context& context) {
  const Instant oldest = context.now - seconds(context.doctrine.rules.limits.series_kept_s);
  for (const Point& point : points) {
    if (point.at < oldest) continue;
    const auto at = std::ranges::lower_bound(station.measured, point.at, {}, &Point::at);
    const bool is_known = at != station.measured.end() && at->at == point.at;
    if (!is_known)
      station.measured.insert(at, point);
    else if (corrects)
      at->value = point.value;
  }
  std::erase_if(station.measured, [&](const Point& one) { return one.at < oldest; });
  if (station.measured.size() > limits::series_max)
    station.measured.erase(station.measured.begin(), station.measured.end() - limits::series_max);
}
}  // namespace voorzien::picture
