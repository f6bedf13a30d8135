// The contract of every Accounts, run by the tests of each (memory here, SQLite in adapters/sqlite).
#pragma once

#include <doctest/doctest.h>

#include "access/accounts.h"

namespace voorzien::access {

inline void check_accounts_contract(Accounts& accounts) {
  const Instant now{1'000'000'000};
  CHECK(!accounts.find("anna")->has_value());
  CHECK(!accounts.put({"Anna!", "", "caco", "h", false, now}));
  REQUIRE(accounts.put({"bert", "B. Berg", "reader", "h2", false, now}));
  REQUIRE(accounts.put({"anna", "A. Aalders", "caco", "h", false, now}));
  const Account anna{"anna", "A. \"é\" Aalders", "vic", "h3", true, now};
  Account later = anna;
  later.created = now + hours(1);
  REQUIRE(accounts.put(later));
  CHECK(**accounts.find("anna") == anna);
  REQUIRE(accounts.all()->size() == 2);
  CHECK(accounts.all()->front().user == "anna");

  CHECK(!accounts.open_session({"t0", "nobody", now, now + hours(1)}));
  REQUIRE(accounts.open_session({"t1", "anna", now, now + hours(1)}));
  REQUIRE(accounts.open_session({"t2", "anna", now, now + hours(2)}));
  REQUIRE(accounts.open_session({"t3", "bert", now, now + hours(3)}));
  CHECK(**accounts.session("t1") == Session{"t1", "anna", now, now + hours(1)});
  CHECK(!accounts.session("t9")->has_value());
  REQUIRE(accounts.forget_expired(now + hours(1)));
  CHECK(!accounts.session("t1")->has_value());
  CHECK(accounts.session("t2")->has_value());
  REQUIRE(accounts.close_sessions_of("anna"));
  CHECK(!accounts.session("t2")->has_value());
  REQUIRE(accounts.close_session("t3"));
  REQUIRE(accounts.close_session("t3"));
  CHECK(!accounts.session("t3")->has_value());
}

}  // namespace voorzien::access
