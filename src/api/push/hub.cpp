#include "api/push/hub.h"

#include <algorithm>
#include <utility>

#include "base/ensure.h"

namespace voorzien::api {
namespace {
using Clock = std::chrono::steady_clock;

std::size_t size_of(const std::array<Frame, audiences>& frames) {
  std::size_t size = 0;
  for (const Frame& frame : frames) size += frame.json->size() + frame.sse->size() + frame.websocket->size();
  return size;
}

std::set<std::string> split_types(std::string_view types) {
  std::set<std::string> out;
  while (!types.empty()) {
    const std::size_t comma = types.find(',');
    if (comma != 0) out.emplace(types.substr(0, comma));
    types = comma == std::string_view::npos ? std::string_view{} : types.substr(comma + 1);
  }
  return out;
}

std::uint64_t version_of(const views::Entity& entity) {
  return std::visit([](const auto& one) { return one.version; }, entity);
}
}  // namespace

Hub::Hub(HubTools tools, HubLimits limits) : tools_(std::move(tools)), limits_(limits), index_(limits_) {
  ENSURE(tools_.encode && tools_.for_general && tools_.beat, "the hub needs all its tools");
  encoder_ = std::thread([this] { run(); });
}

Hub::~Hub() {
  {
    const std::lock_guard lock(pending_mutex_);
    stop_ = true;
  }
  pending_changed_.notify_all();
  encoder_.join();
}

void Hub::fill(engine::Publication publication) {
  std::vector<std::pair<EntityKey, Encoded>> encoded;
  for (views::Entity& entity : publication.upserts) {
    EntityKey key = key_of(entity);
    encoded.emplace_back(std::move(key), encode(std::move(entity)));
  }
  {
    const std::lock_guard lock(pending_mutex_);
    pending_version_ = taken_version_ = std::max(pending_version_, publication.version);
  }
  const std::lock_guard lock(mutex_);
  for (auto& [key, one] : encoded) {
    const std::uint64_t own = version_of(*one[0].entity);
    index_.put(key, std::move(one), std::min(own, publication.version));
  }
  index_.set_version(std::max(index_.version(), publication.version));
  index_.forget_removals_before(publication.version);
}

// Merges per entity, so that what waits is never more than there are entities, however slow the encoder.
void Hub::publish(engine::Publication publication) {
  {
    const std::lock_guard lock(pending_mutex_);
    const std::uint64_t before = pending_version_;
    const auto order = [&](std::uint64_t own) {
      return own > before && own <= publication.version ? own : publication.version;
    };
    std::size_t merged = publication.upserts.size() + publication.removals.size() + pending_.size();
    for (views::Entity& entity : publication.upserts) {
      EntityKey key = key_of(entity);
      const std::uint64_t own = version_of(entity);
      pending_.insert_or_assign(std::move(key), Pending{std::move(entity), order(own)});
    }
    for (views::Removal& removal : publication.removals) {
      EntityKey key{removal.type, removal.id};
      const std::uint64_t own = removal.version;
      pending_.insert_or_assign(std::move(key), Pending{std::move(removal), order(own)});
    }
    merged_ += merged - pending_.size();
    pending_version_ = std::max(pending_version_, publication.version);
  }
  pending_changed_.notify_one();
}

void Hub::run() {
  for (;;) {
    Batch batch;
    if (!wait_for_batch(batch)) return;
    apply(std::move(batch));
  }
}

// The first change after a pause leaves at once; those that follow within a tick leave together.
bool Hub::wait_for_batch(Batch& batch) {
  thread_local Clock::time_point next{};
  std::unique_lock lock(pending_mutex_);
  pending_changed_.wait(lock,
                        [this] { return stop_ || !pending_.empty() || pending_version_ > taken_version_; });
  pending_changed_.wait_until(lock, next,
                              [this] { return stop_ || pending_.size() >= limits_.pending_at_once; });
  if (stop_) return false;
  next = Clock::now() + limits_.tick;
  batch.version = taken_version_ = pending_version_;
  PendingMap taken = std::exchange(pending_, {});
  lock.unlock();
  batch.items.reserve(taken.size());
  while (!taken.empty()) {
    auto node = taken.extract(taken.begin());
    batch.items.emplace_back(std::move(node.key()), std::move(node.mapped()));
  }
  return true;
}

Encoded Hub::encode(views::Entity entity) const {
  Known desk;
  desk.entity = std::make_shared<const views::Entity>(std::move(entity));
  desk.json = std::make_shared<const std::string>(tools_.encode(*desk.entity));
  std::optional<views::Entity> differing = tools_.for_general(*desk.entity);
  if (!differing) return {desk, desk};
  auto blanked = std::make_shared<const views::Entity>(std::move(*differing));
  std::string bytes = tools_.encode(*blanked);
  if (bytes == *desk.json) return {desk, desk};
  Known general{std::move(blanked), std::make_shared<const std::string>(std::move(bytes))};
  return {std::move(desk), std::move(general)};
}

void Hub::apply(Batch batch) {
  if (batch.items.empty()) {  // entries that nobody sees: heartbeats tell the version
    const std::lock_guard lock(mutex_);
    return index_.set_version(batch.version);
  }
  std::array<Changed, audiences> changes;
  std::vector<Encoded> encoded(batch.items.size());
  bool same = true;
  for (Changed& one : changes) one.version = batch.version;
  for (std::size_t i = 0; i < batch.items.size(); ++i) {
    auto& what = batch.items[i].second.what;
    if (auto* removal = std::get_if<views::Removal>(&what)) {
      for (Changed& one : changes) one.removals.push_back(*removal);
      continue;
    }
    encoded[i] = encode(std::get<views::Entity>(std::move(what)));
    for (std::size_t a = 0; a < audiences; ++a) changes[a].upserts.push_back(encoded[i][a]);
    same = same && encoded[i][0].json == encoded[i][1].json;
  }
  const std::uint64_t index = last_frame_ + 1;  // only this thread changes it
  Frames frames;
  frames[0] = frame_of(index, batch.version, changes_json(changes[0]));
  frames[1] = same ? frames[0] : frame_of(index, batch.version, changes_json(changes[1]));
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < batch.items.size(); ++i) {
      const auto& [key, pending] = batch.items[i];
      if (const auto* removal = std::get_if<views::Removal>(&pending.what))
        index_.remove(*removal, pending.order);
      else
        index_.put(key, std::move(encoded[i]), pending.order);
    }
    index_.set_version(batch.version);
    counts_.encoded += batch.items.size();
    push(std::move(frames));
    wake = wake_;
  }
  if (wake) wake();
}

