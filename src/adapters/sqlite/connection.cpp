#include "adapters/sqlite/connection.h"

#include "base/ensure.h"

namespace voorzien::adapters::sqlite {
namespace {
Error error_of(sqlite3* connection, std::string_view what) {
  const bool is_full = sqlite3_errcode(connection) == SQLITE_FULL;
  return {is_full ? ErrorCode::StoreFull : ErrorCode::StoreFailed, std::string(what),
          sqlite3_errmsg(connection)};
}
}  // namespace

void Statement::bind(int at, std::int64_t value) {
  ENSURE(sqlite3_bind_int64(statement_.get(), at, value) == SQLITE_OK, "the position exists");
}
void Statement::bind_real(int at, double value) {
  ENSURE(sqlite3_bind_double(statement_.get(), at, value) == SQLITE_OK, "the position exists");
}
void Statement::bind_text(int at, std::string_view value) {
  ENSURE(sqlite3_bind_text64(statement_.get(), at, value.empty() ? "" : value.data(), value.size(),
                             SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK,
         "the position exists");
}
void Statement::bind_blob(int at, std::string_view value) {
  ENSURE(sqlite3_bind_blob64(statement_.get(), at, value.empty() ? "" : value.data(), value.size(),
                             SQLITE_STATIC) == SQLITE_OK,
         "the position exists");
}
void Statement::bind_null(int at) {
  ENSURE(sqlite3_bind_null(statement_.get(), at) == SQLITE_OK, "the position exists");
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return error_of(sqlite3_db_handle(statement_.get()), sqlite3_sql(statement_.get()));
}

Done Statement::run() {
  Result<bool> row = step();
  while (row && *row) row = step();
  reset();
  if (!row) return row.error();
  return Nothing{};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return data == nullptr ? std::string_view{} : std::string_view{data, static_cast<std::size_t>(size)};
}

Result<Connection> Connection::open(const std::string& path, Mode mode) {
  const int flags =
      (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
      SQLITE_OPEN_NOMUTEX;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Connection out;
  out.connection_.reset(raw);
  if (code != SQLITE_OK) return error_of(raw, path);
  sqlite3_busy_timeout(raw, busy_timeout_ms);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0,
                    nullptr);  // "text" in double quotes is a typo, not a string
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  return out;
}

Done Connection::execute(const char* sql) {
  if (sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return error_of(handle(), sql);
  return Nothing{};
}

Result<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) return error_of(handle(), sql);
  Statement out;
  out.statement_.reset(raw);
  return out;
}
}  // namespace voorzien::adapters::sqlite
