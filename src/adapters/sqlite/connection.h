// A thin, safe grip on the SQLite C API: one connection, prepared statements, errors as Result.
// Only files of adapters/sqlite include this (it brings sqlite3.h).
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::adapters::sqlite {

inline constexpr int busy_timeout_ms = 5'000;

class Statement {
 public:
  // Binds positions from 1. Text and blobs must outlive step().
  void bind(int at, std::int64_t value);
  void bind_real(int at, double value);
  void bind_text(int at, std::string_view value);
  void bind_blob(int at, std::string_view value);
  void bind_null(int at);
  // true: a row; false: done. Errors carry SQLite's own words.
  Result<bool> step();
  Done run();  // step to the end and reset
  void reset();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;  // valid until the next step or reset

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Connection {
 public:
  enum class Mode { ReadWrite, ReadOnly };
  [[nodiscard]] static Result<Connection> open(const std::string& path, Mode mode);
  Done execute(const char* sql);
  Result<Statement> prepare(std::string_view sql);
  [[nodiscard]] sqlite3* handle() const { return connection_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace voorzien::adapters::sqlite
