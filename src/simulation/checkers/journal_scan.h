// JournalScan: what the entries say, read once as they come and kept for the checkers.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/memory/disk_store.h"
#include "crisis/events.h"
#include "journal/merkle.h"
#include "simulation/ledger.h"

namespace voorzien::simulation {

class JournalScan {
 public:
  // Reads what is new, up to an entry that cannot be read (then that one first, the next time); from the
  // first entry again when the journal has become shorter.
  void read(adapters::DiskStore& store);

  struct Minute {           // of region time
    std::size_t heard = 0;  // entries that only say that something was heard
    std::size_t timers = 0;
    std::size_t turns = 0;  // in which a source turned, or asking began or ceased to fail
  };
  [[nodiscard]] const std::map<std::string, std::vector<std::uint64_t>>& commands() const {
    return commands_;
  }
  [[nodiscard]] const std::map<std::int64_t, Minute>& by_minute() const { return minutes_; }
  // Mark of a told fact -> ids of observations that were made of it.
  [[nodiscard]] const std::map<std::string, std::set<std::string>>& observations() const {
    return observations_;
  }
  // Observations that were added while they were there already.
  [[nodiscard]] const std::vector<std::string>& added_twice() const { return added_twice_; }
  // Entry -> what stood before a level or heading of a crisis was written in it.
  [[nodiscard]] const std::map<std::uint64_t, SawOfCrisis>& overwritten() const { return overwritten_; }
  [[nodiscard]] std::uint64_t entries() const { return read_; }
  [[nodiscard]] const journal::Frontier& tree() const { return tree_; }

 private:
  bool take(const journal::Entry& entry);
  void take(std::uint64_t seq, const crisis::Event& event);
  void overwrite(std::uint64_t seq, const CrisisId& crisis, const std::string& what,
                 const std::string& value);
  std::uint64_t read_ = 0;
  journal::Frontier tree_;
  std::map<std::string, std::vector<std::uint64_t>> commands_;
  std::map<std::int64_t, Minute> minutes_;
  std::map<std::string, std::set<std::string>> observations_;
  std::set<std::string> living_;
  std::vector<std::string> added_twice_;
  std::map<std::pair<std::string, std::string>, std::string> stands_;  // crisis, what -> value
  std::map<std::uint64_t, SawOfCrisis> overwritten_;
};

}  // namespace voorzien::simulation
