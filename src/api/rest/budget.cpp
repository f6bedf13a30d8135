// GET /api/budget/preview: which warnings other thresholds would have given, before they go live.
#include <charconv>
#include <cmath>

#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
Result<std::optional<double>> number(const Request& request, const char* name) {
  const std::string text = request.parameter(name);
  if (text.empty()) return std::optional<double>{};
  double out = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (failed != std::errc{} || end != text.data() + text.size() || !std::isfinite(out))
    return Error{ErrorCode::BadValue, name, "a number"};
  return std::optional(out);
}

Result<picture::SetBudget> asked_in(const Request& request) {
  picture::SetBudget out;
  ASSIGN_OR_RETURN(const std::optional<double> per_shift, number(request, "per_shift"));
  if (!per_shift) return Error{ErrorCode::BadValue, "per_shift", "a number"};
  out.per_shift = *per_shift;
  ASSIGN_OR_RETURN(out.cluster_share, number(request, "cluster_share"));
  ASSIGN_OR_RETURN(out.measured_share, number(request, "measured_share"));
  ASSIGN_OR_RETURN(out.warn_chance, number(request, "warn_chance"));
  const std::string unwatched = request.parameter("unwatched");
  if (unwatched == "none")
    out.unwatched.emplace();
  else if (!unwatched.empty())
    out.unwatched = words(unwatched);
  return out;
}

void preview(Call call) {
  const Result<picture::SetBudget> asked = asked_in(call.request);
  if (!asked) return call.respond(error_problem(asked.error()));
  const Result<picture::BudgetTried> tried = call.needs.read.try_budget(*asked);
  if (!tried) return call.respond(error_problem(tried.error()));
  call.respond(json_response(200, codec::encode(*tried)));
}
}  // namespace

std::vector<Route> budget_routes() {
  return {
      {.method = "GET",
       .pattern = "/api/budget/preview",
       .act = "read.log",
       .run = preview,
       .summary = "Which warnings other thresholds would have given over what was recorded",
       .parameters = {{"per_shift", "false warnings a shift of eight hours"},
                      {"cluster_share", "of the budget, for clusters over days; absent: as it is"},
                      {"measured_share", "of the budget, for readings; absent: as it is"},
                      {"warn_chance", "from which a forecast warns; absent: as it is"},
                      {"unwatched", "themes that are not watched, by commas, or `none`; absent: as it is"}},
       .response_type = codec::type_of<picture::BudgetTried>,
       .looks_back = true,
       .only_now = true}};
}
}  // namespace voorzien::api
