// SyncIndex: the latest of every entity, encoded once per audience, and what was removed: the answer to
// `changes since`. One thread at a time (the hub holds its lock).
//
// An entity's place in the order is the version at which clients could first learn of it: its own version,
// or the version of the publication when a view changed without a new entry of its own (a clock made it so,
// or the store takes nothing any more). That version may have been told before: such a change is late, and is
// told again to whoever comes back with that very version.
// Removals are kept up to a bound; a `since` older than the oldest that was forgotten, or newer than we
// are (another store), gets a full snapshot.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/push/changed.h"
#include "api/push/limits.h"
#include "views/entities.h"

namespace voorzien::api {

using EntityKey = std::pair<std::string, std::string>;  // type, id
[[nodiscard]] EntityKey key_of(const views::Entity& entity);

// One entity for each audience, by its number in the hub; the same pointers where they see the same, and null
// where they see nothing.
using Encoded = std::vector<Known>;

class SyncIndex {
 public:
  explicit SyncIndex(const HubLimits& limits) : limits_(&limits) {}

  void put(const EntityKey& key, Encoded encoded, std::uint64_t order);
  // At the start, up to `version`. How the process stands is in no entry, so whoever comes back from another
  // one with that version is told it.
  void fill(const EntityKey& key, Encoded encoded, std::uint64_t own, std::uint64_t version);
  // False when there was no such entity.
  bool remove(const views::Removal& removal, std::uint64_t order);
  void set_version(std::uint64_t version) { version_ = version; }  // after what belongs to it
  // Whoever knew the picture before this version cannot be told what went away since.
  void forget_removals_before(std::uint64_t version) { horizon_ = version; }

  [[nodiscard]] std::uint64_t version() const { return version_; }
  // In the order of the changes; no types: all.
  [[nodiscard]] Changed since(std::size_t audience, std::uint64_t since,
                              const std::set<std::string>& types) const;
  [[nodiscard]] bool is_shown(std::size_t audience, const EntityKey& key) const;
  // Lets an audience be added to what each entity is to those who look.
  void each(const std::function<void(Encoded&)>& change);
  [[nodiscard]] std::vector<Known> list(std::size_t audience, std::string_view type) const;
  [[nodiscard]] std::optional<Known> find(std::size_t audience, std::string_view type,
                                          std::string_view id) const;
  [[nodiscard]] std::size_t size() const { return entities_.size(); }
  [[nodiscard]] std::size_t removals() const { return removed_.size(); }

 private:
  struct Slot {
    Encoded encoded;
    std::uint64_t order = 0;
    std::uint64_t serial = 0;  // tells entities of the same version apart, in the order they came
    bool is_late = false;      // came when its version had been told already
  };
  struct Gone {
    views::Removal removal;
    std::uint64_t order = 0;
    std::uint64_t serial = 0;
    bool is_late = false;
  };
  using Entities = std::map<EntityKey, Slot>;
  using Removed = std::map<EntityKey, Gone>;
  using Place = std::pair<std::uint64_t, std::uint64_t>;  // order, serial

  void put(const EntityKey& key, Encoded encoded, std::uint64_t order, bool is_late);
  void forget_removal(const EntityKey& key);
  void bound_log();
  void bound_removals();

  const HubLimits* limits_;
  std::uint64_t version_ = 0;
  std::uint64_t horizon_ = 0;  // `since` must be at least this to be answered without a snapshot
  std::uint64_t last_serial_ = 0;
  Entities entities_;
  Removed removed_;
  std::map<Place, Entities::const_iterator> by_order_;  // iterators of a map stay valid
  std::map<Place, Removed::const_iterator> removed_by_order_;
  std::size_t log_lines_ = 0;
};

}  // namespace voorzien::api
