// An alarm's link answers without an account: what it shows, what it does, and when it does nothing.
#include <doctest/doctest.h>

#include <algorithm>

#include "api/rest/harness.h"
#include "api/session/limits.h"
#include "journal/hash.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
const std::string token = "een-token-van-de-link";

doctrine::Doctrine with_links() {
  doctrine::Doctrine out = doctrine_for_tests();
  out.access.roles.push_back({"alarm-link", "Gealarmeerd", "general", {"crisis.answer-alarm"}});
  return out;
}

views::Crisis a_crisis(Instant now) {
  views::Crisis out;
  out.id = "C";
  out.number = "C-0627-1";
  out.title = "Brand loods";
  out.place = "Zeist";
  out.exercise = true;
  out.started = now;
  out.leader.id = "rol";
  out.leader.name = "ROL";
  out.leader.state = "called";
  out.leader.link = crisis::AlarmLink{
      journal::to_hex(journal::sha256(token)), "D. Wouters", now, {"R. Terpstra", "caco"}, now + minutes(60)};
  out.lines = {{"a1", "niet voor wie alleen een link heeft", now, {}, 1, {}}};
  return out;
}

struct Rung {
  Bench bench{false, with_links()};
  Rung() { put(a_crisis(bench.read.clock)); }
  void put(views::Crisis crisis) { bench.entities.put(std::move(crisis)); }
  Response look(const std::string& with = token) {
    return bench.post("", "/api/alarm/look", R"({"token":")" + with + R"("})");
  }
  Response answer(const std::string& state, const std::string& key = "k") {
    return bench.post("", "/api/alarm/answer",
                      R"({"token":")" + token + R"(","state":")" + state + R"(","minutes":15})", key);
  }
};
}  // namespace

TEST_CASE("a_link_shows_what_is_needed_to_answer_and_no_more") {
  Rung rung;
  const Response shown = rung.look();
  CHECK(shown.status == 200);
  CHECK(says(shown, R"("state":"open")"));
  CHECK(says(shown, R"("post":"ROL")"));
  CHECK(says(shown, R"("exercise":true)"));
  CHECK_FALSE(says(shown, "niet voor wie"));
  CHECK_FALSE(says(shown, "R. Terpstra"));
}

TEST_CASE("an_answer_is_the_command_of_who_was_called_under_the_role_of_links") {
  Rung rung;
  CHECK(rung.answer("coming").status == 200);
  REQUIRE(rung.bench.submit.commands.size() == 1);
  const engine::CommandRequest& request = rung.bench.submit.commands[0];
  CHECK(request.actor.role == "alarm-link");
  CHECK(request.actor.name == "D. Wouters");
  const auto& asked = std::get<crisis::AnswerAlarm>(std::get<crisis::Command>(request.command));
  CHECK(asked.id.value == "C");
  CHECK(asked.position == "rol");
  CHECK(asked.minutes == 15);
  CHECK(asked.hash == journal::to_hex(journal::sha256(token)));
  CHECK(rung.answer("coming").status == 200);  // a retry under the same key
  CHECK(rung.bench.submit.commands.size() == 1);
}

TEST_CASE("another_token_a_closed_crisis_or_a_region_without_links_is_answered_with_no_link") {
  Rung rung;
  CHECK(rung.look("ander").status == 404);
  CHECK(rung.look("").status == 404);
  CHECK(rung.look(std::string(10'000, 'a')).status == 404);
  views::Crisis closed = a_crisis(rung.bench.read.clock);
  closed.closed = rung.bench.read.clock;
  rung.put(std::move(closed));
  CHECK(rung.look().status == 404);
  CHECK(rung.answer("coming").status == 404);
  Bench without(false, doctrine_for_tests());
  without.entities.put(a_crisis(without.read.clock));
  CHECK(without.post("", "/api/alarm/look", R"({"token":")" + token + R"("})").status == 404);
  CHECK(rung.bench.submit.commands.empty());
}

TEST_CASE("a_link_says_that_it_was_used_has_expired_or_that_another_fills_the_post") {
  Rung rung;
  views::Crisis crisis = a_crisis(rung.bench.read.clock);
  crisis.leader.link->used = rung.bench.read.clock;
  crisis.leader.state = "coming";
  rung.put(crisis);
  CHECK(says(rung.look(), R"("state":"used","answer":"coming")"));
  crisis.leader.link->used.reset();
  crisis.leader.person = "Een ander";
  rung.put(crisis);
  CHECK(says(rung.look(), R"("state":"taken")"));
  crisis.leader.person.clear();
  crisis.leader.link->until = rung.bench.read.clock;
  rung.put(crisis);
  CHECK(says(rung.look(), R"("state":"expired")"));
}

TEST_CASE("who_tries_tokens_that_are_none_of_ours_waits_longer_and_longer_and_a_true_link_costs_nothing") {
  Rung rung;
  for (int i = 0; i < 3 * limits::free_failures_address; ++i) REQUIRE(rung.look().status == 200);
  for (int i = 0; i < limits::free_failures_address; ++i)
    REQUIRE(rung.look("geraden-" + std::to_string(i)).status == 404);
  const Response waits = rung.look();  // also with a true one: which it is would be told otherwise
  CHECK(waits.status == 429);
  CHECK(says(waits, R"("code":"throttled")"));
  CHECK(std::ranges::find(waits.headers, std::pair<std::string, std::string>{"Retry-After", "30"}) !=
        waits.headers.end());
  CHECK(rung.answer("coming").status == 429);
  CHECK(rung.bench.submit.commands.empty());
  rung.bench.machine = rung.bench.machine + limits::wait_first;
  CHECK(rung.look().status == 200);
}
