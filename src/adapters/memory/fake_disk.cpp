#include "adapters/memory/fake_disk.h"

#include "base/ensure.h"

namespace voorzien::adapters {

void FakeDisk::operate() {
  if (power_ != 0 && --power_ == 0) throw PowerCut{};
}

Done FakeDisk::append(const std::string& file, std::string_view bytes) {
  if (faults.refuses_writes) return Error{ErrorCode::StoreFailed, file, "input/output error"};
  std::size_t used = bytes.size();
  for (const auto& [name, one] : files_) used += one.bytes.size();
  if (used > faults.capacity) return Error{ErrorCode::StoreFailed, file, "no space left on the disk"};
  files_[file].bytes += bytes;
  operate();
  return Nothing{};
}

Done FakeDisk::sync(const std::string& file) {
  operate();
  if (faults.refuses_writes) return Error{ErrorCode::StoreFailed, file, "input/output error"};
  File& one = files_[file];
  one.durable = one.bytes.size();
  ++syncs_;
  operate();
  return Nothing{};
}

Result<std::string_view> FakeDisk::read(const std::string& file, std::size_t at, std::size_t size) {
  const auto found = files_.find(file);
  if (faults.refuses_reads || found == files_.end() || at + size > found->second.bytes.size())
    return Error{ErrorCode::StoreFailed, file, "input/output error while reading"};
  return std::string_view(found->second.bytes).substr(at, size);
}

std::size_t FakeDisk::size(const std::string& file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? 0 : found->second.bytes.size();
}

void FakeDisk::cut(const std::string& file, std::size_t size) {
  File& one = files_[file];
  one.bytes.resize(std::min(one.bytes.size(), size));
  one.durable = std::min(one.durable, size);
}

void FakeDisk::lose_power(Random& random) {
  power_ = 0;
  for (auto it = files_.begin(); it != files_.end();) {
    File& one = it->second;
    const std::size_t loose = one.bytes.size() - one.durable;
    const std::uint64_t kind = random.below(3);  // lost, torn, all there
    if (loose > 0 && kind != 2) {
      const std::size_t kept = kind == 0 ? 0 : random.below(loose);
      one.bytes.resize(one.durable + kept);
      // The last sector that was being written holds anything.
      for (std::size_t n = 0; kind == 1 && n < 16 && n < kept; ++n)
        one.bytes[one.bytes.size() - 1 - n] = static_cast<char>(random.below(256));
    }
    one.durable = one.bytes.size();
    it = one.bytes.empty() ? files_.erase(it) : std::next(it);
  }
}

void FakeDisk::flip_bit(const std::string& file, std::size_t at, unsigned bit) {
  File& one = files_.at(file);
  ENSURE(at < one.bytes.size() && bit < 8, "there is such a bit");
  one.bytes[at] = static_cast<char>(static_cast<unsigned char>(one.bytes[at]) ^ (1U << bit));
}

}  // namespace voorzien::adapters
