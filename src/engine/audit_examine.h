// What an audit computes of an entry by itself: its leaf, the facts in its core, and whether its sealed part
// fits. Blocks of entries are examined on other threads while the next ones are read (engine/audit.cpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/entry_facts.h"
#include "journal/archive.h"

namespace voorzien::engine {

struct Examined {
  std::uint64_t seq = 0;
  Instant at;  // as its column says
  std::uint64_t core_bytes = 0;
  journal::Hash computed{};  // the leaf of its core
  journal::Hash kept{};      // as its column says
  Result<EntryFacts> facts;
  bool has_sealed = false;
  bool sealed_fits = false;
  std::string sealed_raw;  // hash of the raw bytes that its sealed part names, or empty
};

// Entries copied out of the store, so that they can be handed to another thread.
class EntryBlock {
 public:
  void add(const journal::EntryRow& row);
  [[nodiscard]] bool is_full() const;
  [[nodiscard]] bool is_empty() const { return rows_.empty(); }
  [[nodiscard]] std::vector<Examined> examine() const;

 private:
  struct Row {
    std::uint64_t seq = 0;
    Instant at;
    std::size_t core = 0, leaf = 0, sealed = 0, salt = 0;  // bytes of each, one after the other
  };
  std::vector<Row> rows_;
  std::string bytes_;
};

}  // namespace voorzien::engine
