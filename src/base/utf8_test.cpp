#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>

using voorzien::is_utf8;
using namespace std::string_literals;

TEST_CASE("utf8_is_recognised_at_the_edges_of_its_table") {
  for (const std::string& good :
       {""s, "a"s, "\0"s, "\xC2\x80"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s, "\xF0\x90\x80\x80"s,
        "\xF4\x8F\xBF\xBF"s, "\xE2\x80\x94 x"s})
    CHECK(is_utf8(good));
  for (const std::string& bad :
       {"\x80"s, "\xC0\x80"s, "\xC1\xBF"s, "\xC2"s, "\xC2 "s, "\xE0\x9F\x80"s, "\xED\xA0\x80"s, "\xE2\x80"s,
        "\xF0\x8F\x80\x80"s, "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s, "\xFF"s})
    CHECK(!is_utf8(bad));
}
