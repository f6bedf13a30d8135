#include "engine/readings/buckets.h"

#include <algorithm>
#include <array>

#include "engine/limits.h"

namespace voorzien::engine {
namespace {
struct Reading {
  Instant at;
  double value;
};

constexpr std::array<std::int64_t, 14> round_s = {60,    120,    300,    600,    900,    1'800,   3'600,
                                                  7'200, 10'800, 21'600, 43'200, 86'400, 172'800, 604'800};

// A step may begin before the time asked for and end behind it: two more than fit into it.
std::int64_t step_of(Duration length, std::size_t points) {
  const std::int64_t whole = static_cast<std::int64_t>(points) - 2;
  for (const std::int64_t s : round_s)
    if (length.us / seconds(s).us <= whole) return s;
  const std::int64_t week = round_s.back();
  return week * (length.us / (seconds(week).us * std::max<std::int64_t>(whole, 1)) + 1);
}

Instant floor_to(Instant at, std::int64_t step_s) {
  const std::int64_t step = seconds(step_s).us;
  const std::int64_t behind = at.us % step;
  return Instant{at.us - (behind < 0 ? behind + step : behind)};
}

void put(Bucket& into, double value) {
  into.low = into.count == 0 ? value : std::min(into.low, value);
  into.high = into.count == 0 ? value : std::max(into.high, value);
  into.mean += value;
  ++into.count;
}
}  // namespace

Result<Buckets> history(ReadingsIndex& index, const ReadingsAsked& asked, std::size_t points) {
  std::vector<Reading> readings;
  RETURN_IF_ERROR(index.read(asked, [&](Instant at, double value) {
    readings.push_back({at, value});
    return readings.size() <= limits::history_rows_max;
  }));
  if (readings.size() > limits::history_rows_max)
    return Error{
        ErrorCode::BadValue, "from",
        "more than " + std::to_string(limits::history_rows_max) + " readings: ask for a shorter time"};
  Buckets out;
  if (readings.size() > points) out.step_s = step_of(asked.to - asked.from, points);
  for (const Reading& one : readings) {
    const Instant at = out.step_s == 0 ? one.at : floor_to(one.at, out.step_s);
    if (out.list.empty() || out.list.back().at != at) out.list.push_back({.at = at});
    put(out.list.back(), one.value);
  }
  for (Bucket& one : out.list) one.mean /= static_cast<double>(one.count);
  return out;
}
}  // namespace voorzien::engine
