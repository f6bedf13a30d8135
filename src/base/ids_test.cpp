#include "base/ids.h"

#include <doctest/doctest.h>

using namespace voorzien;

TEST_CASE("ulids_sort_by_time") {
  const std::string early = make_ulid(Instant{1'000'000'000}, 0xFFFF, ~0ULL);
  const std::string late = make_ulid(Instant{1'000'001'000}, 0, 0);
  CHECK(early.size() == 26);
  CHECK(early < late);
}

TEST_CASE("stable_ids_follow_from_the_text_alone") {
  CHECK(stable_id("knmi|a") == stable_id("knmi|a"));
  CHECK(stable_id("knmi|a") != stable_id("knmi|b"));
  CHECK(stable_id("").size() == 26);
}
