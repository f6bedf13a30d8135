// Retention: each source's documents are kept for its `raw_keep_s` (doctrine/<region>/sources.toml), those of
// a personal source together with the sealed parts of their entries. Looks once an hour of region time, on a
// thread of its own; what it erases it journals.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "doctrine/doctrine.h"
#include "engine/loop.h"

namespace voorzien::server {

inline constexpr Duration retention_every = hours(1);
inline constexpr std::size_t retention_documents_max = 10'000;  // of one source at a time

class Retention {
 public:
  Retention(const doctrine::Doctrine& doctrine, journal::Store& store, journal::Erasures& erasures,
            engine::Engine& engine);
  ~Retention();  // finishes the erasing it is at
  Retention(const Retention&) = delete;
  Retention& operator=(const Retention&) = delete;

  struct Counts {
    std::uint64_t looks = 0, failures = 0;
  };
  [[nodiscard]] Counts counts();

 private:
  void run();
  void look(Instant now);
  Done look_at(const doctrine::Source& source, Instant now);
  Done look_at_heard(Instant now);
  Done erase(engine::EraseRequest request, const std::string& reason);

  const doctrine::Doctrine& doctrine_;
  journal::Store& store_;
  journal::Erasures& erasures_;
  engine::Engine& engine_;
  std::mutex mutex_;
  std::condition_variable wake_;
  Counts counts_;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

// What a look finds, for tests: what of one source, or of what was heard of personal ones, has had its time.
[[nodiscard]] Result<engine::EraseRequest> overdue_of(const doctrine::Source& source, Instant now,
                                                      journal::Store& store, journal::Erasures& erasures);
[[nodiscard]] Result<engine::EraseRequest> overdue_heard(const doctrine::Doctrine& doctrine, Instant now,
                                                         journal::Store& store);

}  // namespace voorzien::server
