#include "adapters/phone_number/libphonenumber.h"

#include <doctest/doctest.h>

using namespace voorzien;

namespace {
std::string e164(std::string_view written) {
  static const auto numbers = adapters::make_phone_numbers();
  return numbers->e164(written).value_or("none");
}
}  // namespace

TEST_CASE("a_number_is_read_as_people_write_it") {
  CHECK(e164("06 12 34 56 78") == "+31612345678");
  CHECK(e164("(030) 123 45 67") == "+31301234567");
  CHECK(e164("0031612345678") == "+31612345678");
  CHECK(e164("tel:0612345678") == "+31612345678");
  CHECK(e164("+32 475 12 34 56") == "+32475123456");
  CHECK(e164("612345678") == "+31612345678");  // a spreadsheet took the 0
  CHECK(e164("088-8781000") == "+31888781000");
  CHECK(e164("112") == "112");
}

TEST_CASE("what_cannot_be_dialled_is_no_number") {
  for (const char* const written :
       {"", "06-1234567", "0612345678 / 0687654321", "06 1234 5678 (huis)", "0800-BRAND", "030 123 45 67 x12",
        "99999999999999999999999999999999999999999999", "+999 1", "abc"}) {
    CAPTURE(written);
    CHECK(e164(written) == "none");
  }
}
