#include "adapters/http_server/admission.h"

#include <utility>

namespace voorzien::adapters {

Admission::Seat::Seat(std::shared_ptr<Admission> from, std::string group)
    : from_(std::move(from)), group_(std::move(group)) {}

Admission::Seat& Admission::Seat::operator=(Seat&& other) noexcept {
  if (this == &other) return *this;
  if (from_) from_->give_back(group_);
  from_ = std::move(other.from_);
  group_ = std::move(other.group_);
  return *this;
}

Admission::Seat::~Seat() {
  if (from_) from_->give_back(group_);
}

std::optional<Admission::Seat> Admission::take(const std::string& group) {
  const std::lock_guard lock(mutex_);
  if (open_ >= total_) return std::nullopt;
  if (!group.empty()) {
    std::size_t& count = by_group_[group];
    if (count >= per_address_) return std::nullopt;
    ++count;
  }
  ++open_;
  return Seat(shared_from_this(), group);
}

std::size_t Admission::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

void Admission::give_back(const std::string& group) {
  const std::lock_guard lock(mutex_);
  --open_;
  if (group.empty()) return;
  const auto found = by_group_.find(group);
  if (--found->second == 0) by_group_.erase(found);
}

}  // namespace voorzien::adapters
