#include "engine/audit_beside.h"

#include <algorithm>

#include "journal/hash.h"

namespace voorzien::engine {
Result<ScannedRaws> scan_raws(journal::Archive& archive) {
  ScannedRaws out;
  RETURN_IF_ERROR(archive.each_raw([&](const journal::RawRow& row) {
    out.bytes += row.bytes.size();
    const journal::Hash computed = journal::sha256(row.bytes);
    if (row.is_whole && journal::from_hex(row.sha256) == computed)
      out.good.push_back(computed);
    else
      out.bad.push_back({std::string(row.sha256), journal::to_hex(computed), std::string(row.source)});
  }));
  return out;
}

void NamedRaws::finish() {
  std::ranges::sort(all_, {}, [](const Named& one) { return std::pair(one.sha256, one.seq); });
  const auto again = std::ranges::unique(all_, {}, &Named::sha256);
  all_.erase(again.begin(), again.end());
}

std::uint64_t NamedRaws::see(const journal::Hash& sha256) {
  const auto found = std::ranges::lower_bound(all_, sha256, {}, &Named::sha256);
  if (found == all_.end() || found->sha256 != sha256) return 0;
  found->is_seen = true;
  return found->seq;
}

std::uint64_t NamedRaws::unseen() const {
  return static_cast<std::uint64_t>(std::ranges::count(all_, false, &Named::is_seen));
}
}  // namespace voorzien::engine
