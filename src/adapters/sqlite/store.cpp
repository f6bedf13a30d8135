#include "adapters/sqlite/store.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "adapters/sqlite/answered.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/folder_lock.h"
#include "adapters/sqlite/hash_column.h"
#include "adapters/sqlite/packing.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/snapshot_file.h"
#include "adapters/sqlite/writer.h"
#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
using journal::Batch;
using journal::Entry;
using journal::Raw;
using journal::SignedCheckpoint;
using journal::Snapshot;
using journal::SnapshotMark;
using sqlite::Connection;
using sqlite::Statement;
using sqlite::Writer;

constexpr std::uint64_t read_page_entries = 4'096;

std::int64_t to_signed(std::uint64_t n) { return static_cast<std::int64_t>(n); }

void take(const Statement& row, Entry& entry) {
  entry.seq = static_cast<std::uint64_t>(row.integer(0));
  entry.at = Instant{row.integer(1)};
  entry.core = row.bytes(2);
  entry.leaf_hash = sqlite::hash_of(row.bytes(3));
  entry.sealed = row.bytes(4);
  entry.salt = row.bytes(5);
}

class SqliteStore final : public SqliteJournal {
 public:
  static Result<std::unique_ptr<SqliteJournal>> open(const std::string& dir, StoreAccess access) {
    auto out = std::unique_ptr<SqliteStore>(new SqliteStore);
    const std::string path = dir + "/journal.db";
    if (access == StoreAccess::Write) {
      if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST)
        return Error{ErrorCode::StoreFailed, dir, std::strerror(errno)};
      ASSIGN_OR_RETURN(out->lock_, sqlite::FolderLock::take(dir));
      out->writer_ = std::make_unique<Writer>();
      RETURN_IF_ERROR(out->writer_->open(path));
    }
    out->snapshots_.open(dir + "/snapshots.db", access == StoreAccess::Write);
    ASSIGN_OR_RETURN(out->reader_, Connection::open(path, Connection::Mode::ReadOnly));
    ASSIGN_OR_RETURN(out->version_, sqlite::version_of(out->reader_));
    ASSIGN_OR_RETURN(Statement row, out->reader_.prepare("SELECT coalesce(max(seq), 0) FROM entry"));
    RETURN_IF_ERROR(row.step());
    out->last_seq_ = static_cast<std::uint64_t>(row.integer(0));
    return std::unique_ptr<SqliteJournal>(std::move(out));
  }

  Done append(const Batch& batch) override {
    ENSURE(writer_ != nullptr, "only the writer appends");
    RETURN_IF_ERROR(writer_->append(batch));
    if (!batch.entries.empty()) last_seq_ = batch.entries.back().seq;
    return Nothing{};
  }

  std::uint64_t last_seq() override { return last_seq_; }

  Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(Entry&)>& each) override {
    // In pages, so that no read transaction holds the log back while `each` works.
    std::vector<Entry> page;  // of one page after the other: their texts' memory serves again
    for (std::uint64_t next = std::max<std::uint64_t>(from, 1); next <= to;) {
      const std::uint64_t end = to - next < read_page_entries ? to : next + read_page_entries - 1;
      ASSIGN_OR_RETURN(const std::size_t count, read_page(next, end, page));
      if (count == 0) return Nothing{};
      next = page[count - 1].seq + 1;  // before `each` may take it
      for (std::size_t i = 0; i < count; ++i)
        if (!each(page[i])) return Nothing{};
    }
    return Nothing{};
  }

  Result<std::optional<Raw>> raw(std::string_view sha256) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT source, received_us, personal, deflated_from, bytes FROM raw "
                                     "WHERE sha256 = ?1 ORDER BY id LIMIT 1"));
    row.bind_text(1, sha256);
    ASSIGN_OR_RETURN(const bool found, row.step());
    if (!found) return std::optional<Raw>{};
    Raw out{std::string(sha256), "", std::string(row.bytes(0)), Instant{row.integer(1)}, row.integer(2) != 0};
    const auto size = static_cast<std::size_t>(row.integer(3));
    if (size == 0) {
      out.bytes = row.bytes(4);
    } else {
      ASSIGN_OR_RETURN(out.bytes, sqlite::inflated(row.bytes(4), size));
    }
    return std::optional<Raw>{std::move(out)};
  }

  Result<std::vector<Batch::CommandId>> recent_command_ids(std::size_t limit) override {
    const std::lock_guard lock(read_mutex_);
    std::vector<Batch::CommandId> out;
    if (version_ < 5) return out;  // only looked at: nobody is answered
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT commands FROM answered ORDER BY n DESC"));
    while (out.size() < limit) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) break;
      const auto newer = static_cast<std::ptrdiff_t>(out.size());
      sqlite::each_answered(row.bytes(0), [&](const sqlite::Answered& one) {
        if (one.is_whole)
          out.push_back({std::string(one.id), one.body_sha256, one.seq, std::string(one.answer), one.at});
      });
      std::reverse(out.begin() + newer, out.end());
    }
    out.resize(std::min(out.size(), limit));
    std::ranges::reverse(out);
    return out;
  }

  Result<std::uint64_t> seq_at(Instant at) override {
    const std::lock_guard lock(read_mutex_);
    // Region time never goes back, so the entries are in order of time: halved until one is left. A damaged
    // journal may have gaps; the entry before a gap answers for it.
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT seq, at_us FROM entry WHERE seq <= ?1 "
                                                    "ORDER BY seq DESC LIMIT 1"));
    std::int64_t answer = 0;
    std::int64_t low = 0;
    for (auto high = static_cast<std::int64_t>(last_seq_.load()); low < high;) {
      const std::int64_t middle = low + (high - low + 1) / 2;
      row.reset();
      row.bind(1, middle);
      ASSIGN_OR_RETURN(const bool found, row.step());
      if (found && row.integer(1) > at.us) {
        high = middle - 1;
        continue;
      }
      answer = found ? row.integer(0) : 0;
      low = middle;
    }
    return static_cast<std::uint64_t>(answer);
  }

  Result<std::optional<std::uint64_t>> raw_erased_by(std::string_view sha256) override {
    const std::lock_guard lock(read_mutex_);
    if (version_ < 3) return std::optional<std::uint64_t>{};
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT by_seq FROM erased_raw WHERE sha256 = ?1"));
    row.bind_text(1, sha256);
    ASSIGN_OR_RETURN(const bool found, row.step());
    return found ? std::optional(static_cast<std::uint64_t>(row.integer(0))) : std::nullopt;
  }

  Result<std::vector<journal::KeptRaw>> raws_before(std::string_view source, Instant before,
                                                    std::size_t limit) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT sha256, received_us, personal FROM raw WHERE source = ?1 AND "
                                     "received_us < ?2 ORDER BY received_us, id LIMIT ?3"));
    row.bind_text(1, source);
    row.bind(2, before.us);
    row.bind(3, static_cast<std::int64_t>(limit));
    std::vector<journal::KeptRaw> out;
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) return out;
      out.push_back({std::string(row.bytes(0)), Instant{row.integer(1)}, row.integer(2) != 0});
    }
  }

  Done each_personal_raw(
      const std::function<bool(const std::string& sha256, std::string_view bytes)>& each) override {
    std::vector<std::string> hashes;
    {
      const std::lock_guard lock(read_mutex_);
      ASSIGN_OR_RETURN(Statement row,
                       reader_.prepare("SELECT sha256 FROM raw WHERE personal = 1 ORDER BY id"));
      for (;;) {
        ASSIGN_OR_RETURN(const bool more, row.step());
        if (!more) break;
        hashes.emplace_back(row.bytes(0));
      }
    }
    for (const std::string& sha256 : hashes) {
      ASSIGN_OR_RETURN(const std::optional<Raw> found, raw(sha256));
      if (found && !each(sha256, found->bytes)) break;
    }
    return Nothing{};
  }

  Done scrub() override {
    RETURN_IF_ERROR(snapshots_.scrub());
    return writer_->scrub();
  }

  Result<bool> is_scrubbed() override {
    const std::lock_guard lock(read_mutex_);
    if (version_ < 3) return true;
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT 1 FROM erasure WHERE scrubbed = 0 LIMIT 1"));
    ASSIGN_OR_RETURN(const bool found, row.step());
    return !found;
  }

  Done save_snapshot(const Snapshot& snapshot) override { return snapshots_.save(snapshot); }
  Result<std::vector<SnapshotMark>> snapshots() override { return snapshots_.marks(); }
  Result<std::optional<Snapshot>> snapshot(std::uint64_t seq) override { return snapshots_.find(seq); }
  Done drop_snapshots(const std::vector<std::uint64_t>& seqs) override { return snapshots_.drop(seqs); }

  Result<std::vector<journal::Hash>> leaves(std::uint64_t from, std::uint64_t to) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT leaf FROM entry WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"));
    row.bind(1, to_signed(from + 1));
    row.bind(2, to_signed(to));
    return hashes_of(row);
  }

  Result<std::vector<journal::Hash>> tiles() override {
    const std::lock_guard lock(read_mutex_);
    if (version_ < 2) return std::vector<journal::Hash>{};
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT root FROM tile ORDER BY n"));
    return hashes_of(row);
  }

  Result<std::optional<SignedCheckpoint>> last_checkpoint() override {
    const std::lock_guard lock(read_mutex_);
    if (version_ < 2) return std::optional<SignedCheckpoint>{};
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT size, at_us, note FROM checkpoint ORDER BY n DESC LIMIT 1"));
    ASSIGN_OR_RETURN(const bool found, row.step());
    if (!found) return std::optional<SignedCheckpoint>{};
    return std::optional<SignedCheckpoint>{SignedCheckpoint{
        static_cast<std::uint64_t>(row.integer(0)), Instant{row.integer(1)}, std::string(row.bytes(2))}};
  }

  Done save_checkpoint(const SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                       std::span<const journal::Hash> tiles) override {
    ENSURE(writer_ != nullptr, "only the writer saves checkpoints");
    return writer_->save(checkpoint, tiles_before, tiles);
  }

  Done save_key_change(Instant at, const std::string& note) override {
    ENSURE(writer_ != nullptr, "only the writer saves key changes");
    return writer_->save_key_change(at, note);
  }

 private:
  SqliteStore() = default;

  static Result<std::vector<journal::Hash>> hashes_of(Statement& row) {
    std::vector<journal::Hash> out;
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) return out;
      out.push_back(sqlite::hash_of(row.bytes(0)));
    }
  }

  // How many; what stands in `out` behind them is of an earlier page.
  Result<std::size_t> read_page(std::uint64_t from, std::uint64_t to, std::vector<Entry>& out) {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT seq, at_us, core, leaf, sealed, salt FROM entry "
                                                    "WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"));
    row.bind(1, to_signed(from));
    row.bind(2, to_signed(std::min<std::uint64_t>(to, INT64_MAX)));
    for (std::size_t count = 0;; ++count) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) return count;
      if (count == out.size()) out.emplace_back();
      take(row, out[count]);
    }
  }

  sqlite::FolderLock lock_;
  int version_ = 0;
  std::unique_ptr<Writer> writer_;
  sqlite::SnapshotFile snapshots_;
  std::mutex read_mutex_;
  Connection reader_;
  std::atomic<std::uint64_t> last_seq_ = 0;
};
}  // namespace

Result<std::unique_ptr<SqliteJournal>> open_sqlite_store(const std::string& data_dir, StoreAccess access) {
  return SqliteStore::open(data_dir, access);
}
}  // namespace voorzien::adapters
