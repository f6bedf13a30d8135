// Writer: the writing side of a SqliteStore: one connection, its prepared statements, its log.
// Calls may come from several threads (entries from the engine's, checkpoints from the notary's); one at a
// time writes.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "adapters/sqlite/connection.h"
#include "journal/proof_store.h"
#include "journal/store.h"

namespace voorzien::adapters::sqlite {

class Writer {
 public:
  Done open(const std::string& path);
  Done append(const journal::Batch& batch);
  Done save(const journal::SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
            std::span<const journal::Hash> tiles);
  Done save_key_change(Instant at, const std::string& note);
  // Moves the log into the file and empties it: what was erased is then nowhere. StoreFailed while read.
  Done scrub();

 private:
  Done prepare();
  template <class Write>
  Done in_transaction(const Write& write);
  Done write(const journal::Batch& batch);
  Done write_entry(const journal::Entry& entry);
  Done write_raw(const journal::Raw& raw);
  Done write_answered(const std::vector<journal::Batch::CommandId>& commands);
  Result<bool> read_answered(std::int64_t& n, std::uint64_t& seq, std::string* packed);
  [[nodiscard]] Result<std::int64_t> first_answered_from(std::uint64_t seq);
  Done clear_answered(journal::SeqRange range);
  Done write_erasure(const journal::Erasure& erasure);

  std::mutex mutex_;
  std::int64_t thinned_hour_ = 0;  // of the machine's clock: old checkpoints are thinned once an hour
  Connection connection_;
  std::string packed_;  // the answered commands of a commit; its memory serves again
  Statement begin_, commit_, rollback_, insert_entry_, known_raw_, insert_raw_, insert_answered_,
      find_answered_, change_answered_, insert_checkpoint_, old_checkpoints_, insert_tile_,
      insert_key_change_, erase_sealed_, remember_raw_, erase_raw_, insert_erasure_, scrubbed_;
};

}  // namespace voorzien::adapters::sqlite
