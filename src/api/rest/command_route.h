// A route that makes a command of a body: POST /api/<matter>/<command>. The engine's outcome is the answer.
#pragma once

#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {

[[nodiscard]] Response answer_of(const engine::Outcome& outcome, int status);
// What the key stands for: the same key with another command, body or person is another one (422).
[[nodiscard]] std::string meaning_of(const Call& call);

template <class Matter, class T>
void run_command(Call call) {
  Result<T> command = codec::decode_body<T>(call.request.body, call.route.required);
  if (!command) return call.respond(error_problem(command.error()));
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
