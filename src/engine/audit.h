// Audit: whether a store still says what was journaled. Everything is computed again from the entries' cores,
// and everything beside them is compared with that.
//
// What it compares: the sequence; each leaf; the root under every checkpoint and the checkpoint's signature;
// sealed parts with their commitments; raw bytes with their hashes; command ids, each done once; and what is
// derived (leaf and time columns, tiles, the file's structure): that can be made again.
#pragma once

#include <string>
#include <vector>

#include "journal/archive.h"
#include "journal/note.h"

namespace voorzien::engine {

struct AuditFault {
  std::string where;  // "entry 12", "checkpoint of 400 entries", ...
  std::string what;
  bool is_derived = false;  // the entries are whole without it; it is made again
  bool operator==(const AuditFault&) const = default;
};

struct AuditReport {
  std::uint64_t entries = 0;
  std::uint64_t core_bytes = 0;
  journal::Hash root{};
  std::uint64_t checkpoints = 0;
  std::uint64_t under_checkpoint = 0;  // entries that the newest good checkpoint holds
  std::uint64_t raws = 0;
  std::uint64_t raw_bytes = 0;
  std::uint64_t commands = 0;
  std::uint64_t sealed_erased = 0;  // personal parts that are gone; the proof stands without them
  std::uint64_t raws_gone = 0;      // documents that an entry names and that are no longer kept
  std::vector<AuditFault> faults;   // in the order of the entries, at most limits::audit_faults_max
  std::uint64_t fault_count = 0;

  [[nodiscard]] bool is_clean() const { return fault_count == 0; }
  // The first fault that is not of a derived part, or null.
  [[nodiscard]] const AuditFault* first_bad() const;
};

// `beside`: the same store, opened a second time and after `archive`; raw bytes and the file's structure are
// checked there on a thread of their own. `keys`: verifiers to trust; keys that one of them handed over to
// are trusted too.
[[nodiscard]] AuditReport audit(journal::Archive& archive, journal::Archive& beside,
                                const std::vector<journal::PublicKey>& keys);

}  // namespace voorzien::engine
