#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "api/rest/limits.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

TEST_CASE("a_command_carries_who_and_what_and_is_answered_when_done") {
  Bench bench;
  const Response made = bench.post("caco", "/api/log/write", R"({"text":"Brug dicht"})", "key-1");
  CHECK(made.status == 201);
  CHECK(body(made) == R"({"version":1,"id":"made-1"})");
  REQUIRE(bench.submit.commands.size() == 1);
  const engine::CommandRequest& request = bench.submit.commands[0];
  CHECK(request.command_id == "key-1");
  CHECK(request.actor.name == "Naam van caco");
  const auto& log = std::get<desk::WriteLog>(std::get<desk::Command>(request.command));
  CHECK(log.text == "Brug dicht");
  CHECK(bench.post("caco", "/api/signal/verify", R"({"id":"s","grade":"sure","so_what":"x"})", "key-2")
            .status == 200);
}

TEST_CASE("a_retry_changes_nothing_and_another_body_under_the_key_is_refused") {
  Bench bench;
  const Response first = bench.post("caco", "/api/log/write", R"({"text":"a"})", "key");
  const Response again = bench.post("caco", "/api/log/write", R"({"text":"a"})", "key");
  CHECK(body(first) == body(again));
  CHECK(bench.submit.commands.size() == 1);
  CHECK(bench.post("caco", "/api/log/write", R"({"text":"b"})", "key").status == 422);
  CHECK(says(bench.post("caco", "/api/log/write", R"({"text":"b"})", "key"), "key-reused"));
  CHECK(bench.post("vic", "/api/log/write", R"({"text":"a"})", "key").status == 422);  // another person
  CHECK(bench.post("caco", "/api/entry/write", R"({"text":"a"})", "key").status == 422);
}

TEST_CASE("a_command_needs_a_key_of_printable_ascii") {
  Bench bench;
  const Response none = bench.post("caco", "/api/log/write", R"({"text":"a"})", "");
  CHECK(none.status == 400);
  CHECK(says(none, R"("code":"idempotency-key-missing")"));
  CHECK(bench.post("caco", "/api/log/write", R"({"text":"a"})", std::string(128, 'k')).status == 201);
  CHECK(bench.post("caco", "/api/log/write", R"({"text":"a"})", std::string(129, 'k')).status == 400);
  CHECK(bench.post("caco", "/api/log/write", R"({"text":"a"})", "k\xC3\xA9").status == 400);
  CHECK(bench.post("caco", "/api/entry/preview", R"({"text":"a"})", "").status == 200);
}

TEST_CASE("a_bad_body_names_its_field") {
  Bench bench;
  const auto field = [&](const std::string& path, const std::string& json) {
    const Response response = bench.post("caco", path, json);
    CHECK(response.status == 422);
    const std::string text = body(response);
    const std::size_t at = text.find("\"field\":\"");
    return at == std::string::npos ? "" : text.substr(at + 9, text.find('"', at + 9) - at - 9);
  };
  CHECK(field("/api/log/write", R"({})") == "/text");
  CHECK(field("/api/log/write", R"({"text":1})") == "/text");
  CHECK(field("/api/log/write", R"({"text":"a","at":"gisteren"})") == "/at");
  CHECK(field("/api/log/write", R"({"text":"a","tekst":"b"})") == "/tekst");
  CHECK(field("/api/signal/verify", R"({"id":"s","grade":"zeker"})") == "/grade");
  CHECK(field("/api/entry/write", R"({"text":"a","point":{"lon":5}})") == "/point/lat");
  CHECK(field("/api/entry/write", R"({"text":"a","point":{"lon":null,"lat":52}})") == "/point/lon");
  CHECK(field("/api/log/write", R"({"text":"a")").empty());
  CHECK(bench.submit.commands.empty());
}

TEST_CASE("a_body_must_be_json_and_small") {
  Bench bench;
  Request request{"POST", "/api/log/write", "", {}, R"({"text":"a"})", ""};
  request.headers = {{"idempotency-key", "k"}, {"authorization", "Bearer " + bench.token("caco")}};
  CHECK(bench.ask(request).status == 415);
  request.headers["content-type"] = "application/x-www-form-urlencoded";
  CHECK(bench.ask(request).status == 415);
  request.headers["content-type"] = "Application/JSON; charset=utf-8";
  CHECK(bench.ask(request).status == 201);
  request.body = std::string(limits::json_body_max + 1, ' ');
  CHECK(bench.ask(request).status == 413);
}

TEST_CASE("a_refusal_is_409_with_its_rule_and_a_full_engine_503") {
  Bench bench;
  bench.submit.next = engine::Refused{"so-what-missing", "so_what", ""};
  const Response refused = bench.post("caco", "/api/signal/verify", R"({"id":"s","grade":"sure"})", "a");
  CHECK(refused.status == 409);
  CHECK(says(refused, R"("code":"refused")"));
  CHECK(says(refused, R"("rule":"so-what-missing")"));
  CHECK(says(refused, R"("field":"/so_what")"));
  bench.submit.next = Error{ErrorCode::Busy, "inbox", "secret detail"};
  const Response busy = bench.post("caco", "/api/log/write", R"({"text":"a"})", "b");
  CHECK(busy.status == 503);
  CHECK(header(busy, "Retry-After") == "1");
  CHECK(!says(busy, "secret detail"));
}

TEST_CASE("a_preview_writes_nothing") {
  Bench bench;
  const Response response = bench.post("caco", "/api/entry/preview", R"({"text":"stroom"})", "");
  CHECK(says(response, R"("after":"after stroom")"));
  CHECK(bench.submit.commands.empty());
}
