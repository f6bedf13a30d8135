#include "server/demo/act.h"

#include "journal/hash.h"
#include "server/submit_and_wait.h"

namespace voorzien::server {

Done act_as_demo(engine::Submit& engine, const std::string& id, engine::Command command) {
  engine::CommandRequest request;
  request.command_id = "demonstration-" + id;
  request.body_sha256 = journal::sha256(id);
  request.actor = {"demonstratie", "Demonstratie", "admin"};
  request.command = std::move(command);
  const Result<engine::Accepted> done = submit_and_wait(engine, std::move(request));
  if (!done) return done.error();
  return Nothing{};
}

}  // namespace voorzien::server
