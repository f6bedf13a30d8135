// PendingChanges: what was published and has not yet left for the readers, merged per entity, so that what
// waits is never more than there are entities, however slow the encoder. One thread at a time.
//
// The order of a change is the version at which clients could first learn of it: its own, or that of the
// publication when a view changed without a new entry of its own (a clock made it so).
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <variant>

#include "api/push/sync_index.h"
#include "engine/ports.h"

namespace voorzien::api {

class PendingChanges {
 public:
  struct Change {
    std::variant<views::Entity, views::Removal> what;
    std::uint64_t order = 0;
  };
  struct Batch {
    std::uint64_t version = 0;
    std::map<EntityKey, Change> changes;
  };

  void put(engine::Publication publication);
  // The readers have been given everything up to here by other means.
  void skip_to(std::uint64_t version);
  [[nodiscard]] Batch take() { return {taken_ = version_, std::exchange(changes_, {})}; }
  [[nodiscard]] bool has_news() const { return !changes_.empty() || version_ > taken_; }
  [[nodiscard]] std::size_t size() const { return changes_.size(); }
  // Changes that a later one of the same entity overtook before they left.
  [[nodiscard]] std::uint64_t merged() const { return merged_; }

 private:
  std::map<EntityKey, Change> changes_;
  std::uint64_t version_ = 0;
  std::uint64_t taken_ = 0;  // of the last batch
  std::uint64_t merged_ = 0;
};

}  // namespace voorzien::api
