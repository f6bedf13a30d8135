#include "server/submit_and_wait.h"

#include <future>
#include <utility>

namespace voorzien::server {
Result<engine::Accepted> submit_and_wait(engine::Submit& engine, engine::CommandRequest request) {
  std::promise<engine::Outcome> answered;
  engine.command(std::move(request),
                 [&answered](const engine::Outcome& outcome) { answered.set_value(outcome); });
  const engine::Outcome outcome = answered.get_future().get();
  if (const auto* error = std::get_if<Error>(&outcome)) return *error;
  if (const auto* refused = std::get_if<engine::Refused>(&outcome))
    return Error{ErrorCode::BadValue, refused->field, refused->rule};
  return std::get<engine::Accepted>(outcome);
}
}  // namespace voorzien::server
