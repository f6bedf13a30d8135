// GET /api/budget/preview: what another budget of false warnings would have given, before it goes live.
#include <charconv>
#include <cmath>

#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
void preview(Call call) {
  const std::string text = call.request.parameter("per_shift");
  double per_shift = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), per_shift);
  if (failed != std::errc{} || end != text.data() + text.size() || !std::isfinite(per_shift) ||
      per_shift <= 0)
    return call.respond(error_problem({ErrorCode::BadValue, "per_shift", "a number above 0"}));
  call.respond(json_response(200, codec::encode(call.needs.read.try_budget(per_shift))));
}
}  // namespace

std::vector<Route> budget_routes() {
  return {{.method = "GET",
           .pattern = "/api/budget/preview",
           .act = "read.log",
           .run = preview,
           .summary = "How many warnings another budget would have given over what was counted",
           .parameters = {{"per_shift", "false warnings a shift of eight hours"}},
           .response_type = codec::type_of<picture::BudgetTried>,
           .looks_back = true,
           .only_now = true}};
}
}  // namespace voorzien::api
