#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "api/session/limits.h"
#include "journal/hash.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
Response log_in(Bench& bench, const std::string& user, const std::string& password,
                const std::string& address = "10.0.0.9") {
  return bench.ask({"POST",
                    "/api/session",
                    "",
                    {{"content-type", "application/json"}},
                    R"({"user":")" + user + R"(","password":")" + password + "\"}",
                    address});
}
}  // namespace

TEST_CASE("a_log_in_gives_a_cookie_a_token_and_what_the_role_may") {
  Bench bench;
  const Response response = log_in(bench, "caco", "geheim");
  CHECK(response.status == 200);
  const std::string cookie = header(response, "Set-Cookie");
  CHECK(cookie.find("; Path=/; HttpOnly; SameSite=Strict; Max-Age=57600") != std::string::npos);
  const std::string token = cookie.substr(cookie.find('=') + 1, 64);
  CHECK(says(response, R"("token":")" + token + "\""));
  CHECK(says(response, R"("audience":"desk")"));
  CHECK(says(response, R"("signal.verify")"));
  CHECK(says(response, R"("read.raw-personal")"));
  CHECK(!says(response, "*"));
  CHECK(!says(response, "admin.users"));
  CHECK(bench.accounts.session(journal::to_hex(journal::sha256(token)))->has_value());
  CHECK(!bench.accounts.session(token)->has_value());
  const Response who =
      bench.ask({"GET", "/api/session", "", {{"cookie", "voorzien_session=" + token}}, "", ""});
  CHECK(who.status == 200);
  CHECK(says(who, R"("name":"Naam van caco")"));
  CHECK(says(who, R"("token":null)"));
}

TEST_CASE("a_wrong_name_and_a_wrong_password_look_the_same") {
  Bench bench;
  const Response unknown = log_in(bench, "nobody", "geheim");
  const Response wrong = log_in(bench, "caco", "fout");
  CHECK(unknown.status == 401);
  CHECK(body(unknown) == body(wrong));
  CHECK(says(wrong, R"("code":"bad-login")"));
}

TEST_CASE("a_disabled_account_is_out_at_once") {
  Bench bench;
  REQUIRE(bench.get("vic", "/api/picture").status == 200);
  access::Account account = **bench.accounts.find("vic");
  account.disabled = true;
  REQUIRE(bench.accounts.put(account));
  CHECK(bench.get("vic", "/api/picture").status == 401);
  CHECK(log_in(bench, "vic", "geheim").status == 401);
}

TEST_CASE("a_session_ends_by_time_and_by_logging_out") {
  Bench bench;
  REQUIRE(bench.get("caco", "/api/picture").status == 200);
  bench.machine = bench.machine + limits::session_lasts;
  CHECK(bench.get("caco", "/api/picture").status == 401);
  REQUIRE(bench.get("reader", "/api/picture").status == 200);
  const Response out = bench.ask(
      {"DELETE", "/api/session", "", {{"authorization", "Bearer " + bench.token("reader")}}, "", ""});
  CHECK(out.status == 204);
  CHECK(header(out, "Set-Cookie").find("voorzien_session=; Path=/") == 0);
  CHECK(bench.get("reader", "/api/picture").status == 401);
}

TEST_CASE("failures_are_throttled_by_machine_time_and_successes_are_not") {
  Bench bench;
  for (int i = 0; i < 30; ++i) REQUIRE(log_in(bench, "vic", "geheim").status == 200);
  for (int i = 0; i < limits::free_failures_account; ++i)
    REQUIRE(log_in(bench, "caco", "fout").status == 401);
  const Response blocked = log_in(bench, "caco", "geheim");
  CHECK(blocked.status == 429);
  CHECK(header(blocked, "Retry-After") == "30");
  CHECK(says(blocked, R"("code":"throttled")"));
  CHECK(log_in(bench, "vic", "geheim").status == 200);
  bench.machine = bench.machine + seconds(30);
  CHECK(log_in(bench, "caco", "geheim").status == 200);
}

TEST_CASE("a_busy_checker_is_no_failure_of_the_person") {
  Bench bench;
  bench.passwords.is_busy = true;
  for (int i = 0; i < 20; ++i) REQUIRE(log_in(bench, "caco", "geheim").status == 503);
  bench.passwords.is_busy = false;
  CHECK(log_in(bench, "caco", "geheim").status == 200);
}

TEST_CASE("only_a_demonstration_shows_its_accounts") {
  Bench real;
  CHECK(!says(real.get("", "/api/welcome"), "geheim"));
  Bench demo(true);
  CHECK(says(demo.get("", "/api/welcome"), R"("password":"geheim")"));
  CHECK(says(real.get("", "/api/welcome"), R"("film":null)"));
  CHECK(says(demo.get("", "/api/welcome"), R"("entries":)"));
  CHECK(says(demo.get("caco", "/api/session"), R"("page":"/beeld")"));
  CHECK(!says(real.get("", "/api/session"), "demo_accounts"));
  const Response before = demo.get("", "/api/session");
  CHECK(before.status == 401);
  CHECK(says(before, R"("demo_accounts":[{"user":"caco","password":"geheim")"));
  CHECK(!says(demo.get("", "/api/picture"), "demo_accounts"));
  const Response faster = demo.post("caco", "/api/demo/speed", R"({"speed":60})", "");
  CHECK(faster.status == 200);
  CHECK(body(faster) == R"({"version":7,"id":"film","speed":60})");
  CHECK(demo.speeds == std::vector<double>{60});
  CHECK(demo.post("caco", "/api/demo/speed", R"({"speed":601})", "").status == 422);
  CHECK(real.post("caco", "/api/demo/speed", R"({"speed":60})", "").status == 404);
}

TEST_CASE("the_one_time_link_makes_one_administrator") {
  Bench bench;
  const auto ask = [&](const std::string& token, const std::string& user, const std::string& password) {
    return bench.post(
        "", "/api/welcome",
        R"({"token":")" + token + R"(","user":")" + user + R"(","password":")" + password + "\"}", "");
  };
  CHECK(ask("", "chief", "long enough it is").status == 403);
  bench.invitation = "one-time";
  CHECK(ask("other", "chief", "long enough it is").status == 403);
  CHECK(says(ask("one-time", "Chief!", "long enough it is"), R"("field":"/user")"));
  CHECK(says(ask("one-time", "caco", "long enough it is"), R"("field":"/user")"));
  CHECK(says(ask("one-time", "chief", "short"), R"("field":"/password")"));
  CHECK(ask("one-time", "chief", "long enough it is").status == 201);
  CHECK((**bench.accounts.find("chief")).role == "admin");
  CHECK(log_in(bench, "chief", "long enough it is").status == 200);
  CHECK(says(ask("one-time", "chief2", "long enough it is"), R"("code":"bad-link")"));
}
