#include "server/polling/polling.h"

#include <doctest/doctest.h>

using namespace voorzien;
using server::remark_of;

TEST_CASE("a_failure_names_source_place_and_remedy") {
  const auto remark =
      remark_of({"ndw"}, {ErrorCode::NetFailed, "https://example.org/a.xml", "status 500"}, 3);
  CHECK(remark.code == "fetch-failed");
  CHECK(remark.where == "https://example.org/a.xml");
  CHECK(remark.message == "ndw: status 500 (3 times in a row). Check the address and the network.");
  CHECK(remark_of({"x"}, {ErrorCode::NotOfFormat, "", "an HTML page came"}, 1).code == "html-page");
  CHECK(remark_of({"x"}, {ErrorCode::NetRefused, "", ""}, 1).code == "fetch-refused");
}

TEST_CASE("keys_in_an_address_are_not_shown") {
  const auto where_of = [](const std::string& url) {
    return remark_of({"x"}, {ErrorCode::NetFailed, url, ""}, 1).where;
  };
  CHECK(where_of("https://user:geheim@example.org/a@b?key=geheim") == "https://example.org/a@b");
  CHECK(where_of("https://example.org#geheim") == "https://example.org");
  CHECK(where_of("https://example.org/a@b") == "https://example.org/a@b");
}
