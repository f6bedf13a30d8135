// RealTime: in a demonstration legal terms run on film time; from the moment that a level is declared or t0
// is set the film plays at the speed of the clock (desk.md 5), so that five seconds are five seconds.
#pragma once

#include <functional>

#include "engine/submit.h"

namespace voorzien::server {

class RealTime final : public engine::Submit {
 public:
  RealTime(engine::Submit& engine, std::function<void()> slow_down)
      : engine_(engine), slow_down_(std::move(slow_down)) {}

  void command(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) override;
  void deliver(observations::Delivery delivery,
               std::function<void(const Result<std::uint64_t>&)> answer) override;

 private:
  engine::Submit& engine_;
  std::function<void()> slow_down_;
};

}  // namespace voorzien::server
