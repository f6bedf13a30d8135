// FakeDisk: a disk in memory that fails as disks do, for tests and simulation.
//
// A write goes to the cache; `sync` makes it durable. A power cut keeps what is durable and, of what was not,
// nothing, all, or a part that ends in the middle of a sector (torn). Every operation may be the last one
// before the power goes. One thread writes.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace voorzien::adapters {

// The power went in the middle of a disk operation: thrown through the store to whoever runs the process.
struct PowerCut {};

class FakeDisk {
 public:
  // ---- what a store does
  Done append(const std::string& file, std::string_view bytes);
  Done sync(const std::string& file);
  [[nodiscard]] Result<std::string_view> read(const std::string& file, std::size_t at, std::size_t size);
  [[nodiscard]] std::size_t size(const std::string& file) const;  // with what is not yet durable
  void cut(const std::string& file, std::size_t size);            // everything after it
  void remove(const std::string& file) { files_.erase(file); }
  [[nodiscard]] const auto& files() const { return files_; }

  // ---- what befalls it
  struct Faults {
    std::size_t capacity = std::numeric_limits<std::size_t>::max();  // bytes; more are refused
    bool refuses_writes = false;
    bool refuses_reads = false;
  };
  Faults faults;
  // Throws PowerCut from the n-th operation from now on; 0: never.
  void cut_power_at(std::uint64_t operation) { power_ = operation; }
  // What is left after the power went.
  void lose_power(Random& random);
  void flip_bit(const std::string& file, std::size_t at, unsigned bit);
  [[nodiscard]] std::uint64_t syncs() const { return syncs_; }

 private:
  struct File {
    std::string bytes;
    std::size_t durable = 0;  // of them
  };
  void operate();

  std::map<std::string, File> files_;
  std::uint64_t power_ = 0;
  std::uint64_t syncs_ = 0;
};

}  // namespace voorzien::adapters
