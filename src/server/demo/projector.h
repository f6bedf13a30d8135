// Projector: plays a film into the intake, and is the Clock of a demonstration (decision 8: region time is
// the film's).
//
// Region time never runs past a line that the engine has not finished: `now` stops at the oldest line that is
// not answered yet. So every timer fires between the same two lines however fast the film runs, wherever it
// was killed, and the picture is a function of the film alone. Lines before the starting moment are played at
// once. After the last line time goes on, so that sources fall silent as they would.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/ports.h"
#include "server/demo/director.h"
#include "server/film/film.h"
#include "server/film/player.h"
#include "server/intake.h"
#include "views/views.h"

namespace voorzien::server {

class Projector final : public engine::Clock {
 public:
  // `from`: where region time starts; lines before it are played at once.
  Projector(film::Film film, views::RegionFacts facts, Instant from, double speed);
  ~Projector() override;
  Projector(const Projector&) = delete;
  Projector& operator=(const Projector&) = delete;

  Instant now() override;
  // Goes on after the given line and moment of the journal (a restart).
  void resume(std::int64_t after_line, Instant at);
  // The film's people, each act at its own moment between two lines. Before `play`.
  void bring(std::unique_ptr<Director> director);
  // Starts the thread. `changed` is called when speed or end changed (not on every line).
  void play(const Intake& intake, std::function<void()> changed);
  // Ends the thread. The clock still answers: the engine may need it to finish.
  void stop();
  void set_speed(double speed);
  [[nodiscard]] views::RegionFacts facts();
  [[nodiscard]] double speed();

 private:
  static Duration machine();
  void run();
  bool wait_for_turn(Instant received);
  void finished_one();
  // Of the line at that index, or of the act that comes before it. Under the lock.
  [[nodiscard]] std::optional<Instant> next_of(std::size_t index) const;
  // What people do up to that moment; false: stop.
  bool act_until(Instant received);

  film::Film film_;
  views::RegionFacts facts_;
  std::function<void()> changed_;
  const Intake* intake_ = nullptr;
  std::unique_ptr<Director> director_;
  std::mutex mutex_;
  std::condition_variable wake_;
  film::PlayerClock clock_;
  std::deque<Instant> unfinished_;  // receipt times of lines handed over and not yet answered
  std::optional<Instant> next_;     // of the next line to hand over; none after the last
  std::size_t index_ = 0;
  Instant last_now_;
  std::optional<Instant> resumed_at_;  // acts before it were done before a restart
  bool ended_ = false;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::server
