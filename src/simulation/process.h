// FakeProcess: the node's heart as a process that can die: the engine's turns (engine/group_commit.h), the
// intake with its real parsers, snapshots and the notary, on a fake disk and a fake clock. One at a time
// lives; a power cut at any disk operation ends it, and what is on the disk is all that the next one has.
//
// Who hands something over gets its answer as over a network: after the time the disk took, and never when
// the process died in between.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "adapters/memory/disk_store.h"
#include "engine/group_commit.h"
#include "journal/notary.h"
#include "server/intake.h"
#include "simulation/agenda.h"
#include "simulation/draws.h"
#include "simulation/ledger.h"
#include "simulation/screens.h"
#include "simulation/trace.h"

namespace voorzien::simulation {

struct ProcessNeeds {
  const doctrine::Doctrine& doctrine;
  const server::CurrentRegion& region;
  FakeClock& clock;
  Agenda& agenda;
  adapters::FakeDisk& disk;
  Switchboard& board;
  Trace& trace;
  Ledger& ledger;
  std::uint64_t seed = 0;
  std::string plant;
};

class FakeProcess final : public engine::Submit {
 public:
  explicit FakeProcess(ProcessNeeds needs);

  void start();  // and from then on, under its supervisor, again after each end
  void stop_cleanly();
  void die(std::string_view why);

  // ---- what comes from outside; nothing is answered while it is down
  // What a person asks: as it reaches the engine, or as a planted bug passes it on.
  void ask(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer);
  void command(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) override;
  void deliver(observations::Delivery delivery,
               std::function<void(const Result<std::uint64_t>&)> answer) override;
  // Through the real parsers.
  void take(std::string_view source, std::shared_ptr<const std::string> bytes,
            std::function<void(const Result<server::Receipt>&)> answer);
  void unchanged(const std::string& source);
  void failed(const std::string& source);

  [[nodiscard]] bool is_up() const { return life_ != nullptr; }
  [[nodiscard]] std::size_t waiting() const { return inbox_.size(); }
  [[nodiscard]] const engine::Core& core() const { return life_->commit->core(); }
  // The whole picture as a screen that joins now gets it, with whether the store takes anything.
  [[nodiscard]] engine::Publication picture() const;
  [[nodiscard]] adapters::DiskStore& store() { return *life_->store; }
  [[nodiscard]] journal::PublicKey public_key() const { return key_.public_key(); }
  // Of the last turn that the store took: so old is the picture.
  [[nodiscard]] Instant last_commit() const { return last_commit_; }
  // How long a sync takes from now on.
  void set_slow(bool slow) { slow_ = slow; }

 private:
  struct Life {
    std::unique_ptr<adapters::DiskStore> store;
    std::unique_ptr<journal::Store> planted;
    std::unique_ptr<engine::GroupCommit> commit;
    std::unique_ptr<engine::Submit> planted_submit;
    std::unique_ptr<server::Intake> intake;
    std::optional<journal::Notary> notary;
    Instant signed_at;
    std::uint64_t snapshot_seq = 0;
  };

  Done begin(Life& life);
  void plan_turn();
  void turn();
  Result<engine::GroupCommit::Ended> commit(std::vector<engine::Input>& inputs);
  void after_turn(const Result<engine::GroupCommit::Ended>& ended, std::size_t inputs, std::uint64_t before);
  void keep_beside();  // now and then a snapshot and a checkpoint
  [[nodiscard]] journal::Store& store_of(Life& life) {
    return life.planted ? *life.planted : static_cast<journal::Store&>(*life.store);
  }
  std::string salt();
  template <class Answer>
  auto delayed(std::function<void(const Answer&)> answer);

  ProcessNeeds needs_;
  Draws draws_;
  Draws salts_;
  journal::SigningKey key_;
  std::unique_ptr<Life> life_;
  std::uint64_t lives_ = 0;
  std::deque<engine::Input> inbox_;
  std::uint64_t planned_ = 0;  // the newest plan is the one that holds
  Duration took_;              // by the disk, in the turn under way
  Instant free_at_;
  Instant last_commit_;
  bool slow_ = false;
};

}  // namespace voorzien::simulation
