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
  acts_shown_.notify_all();
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
    pending_.skip_to(publication.version);
  }
  const std::lock_guard lock(mutex_);
  for (auto& [key, one] : encoded) {
    const std::uint64_t own = std::visit([](const auto& entity) { return entity.version; }, *one[0].entity);
    index_.put(key, std::move(one), std::min(own, publication.version));
  }
  index_.set_version(std::max(index_.version(), publication.version));
  index_.forget_removals_before(publication.version);
}

void Hub::publish(engine::Publication publication) {
  {
    const std::lock_guard lock(pending_mutex_);
    acts_ += publication.acted ? 1 : 0;
    pending_.put(std::move(publication));
  }
  pending_changed_.notify_one();
}

void Hub::run() {
  for (;;) {
    PendingChanges::Batch batch;
    if (!wait_for_batch(batch)) return;
    apply(std::move(batch));
    const std::lock_guard lock(pending_mutex_);
    if (std::exchange(acts_applied_, acts_taken_) != acts_taken_) acts_shown_.notify_all();
  }
}

// The first change after a pause leaves at once; those that follow within a tick leave together, unless a
// person did something.
bool Hub::wait_for_batch(PendingChanges::Batch& batch) {
  thread_local Clock::time_point next{};
  std::unique_lock lock(pending_mutex_);
  pending_changed_.wait(lock, [this] { return stop_ || pending_.has_news(); });
  const auto is_full = [this] { return stop_ || pending_.size() >= limits_.pending_at_once; };
  pending_changed_.wait_until(lock, next, [&] { return acts_ != acts_taken_ || is_full(); });
  pending_changed_.wait_until(lock, next - limits_.tick + std::min(limits_.tick, limits_.tick_of_acts),
                              is_full);
  if (stop_) return false;
  next = Clock::now() + limits_.tick;
  batch = pending_.take();
  acts_taken_ = acts_;
  return true;
}

void Hub::wait_for_acts() {
  std::unique_lock lock(pending_mutex_);
  const std::uint64_t asked = acts_;
  acts_shown_.wait(lock, [&] { return stop_ || acts_applied_ >= asked; });
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

void Hub::apply(PendingChanges::Batch batch) {
  if (batch.changes.empty()) {  // entries that nobody sees: heartbeats tell the version
    const std::lock_guard lock(mutex_);
    return index_.set_version(batch.version);
  }
  std::array<Changed, audiences> changes;
  std::vector<Encoded> encoded(batch.changes.size());
  bool same = true;
  for (Changed& one : changes) one.version = batch.version;
  std::size_t i = 0;
  for (auto& [key, change] : batch.changes) {
    auto& what = change.what;
    Encoded& bytes = encoded[i++];
    if (auto* removal = std::get_if<views::Removal>(&what)) {
      for (Changed& one : changes) one.removals.push_back(*removal);
      continue;
    }
    bytes = encode(std::get<views::Entity>(std::move(what)));
    for (std::size_t a = 0; a < audiences; ++a) changes[a].upserts.push_back(bytes[a]);
    same = same && bytes[0].json == bytes[1].json;
  }
  const std::uint64_t index = last_frame_ + 1;  // only this thread changes it
  Frames frames;
  frames[0] = frame_of(index, batch.version, changes_json(changes[0]));
  frames[1] = same ? frames[0] : frame_of(index, batch.version, changes_json(changes[1]));
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    i = 0;
    for (const auto& [key, change] : batch.changes) {
      Encoded& bytes = encoded[i++];
      if (const auto* removal = std::get_if<views::Removal>(&change.what))
        index_.remove(*removal, change.order);
      else
        index_.put(key, std::move(bytes), change.order);
    }
    index_.set_version(batch.version);
    counts_.encoded += batch.changes.size();
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
  wait_for_acts();
  std::vector<EntityPtr> out;
  const std::lock_guard lock(mutex_);
  for (Known& known : index_.list(audience_of(audience), type)) out.push_back(std::move(known.entity));
  return out;
}

EntityPtr Hub::find(std::string_view audience, std::string_view type, std::string_view id) {
  wait_for_acts();
  const std::lock_guard lock(mutex_);
  auto found = index_.find(audience_of(audience), type, id);
  return found ? std::move(found->entity) : nullptr;
}

std::string Hub::changes(std::string_view audience, std::uint64_t since, std::string_view types) {
  wait_for_acts();
  const auto wanted = split_types(types);
  Changed found;
  {
    const std::lock_guard lock(mutex_);
    found = index_.since(audience_of(audience), since, wanted);
  }
  return changes_json(found);
}

Hub::Counts Hub::counts() const {
  Counts out;
  {
    const std::lock_guard lock(mutex_);
    out = counts_;
  }
  const std::lock_guard lock(pending_mutex_);
  out.merged = pending_.merged();
  return out;
}

}  // namespace voorzien::api
