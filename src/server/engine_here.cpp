#include "server/engine_here.h"

#include <filesystem>

#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"

namespace voorzien::server {
namespace {
// A store that stands still keeps its own last moment; an empty one begins now.
class ClockOfFolder final : public engine::Clock {
 public:
  explicit ClockOfFolder(bool is_new) : is_new_(is_new) {}
  Instant now() override { return is_new_ ? adapters::machine_now() : Instant{}; }

 private:
  bool is_new_;
};

class Nobody final : public engine::Publisher {
 public:
  void publish(engine::Publication) override {}
};
}  // namespace

Result<EngineHere> start_engine_here(const std::string& data_dir, const doctrine::Doctrine& doctrine) {
  const bool is_new = !std::filesystem::exists(data_dir + "/journal.db");
  EngineHere out;
  ASSIGN_OR_RETURN(auto store, adapters::open_sqlite_store(data_dir, adapters::StoreAccess::Write));
  out.clock = std::make_unique<ClockOfFolder>(is_new);
  out.publisher = std::make_unique<Nobody>();
  engine::Ports ports{*store, *out.clock, *out.publisher, [] { return adapters::random_salt(); },
                      store.get()};
  out.store = std::move(store);
  ASSIGN_OR_RETURN(out.engine, engine::Engine::start(doctrine, std::move(ports), {}));
  return out;
}
}  // namespace voorzien::server
