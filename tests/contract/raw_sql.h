// SQL straight into a store's file, behind the program's back: what a damaged disk or a forger does.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <string>

inline void run_sql(const std::string& folder, const std::string& sql,
                    const std::string& file = "/journal.db") {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open((folder + file).c_str(), &connection) == SQLITE_OK);
  char* fault = nullptr;
  const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &fault);
  CAPTURE(sql);
  CAPTURE(std::string(fault == nullptr ? "" : fault));
  CHECK(code == SQLITE_OK);
  sqlite3_free(fault);
  REQUIRE(sqlite3_close(connection) == SQLITE_OK);
}
