#include "access/policy.h"

#include <doctest/doctest.h>

using namespace voorzien;

namespace {
doctrine::Access table() {
  doctrine::Access out;
  out.roles = {{"caco", "Calamiteitencoördinator", "desk", {"read.*", "signal.*"}},
               {"reader", "Meelezer", "general", {"read.picture"}},
               {"source", "Bron", "general", {"feed.push"}},
               {"operator", "Beheerder", "general", {"feed.push"}}};
  return out;
}
}  // namespace

TEST_CASE("what_is_not_allowed_is_denied_and_says_who_may") {
  const doctrine::Access access = table();
  CHECK(!access::check(access, {"a", "", "caco"}, "signal.verify"));
  const auto denied = access::check(access, {"b", "", "reader"}, "signal.verify");
  REQUIRE(denied);
  CHECK(denied->who_may == std::vector<std::string>{"Calamiteitencoördinator"});
  CHECK(access::check(access, {"c", "", "nobody"}, "read.picture"));
  CHECK(access::check(access, {"c", "", ""}, "read.picture"));
  CHECK(access::check(access, {"a", "", "caco"}, ""));
  CHECK(access::check(access, {"a", "", "caco"}, "signals.verify"));
}

TEST_CASE("a_source_pushes_for_itself_only") {
  const doctrine::Access access = table();
  CHECK(!access::check_push(access, {"rws", "", "source"}, "rws"));
  CHECK(access::check_push(access, {"rws", "", "source"}, "knmi"));
  CHECK(!access::check_push(access, {"op", "", "operator"}, "knmi"));
  CHECK(access::check_push(access, {"a", "", "caco"}, "knmi"));
}
