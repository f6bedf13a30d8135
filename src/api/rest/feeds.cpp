// POST /api/feeds/{source}: push intake. 202 after the document is durable; a document that is not of the
// format is taken in too (its bytes are kept and counted in the source's health) and its verdict says so.
#include "api/rest/limits.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
void push(Call call) {
  const std::string source = call.path.at("source");
  if (const auto denied = access::check_push(call.doctrine->access, call.caller.who, source))
    return call.respond(denied_problem(*denied));
  if (call.doctrine->source(source) == nullptr)
    return call.respond(error_problem({ErrorCode::NotFound, "source", source}));
  if (call.request.body.empty())
    return call.respond(error_problem({ErrorCode::NotOfFormat, "", "an empty body"}));
  Push what{source, std::string(call.request.header("content-type")),
            std::make_shared<const std::string>(std::move(call.request.body)), call.caller.who};
  call.needs.intake(std::move(what), [respond = std::move(call.respond)](const Result<IntakeAnswer>& taken) {
    if (!taken) return respond(error_problem(taken.error()));
    IntakeAnswer answer = *taken;
    if (answer.remarks.size() > limits::remarks_answered_max)
      answer.remarks.resize(limits::remarks_answered_max);
    respond(json_response(202, codec::encode(answer)));
  });
}
}  // namespace

std::vector<Route> feed_routes() {
  return {{.method = "POST",
           .pattern = "/api/feeds/{source}",
           .guard = Guard::ActByRule,
           .act = "feed.push",
           .run = push,
           .summary =
               "Takes in a document of a source, in its own format; an account of role source only its own",
           .body = Body::Bytes,
           .response_type = codec::type_of<IntakeAnswer>,
           .status = 202}};
}
}  // namespace voorzien::api
