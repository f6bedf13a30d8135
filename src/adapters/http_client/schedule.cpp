#include "adapters/http_client/schedule.h"

namespace voorzien::adapters {

Duration PollSchedule::spread(Duration wait) {
  const auto tenth = static_cast<std::uint64_t>(wait.us / 10);
  return tenth == 0 ? wait : wait + microseconds(static_cast<std::int64_t>(random_.below(tenth)));
}

void PollSchedule::add(Duration every, Instant now) {
  Source source;
  source.every = std::max(every, poll_every_min);
  const auto within = static_cast<std::uint64_t>(std::min(source.every.us / 10, seconds(10).us));
  source.due = now + microseconds(static_cast<std::int64_t>(random_.below(within + 1)));
  sources_.push_back(source);
}

std::optional<std::size_t> PollSchedule::take_due(Instant now) {
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i].running || sources_[i].due > now) continue;
    if (!first || sources_[i].due < sources_[*first].due) first = i;
  }
  if (first) sources_[*first].running = true;
  return first;
}

std::optional<Instant> PollSchedule::next_due() const {
  std::optional<Instant> next;
  for (const Source& source : sources_) {
    if (!source.running && (!next || source.due < *next)) next = source.due;
  }
  return next;
}

void PollSchedule::succeeded(std::size_t index, Instant now) {
  Source& source = sources_[index];
  source.running = false;
  source.failures = 0;
  source.due = now + spread(source.every);
}

void PollSchedule::failed(std::size_t index, Instant now, Duration asked) {
  Source& source = sources_[index];
  source.running = false;
  source.failures = std::min(source.failures + 1, 30);
  const Duration most = std::max(poll_wait_max, source.every);
  Duration wait = source.every;
  for (int i = 1; i < source.failures && wait < most; ++i) wait = wait + wait;
  source.due = now + spread(std::max(std::min(wait, most), asked));
}

}  // namespace voorzien::adapters
