#include "simulation/screens.h"

#include "codec/entity_json.h"
#include "simulation/ledger.h"
#include "simulation/limits.h"

namespace voorzien::simulation {

api::Encoded encoded(views::Entity entity) {
  api::Known known;
  known.entity = std::make_shared<const views::Entity>(std::move(entity));
  known.json = std::make_shared<const std::string>(codec::encode_entity(*known.entity));
  return {known};
}

// ---- the switchboard

void Switchboard::new_life() {
  ++life_;
  filled_ = false;
  index_ = std::make_unique<api::SyncIndex>(limits_);
  pending_ = {};
  frames_.clear();
  last_frame_ = 0;
}

void Switchboard::note_mark(const api::EntityKey& key, const std::string& json) {
  if (std::string mark = mark_in(json); !mark.empty()) ever_marked_.insert_or_assign(key, std::move(mark));
}

// As Hub::fill: who knew the picture before cannot be told what went away since.
void Switchboard::fill(engine::Publication publication) {
  pending_.skip_to(publication.version);
  for (views::Entity& entity : publication.upserts) {
    const api::EntityKey key = api::key_of(entity);
    const std::uint64_t own = std::visit([](const auto& one) { return one.version; }, entity);
    api::Encoded one = encoded(std::move(entity));
    note_mark(key, *one[0].json);
    index_->fill(key, std::move(one), own, publication.version);
  }
  index_->set_version(publication.version);
  index_->forget_removals_before(publication.version);
}

void Switchboard::publish(engine::Publication publication) {
  if (!std::exchange(filled_, true)) return fill(std::move(publication));
  if (plant_ == "dropped_upsert" && !publication.upserts.empty() && draws_.chance(10))
    publication.upserts.pop_back();
  if (plant_ == "dropped_removal" && !publication.removals.empty() && draws_.chance(300))
    publication.removals.pop_back();
  pending_.put(std::move(publication));
}

void Switchboard::flush() {
  if (!pending_.has_news()) return;
  api::PendingChanges::Batch batch = pending_.take();
  if (batch.changes.empty()) return index_->set_version(batch.version);
  Frame frame{++last_frame_, batch.version, {}, {}};
  for (auto& [key, change] : batch.changes) {
    if (const auto* removal = std::get_if<views::Removal>(&change.what)) {
      index_->remove(*removal, change.order);
      frame.removals.push_back(key);
      continue;
    }
    api::Encoded one = encoded(std::get<views::Entity>(std::move(change.what)));
    note_mark(key, *one[0].json);
    frame.upserts.emplace_back(key, one[0]);
    index_->put(key, std::move(one), change.order);
  }
  index_->set_version(batch.version);
  frames_.push_back(std::move(frame));
  if (frames_.size() > limits::ring_frames) frames_.pop_front();
}

api::Changed Switchboard::since(std::uint64_t version) {
  api::Changed out = index_->since(0, version, {});
  if (plant_ == "stale_heal" && !out.full && !out.upserts.empty()) out.upserts.erase(out.upserts.begin());
  return out;
}

// ---- a screen

void Screen::heal(Switchboard& board) {
  const api::Changed changed = board.since(version_);
  if (changed.full) mirror_.clear();
  for (const api::Known& one : changed.upserts) mirror_[api::key_of(*one.entity)] = one;
  for (const views::Removal& one : changed.removals) mirror_.erase({one.type, one.id});
  version_ = changed.version;
  frame_ = board.last_frame();
  life_ = board.life();
  connected_ = true;
}

void Screen::follow(Switchboard& board) {
  const bool is_behind = !board.frames().empty() && board.frames().front().index > frame_ + 1;
  if (!connected_ || life_ != board.life() || is_behind) return heal(board);
  for (const Frame& frame : board.frames()) {
    if (frame.index <= frame_) continue;
    for (const auto& [key, known] : frame.upserts) mirror_[key] = known;
    for (const api::EntityKey& key : frame.removals) mirror_.erase(key);
    frame_ = frame.index;
    version_ = frame.version;
  }
}

}  // namespace voorzien::simulation
