#include "server/polling/dated.h"

#include <doctest/doctest.h>

#include "adapters/memory/fetcher.h"

using namespace voorzien;
using server::DateForm;
using server::with_dates;

namespace {
const Instant now = parse_instant("2026-11-28T06:10:30.123456Z").value();
}

TEST_CASE("moments_in_a_question_are_those_of_the_asking") {
  CHECK(with_dates("{now}", now, DateForm::Address).value() == "2026-11-28T06:10:30Z");
  CHECK(with_dates(R"({"Begin":"{now-30m}","Eind":"{now+48h}"})", now, DateForm::Body).value() ==
        R"({"Begin":"2026-11-28T05:40:30.000+00:00","Eind":"2026-11-30T06:10:30.000+00:00"})");
  CHECK(with_dates("{now+34d}", now, DateForm::Address).value() == "2027-01-01T06:10:30Z");
  CHECK(with_dates(R"({"nu":1})", now, DateForm::Body).value() == R"({"nu":1})");
}

TEST_CASE("what_is_no_moment_is_said_with_what_to_write") {
  for (const char* wrong : {"{now", "{now+}", "{now+h}", "{now+4}", "{now+4w}", "{now 4h}", "{nowadays}",
                            "{now+9999999d}", "{now+400d}", "{now--4h}"}) {
    CAPTURE(wrong);
    const auto got = with_dates(wrong, now, DateForm::Body);
    REQUIRE_FALSE(got);
    CHECK(got.error().detail.find("{now+48h}") != std::string::npos);
  }
}

TEST_CASE("a_dated_question_is_asked_with_its_dates") {
  adapters::MemoryFetcher plain;
  server::DatedQuestions dated(plain, [] { return now; });
  adapters::FetchRequest request;
  request.url = "https://a.example/q?datetime={now-1h}/{now}";
  request.body = "{now}";
  CHECK(dated.fetch(request).kind == adapters::FetchKind::Failed);  // nothing was put there
  REQUIRE(plain.requests().size() == 1);
  CHECK(plain.requests()[0].url == "https://a.example/q?datetime=2026-11-28T05:10:30Z/2026-11-28T06:10:30Z");
  CHECK(plain.requests()[0].body == "2026-11-28T06:10:30.000+00:00");
  request.body = "{now+x}";
  CHECK(dated.fetch(request).error.code == ErrorCode::BadConfig);
  CHECK(plain.requests().size() == 1);
}
