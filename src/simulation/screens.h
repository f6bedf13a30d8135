// Switchboard and screens: what is published, as the hub keeps it (api/push), and clients that follow it: one
// that never misses a frame, and others that are cut off and heal by `since`.
//
// The hub's parts without its thread: changes wait, merged per entity, and leave when `flush` says so.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "api/push/pending_changes.h"
#include "api/push/sync_index.h"
#include "simulation/draws.h"

namespace voorzien::simulation {

using Mirror = std::map<api::EntityKey, api::Known>;  // what a screen has: the entity and its JSON

[[nodiscard]] api::Encoded encoded(views::Entity entity);

struct Frame {
  std::uint64_t index = 0;
  std::uint64_t version = 0;
  std::vector<std::pair<api::EntityKey, api::Known>> upserts;
  std::vector<api::EntityKey> removals;
};

// The engine's Publisher. Its first publication of a life fills it; a new life begins with an empty one.
class Switchboard final : public engine::Publisher {
 public:
  Switchboard(std::uint64_t seed, std::string plant)
      : draws_(seed, "switchboard"), plant_(std::move(plant)) {}
  void new_life();
  void publish(engine::Publication publication) override;
  void flush();  // what waits becomes a frame
  [[nodiscard]] std::size_t waiting() const { return pending_.size(); }
  [[nodiscard]] const std::deque<Frame>& frames() const { return frames_; }
  [[nodiscard]] std::uint64_t life() const { return life_; }
  [[nodiscard]] std::uint64_t last_frame() const { return last_frame_; }
  [[nodiscard]] const api::SyncIndex& index() const { return *index_; }
  [[nodiscard]] api::Changed since(std::uint64_t version);
  // Marks of test messages would be looked for in all that was ever published.
  [[nodiscard]] const std::map<api::EntityKey, std::string>& ever_marked() const { return ever_marked_; }

 private:
  void fill(engine::Publication publication);
  void note_mark(const api::EntityKey& key, const std::string& json);

  Draws draws_;
  std::string plant_;
  api::HubLimits limits_;
  std::unique_ptr<api::SyncIndex> index_ = std::make_unique<api::SyncIndex>(limits_);
  api::PendingChanges pending_;
  std::deque<Frame> frames_;
  std::uint64_t last_frame_ = 0;
  std::uint64_t life_ = 0;
  bool filled_ = false;
  std::map<api::EntityKey, std::string> ever_marked_;  // entity -> mark in it
};

class Screen {
 public:
  Screen(std::string name, bool sleeps) : name_(std::move(name)), sleeps_(sleeps) {}
  void cut_off() { connected_ = false; }
  // Connects when it is not, and takes what is new. Behind the ring it asks `since`.
  void follow(Switchboard& board);
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool sleeps() const { return sleeps_; }
  [[nodiscard]] bool is_connected() const { return connected_; }
  [[nodiscard]] const Mirror& mirror() const { return mirror_; }

 private:
  void heal(Switchboard& board);
  std::string name_;
  bool sleeps_;
  bool connected_ = false;
  std::uint64_t life_ = 0;
  std::uint64_t frame_ = 0;
  std::uint64_t version_ = 0;
  Mirror mirror_;
};

}  // namespace voorzien::simulation
