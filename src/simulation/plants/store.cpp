// Stores that break their promise.
#include "codec/packed.h"
#include "engine/state.h"
#include "journal/hash.h"
#include "simulation/plants/plants.h"

namespace voorzien::simulation {
namespace {
using journal::Batch;
using journal::Entry;
using journal::Snapshot;

// Hands everything on.
class Around : public journal::Store {
 public:
  explicit Around(journal::Store& inner) : inner_(inner) {}
  Done append(const Batch& batch) override { return inner_.append(batch); }
  std::uint64_t last_seq() override { return inner_.last_seq(); }
  Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(Entry&)>& each) override {
    return inner_.read(from, to, each);
  }
  Result<std::optional<journal::Raw>> raw(std::string_view sha256) override { return inner_.raw(sha256); }
  Result<std::vector<Batch::CommandId>> recent_command_ids(std::size_t limit) override {
    return inner_.recent_command_ids(limit);
  }
  Result<std::uint64_t> seq_at(Instant at) override { return inner_.seq_at(at); }
  Done save_snapshot(const Snapshot& snapshot) override { return inner_.save_snapshot(snapshot); }
  Result<std::vector<journal::SnapshotMark>> snapshots() override { return inner_.snapshots(); }
  Result<std::optional<Snapshot>> snapshot(std::uint64_t seq) override { return inner_.snapshot(seq); }
  Done drop_snapshots(const std::vector<std::uint64_t>& seqs) override { return inner_.drop_snapshots(seqs); }

 protected:
  journal::Store& inner_;
};

// Holds the last batch back until the next call: a power cut in between takes it.
class LostAck final : public Around {
 public:
  using Around::Around;
  Done append(const Batch& batch) override {
    RETURN_IF_ERROR(write_held());
    held_ = batch;
    return Nothing{};
  }
  std::uint64_t last_seq() override { return write_held() ? inner_.last_seq() : 0; }
  Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(Entry&)>& each) override {
    RETURN_IF_ERROR(write_held());
    return inner_.read(from, to, each);
  }
  Result<std::vector<Batch::CommandId>> recent_command_ids(std::size_t limit) override {
    RETURN_IF_ERROR(write_held());
    return inner_.recent_command_ids(limit);
  }

 private:
  Done write_held() {
    if (!held_) return Nothing{};
    const Batch batch = std::move(*held_);
    held_.reset();
    const bool follows = batch.entries.empty() || batch.entries.front().seq == inner_.last_seq() + 1;
    return follows ? inner_.append(batch) : Done{Nothing{}};
  }
  std::optional<Batch> held_;
};

class ForgetfulIds final : public Around {
 public:
  using Around::Around;
  Result<std::vector<Batch::CommandId>> recent_command_ids(std::size_t) override {
    return std::vector<Batch::CommandId>{};
  }
};

class LiarRefusal final : public Around {
 public:
  LiarRefusal(journal::Store& inner, Draws& draws) : Around(inner), draws_(draws) {}
  Done append(const Batch& batch) override {
    RETURN_IF_ERROR(inner_.append(batch));
    if (draws_.chance(20)) return Error{ErrorCode::StoreFailed, "", "written, and yet refused"};
    return Nothing{};
  }

 private:
  Draws& draws_;
};

class Renumbered final : public Around {
 public:
  using Around::Around;
  Done append(const Batch& batch) override {
    if (batch.entries.size() < 2) return inner_.append(batch);
    Batch changed = batch;
    std::swap(changed.entries[0], changed.entries[1]);
    std::swap(changed.entries[0].seq, changed.entries[1].seq);
    return inner_.append(changed);
  }
};

class WrongSnapshot final : public Around {
 public:
  using Around::Around;
  Done save_snapshot(const Snapshot& snapshot) override {
    Result<engine::SnapshotState> data = codec::unpack<engine::SnapshotState>(snapshot.state);
    if (!data || data->state.desk.log.empty()) return inner_.save_snapshot(snapshot);
    data->state.desk.log.pop_back();
    Snapshot changed = snapshot;
    changed.state = codec::pack(*data);
    RETURN_IF_ERROR(inner_.read(snapshot.seq, snapshot.seq, [&](const Entry& entry) {
      const std::string_view leaf(reinterpret_cast<const char*>(entry.leaf_hash.data()),
                                  entry.leaf_hash.size());
      changed.state_sha256 = journal::to_hex(journal::sha256(leaf, changed.state));
      return false;
    }));
    return inner_.save_snapshot(changed);
  }
};
}  // namespace

std::unique_ptr<journal::Store> planted_store(std::string_view plant, journal::Store& inner, Draws& draws) {
  if (plant == "lost_ack") return std::make_unique<LostAck>(inner);
  if (plant == "forgetful_ids") return std::make_unique<ForgetfulIds>(inner);
  if (plant == "liar_refusal") return std::make_unique<LiarRefusal>(inner, draws);
  if (plant == "renumbered") return std::make_unique<Renumbered>(inner);
  if (plant == "wrong_snapshot") return std::make_unique<WrongSnapshot>(inner);
  return nullptr;
}
}  // namespace voorzien::simulation
