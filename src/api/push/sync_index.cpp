#include "api/push/sync_index.h"

#include <algorithm>
#include <utility>

namespace voorzien::api {

EntityKey key_of(const views::Entity& entity) {
  return std::visit([](const auto& one) { return EntityKey{std::string(one.type), one.id}; }, entity);
}

void SyncIndex::put(const EntityKey& key, Encoded encoded, std::uint64_t order) {
  put(key, std::move(encoded), order, order <= version_);
}

void SyncIndex::fill(const EntityKey& key, Encoded encoded, std::uint64_t own, std::uint64_t version) {
  const bool is_of_process = key.first == views::Region::type;
  put(key, std::move(encoded), is_of_process ? version : std::min(own, version), is_of_process);
}

void SyncIndex::put(const EntityKey& key, Encoded encoded, std::uint64_t order, bool is_late) {
  forget_removal(key);
  const auto [at, fresh] = entities_.try_emplace(key);
  if (!fresh) by_order_.erase({at->second.order, at->second.serial});
  for (std::size_t a = 0; a < at->second.encoded.size(); ++a) {
    const Known& before = at->second.encoded[a];
    encoded[a].was_shown = !encoded[a].entity && (before.entity || before.was_shown);
  }
  at->second = {std::move(encoded), order, ++last_serial_, is_late};
  by_order_.emplace(Place{order, last_serial_}, at);
  if (fresh && key.first == views::LogLine::type) {
    ++log_lines_;
    bound_log();
  }
}

void SyncIndex::forget_removal(const EntityKey& key) {
  const auto gone = removed_.find(key);
  if (gone == removed_.end()) return;
  removed_by_order_.erase({gone->second.order, gone->second.serial});
  removed_.erase(gone);
}

bool SyncIndex::remove(const views::Removal& removal, std::uint64_t order) {
  const EntityKey key{removal.type, removal.id};
  const auto found = entities_.find(key);
  if (found == entities_.end()) return false;
  if (key.first == views::LogLine::type) --log_lines_;
  by_order_.erase({found->second.order, found->second.serial});
  entities_.erase(found);
  const auto at = removed_.emplace(key, Gone{removal, order, ++last_serial_, order <= version_}).first;
  removed_by_order_.emplace(Place{order, last_serial_}, at);
  bound_removals();
  return true;
}

// The oldest log line leaves the index without a removal: clients may keep it, the journal has it.
void SyncIndex::bound_log() {
  if (log_lines_ <= limits_->log_lines_kept) return;
  for (auto at = by_order_.begin(); at != by_order_.end(); ++at) {
    if (at->second->first.first != views::LogLine::type) continue;
    entities_.erase(at->second);
    by_order_.erase(at);
    --log_lines_;
    return;
  }
}

void SyncIndex::bound_removals() {
  while (removed_.size() > limits_->removals_kept) {
    const auto oldest = removed_by_order_.begin();
    horizon_ = std::max(horizon_, oldest->first.first);
    removed_.erase(oldest->second);
    removed_by_order_.erase(oldest);
  }
}

Changed SyncIndex::since(std::size_t audience, std::uint64_t since,
                         const std::set<std::string>& types) const {
  const auto wanted = [&types](const EntityKey& key) { return types.empty() || types.contains(key.first); };
  Changed out;
  out.version = version_;
  out.full = since == 0 || since < horizon_ || since > version_;
  // Of that version itself what changed after it was told: whoever knows the version may not know that.
  const Place from{out.full ? 0 : since, 0};
  const auto is_known = [&](const auto& slot) { return !out.full && slot.order == since && !slot.is_late; };
  for (auto at = by_order_.lower_bound(from); at != by_order_.end(); ++at) {
    const auto& [key, slot] = *at->second;
    if (is_known(slot) || !wanted(key)) continue;
    const Known& known = slot.encoded[audience];
    if (known.entity) out.upserts.push_back(known);
    if (known.was_shown && !out.full) out.removals.push_back({key.first, key.second, slot.order});
  }
  if (out.full) return out;
  for (auto at = removed_by_order_.lower_bound(from); at != removed_by_order_.end(); ++at) {
    const auto& [key, gone] = *at->second;
    if (!is_known(gone) && wanted(key)) out.removals.push_back(gone.removal);
  }
  return out;
}

bool SyncIndex::is_shown(std::size_t audience, const EntityKey& key) const {
  const auto found = entities_.find(key);
  return found != entities_.end() && found->second.encoded[audience].entity != nullptr;
}

void SyncIndex::each(const std::function<void(Encoded&)>& change) {
  for (auto& [key, slot] : entities_) change(slot.encoded);
}

std::vector<Known> SyncIndex::list(std::size_t audience, std::string_view type) const {
  std::vector<Known> out;
  auto at = entities_.lower_bound({std::string(type), {}});
  for (; at != entities_.end() && at->first.first == type; ++at)
    if (const Known& known = at->second.encoded[audience]; known.entity) out.push_back(known);
  return out;
}

std::optional<Known> SyncIndex::find(std::size_t audience, std::string_view type, std::string_view id) const {
  const auto found = entities_.find({std::string(type), std::string(id)});
  if (found == entities_.end() || !found->second.encoded[audience].entity) return std::nullopt;
  return found->second.encoded[audience];
}

}  // namespace voorzien::api
