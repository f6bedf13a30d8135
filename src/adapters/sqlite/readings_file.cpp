#include "adapters/sqlite/readings_file.h"

#include <filesystem>
#include <map>
#include <mutex>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/hash_column.h"

namespace voorzien::adapters {
namespace {
using engine::IndexedReading;
using engine::IndexMark;
using engine::ReadingsAsked;
using sqlite::Connection;
using sqlite::Statement;

constexpr std::int64_t file_version = 1;
// In order of station and time, as they are read. A reading that was corrected stands twice: a look back sees
// the one of its time.
constexpr const char* schema = R"sql(
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS station (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS reading (
  station INTEGER NOT NULL, at_us INTEGER NOT NULL, seq INTEGER NOT NULL, value REAL NOT NULL, heard INTEGER NOT NULL,
  PRIMARY KEY (station, at_us, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (n INTEGER PRIMARY KEY, seq INTEGER NOT NULL, leaf BLOB NOT NULL) STRICT;
PRAGMA user_version = 1;
COMMIT;
)sql";

std::int64_t to_signed(std::uint64_t n) { return static_cast<std::int64_t>(n); }

struct Known {
  Instant at;
  double value = 0;
  bool heard = false;
};

class ReadingsFile final : public engine::ReadingsIndex {
 public:
  Done try_open(const std::string& path) {
    ASSIGN_OR_RETURN(writer_, Connection::open(path, Connection::Mode::ReadWrite));
    {
      ASSIGN_OR_RETURN(Statement version, writer_.prepare("PRAGMA user_version"));
      RETURN_IF_ERROR(version.step());
      if (version.integer(0) > file_version)
        return Error{ErrorCode::StoreCorrupt, path, "a newer Voorzien wrote it"};
    }
    RETURN_IF_ERROR(writer_.execute(schema));
    for (const auto& [into, sql] : std::initializer_list<std::pair<Statement*, const char*>>{
             {&mark_, "SELECT seq, leaf FROM mark WHERE n = 1"},
             {&set_mark_, "INSERT OR REPLACE INTO mark (n, seq, leaf) VALUES (1, ?1, ?2)"},
             {&find_station_, "SELECT n FROM station WHERE id = ?1"},
             {&add_station_, "INSERT INTO station (id) VALUES (?1) RETURNING n"},
             {&add_reading_,
              "INSERT OR REPLACE INTO reading (station, at_us, seq, value, heard) VALUES (?1, ?2, ?3, ?4, "
              "?5)"}}) {
      ASSIGN_OR_RETURN(*into, writer_.prepare(sql));
    }
    ASSIGN_OR_RETURN(reader_, Connection::open(path, Connection::Mode::ReadOnly));
    return Nothing{};
  }

  Result<IndexMark> mark() override {
    const std::lock_guard lock(write_mutex_);
    mark_.reset();
    ASSIGN_OR_RETURN(const bool found, mark_.step());
    IndexMark out;
    if (found) out = {static_cast<std::uint64_t>(mark_.integer(0)), sqlite::hash_of(mark_.bytes(1))};
    mark_.reset();
    return out;
  }

  Done add(std::span<const IndexedReading> readings, const IndexMark& mark) override {
    const std::lock_guard lock(write_mutex_);
    RETURN_IF_ERROR(writer_.execute("BEGIN IMMEDIATE"));
    Done done = write(readings, mark);
    if (done) done = writer_.execute("COMMIT");
    if (done) return done;
    stations_.clear();
    (void)writer_.execute("ROLLBACK");
    return done;
  }

  Done begin_anew() override {
    const std::lock_guard lock(write_mutex_);
    stations_.clear();
    return writer_.execute(
        "BEGIN IMMEDIATE; DELETE FROM reading; DELETE FROM station; DELETE FROM mark; COMMIT");
  }

  Done read(const ReadingsAsked& asked, const std::function<bool(Instant, double)>& each) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT at_us, value, heard FROM reading WHERE station = "
                                     "(SELECT n FROM station WHERE id = ?1) AND at_us BETWEEN ?2 AND ?3 "
                                     "AND seq <= ?4 ORDER BY at_us, seq"));
    row.bind_text(1, asked.station);
    row.bind(2, asked.from.us);
    row.bind(3, asked.to.us);
    row.bind(4, to_signed(std::min<std::uint64_t>(asked.until, INT64_MAX)));
    std::optional<Known> last;
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      const Known next = more ? Known{Instant{row.integer(0)}, row.real(1), row.integer(2) != 0} : Known{};
      const bool is_same = more && last && last->at == next.at;
      if (last && !is_same && !each(last->at, last->value)) return Nothing{};
      if (!more) return Nothing{};
      if (!is_same || next.heard || !last->heard) last = next;
    }
  }

  Result<std::optional<Instant>> oldest(std::string_view station, std::uint64_t until) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT at_us FROM reading WHERE station = (SELECT n FROM station "
                                     "WHERE id = ?1) AND seq <= ?2 ORDER BY at_us LIMIT 1"));
    row.bind_text(1, station);
    row.bind(2, to_signed(std::min<std::uint64_t>(until, INT64_MAX)));
    ASSIGN_OR_RETURN(const bool found, row.step());
    return found ? std::optional(Instant{row.integer(0)}) : std::nullopt;
  }

 private:
  Done write(std::span<const IndexedReading> readings, const IndexMark& mark) {
    for (const IndexedReading& one : readings) {
      ASSIGN_OR_RETURN(const std::int64_t station, number_of(one.station));
      add_reading_.bind(1, station);
      add_reading_.bind(2, one.at.us);
      add_reading_.bind(3, to_signed(one.seq));
      add_reading_.bind_real(4, one.value);
      add_reading_.bind(5, one.heard ? 1 : 0);
      RETURN_IF_ERROR(add_reading_.run());
    }
    set_mark_.bind(1, to_signed(mark.seq));
    set_mark_.bind_blob(2, sqlite::view_of(mark.leaf));
    return set_mark_.run();
  }

  Result<std::int64_t> number_of(const std::string& station) {
    const auto [known, is_new] = stations_.try_emplace(station, 0);
    if (!is_new) return known->second;
    for (Statement* one : {&find_station_, &add_station_}) {
      one->reset();
      one->bind_text(1, station);
      Result<bool> found = one->step();
      if (found && *found) known->second = one->integer(0);
      one->reset();
      if (!found) {
        stations_.erase(known);
        return found.error();
      }
      if (*found) break;
    }
    return known->second;
  }

  std::mutex write_mutex_, read_mutex_;
  Connection writer_, reader_;
  Statement mark_, set_mark_, find_station_, add_station_, add_reading_;
  std::map<std::string, std::int64_t> stations_;  // number by id
};
}  // namespace

Result<std::unique_ptr<engine::ReadingsIndex>> open_readings(const std::string& data_dir) {
  const std::string path = data_dir + "/readings.db";
  auto file = std::make_unique<ReadingsFile>();
  if (file->try_open(path)) return std::unique_ptr<engine::ReadingsIndex>(std::move(file));
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail, ignored);
  file = std::make_unique<ReadingsFile>();
  RETURN_IF_ERROR(file->try_open(path));
  return std::unique_ptr<engine::ReadingsIndex>(std::move(file));
}
}  // namespace voorzien::adapters
