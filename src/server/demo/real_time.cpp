#include "server/demo/real_time.h"

namespace voorzien::server {
namespace {
bool starts_terms(const engine::Command& command) {
  const auto* of_crisis = std::get_if<crisis::Command>(&command);
  return of_crisis != nullptr && (std::holds_alternative<crisis::DeclareLevel>(*of_crisis) ||
                                  std::holds_alternative<crisis::SetT0>(*of_crisis));
}
}  // namespace

void RealTime::command(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) {
  // Before the act, so that its moment and what is due after it are already counted slowly.
  if (starts_terms(request.command)) slow_down_();
  engine_.command(std::move(request), std::move(answer));
}

void RealTime::deliver(observations::Delivery delivery,
                       std::function<void(const Result<std::uint64_t>&)> answer) {
  engine_.deliver(std::move(delivery), std::move(answer));
}
}  // namespace voorzien::server
