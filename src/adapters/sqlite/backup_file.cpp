#include "adapters/sqlite/backup_file.h"

#include <algorithm>
#include <filesystem>

#include "adapters/sqlite/schema.h"
#include "journal/hash.h"

namespace voorzien::adapters::sqlite {
namespace {
constexpr std::int64_t backup_version = 1;
constexpr const char* tables = R"sql(
CREATE TABLE backup (version INTEGER NOT NULL, made_us INTEGER NOT NULL, entries INTEGER NOT NULL) STRICT;
CREATE TABLE backup_file (
  path TEXT PRIMARY KEY,
  mode INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
)sql";
// The copy is thrown away when anything fails, so it needs no rollback, and is synced once, at the end.
constexpr const char* without_journal = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;";
// What is dropped is overwritten: accounts do not stay behind in the free pages of a restored journal.
constexpr const char* drop_tables =
    "PRAGMA secure_delete = ON; DROP TABLE backup_file; DROP TABLE backup; PRAGMA journal_mode = DELETE;";

Done copy(const Connection& from, const Connection& to, const std::string& name) {
  sqlite3_backup* running = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (running == nullptr) return Error{ErrorCode::StoreFailed, name, sqlite3_errmsg(to.handle())};
  const int code = sqlite3_backup_step(running, -1);
  (void)sqlite3_backup_finish(running);
  if (code != SQLITE_DONE) return Error{ErrorCode::StoreFailed, name, sqlite3_errstr(code)};
  return Nothing{};
}

Result<Connection> new_file(const std::string& path) {
  ASSIGN_OR_RETURN(Connection out, Connection::open(path, Connection::Mode::ReadWrite));
  RETURN_IF_ERROR(out.execute(without_journal));
  return out;
}

Result<std::int64_t> number(Connection& connection, std::string_view sql) {
  ASSIGN_OR_RETURN(Statement row, connection.prepare(sql));
  ASSIGN_OR_RETURN(const bool found, row.step());
  return found ? row.integer(0) : 0;
}

bool stays_inside(const std::string& text) {
  const std::filesystem::path path(text);
  return !text.empty() && text.find('\0') == std::string::npos && path.is_relative() &&
         std::ranges::none_of(path, [](const std::filesystem::path& part) {
           return part.empty() || part == "." || part == "..";
         });
}
}  // namespace

Result<BackupWriter> BackupWriter::copy_journal(const std::string& data_dir, const std::string& into) {
  ASSIGN_OR_RETURN(Connection journal,
                   Connection::open(data_dir + "/journal.db", Connection::Mode::ReadOnly));
  ASSIGN_OR_RETURN(const int version, version_of(journal));
  (void)version;  // one of a newer version is not ours to judge whole
  BackupWriter out;
  ASSIGN_OR_RETURN(out.connection_, new_file(into));
  RETURN_IF_ERROR(copy(journal, out.connection_, into));
  RETURN_IF_ERROR(out.connection_.execute("PRAGMA journal_mode = DELETE;"));  // one file, no log beside it
  RETURN_IF_ERROR(out.connection_.execute(without_journal));
  RETURN_IF_ERROR(out.connection_.execute(tables));
  return out;
}

Done BackupWriter::add(const KeptFile& file) {
  const std::string sha256 = journal::to_hex(journal::sha256(file.bytes));
  ASSIGN_OR_RETURN(
      Statement row,
      connection_.prepare("INSERT INTO backup_file (path, mode, sha256, bytes) VALUES (?1, ?2, ?3, ?4)"));
  row.bind_text(1, file.path);
  row.bind(2, file.mode);
  row.bind_text(3, sha256);
  row.bind_blob(4, file.bytes);
  return row.run();
}

Done BackupWriter::add_accounts(const std::string& data_dir) {
  const std::string path = data_dir + "/accounts.db";
  if (!std::filesystem::exists(path)) return Nothing{};
  ASSIGN_OR_RETURN(Connection accounts, Connection::open(path, Connection::Mode::ReadOnly));
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> image(
      sqlite3_serialize(accounts.handle(), "main", &size, 0), &sqlite3_free);
  if (image == nullptr) return Error{ErrorCode::StoreFailed, path, sqlite3_errmsg(accounts.handle())};
  return add({"accounts.db", 0600,
              std::string(reinterpret_cast<const char*>(image.get()), static_cast<std::size_t>(size))});
}

Result<std::uint64_t> BackupWriter::finish(Instant made) {
  ASSIGN_OR_RETURN(const std::int64_t entries,
                   number(connection_, "SELECT coalesce(max(seq), 0) FROM entry"));
  {
    ASSIGN_OR_RETURN(Statement row, connection_.prepare("INSERT INTO backup VALUES (?1, ?2, ?3)"));
    row.bind(1, backup_version);
    row.bind(2, made.us);
    row.bind(3, entries);
    RETURN_IF_ERROR(row.run());
  }
  connection_ = Connection{};
  return static_cast<std::uint64_t>(entries);
}

Result<BackupReader> BackupReader::open(const std::string& file) {
  if (!std::filesystem::exists(file)) return Error{ErrorCode::NotFound, file, "there is no such file"};
  BackupReader out;
  out.file_ = file;
  Result<Connection> opened = Connection::open(file, Connection::Mode::ReadOnly);
  if (!opened) return opened.error();
  out.connection_ = std::move(*opened);
  const Done sound = out.check();
  if (sound) return out;
  return sound.error().code == ErrorCode::BadBackup ? sound.error() : out.bad(sound.error().detail);
}

Done BackupReader::check() {
  // The head first: of a file of another kind or of a newer version nothing else is asked.
  ASSIGN_OR_RETURN(const std::int64_t is_backup,
                   number(connection_, "SELECT count(*) FROM sqlite_master WHERE name = 'backup'"));
  if (is_backup == 0) return bad("it is a database, but no backup that ended");
  ASSIGN_OR_RETURN(const std::int64_t version, number(connection_, "SELECT version FROM backup"));
  if (version == 0) return bad("it is a backup that did not end");
  if (version > backup_version)
    return bad("a newer Voorzien made it (backup version " + std::to_string(version) + ", this one knows " +
               std::to_string(backup_version) + "): restore it with that one");
  ASSIGN_OR_RETURN(const int store_version, version_of(connection_));
  (void)store_version;
  ASSIGN_OR_RETURN(Statement row, connection_.prepare("PRAGMA quick_check(1)"));
  ASSIGN_OR_RETURN(const bool found, row.step());
  if (!found || row.bytes(0) != "ok") return bad("it is damaged: " + std::string(row.bytes(0)));
  ASSIGN_OR_RETURN(about_.made.us, number(connection_, "SELECT made_us FROM backup"));
  ASSIGN_OR_RETURN(const std::int64_t entries, number(connection_, "SELECT entries FROM backup"));
  about_.entries = static_cast<std::uint64_t>(entries);
  return Nothing{};
}

Done BackupReader::each_file(const std::function<Done(const KeptFile&)>& each) {
  ASSIGN_OR_RETURN(Statement row,
                   connection_.prepare("SELECT path, mode, sha256, bytes FROM backup_file ORDER BY path"));
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, row.step());
    if (!more) return Nothing{};
    const KeptFile file{std::string(row.bytes(0)), static_cast<std::uint32_t>(row.integer(1)) & 0777U,
                        std::string(row.bytes(3))};
    if (!stays_inside(file.path)) return bad("it names a file outside the folder: " + file.path);
    if (journal::to_hex(journal::sha256(file.bytes)) != row.bytes(2))
      return bad(file.path + " does not fit its hash");
    RETURN_IF_ERROR(each(file));
  }
}

Done BackupReader::copy_journal(const std::string& into) {
  ASSIGN_OR_RETURN(Connection out, new_file(into));
  RETURN_IF_ERROR(copy(connection_, out, into));
  return out.execute(drop_tables);
}
}  // namespace voorzien::adapters::sqlite
