#include "api/session/throttle.h"

#include <doctest/doctest.h>

#include "api/session/limits.h"

using namespace voorzien;
using api::Throttle;

namespace {
constexpr Instant start{1'000'000'000'000};
}

TEST_CASE("five_failures_are_free_and_then_the_wait_doubles") {
  Throttle throttle;
  Instant now = start;
  for (int i = 0; i < api::limits::free_failures_account; ++i) REQUIRE(!throttle.begin("anna", "a", now));
  CHECK(throttle.begin("anna", "a", now) == seconds(30));
  CHECK(throttle.begin("anna", "other address", now + seconds(10)) == seconds(20));
  now = now + seconds(30);
  CHECK(!throttle.begin("anna", "a", now));
  CHECK(throttle.begin("anna", "a", now) == seconds(60));
}

TEST_CASE("the_wait_has_an_end") {
  Throttle throttle;
  Instant now = start;
  for (int i = 0; i < 60; ++i) {
    const auto wait = throttle.begin("anna", "a" + std::to_string(i), now);
    if (wait) CHECK(*wait <= api::limits::wait_max);
    now = now + api::limits::wait_max;
  }
}

TEST_CASE("a_success_clears_the_account_but_not_the_address") {
  Throttle throttle;
  for (int i = 0; i < api::limits::free_failures_address - 1; ++i)
    REQUIRE(!throttle.begin("user" + std::to_string(i), "a", start));
  REQUIRE(!throttle.begin("own", "a", start));
  CHECK(throttle.begin("anna", "a", start));
  throttle.succeed("own", "a");
  REQUIRE(!throttle.begin("anna", "a", start));
  CHECK(throttle.begin("bert", "a", start));
  CHECK(!throttle.begin("bert", "b", start));
}

TEST_CASE("failures_are_forgotten_after_an_hour") {
  Throttle throttle;
  for (int i = 0; i < api::limits::free_failures_account; ++i) REQUIRE(!throttle.begin("anna", "a", start));
  const Instant later = start + api::limits::failures_kept + seconds(1);
  for (int i = 0; i < api::limits::free_failures_account; ++i) CHECK(!throttle.begin("anna", "a", later));
}

TEST_CASE("an_attempt_that_was_never_tried_does_not_count") {
  Throttle throttle;
  for (int i = 0; i < 50; ++i) {
    REQUIRE(!throttle.begin("anna", "a", start));
    throttle.take_back("anna", "a");
  }
  CHECK(throttle.size() == 0);
}

TEST_CASE("what_has_no_account_is_counted_by_its_address_alone") {
  Throttle throttle;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(!throttle.begin("a", start));
    throttle.take_back("a");  // found: it costs nothing
  }
  for (int i = 0; i < api::limits::free_failures_address; ++i) REQUIRE(!throttle.begin("a", start));
  CHECK(throttle.begin("a", start) == api::limits::wait_first);
  CHECK(!throttle.begin("b", start));
  CHECK(!throttle.begin("a", start + api::limits::wait_first));
}

TEST_CASE("the_memory_of_failures_is_bounded") {
  Throttle throttle;
  for (std::size_t i = 0; i < api::limits::throttled_keys_max; ++i)
    (void)throttle.begin("u" + std::to_string(i), "a" + std::to_string(i),
                         start + microseconds(static_cast<std::int64_t>(i)));
  CHECK(throttle.size() <= api::limits::throttled_keys_max);
}
