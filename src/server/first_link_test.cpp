#include "server/first_link.h"

#include <doctest/doctest.h>

#include "access/accounts_memory.h"

using namespace voorzien;
using server::FirstLink;

namespace {
struct Bench {
  access::MemoryAccounts accounts;
  doctrine::Access roles;
  Instant now{1'000'000};
  FirstLink link{accounts, roles, [this] { return now; }};

  Bench() {
    doctrine::Role admin;
    admin.id = "beheer";
    admin.may = {"admin.*"};
    doctrine::Role reader;
    reader.id = "reader";
    roles.roles = {admin, reader};
    link.open("token", hours(1));
  }
  void add(const std::string& user, const std::string& role, bool disabled = false) {
    REQUIRE(accounts.put({user, user, role, "#", disabled, now}));
  }
};
}  // namespace

TEST_CASE("the_link_fits_until_it_is_used") {
  Bench bench;
  CHECK_FALSE(bench.link.fits(""));
  CHECK_FALSE(bench.link.fits("token2"));
  CHECK(bench.link.fits("token"));
  bench.link.close();
  CHECK_FALSE(bench.link.fits("token"));
}

TEST_CASE("the_link_expires") {
  Bench bench;
  bench.now = bench.now + hours(1) - microseconds(1);
  CHECK(bench.link.fits("token"));
  bench.now = bench.now + microseconds(1);
  CHECK_FALSE(bench.link.fits("token"));
}

TEST_CASE("the_link_fits_only_while_nobody_in_use_may_administer") {
  Bench bench;
  bench.add("lezer", "reader");
  bench.add("oud", "beheer", true);
  CHECK_FALSE(*bench.link.has_administrator());
  CHECK(bench.link.fits("token"));
  bench.add("nieuw", "beheer");
  CHECK(*bench.link.has_administrator());
  CHECK_FALSE(bench.link.fits("token"));
}
