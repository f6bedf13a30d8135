// Hub: the one place between the engine and everybody who looks (rule 7). It is the engine's Publisher, the
// ChangeFeed of the fan-out thread, and the Entities that reading calls list.
//
//   engine thread --publish--> pending (merged per entity) --encoder thread, every tick--> index and ring
//
// publish never waits for encoding or for a reader: it merges under a short lock. An entity is encoded once
// per audience; those that see the same share the bytes. Versions only grow; a frame carries the
// last version of its batch. What a person did leaves ahead of the tick, and `list`, `find` and `changes`
// wait for it: who was answered reads what they did. The encoder, what an audience may see and the clock for
// heartbeats are given, so that tests need no other room.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "api/push/frames.h"
#include "api/push/pending_changes.h"
#include "api/push/sync_index.h"
#include "api/rest/entities.h"
#include "doctrine/access.h"
#include "engine/ports.h"
#include "views/audience.h"

namespace voorzien::api {

struct Beat {
  std::string now;  // region time, RFC 3339
  double speed = 0;
};

struct HubTools {
  std::function<std::string(const views::Entity&)> encode;  // codec::encode_entity
  // Known from the start; `admit` adds others. One that is not known sees nothing.
  std::vector<doctrine::Audience> audiences;
  std::function<views::Form(const doctrine::Audience&, const views::Entity&)> form_of;
  std::function<std::optional<views::Entity>(const doctrine::Audience&, views::Entity)> shown_to;
  std::function<Beat()> beat;  // called on the fan-out thread
};

class Hub final : public engine::Publisher, public ChangeFeed, public Entities {
 public:
  explicit Hub(HubTools tools, HubLimits limits = {});
  ~Hub() override;
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  // The whole picture at the start, before anybody reads; no frame is made of it.
  void fill(engine::Publication publication);
  void publish(engine::Publication publication) override;

  std::vector<Frame> frames(std::string_view audience, std::uint64_t after, std::size_t limit,
                            bool& behind) override;
  Frame catch_up(std::string_view audience, std::uint64_t since) override;
  Frame heartbeat() override;
  void on_news(std::function<void()> wake) override;

  std::uint64_t version() override;
  void admit(const doctrine::Audience& audience) override;
  std::vector<EntityPtr> list(std::string_view audience, std::string_view type) override;
  EntityPtr find(std::string_view audience, std::string_view type, std::string_view id) override;
  std::string changes(std::string_view audience, std::uint64_t since, std::string_view types) override;

  struct Counts {
    std::uint64_t frames = 0, encoded = 0;
    std::uint64_t merged = 0;  // changes that a later one of the same entity overtook before they left
  };
  [[nodiscard]] Counts counts() const;

 private:
  using Frames = std::vector<Frame>;  // by number of the audience

  void run();
  [[nodiscard]] bool wait_for_batch(PendingChanges::Batch& batch);
  void apply(PendingChanges::Batch batch);
  void wait_for_acts();
  using Audiences = std::vector<doctrine::Audience>;
  [[nodiscard]] Encoded encode(const Audiences& audiences, views::Entity entity) const;
  void admit_to(Encoded& encoded, const doctrine::Audience& audience) const;
  [[nodiscard]] Known known_as(const doctrine::Audience& audience, const views::Form& form,
                               const std::shared_ptr<const views::Entity>& whole) const;
  [[nodiscard]] std::optional<std::size_t> number_of(std::string_view audience) const;
  [[nodiscard]] std::vector<Changed> changes_of(const PendingChanges::Batch& batch,
                                                const std::vector<Encoded>& encoded,
                                                std::size_t audiences) const;
  void push(Frames frames);  // index lock held

  const HubTools tools_;
  const HubLimits limits_;

  mutable std::mutex pending_mutex_;
  std::condition_variable pending_changed_;
  PendingChanges pending_;
  std::condition_variable acts_shown_;
  std::uint64_t acts_ = 0;          // publications with an act that came in,
  std::uint64_t acts_taken_ = 0;    // were taken to be encoded
  std::uint64_t acts_applied_ = 0;  // and can be read
  bool stop_ = false;

  mutable std::mutex mutex_;  // audiences, index, ring, wake
  Audiences audiences_;
  std::vector<std::string> names_;           // of the audiences
  std::vector<std::uint64_t> first_frames_;  // of the audiences: what came before is caught up
  SyncIndex index_;
  std::deque<Frames> ring_;
  std::size_t ring_bytes_ = 0;
  std::uint64_t last_frame_ = 0;  // index of the newest frame
  Counts counts_;
  std::function<void()> wake_;

  std::thread encoder_;
};

}  // namespace voorzien::api
