#include "server/config.h"

#include <doctest/doctest.h>

using namespace voorzien;
using server::parse_config;

TEST_CASE("reads_what_is_documented") {
  const auto config = parse_config(
      "listen = '0.0.0.0:9000'\nallowed_hosts = ['vic.example']\n"
      "[source.knmi]\nurl = 'https://example.org/w'\nallow_private = true\n",
      "voorzien.toml");
  REQUIRE(config);
  CHECK(config->listen == "0.0.0.0:9000");
  CHECK(config->allowed_hosts == std::vector<std::string>{"vic.example"});
  CHECK(config->sources.at("knmi").allow_private);
  CHECK(config->trusted_certificates.empty());
  CHECK(
      parse_config("trusted_certificates = ['/etc/voorzien/ipaws.pem']\n", "c.toml")->trusted_certificates ==
      std::vector<std::string>{"/etc/voorzien/ipaws.pem"});
}

TEST_CASE("an_unknown_key_is_an_error_with_its_line") {
  const auto top = parse_config("listen = 'x'\nlisten_on = 'y'\n", "voorzien.toml");
  REQUIRE(!top);
  CHECK(top.error().where == "voorzien.toml:2:13");
  const auto nested = parse_config("[source.knmi]\n\nuri = 'x'\n", "voorzien.toml");
  REQUIRE(!nested);
  CHECK(nested.error().where.starts_with("voorzien.toml:3:"));
  CHECK(nested.error().detail == "unknown key source.knmi.uri");
}

TEST_CASE("a_rhythm_outside_its_bounds_names_its_place") {
  const auto often = parse_config("[source.ndw]\npoll_s = 0\n", "c.toml");
  REQUIRE(!often);
  CHECK(often.error().where == "c.toml:2:10");
  CHECK(often.error().detail == "poll_s must be 1 to 86400");
  CHECK(parse_config("[source.ndw]\npoll_s = 60\n", "c.toml")->sources.at("ndw").poll_s == 60);
}

TEST_CASE("a_wrong_type_and_a_broken_file_name_their_place") {
  CHECK(parse_config("listen = 8080\n", "c.toml").error().where == "c.toml:1:10");
  CHECK(parse_config("listen = \n", "c.toml").error().code == ErrorCode::BadConfig);
}
