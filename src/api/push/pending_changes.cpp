#include "api/push/pending_changes.h"

#include <algorithm>

namespace voorzien::api {
void PendingChanges::put(engine::Publication publication) {
  const auto order = [&](std::uint64_t own) {
    return own > version_ && own <= publication.version ? own : publication.version;
  };
  const std::size_t all = publication.upserts.size() + publication.removals.size() + changes_.size();
  for (views::Entity& entity : publication.upserts) {
    EntityKey key = key_of(entity);
    const std::uint64_t own = std::visit([](const auto& one) { return one.version; }, entity);
    changes_.insert_or_assign(std::move(key), Change{std::move(entity), order(own)});
  }
  for (views::Removal& removal : publication.removals) {
    EntityKey key{removal.type, removal.id};
    const std::uint64_t own = removal.version;
    changes_.insert_or_assign(std::move(key), Change{std::move(removal), order(own)});
  }
  merged_ += all - changes_.size();
  version_ = std::max(version_, publication.version);
}

void PendingChanges::skip_to(std::uint64_t version) { version_ = taken_ = std::max(version_, version); }
}  // namespace voorzien::api
