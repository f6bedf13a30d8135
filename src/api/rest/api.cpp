#include "api/rest/api.h"

#include "api/rest/assets.h"
#include "api/rest/guard.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "base/ensure.h"

namespace voorzien::api {
namespace {
Response no_such_path(const Match& found) {
  if (found.allowed.empty()) return error_problem({ErrorCode::NotFound, "", ""});
  Response out = http_problem(405, "method-not-allowed", "This path does not take this method.");
  std::string allowed;
  for (const std::string_view method : found.allowed)
    allowed += (allowed.empty() ? "" : ", ") + std::string(method);
  out.headers.emplace_back("Allow", std::move(allowed));
  return out;
}

void run(Call call) {
  if (auto answer = identify(call)) return call.respond(std::move(*answer));
  for (auto* const check : {check_origin, check_role, check_body, check_key})
    if (auto answer = check(call)) return call.respond(std::move(*answer));
  if (auto answer = read_moment(call)) return call.respond(std::move(*answer));
  if (!call.needs.aside || !(call.at || call.route.looks_back)) return call.route.run(std::move(call));
  const auto waiting = std::make_shared<Call>(std::move(call));
  if (!waiting->needs.aside([waiting] { waiting->route.run(std::move(*waiting)); }))
    waiting->respond(error_problem({ErrorCode::Busy, "at", "1"}));
}
}  // namespace

Api::Api(Needs needs)
    : needs_(std::move(needs)),
      sessions_({needs_.accounts, needs_.passwords, needs_.machine_now, needs_.random_bytes}) {
  ENSURE(needs_.doctrine && needs_.shown_to && needs_.intake && needs_.preview && needs_.places &&
             needs_.basemap && needs_.machine_now && needs_.random_bytes && needs_.audit && needs_.metrics &&
             needs_.is_ready,
         "the composition gives everything the API needs");
}

void Api::handle(Request request, Respond respond) {
  Respond safe = [respond = std::move(respond)](Response response) {
    add_security_headers(response);
    respond(std::move(response));
  };
  // The adapter leaves the body out of an answer to HEAD.
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  Match found = match(method, request.path);
  if (found.route != nullptr)
    return run({needs_,
                sessions_,
                *found.route,
                std::move(request),
                std::move(found.path),
                {},
                needs_.doctrine(),
                std::move(safe)});
  const bool is_app = method == "GET" && found.allowed.empty() && !request.path.starts_with("/api/");
  if (is_app)
    if (auto answer = serve_asset(needs_.assets, request)) return safe(std::move(*answer));
  safe(no_such_path(found));
}
}  // namespace voorzien::api
