#include "server/demo/projector.h"

#include <algorithm>
#include <chrono>

namespace voorzien::server {
namespace {
constexpr std::size_t unfinished_max = 64;
constexpr Duration longest_sleep = milliseconds(200);
constexpr Duration after_the_end = days(7);  // region time goes on this long after the last line

Instant end_of(const film::Film& film, Instant from) {
  if (film.size() == 0) return from;
  const auto last = film.line(film.size() - 1);
  return last ? last->received : from;
}
}  // namespace

Projector::Projector(film::Film film, views::RegionFacts facts, Instant from, double speed)
    : film_(std::move(film)),
      facts_(std::move(facts)),
      clock_(from, end_of(film_, from) + after_the_end, speed, machine()) {
  if (const auto first = film_.line(0); film_.size() > 0 && first) next_ = first->received;
}

Projector::~Projector() { stop(); }

void Projector::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Duration Projector::machine() {
  return microseconds(std::chrono::duration_cast<std::chrono::microseconds>(
                          std::chrono::steady_clock::now().time_since_epoch())
                          .count());
}

Instant Projector::now() {
  const std::lock_guard lock(mutex_);
  Instant at = clock_.now(machine());
  if (!unfinished_.empty()) at = std::min(at, unfinished_.front());
  if (next_) at = std::min(at, *next_);
  last_now_ = std::max(last_now_, at);
  return last_now_;
}

void Projector::resume(std::int64_t after_line, Instant at) {
  const std::lock_guard lock(mutex_);
  index_ = static_cast<std::size_t>(after_line + 1);
  next_ = next_of(index_);
  clock_.jump(at, machine());
  resumed_at_ = at;
}

std::optional<Instant> Projector::next_of(std::size_t index) const {
  std::optional<Instant> out = director_ == nullptr ? std::nullopt : director_->next();
  if (index >= film_.size()) return out;
  if (const auto line = film_.line(index); line && (!out || line->received < *out)) out = line->received;
  return out;
}

void Projector::bring(std::unique_ptr<Director> director) {
  const std::scoped_lock lock(mutex_);
  director_ = std::move(director);
  for (auto at = director_->next(); at && resumed_at_ && *at < *resumed_at_; at = director_->next())
    director_->skip();
  next_ = next_of(index_);
}

void Projector::play(const Intake& intake, std::function<void()> changed) {
  intake_ = &intake;
  changed_ = std::move(changed);
  thread_ = std::thread([this] { run(); });
}

void Projector::set_speed(double speed) {
  {
    const std::lock_guard lock(mutex_);
    clock_.set_speed(speed, machine());
  }
  wake_.notify_all();
  if (changed_) changed_();
}

double Projector::speed() {
  const std::lock_guard lock(mutex_);
  return clock_.speed();
}

views::RegionFacts Projector::facts() {
  const std::lock_guard lock(mutex_);
  views::RegionFacts out = facts_;
  out.film_speed = clock_.speed();
  out.film_ended = ended_;
  return out;
}

bool Projector::wait_for_turn(Instant received) {
  std::unique_lock lock(mutex_);
  next_ = received;
  while (!stop_) {
    const Duration wait = clock_.until(received, machine(), longest_sleep);
    const bool full = unfinished_.size() >= unfinished_max;
    if (wait.us <= 0 && !full) {
      unfinished_.push_back(received);
      return true;
    }
    wake_.wait_for(lock, std::chrono::microseconds(full ? longest_sleep.us : wait.us));
  }
  return false;
}

void Projector::finished_one() {
  {
    const std::lock_guard lock(mutex_);
    if (!unfinished_.empty()) unfinished_.pop_front();
  }
  wake_.notify_all();
}

bool Projector::act_until(Instant received) {
  while (director_ != nullptr) {
    const std::optional<Instant> at = director_->next();
    if (!at || *at > received) return true;
    if (!wait_for_turn(*at)) return false;
    {  // what the act rests on has been taken in
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stop_ || unfinished_.size() == 1; });
      if (stop_) return false;
    }
    director_->act();
    const std::scoped_lock lock(mutex_);
    next_ = next_of(index_);  // before this one is finished, or time could run ahead of what comes
    unfinished_.pop_front();
  }
  return true;
}

void Projector::run() {
  for (; index_ < film_.size(); ++index_) {
    const auto line = film_.line(index_);
    if (!line) continue;  // `film check` names it; it costs no other line
    if (!act_until(line->received) || !wait_for_turn(line->received)) break;
    const auto position = static_cast<std::int64_t>(index_);
    intake_->take(line->source, std::make_shared<const std::string>(line->body), line->received, position,
                  [this](const Result<Receipt>&) { finished_one(); });
    // `next_` must name the following line before this one is answered, or time could run ahead of it.
    const std::lock_guard lock(mutex_);
    next_ = next_of(index_ + 1);
  }
  {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stop_ || unfinished_.empty(); });
    if (stop_ && !unfinished_.empty()) return;
    if (index_ >= film_.size()) ended_ = true;
  }
  if (ended_ && changed_) changed_();
}
}  // namespace voorzien::server
