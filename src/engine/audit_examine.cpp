#include "engine/audit_examine.h"

#include <cstring>

#include "engine/limits.h"
#include "journal/entry_hash.h"
#include "journal/hash.h"

namespace voorzien::engine {
namespace {
journal::Hash hash_of(std::string_view bytes) {
  journal::Hash out{};
  if (bytes.size() == out.size()) std::memcpy(out.data(), bytes.data(), out.size());
  return out;
}

Examined examined(const journal::EntryRow& row) {
  Examined out{row.seq,
               row.at,
               row.core.size(),
               journal::leaf_hash(row.core),
               hash_of(row.leaf),
               facts_of_core(row.core),
               !row.sealed.empty(),
               false,
               {}};
  if (!out.has_sealed || !out.facts) return out;
  out.sealed_fits = journal::commitment_of(row.salt, row.sealed) == out.facts->sealed_commitment;
  if (!out.sealed_fits) return out;
  if (Result<std::string> raw = raw_of_sealed(row.sealed)) out.sealed_raw = std::move(*raw);
  return out;
}
}  // namespace

void EntryBlock::add(const journal::EntryRow& row) {
  rows_.push_back({row.seq, row.at, row.core.size(), row.leaf.size(), row.sealed.size(), row.salt.size()});
  for (const std::string_view part : {row.core, row.leaf, row.sealed, row.salt}) bytes_ += part;
}

bool EntryBlock::is_full() const {
  return rows_.size() >= limits::audit_block_entries || bytes_.size() >= limits::audit_block_bytes;
}

std::vector<Examined> EntryBlock::examine() const {
  std::vector<Examined> out;
  out.reserve(rows_.size());
  std::string_view rest = bytes_;
  const auto next = [&](std::size_t size) {
    const std::string_view part = rest.substr(0, size);
    rest.remove_prefix(size);
    return part;
  };
  for (const Row& row : rows_) {
    journal::EntryRow entry{row.seq, row.at, {}, {}, {}, {}};
    entry.core = next(row.core);
    entry.leaf = next(row.leaf);
    entry.sealed = next(row.sealed);
    entry.salt = next(row.salt);
    out.push_back(examined(entry));
  }
  return out;
}
}  // namespace voorzien::engine
