// GET /api/station/history: what a station measured over weeks to years, as few points as a chart is wide.
#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "api/rest/sight.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
constexpr std::uint64_t points_default = 500;
constexpr Duration length_default = hours(48);

Result<HistoryQuestion> question_of(const Call& call) {
  HistoryQuestion out;
  out.station = call.request.parameter("id");
  ASSIGN_OR_RETURN(const std::uint64_t points, whole_number(call.request, "points", points_default));
  if (points < 2 || points > limits::history_points_max)
    return Error{ErrorCode::BadValue, "points", "2 to " + std::to_string(limits::history_points_max)};
  out.points = static_cast<std::size_t>(points);
  ASSIGN_OR_RETURN(const std::optional<Instant> from, moment(call.request, "from"));
  ASSIGN_OR_RETURN(const std::optional<Instant> to, moment(call.request, "to"));
  ASSIGN_OR_RETURN(const Sight sight, Sight::of(call));
  if (!sight.find("station", out.station)) return Error{ErrorCode::NotFound, "id", "no such station"};
  out.to = std::min(to.value_or(sight.at()), sight.at());
  out.from = from.value_or(out.to - length_default);
  if (out.from > out.to) return Error{ErrorCode::BadValue, "from", "lies behind `to`, or behind now"};
  out.until = call.at ? sight.version() : UINT64_MAX;
  return out;
}

void station_history(Call call) {
  if (!call.needs.history)
    return call.respond(error_problem({ErrorCode::NotFound, "id", "this node keeps no index of readings"}));
  const Result<HistoryQuestion> asked = question_of(call);
  if (!asked) return call.respond(error_problem(asked.error()));
  const Result<StationHistory> found = call.needs.history(*asked);
  call.respond(found ? json_response(200, codec::encode(*found)) : error_problem(found.error()));
}
}  // namespace

std::vector<Route> station_history_routes() {
  return {
      {.method = "GET",
       .pattern = "/api/station/history",
       .act = "read.picture",
       .run = station_history,
       .summary = "What a station measured over a long time: readings, or lowest, highest and mean by step",
       .parameters = {{"id", "id of the station", true},
                      {"from", "RFC 3339; 48 hours before `to` when not given"},
                      {"to", "RFC 3339; now when not given"},
                      {"points", "at most so many, up to 2000; 500 when not given"},
                      at_parameter},
       .response_type = codec::type_of<StationHistory>,
       .looks_back = true}};
}
}  // namespace voorzien::api
