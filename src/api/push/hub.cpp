#include "api/push/hub.h"

#include <algorithm>
#include <utility>

#include "base/ensure.h"

namespace voorzien::api {
namespace {
using Clock = std::chrono::steady_clock;

std::size_t size_of(const std::vector<Frame>& frames) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto shares = [&](const Frame& one) { return one.sse == frames[i].sse; };
    if (std::any_of(frames.begin(), frames.begin() + static_cast<std::ptrdiff_t>(i), shares)) continue;
    size += frames[i].sse->size() + frames[i].websocket->size();
  }
  return size;
}

bool is_same(const Changed& a, const Changed& b) {
  return a.removals.size() == b.removals.size() &&
         std::ranges::equal(a.removals, b.removals, {}, &views::Removal::id, &views::Removal::id) &&
         std::ranges::equal(a.upserts, b.upserts, {}, &Known::json, &Known::json);
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
  ENSURE(tools_.encode && tools_.form_of && tools_.shown_to && tools_.beat, "the hub needs all its tools");
  admit(doctrine::Audience::of_everything());  // the first: what others see is made of it
  for (const doctrine::Audience& one : tools_.audiences) admit(one);
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
  struct Filled {
    EntityKey key;
    std::uint64_t version;
    Encoded encoded;
  };
  const Audiences audiences = audiences_;  // nobody has logged in yet
  std::vector<Filled> filled;
  for (views::Entity& entity : publication.upserts) {
    const std::uint64_t own = std::visit([](const auto& one) { return one.version; }, entity);
    EntityKey key = key_of(entity);
    filled.push_back({std::move(key), own, encode(audiences, std::move(entity))});
  }
  {
    const std::lock_guard lock(pending_mutex_);
    pending_.skip_to(publication.version);
  }
  const std::lock_guard lock(mutex_);
  for (Filled& one : filled) index_.fill(one.key, std::move(one.encoded), one.version, publication.version);
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

Encoded Hub::encode(const Audiences& audiences, views::Entity entity) const {
  const auto whole = std::make_shared<const views::Entity>(std::move(entity));
  std::vector<std::pair<views::Form, Known>> forms;  // that were made: each is encoded once
  Encoded out;
  out.reserve(audiences.size());
  for (const doctrine::Audience& audience : audiences) {
    const views::Form form = tools_.form_of(audience, *whole);
    auto made = std::ranges::find(forms, form, &std::pair<views::Form, Known>::first);
    if (made == forms.end()) made = forms.insert(forms.end(), {form, known_as(audience, form, whole)});
    out.push_back(made->second);
  }
  return out;
}

Known Hub::known_as(const doctrine::Audience& audience, const views::Form& form,
                    const std::shared_ptr<const views::Entity>& whole) const {
  if (form.extent == views::Form::Extent::Nothing) return {};
  Known out{whole, nullptr};
  if (form.extent == views::Form::Extent::Part)
    out.entity = std::make_shared<const views::Entity>(*tools_.shown_to(audience, *whole));
  out.json = std::make_shared<const std::string>(tools_.encode(*out.entity));
  return out;
}

void Hub::admit(const doctrine::Audience& audience) {
  const std::lock_guard lock(mutex_);
  std::string name = audience.name();
  if (std::ranges::find(names_, name) != names_.end() || names_.size() >= limits_.audiences_max) return;
  index_.each([&](Encoded& encoded) { admit_to(encoded, audience); });
  audiences_.push_back(audience);
  names_.push_back(std::move(name));
  first_frames_.push_back(last_frame_ + 1);
}

// Who sees the same as others shares their bytes.
void Hub::admit_to(Encoded& encoded, const doctrine::Audience& audience) const {
  const std::shared_ptr<const views::Entity>& whole = encoded.front().entity;
  const views::Form form = tools_.form_of(audience, *whole);
  for (std::size_t a = 0; a < encoded.size(); ++a)
    if (tools_.form_of(audiences_[a], *whole) == form) {
      encoded.push_back({encoded[a].entity, encoded[a].json});
      return;
    }
  encoded.push_back(known_as(audience, form, whole));
}

std::optional<std::size_t> Hub::number_of(std::string_view audience) const {
  const auto found = std::ranges::find(names_, audience);
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

void Hub::apply(PendingChanges::Batch batch) {
  if (batch.changes.empty()) {  // entries that nobody sees: heartbeats tell the version
    const std::lock_guard lock(mutex_);
    return index_.set_version(batch.version);
  }
  Audiences audiences;
  {
    const std::lock_guard lock(mutex_);
    audiences = audiences_;
  }
  std::vector<Encoded> encoded;
  for (auto& [key, change] : batch.changes) {
    auto* entity = std::get_if<views::Entity>(&change.what);
    encoded.push_back(entity == nullptr ? Encoded{} : encode(audiences, std::move(*entity)));
  }
  const std::vector<Changed> changes = changes_of(batch, encoded, audiences.size());
  const std::uint64_t index = last_frame_ + 1;  // only this thread changes it
  Frames frames;
  for (std::size_t a = 0; a < changes.size(); ++a) {
    const auto twin = std::ranges::find_if(changes.begin(), changes.begin() + static_cast<std::ptrdiff_t>(a),
                                           [&](const Changed& one) { return is_same(one, changes[a]); });
    const auto other = static_cast<std::size_t>(twin - changes.begin());
    frames.push_back(other < a ? frames[other] : frame_of(index, batch.version, changes_json(changes[a])));
  }
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    std::size_t i = 0;
    for (const auto& [key, change] : batch.changes) {
      Encoded& bytes = encoded[i++];
      for (std::size_t a = bytes.size(); !bytes.empty() && a < audiences_.size(); ++a)
        admit_to(bytes, audiences_[a]);  // who came while it was encoded
      if (const auto* removal = std::get_if<views::Removal>(&change.what))
        index_.remove(*removal, change.order);
      else
        index_.put(key, std::move(bytes), change.order);
    }
    index_.set_version(batch.version);
    counts_.encoded += batch.changes.size();
    // Who came while it was encoded has no frame of it, and catches up.
    for (std::size_t a = frames.size(); a < first_frames_.size(); ++a) first_frames_[a] = last_frame_ + 2;
    push(std::move(frames));
    wake = wake_;
  }
  if (wake) wake();
}

// What the batch is to each audience. What it sees no longer is a removal to it.
std::vector<Changed> Hub::changes_of(const PendingChanges::Batch& batch, const std::vector<Encoded>& encoded,
                                     std::size_t audiences) const {
  std::vector<Changed> out(audiences);
  for (Changed& one : out) one.version = batch.version;
  const std::lock_guard lock(mutex_);
  std::size_t i = 0;
  for (const auto& [key, change] : batch.changes) {
    const Encoded& bytes = encoded[i++];
    const auto* removal = std::get_if<views::Removal>(&change.what);
    for (std::size_t a = 0; a < out.size(); ++a) {
      if (removal != nullptr)
        out[a].removals.push_back(*removal);
      else if (bytes[a].entity)
        out[a].upserts.push_back(bytes[a]);
      else if (index_.is_shown(a, key))
        out[a].removals.push_back({key.first, key.second, change.order});
    }
  }
  return out;
}

void Hub::push(Frames frames) {
  ++counts_.frames;
  ring_bytes_ += size_of(frames);
  ++last_frame_;
  ring_.push_back(std::move(frames));
  while (ring_.size() > limits_.ring_frames || (ring_bytes_ > limits_.ring_bytes && ring_.size() > 1)) {
    ring_bytes_ -= size_of(ring_.front());
    ring_.pop_front();
  }
}

std::vector<Frame> Hub::frames(std::string_view audience, std::uint64_t after, std::size_t limit,
                               bool& behind) {
  std::vector<Frame> out;
  behind = false;
  const std::lock_guard lock(mutex_);
  const std::optional<std::size_t> a = number_of(audience);
  if (!a) return out;
  const std::uint64_t oldest = last_frame_ + 1 - ring_.size();
  const std::uint64_t first = std::max(oldest, first_frames_[*a]);
  behind = after + 1 < first;
  for (std::uint64_t index = std::max(after + 1, first); index <= last_frame_ && out.size() < limit; ++index)
    out.push_back(ring_[static_cast<std::size_t>(index - oldest)][*a]);
  return out;
}

Frame Hub::catch_up(std::string_view audience, std::uint64_t since) {
  Changed changes;
  std::uint64_t index = 0;
  {
    const std::lock_guard lock(mutex_);
    if (const auto a = number_of(audience)) changes = index_.since(*a, since, {});
    changes.version = index_.version();
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
  if (const auto a = number_of(audience))
    for (Known& known : index_.list(*a, type)) out.push_back(std::move(known.entity));
  return out;
}

EntityPtr Hub::find(std::string_view audience, std::string_view type, std::string_view id) {
  wait_for_acts();
  const std::lock_guard lock(mutex_);
  const auto a = number_of(audience);
  auto found = a ? index_.find(*a, type, id) : std::nullopt;
  return found ? std::move(found->entity) : nullptr;
}

std::string Hub::changes(std::string_view audience, std::uint64_t since, std::string_view types) {
  wait_for_acts();
  const auto wanted = split_types(types);
  Changed found;
  {
    const std::lock_guard lock(mutex_);
    if (const auto a = number_of(audience)) found = index_.since(*a, since, wanted);
    found.version = index_.version();
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
