// The least that any durable store must do, beside which ours is laid.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

namespace voorzien::bench {

// Rows of the same number, size and batching, by bare SQLite with the same pragmas: rows a second.
inline double bare_sqlite(const std::string& folder, std::uint64_t rows, std::uint64_t batches,
                          std::size_t row_bytes) {
  for (const char* tail : {"", "-wal", "-shm"}) std::remove((folder + "/bare.db" + tail).c_str());
  sqlite3* db = nullptr;
  sqlite3_open((folder + "/bare.db").c_str(), &db);
  sqlite3_exec(
      db,
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE e (seq INTEGER PRIMARY KEY, core BLOB)",
      nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO e (core) VALUES (?)", -1, &insert, nullptr);
  const std::string row(row_bytes, 'x');
  const std::uint64_t each = std::max<std::uint64_t>(1, rows / std::max<std::uint64_t>(1, batches));
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t done = 0; done < rows;) {
    sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
    for (std::uint64_t i = 0; i < each && done < rows; ++i, ++done) {
      sqlite3_bind_blob(insert, 1, row.data(), static_cast<int>(row.size()), SQLITE_STATIC);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  }
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return static_cast<double>(rows) / took;
}

}  // namespace voorzien::bench
