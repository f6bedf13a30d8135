#include "engine/audit_beside.h"

#include "journal/hash.h"

namespace voorzien::engine {
Result<ScannedRaws> scan_raws(journal::Archive& archive) {
  ScannedRaws out;
  RETURN_IF_ERROR(archive.each_raw([&](const journal::RawRow& row) {
    out.bytes += row.bytes.size();
    std::string computed = journal::to_hex(journal::sha256(row.bytes));
    if (row.is_whole && computed == row.sha256)
      out.good.push_back(std::move(computed));
    else
      out.bad.push_back({std::string(row.sha256), std::move(computed), std::string(row.source)});
  }));
  return out;
}
}  // namespace voorzien::engine
