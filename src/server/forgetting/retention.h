// Retention: each source's documents are kept for its `raw_keep_s` (doctrine/<region>/sources.toml), those of
// a personal source together with the sealed parts of their entries; attachments for `attachment_keep_s`.
// Looks once an hour of region time, on a thread of its own; what it erases it journals.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "doctrine/doctrine.h"
#include "engine/loop.h"

namespace voorzien::server {

inline constexpr Duration retention_every = hours(1);
inline constexpr std::size_t retention_entries_max = 10'000;  // in one erasing; likewise documents

// What is kept for a time: the documents of a source, attachments, or what was heard of personal sources.
struct Term {
  std::string of;
  Duration keep;
  bool sealed = false;     // the sealed parts of its entries go too
  bool documents = false;  // all of that source
};
[[nodiscard]] std::vector<Term> terms_of(const doctrine::Doctrine& doctrine);

// What of it has had its time, of the entries after `after`. Entries up to `until` need not be looked at
// again.
struct Overdue {
  engine::EraseRequest request;
  std::uint64_t until = 0;
  bool more = false;
};
[[nodiscard]] Result<Overdue> overdue_of(const Term& term, Instant now, std::uint64_t after,
                                         journal::Store& store, journal::Erasures& erasures,
                                         std::size_t entries_max = retention_entries_max);

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
  Done look_at(const Term& term, Instant now);
  Done erase(engine::EraseRequest request, const std::string& reason);
  bool is_stopping();

  const std::vector<Term> terms_;
  journal::Store& store_;
  journal::Erasures& erasures_;
  engine::Engine& engine_;
  std::map<std::string, std::uint64_t> looked_at_;  // by term: the last entry, since the start
  std::mutex mutex_;
  std::condition_variable wake_;
  Counts counts_;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::server
