// A second team of one kind with the team that coordinates them, and a post that changes hands.
#include "crisis/team/teams.h"

#include <algorithm>
#include <set>

#include "crisis/testing.h"

using namespace voorzien;
using namespace voorzien::crisis;
using voorzien::crisis::testing::Play;
using voorzien::crisis::testing::vru_plan;

namespace {
ActivateTeam activate(const std::string& id, const std::string& team,
                      std::optional<std::string> where = std::nullopt) {
  ActivateTeam out;
  out.id.value = id;
  out.team = team;
  out.act = "activate";
  out.where = std::move(where);
  return out;
}

std::string with_copi(Play& play) {
  const std::string id = play.start();
  REQUIRE(play.act(activate(id, "copi")) == "");
  return id;
}

// A third person of every function that is on duty.
void add_third(Play& play) {
  for (const doctrine::PlanFunction& one : vru_plan().functions)
    play.duty.push_back({one.id, one.id + "-3", "Derde " + one.name, "+31612340003"});
}

std::vector<Call> calls_of(const Crisis& crisis, const std::string& team) {
  std::vector<Call> out;
  std::ranges::copy_if(crisis.calls, std::back_inserter(out),
                       [&](const Call& one) { return one.team == team; });
  return out;
}

FillPosition begin(const std::string& id, const std::string& team, const std::string& position,
                   const std::string& person) {
  FillPosition out;
  out.id.value = id;
  out.team = team;
  out.position = position;
  out.state = "begun";
  out.person = person;
  return out;
}

void as(Play& play, const std::string& name) { play.name = name; }
}  // namespace

TEST_CASE("a_second_copi_has_its_own_posts_and_people_and_a_coordinating_one_stands_with_it") {
  Play play;
  add_third(play);
  const std::string id = with_copi(play);
  REQUIRE(play.act(activate(id, "copi", "Rhenen")) == "");
  const Crisis& crisis = play.crisis(id);
  const CrisisTeam* second = standing_team(crisis, "copi-2");
  REQUIRE(second != nullptr);
  CHECK(second->name == "CoPI 2 (Rhenen)");
  CHECK(kind_of(*second) == "copi");
  CHECK(find_position(*second, "leider-copi") == nullptr);
  CHECK(find_position(*second, "leider-copi-2") != nullptr);
  CHECK(standing_team(crisis, "copi") != nullptr);
  REQUIRE(standing_team(crisis, "coordinerend-copi") != nullptr);  // BVR 2.1.1 c
  // Nobody is called for two posts.
  std::set<std::string> called;
  for (const Call& one : crisis.calls)
    if (!one.position.empty() && !one.contact.empty()) CHECK(called.insert(one.contact).second);
  CHECK(calls_of(crisis, "copi-2").size() >= 6);
  const std::vector<Call> coordinating = calls_of(crisis, "coordinerend-copi");
  REQUIRE(coordinating.size() == 2);
  CHECK(coordinating[0].contact == "leider-copi-3");
  // A third one: the coordinating team is there already.
  REQUIRE(play.act(activate(id, "copi", "Veenendaal")) == "");
  CHECK(standing_team(play.crisis(id), "copi-3") != nullptr);
  CHECK(std::ranges::count(play.crisis(id).teams, "coordinerend-copi", &CrisisTeam::id) == 1);
}

TEST_CASE("a_second_team_needs_a_first_a_place_and_a_plan_that_allows_it") {
  Play play;
  const std::string id = play.start();
  CHECK(play.act(activate(id, "copi", "Rhenen")) == "no-first-team");
  REQUIRE(play.act(activate(id, "copi")) == "");
  CHECK(play.act(activate(id, "copi")) == "already-so");
  CHECK(play.act(activate(id, "copi", " ")) == "text-missing");
  REQUIRE(play.act(activate(id, "rot")) == "");
  CHECK(play.act(activate(id, "rot", "Zeist")) == "one-of-a-kind");
  CHECK(play.crisis(id).teams.size() == 2);
}

TEST_CASE("each_team_of_a_kind_fills_asks_and_closes_by_itself") {
  Play play;
  add_third(play);
  const std::string id = with_copi(play);
  REQUIRE(play.act(activate(id, "copi", "Rhenen")) == "");
  for (const CrisisPosition& one : std::vector(standing_team(play.crisis(id), "copi-2")->positions))
    if (!one.optional) REQUIRE(play.act(begin(id, "copi-2", one.id, "J. de Boer")) == "");
  CHECK(standing_team(play.crisis(id), "copi-2")->begun);
  CHECK_FALSE(standing_team(play.crisis(id), "copi")->begun);
  AskSupport ask{CrisisId{id}, "copi-2", "rot", "Twee pelotons erbij"};
  CHECK(play.act(ask) == "");
  ActivateTeam close = activate(id, "copi-2");
  close.act = "close";
  close.reason = "Rhenen is onder controle";
  CHECK(play.act(close) == "");
  CHECK(standing_team(play.crisis(id), "copi-2") == nullptr);
  CHECK(standing_team(play.crisis(id), "copi") != nullptr);
  CHECK(standing_kind(play.crisis(id), "copi") != nullptr);
}

TEST_CASE("a_post_changes_hands_when_both_have_signed_and_not_before") {
  Play play;
  const std::string id = play.start();
  const std::string post = vru_plan().leader;
  const OfferHandover offer{CrisisId{id}, "", post, "M. Smit", "Twee besluiten liggen voor"};
  const TakeHandover take{CrisisId{id}, "", post};
  CHECK(play.act(offer) == "nobody-to-hand-over");
  REQUIRE(play.act(begin(id, "", post, "D. Wouters")) == "");
  CHECK(play.act(take) == "nothing-offered");
  CHECK(play.act(OfferHandover{CrisisId{id}, "", post, "D. Wouters", ""}) == "both-must-sign");  // to oneself
  REQUIRE(play.act(offer) == "");
  CHECK(play.crisis(id).leader.person == "D. Wouters");
  CHECK(play.act(take) == "offered-to-another");  // one person does not sign twice
  play.advance(play.now + minutes(2));
  as(play, "M. Smit");
  REQUIRE(play.act(take) == "");
  const CrisisPosition& leader = play.crisis(id).leader;
  CHECK(leader.person == "M. Smit");
  CHECK(leader.state == "begun");
  REQUIRE(leader.handover);
  CHECK(leader.handover->from == "D. Wouters");
  CHECK(leader.handover->by.name == "D. Wouters");
  CHECK(leader.handover->taken_by.name == "M. Smit");
  CHECK(leader.handover->taken == play.now);
  CHECK(play.act(take) == "nothing-offered");
}

TEST_CASE("what_is_written_by_hand_takes_an_offer_back") {
  Play play;
  const std::string id = play.start();
  const std::string post = vru_plan().leader;
  REQUIRE(play.act(begin(id, "", post, "D. Wouters")) == "");
  REQUIRE(play.act(OfferHandover{CrisisId{id}, "", post, "M. Smit", ""}) == "");
  REQUIRE(play.act(begin(id, "", post, "A. Aarts")) == "");
  as(play, "M. Smit");
  CHECK(play.act(TakeHandover{CrisisId{id}, "", post}) == "nothing-offered");
  CHECK(play.crisis(id).leader.person == "A. Aarts");
}
