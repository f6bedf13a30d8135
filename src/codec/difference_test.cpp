#include "codec/difference.h"

#include <doctest/doctest.h>

using voorzien::codec::difference;

TEST_CASE("only_the_members_that_changed_are_told") {
  CHECK(
      difference(
          R"({"type":"theme","id":"fire","version":3,"level":"green","name":"Brand, \"groot\"","floor":null})",
          R"({"type":"theme","id":"fire","version":9,"level":"red","name":"Brand, \"groot\"","floor":null})") ==
      R"({"type":"theme","id":"fire","version":9,"level":"red"})");
}

TEST_CASE("another_version_alone_is_no_change") {
  CHECK(difference(R"({"type":"source","id":"rws","version":3,"a":[1,{"b":"]"}]})",
                   R"({"type":"source","id":"rws","version":4,"a":[1,{"b":"]"}]})")
            .empty());
}

TEST_CASE("a_list_that_moved_on_is_told_by_what_left_and_what_came") {
  const auto lists = [](const char* before, const char* after) {
    const std::string head = R"({"type":"source","id":"rws","version":3,"recent":)";
    return difference(head + before + "}", head + after + "}").substr(head.size() - 9);
  };
  CHECK(lists("[10,20,30]", "[20,30,40,50]") == R"("lists":{"recent":[1,[40,50]]}})");
  CHECK(lists(R"([{"at":"2026","v":1}])", R"([{"at":"2026","v":1},{"at":"2027","v":[2,3]}])") ==
        R"("lists":{"recent":[0,[{"at":"2027","v":[2,3]}]]}})");
  CHECK(lists("[1000,2000,3000]", "[3000]") == R"("recent":[3000]})");  // shorter told whole
  // Not so: told whole.
  CHECK(lists("[]", "[1]") == R"("recent":[1]})");
  CHECK(lists("[1,2]", "[]") == R"("recent":[]})");
  CHECK(lists("[1000,2000,3000]", "[1000,3000]") == R"("recent":[1000,3000]})");
  CHECK(lists("[1,2]", "[3,4]") == R"("recent":[3,4]})");
  CHECK(lists(R"(["a,b","c]"])", R"(["c]","d\"["])") == R"("lists":{"recent":[1,["d\"["]]}})");
}
