// The link by which somebody who is called answers without an account: one post, once, for an hour.
#include <algorithm>

#include "crisis/limits.h"
#include "crisis/team/teams.h"
#include "crisis/testing.h"

using namespace voorzien;
using namespace voorzien::crisis;
using voorzien::crisis::testing::Play;

namespace {
const std::string hash(64, 'a');

struct Called {
  Play play;
  std::string id;
  Call call;  // of the leader, called when the crisis began

  Called() : id(play.start()), call(play.crisis(id).calls.front()) { REQUIRE_FALSE(call.position.empty()); }

  std::string make(const std::string& with = hash) {
    return play.act(MakeAlarmLink{CrisisId{id}, call.id, with});
  }
  std::string answer(const std::string& state, std::int64_t minutes = 0, const std::string& with = hash) {
    play.name = call.name;
    play.role = "alarm-link";
    return play.act(AnswerAlarm{CrisisId{id}, call.team, call.position, with, state, minutes});
  }
  const CrisisPosition& post() const { return *find_post(play.crisis(id), call.team, call.position); }
  const Call& first() const { return play.crisis(id).calls.front(); }
};
}  // namespace

TEST_CASE("who_is_called_says_by_the_link_when_they_come_and_the_call_is_answered") {
  Called called;
  REQUIRE(called.make() == "");
  REQUIRE(called.post().link);
  CHECK(called.post().link->name == called.call.name);
  CHECK(called.post().link->until == called.play.now + limits::alarm_link_lasts);
  REQUIRE(called.answer("coming", 25) == "");
  CHECK(called.post().state == "coming");
  CHECK(called.post().person == called.call.name);
  CHECK(called.post().eta == called.play.now + minutes(25));
  CHECK(called.post().contact->id == called.call.contact);
  CHECK(called.first().outcome == "reached");
  CHECK(called.first().by.role == "alarm-link");
}

TEST_CASE("a_link_answers_once") {
  Called called;
  REQUIRE(called.make() == "");
  REQUIRE(called.answer("coming", 10) == "");
  CHECK(called.answer("refused") == "link-used");
  CHECK(called.post().state == "coming");
}

TEST_CASE("a_link_ends_after_its_hour_and_with_the_one_that_replaces_it") {
  Called called;
  REQUIRE(called.make() == "");
  const std::string second(64, 'b');
  REQUIRE(called.make(second) == "");
  CHECK(called.answer("coming", 10) == "no-such-link");
  called.play.advance(called.play.now + limits::alarm_link_lasts);
  CHECK(called.answer("coming", 10, second) == "link-expired");
}

TEST_CASE("who_cannot_come_makes_the_next_in_line_called") {
  Called called;
  REQUIRE(called.make() == "");
  const std::size_t before = called.play.crisis(called.id).calls.size();
  REQUIRE(called.answer("refused") == "");
  const Crisis& crisis = called.play.crisis(called.id);
  REQUIRE(crisis.calls.size() == before + 1);
  CHECK(crisis.calls.back().attempt == 2);
  CHECK(crisis.calls.back().position == called.call.position);
  CHECK(called.post().state == "called");
  CHECK(called.post().person.empty());
}

TEST_CASE("of_two_who_are_called_for_a_post_the_link_is_of_the_one_it_was_made_for") {
  Called called;
  called.play.advance(called.play.now + minutes(30));  // no answer: the next in line is called beside
  const Crisis& crisis = called.play.crisis(called.id);
  REQUIRE(std::ranges::count_if(crisis.calls, [&](const Call& one) {
            return one.outcome.empty() && is_for(one, called.call.team, called.call.position);
          }) == 2);
  REQUIRE(called.make() == "");
  CHECK(called.post().link->name == called.call.name);
  REQUIRE(called.answer("coming", 10) == "");
  CHECK(called.post().person == called.call.name);
  CHECK(called.first().outcome == "reached");
}

TEST_CASE("after_voicemail_the_link_still_answers_and_the_call_is_answered") {
  Called called;
  REQUIRE(called.make() == "");
  REQUIRE(called.play.act(AnswerCall{CrisisId{called.id}, called.call.id, "voicemail", {}, ""}) == "");
  REQUIRE(called.answer("coming", 10) == "");
  CHECK(called.post().person == called.call.name);
  CHECK(called.post().contact->id == called.call.contact);
  CHECK(called.first().outcome == "reached");
}

TEST_CASE("with_nobody_left_in_line_the_post_says_that_it_was_refused") {
  Called called;
  std::erase_if(called.play.duty, [&](const OnDuty& one) { return one.contact != called.call.contact; });
  REQUIRE(called.make() == "");
  REQUIRE(called.answer("refused") == "");
  CHECK(called.post().state == "refused");
}

TEST_CASE("a_post_that_another_fills_meanwhile_is_not_taken_back_by_a_link") {
  Called called;
  REQUIRE(called.make() == "");
  FillPosition other;
  other.id.value = called.id;
  other.team = called.call.team;
  other.position = called.call.position;
  other.state = "coming";
  other.person = "Een ander";
  REQUIRE(called.play.act(other) == "");
  CHECK(called.answer("coming", 5) == "post-taken");
  CHECK(called.post().person == "Een ander");
}

TEST_CASE("what_is_no_link_or_no_answer_is_refused_by_name") {
  Called called;
  CHECK(called.make("kort") == "no-hash");
  CHECK(called.make(std::string(64, 'G')) == "no-hash");
  CHECK(called.answer("coming", 5) == "no-such-link");
  REQUIRE(called.make() == "");
  CHECK(called.answer("later") == "unknown-state");
  CHECK(called.answer("coming", -1) == "too-long");
  CHECK(called.answer("coming", limits::alarm_minutes_max + 1) == "too-long");
  CHECK(called.answer("coming", limits::alarm_minutes_max) == "");
  CHECK(called.play.act(MakeAlarmLink{CrisisId{called.id}, "geen-oproep", hash}) == "no-such-call");
}

TEST_CASE("a_post_without_anybody_to_call_has_no_link") {
  Called called;
  std::erase_if(called.play.duty, [](const OnDuty&) { return true; });
  const std::string id = called.play.start("spc", "Een tweede");
  const Call& nobody = called.play.crisis(id).calls.front();
  CHECK(called.play.act(MakeAlarmLink{CrisisId{id}, nobody.id, hash}) == "nobody-to-alarm");
}

TEST_CASE("while_the_region_exercises_a_crisis_says_which_it_is") {
  Play play;
  play.region_exercises = true;
  StartCrisis start;
  start.title = "Gasexplosie";
  start.procedure = "spc";
  CHECK(play.act(start) == "exercise-or-real");
  start.exercise = true;
  REQUIRE(play.act(start) == "");
  CHECK(play.crisis(play.last_id).exercise);
  start.exercise = false;
  start.real = true;
  REQUIRE(play.act(start) == "");
  CHECK_FALSE(play.crisis(play.last_id).exercise);
}
