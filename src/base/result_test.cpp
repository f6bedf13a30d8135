#include "base/result.h"

#include <doctest/doctest.h>

using namespace voorzien;

namespace {
Result<int> half(int n) {
  if (n % 2 != 0) return Error{ErrorCode::BadValue, "n", "odd"};
  return n / 2;
}
Result<int> quarter(int n) {
  ASSIGN_OR_RETURN(const int once, half(n));
  return half(once);
}
}  // namespace

TEST_CASE("errors_travel_up_with_their_place") {
  CHECK(*quarter(8) == 2);
  const Result<int> bad = quarter(6);
  REQUIRE(!bad);
  CHECK(bad.error().code == ErrorCode::BadValue);
  CHECK(name_of(bad.error().code) == "bad-value");
  CHECK(bad.error().to_text().find("At n.") != std::string::npos);
  CHECK(!remedy_of(bad.error().code).empty());
}
