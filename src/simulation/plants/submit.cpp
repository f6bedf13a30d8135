// What comes in, wrongly understood on its way to the engine.
#include <set>
#include <utility>
#include <vector>

#include "observations/supersession.h"
#include "simulation/plants/plants.h"

namespace voorzien::simulation {
namespace {
class Around : public engine::Submit {
 public:
  explicit Around(engine::Submit& inner) : inner_(inner) {}
  void command(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) override {
    inner_.command(std::move(request), std::move(answer));
  }
  void deliver(observations::Delivery delivery,
               std::function<void(const Result<std::uint64_t>&)> answer) override {
    change(delivery);
    inner_.deliver(std::move(delivery), std::move(answer));
  }

 protected:
  virtual void change(observations::Delivery& delivery) = 0;

 private:
  engine::Submit& inner_;
};

class DoubleSignal final : public Around {
 public:
  using Around::Around;

 private:
  void change(observations::Delivery& delivery) override {
    if (delivery.source.value != "pager" || seen_.insert(delivery.raw_sha256).second) return;
    for (observations::Observation& one : delivery.understood.observations) {
      one.native_id += "/again";
      one.id = ObservationId{observations::fact_id(one.source.value, one.native_id)};
    }
  }
  std::set<std::string> seen_;
};

class ShownTest final : public Around {
 public:
  using Around::Around;

 private:
  void change(observations::Delivery& delivery) override {
    for (observations::Observation& one : delivery.understood.observations)
      if (one.status == observations::Status::Test) one.status = observations::Status::Actual;
  }
};
class BlindRetry final : public Around {
 public:
  using Around::Around;
  void command(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) override {
    retry();
    const auto* of_crisis = std::get_if<crisis::Command>(&request.command);
    const auto* declare = of_crisis == nullptr ? nullptr : std::get_if<crisis::DeclareLevel>(of_crisis);
    if (declare == nullptr) return Around::command(std::move(request), std::move(answer));
    Around::command(request,
                    [this, request, next = *declare, answer](const engine::Outcome& outcome) mutable {
                      const auto* refused = std::get_if<engine::Refused>(&outcome);
                      if (refused == nullptr || refused->rule != "stale") return answer(outcome);
                      next.was = refused->detail.substr(0, refused->detail.find(','));
                      request.command = crisis::Command{next};
                      waiting_.push_back({std::move(request), std::move(answer)});
                    });
  }

 private:
  struct Waiting {
    engine::CommandRequest request;
    std::function<void(const engine::Outcome&)> answer;
  };
  void change(observations::Delivery&) override { retry(); }
  void retry() {  // with the next that comes in: the engine is not asked from inside its answer
    for (Waiting& one : std::exchange(waiting_, {}))
      Around::command(std::move(one.request), std::move(one.answer));
  }
  std::vector<Waiting> waiting_;
};
}  // namespace

std::unique_ptr<engine::Submit> planted_submit(std::string_view plant, engine::Submit& inner) {
  if (plant == "double_signal") return std::make_unique<DoubleSignal>(inner);
  if (plant == "shown_test") return std::make_unique<ShownTest>(inner);
  if (plant == "blind_retry") return std::make_unique<BlindRetry>(inner);
  return nullptr;
}
}  // namespace voorzien::simulation
