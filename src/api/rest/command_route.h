// A route that makes a command of a body: POST /api/<matter>/<command>. The engine's outcome is the answer.
#pragma once

#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {

[[nodiscard]] Response answer_of(const engine::Outcome& outcome, int status);
// What the key stands for: the same key with another command, body or person is another one (422).
[[nodiscard]] journal::Hash meaning_of(const Call& call);

// Who sees their own crises only acts in those only; of another one there is not even a number.
[[nodiscard]] bool may_see_crisis(const Call& call, const CrisisId& id);

template <class Matter, class T>
void run_command(Call call) {
  Result<T> command = codec::decode_body<T>(call.request.body, call.route.required);
  if (!command) return call.respond(error_problem(command.error()));
  if constexpr (std::is_same_v<Matter, crisis::Command> && requires { command->id; })
    if (!may_see_crisis(call, command->id))
      return call.respond(error_problem({ErrorCode::NotFound, "id", command->id.value}));
  engine::CommandRequest request;
  request.command_id = call.request.header("idempotency-key");
  request.body_sha256 = meaning_of(call);
  request.actor = {call.caller.who.user, call.caller.who.name, call.caller.who.role};
  request.command = Matter(std::move(*command));
  call.needs.submit.command(std::move(request),
                            [status = call.route.status, respond = std::move(call.respond)](
                                const engine::Outcome& outcome) { respond(answer_of(outcome, status)); });
}

template <class Matter, class T>
Route command_route(std::string_view path, std::string_view act, std::string_view summary,
                    std::vector<std::string_view> required, int status = 200) {
  Route out;
  out.method = "POST";
  out.pattern = path;
  out.act = act;
  out.run = run_command<Matter, T>;
  out.summary = summary;
  out.body = Body::Json;
  out.request_type = codec::type_of<T>;
  out.required = std::move(required);
  out.response_type = codec::type_of<CommandAnswer>;
  out.is_command = true;
  out.status = status;
  return out;
}

}  // namespace voorzien::api
