#include <doctest/doctest.h>

#include "feeds/feed.h"

namespace voorzien::feeds {

TEST_CASE("every_format_has_a_name_that_leads_back_to_it") {
  for (const std::string& name : format_names()) {
    const std::optional<Format> format = format_by_name(name);
    REQUIRE(format);
    CHECK(name_of(*format) == name);
  }
  CHECK(format_names().size() == 17);
  CHECK_FALSE(format_by_name("fax"));
  CHECK_FALSE(format_by_name(""));
}

TEST_CASE("guesses_the_format_of_bytes") {
  CHECK(guess_format("FLEX|2026-01-01 20:33:29|1600/2/K/A|08.057|000700001|ALN|x") == Format::Flex);
  CHECK(guess_format("[2026-01-01 20:33:29] FLEX: 3200/4/D 03.096 [002064209] NUM 1") == Format::Flex);
  CHECK(guess_format("0123456 17:45:01 19-07-26 FLEX-A  GROUP  1600  x") == Format::Flex);
  CHECK(guess_format("{\"demod_name\":\"flex_alphanumeric\",\"capcode\":1}") == Format::Flex);
  CHECK(guess_format("{\"observations\":[]}") == Format::Observations);
  CHECK(guess_format("{\"metadata\":{\"schema_version\":\"0.5\"},\"num_warning_sets\":0,\"warnings\":[]}") ==
        Format::KnmiWarnings);
  CHECK(guess_format("Datum;Tijd;Parameter;Locatie;Meting\r") == Format::RwsCsv);
  CHECK(guess_format("\xef\xbb\xbf<?xml version='1.0'?><mc:messageContainer>") == Format::Datex2);
  CHECK(guess_format("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>") == Format::Cap);
  CHECK_FALSE(guess_format("<html><body>Site Unavailable</body></html>"));
  CHECK_FALSE(guess_format(""));
  CHECK_FALSE(guess_format("hello"));
}

}  // namespace voorzien::feeds
