#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "api/rest/limits.h"
#include "journal/hash.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
const std::string photo = "\xff\xd8\xff\xe0 a photo";
const std::string sha256 = journal::to_hex(journal::sha256(photo));

Response send(Bench& bench, const std::string& bytes, const std::string& query = "name=brug%20%C3%A9.jpg",
              const std::string& role = "caco", const std::string& key = "k") {
  Request request{"POST", "/api/attachments", query, {}, bytes, "10.0.0.1"};
  request.headers = {{"idempotency-key", key},
                     {"content-type", "image/jpeg"},
                     {"authorization", "Bearer " + bench.token(role)}};
  return bench.ask(std::move(request));
}

Bench& with_photo(Bench& bench, const std::string& bytes = photo, const std::string& name = "a\".jpg") {
  bench.read.raws[sha256] = {sha256, bytes, std::string(desk::attachment_source), bench.read.clock, true};
  bench.read.attachments[sha256] = {sha256, name, "image/jpeg", static_cast<std::int64_t>(photo.size())};
  return bench;
}
}  // namespace

TEST_CASE("a_photo_goes_to_the_engine_with_its_bytes_name_type_and_hash") {
  Bench bench;
  const Response made = send(bench, photo);
  CHECK(made.status == 201);
  CHECK(body(made) == R"({"version":1,"sha256":")" + sha256 +
                          R"(","name":"brug é.jpg","media_type":"image/jpeg","bytes":12})");
  REQUIRE(bench.submit.commands.size() == 1);
  CHECK(*bench.submit.commands[0].bytes == photo);
  CHECK(body(send(bench, photo)) == body(made));
  CHECK(bench.submit.commands.size() == 1);
  CHECK(send(bench, photo, "name=b.jpg").status == 422);  // the same key, another name
}

TEST_CASE("what_is_no_photo_or_pdf_has_no_name_or_is_too_large_is_refused") {
  Bench bench;
  CHECK(says(send(bench, "<svg/>"), R"("code":"not-of-format")"));
  CHECK(says(send(bench, ""), R"("code":"not-of-format")"));
  CHECK(says(send(bench, photo, ""), R"("field":"name")"));
  CHECK(says(send(bench, photo, "name=..%2Fa.jpg"), R"("field":"name")"));
  std::string large = photo + std::string(limits::attachment_bytes_max - photo.size(), 'x');
  CHECK(send(bench, large, "name=a", "caco", "full").status == 201);
  CHECK(send(bench, large + 'x', "name=a", "caco", "more").status == 413);
  CHECK(send(bench, photo, "name=a", "reader").status == 403);
  CHECK(send(bench, photo, "name=a", "caco", "").status == 400);
  CHECK(bench.submit.commands.size() == 1);
}

TEST_CASE("an_attachment_is_given_as_bytes_in_which_nothing_runs") {
  Bench bench;
  const Response given = with_photo(bench).get("reader", "/api/attachments/" + sha256);
  CHECK(given.status == 200);
  CHECK(body(given) == photo);
  CHECK(header(given, "Content-Type") == "image/jpeg");
  CHECK(header(given, "Content-Disposition") == "inline; filename*=UTF-8''a%22.jpg");
  CHECK(header(given, "Content-Security-Policy").ends_with("sandbox"));
  CHECK(header(given, "X-Content-Type-Options") == "nosniff");
  CHECK(header(given, "Cache-Control").starts_with("private"));
  CHECK(bench.audited.size() == 1);
  CHECK(bench.get("partner", "/api/attachments/" + sha256).status == 403);  // may not read the log
  const Response pdf = with_photo(bench, "%PDF-1.7").get("reader", "/api/attachments/" + sha256);
  CHECK(header(pdf, "Content-Type") == "application/pdf");
  CHECK(header(pdf, "Content-Disposition").starts_with("attachment"));
}

TEST_CASE("erased_bytes_are_gone_and_other_raw_bytes_are_not_there") {
  Bench bench;
  CHECK(bench.get("reader", "/api/attachments/" + sha256).status == 404);
  with_photo(bench);
  bench.read.raws[sha256].source = "p2000";
  bench.read.attachments.clear();
  CHECK(bench.get("reader", "/api/attachments/" + sha256).status == 404);
  with_photo(bench).read.raws.clear();
  const Response erased = bench.get("reader", "/api/attachments/" + sha256);
  CHECK(erased.status == 410);
  CHECK(says(erased, R"("code":"gone")"));
  CHECK(with_photo(bench, "").get("reader", "/api/attachments/" + sha256).status == 410);
  CHECK(bench.get("reader", "/api/attachments/xyz").status == 422);
  CHECK(bench.audited.empty());
}

TEST_CASE("looking_back_shows_what_had_come_in_by_then") {
  Bench bench;
  with_photo(bench);
  bench.read.raws[sha256].received = bench.read.clock - seconds(10);
  const auto status = [&](Duration ago) {
    return bench.get("reader", "/api/attachments/" + sha256, "at=" + format_rfc3339(bench.read.clock - ago))
        .status;
  };
  CHECK(status(seconds(5)) == 200);
  CHECK(status(seconds(15)) == 404);
}