void Hub::push(Frames frames) {
  ++counts_.frames;
  ring_bytes_ += size_of(frames);
  last_frame_ = frames[0].index;
  ring_.push_back(std::move(frames));
  while (ring_.size() > limits_.ring_frames || (ring_bytes_ > limits_.ring_bytes && ring_.size() > 1)) {
    ring_bytes_ -= size_of(ring_.front());
    ring_.pop_front();
  }
}

std::vector<Frame> Hub::frames(std::string_view audience, std::uint64_t after, std::size_t limit,
                               bool& behind) {
  const auto a = static_cast<std::size_t>(audience_of(audience));
  std::vector<Frame> out;
  const std::lock_guard lock(mutex_);
  const std::uint64_t first = last_frame_ + 1 - ring_.size();
  behind = after + 1 < first;
  for (std::uint64_t index = std::max(after + 1, first); index <= last_frame_ && out.size() < limit; ++index)
    out.push_back(ring_[static_cast<std::size_t>(index - first)][a]);
  return out;
}

Frame Hub::catch_up(std::string_view audience, std::uint64_t since) {
  Changed changes;
  std::uint64_t index = 0;
  {
    const std::lock_guard lock(mutex_);
    changes = index_.since(audience_of(audience), since, {});
    index = last_frame_;
  }
  return frame_of(index, changes.version, changes_json(changes));
}

Frame Hub::heartbeat() {
  const std::uint64_t reached = version();
  const Beat beat = tools_.beat();
  return frame_of(0, reached, heartbeat_json(reached, beat.now, beat.speed));
}

void Hub::on_news(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::uint64_t Hub::version() {
  const std::lock_guard lock(mutex_);
  return index_.version();
}

std::vector<EntityPtr> Hub::list(std::string_view audience, std::string_view type) {
  std::vector<EntityPtr> out;
  const std::lock_guard lock(mutex_);
  for (Known& known : index_.list(audience_of(audience), type)) out.push_back(std::move(known.entity));
  return out;
}

EntityPtr Hub::find(std::string_view audience, std::string_view type, std::string_view id) {
  const std::lock_guard lock(mutex_);
  auto found = index_.find(audience_of(audience), type, id);
  return found ? std::move(found->entity) : nullptr;
}

std::string Hub::changes(std::string_view audience, std::uint64_t since, std::string_view types) {
  const auto wanted = split_types(types);
  Changed found;
  {
    const std::lock_guard lock(mutex_);
    found = index_.since(audience_of(audience), since, wanted);
  }
  return changes_json(found);
}

Hub::Counts Hub::counts() const {
  const std::lock_guard lock(mutex_);
  Counts out = counts_;
  out.merged = merged_;
  return out;
}

}  // namespace voorzien::api
