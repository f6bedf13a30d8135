#include "feeds/time_text.h"

#include <doctest/doctest.h>

namespace voorzien::feeds {
namespace {
Instant at(std::string_view text) { return parse_rfc3339(text).value(); }
}  // namespace

TEST_CASE("times_of_rss_are_read_with_name_or_offset") {
  CHECK(read_rss_time("Mon, 30 Dec 2019 00:17:00 GMT") == at("2019-12-30T00:17:00Z"));
  CHECK(read_rss_time("Sat, 27 Jun 2026 15:04:00 +0200") == at("2026-06-27T13:04:00Z"));
  CHECK(read_rss_time(" 27 Jun 2026 15:04 -0130") == at("2026-06-27T16:34:00Z"));
  CHECK(read_rss_time("Sat, 7 March 2026 05:04:09 Z") == at("2026-03-07T05:04:09Z"));
}

TEST_CASE("what_is_no_time_of_rss_is_none") {
  for (const std::string_view text :
       {"", "Mon", "Mon, 30 Dec 2019", "Mon, 32 Dec 2019 00:17:00 GMT", "Mon, 30 Foo 2019 00:17:00 GMT",
        "Mon, 30 Dec 2019 25:17:00 GMT", "Mon, 30 Dec 2019 00:17:00", "Mon, 30 Dec 2019 00:17:00 EST",
        "Mon, 30 Dec 2019 0:17:00 GMT", "Mon, 30 Dec 2019 00:17:00 +9900", "Mon, -3 Dec 2019 00:17:00 GMT"}) {
    CAPTURE(text);
    CHECK_FALSE(read_rss_time(text));
  }
}

TEST_CASE("until_24_00_is_the_next_midnight_and_a_missing_offset_is_told") {
  const Context context;
  CHECK(read_any_time("2026-06-27T24:00:00+02:00", context).at == at("2026-06-27T22:00:00Z"));
  const TimeText local = read_any_time("2026-01-27T14:00:00", context);
  CHECK(local.at == at("2026-01-27T13:00:00Z"));
  CHECK(local.zone_missing);
  CHECK(read_any_time("2026-06-27T130216857105Z", context).at == at("2026-06-27T13:02:16.857105Z"));
  CHECK_FALSE(read_any_time("soon", context).at);
}

}  // namespace voorzien::feeds
