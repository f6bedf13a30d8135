// Values that cannot all be so: side by side, asked after, settled.
#include "crisis/crisis.h"
#include "crisis/testing.h"

using namespace voorzien;
using namespace voorzien::crisis;
using voorzien::crisis::testing::Play;

TEST_CASE("a_contradiction_is_put_side_by_side_asked_after_and_settled_with_a_reason") {
  Play play;
  const std::string id = play.start();
  RaiseContradiction raise;
  raise.id.value = id;
  raise.heading = "c2";
  raise.about = "Gewonden";
  raise.values = {{"7", "hoofd-ghor", play.now}};
  CHECK(play.act(raise) == "values-missing");
  raise.values.push_back({"7", "ovd-politie", {}});
  CHECK(play.act(raise) == "same-value");
  raise.values[1].text = "11";
  raise.values[1].at = play.now + minutes(1);
  CHECK(play.act(raise) == "time-in-future");
  raise.values[1].at.reset();
  raise.heading = "z9";
  CHECK(play.act(raise) == "unknown-heading");
  raise.heading = "c2";
  REQUIRE(play.act(raise) == "");
  const std::string contradiction = play.last_id;
  CHECK(play.crisis(id).contradictions[0].by.name == "D. Wouters");

  REQUIRE(play.act(AskContradiction{CrisisId{id}, contradiction, {}}) == "");
  const std::vector<CrisisAction>& actions = play.crisis(id).actions;
  REQUIRE(actions.size() == 2);
  CHECK(actions[0].owner == "hoofd-ghor");
  CHECK(actions[1].owner == "ovd-politie");
  CHECK(actions[0].id != actions[1].id);
  CHECK(actions[0].text == "Gewonden: 7 (hoofd-ghor) of 11 (ovd-politie)?");
  CHECK(play.act(AskContradiction{CrisisId{id}, contradiction, {}}) == "already-so");

  CHECK(play.act(SettleContradiction{CrisisId{id}, contradiction, 3, "Geteld"}) == "unknown-value");
  CHECK(play.act(SettleContradiction{CrisisId{id}, contradiction, 2, ""}) == "text-missing");
  CHECK(play.act(SettleContradiction{CrisisId{id}, "nothing", 2, "Geteld"}) == "no-such-contradiction");
  REQUIRE(play.act(SettleContradiction{CrisisId{id}, contradiction, 2, "Geteld op de verzamelplek"}) == "");
  CHECK(play.crisis(id).contradictions[0].state == "settled");
  CHECK(play.crisis(id).contradictions[0].values.size() == 2);
  CHECK(play.act(SettleContradiction{CrisisId{id}, contradiction, 2, "Nog eens"}) == "already-so");
  CHECK(play.act(SettleContradiction{CrisisId{id}, contradiction, 1, "Twee dubbel geteld"}) == "");
}

TEST_CASE("an_open_contradiction_goes_on_in_the_crisis_that_the_other_goes_on_in") {
  Play play;
  const std::string first = play.start();
  const std::string second = play.start("spc", "Rook Bilthoven");
  REQUIRE(play.act(RaiseContradiction{
              CrisisId{first}, "", "Afzetting", {{"150 m", "CoPI", {}}, {"300 m", "gasbeheerder", {}}}}) ==
          "");
  MergeCrisis merge;
  merge.id.value = first;
  merge.into.value = second;
  merge.reason = "Hetzelfde gebeuren";
  REQUIRE(play.act(merge) == "");
  REQUIRE(play.crisis(second).contradictions.size() == 1);
  CHECK(play.crisis(second).contradictions[0].about == "Afzetting");
  CHECK(play.crisis(first).contradictions.size() == 1);
}
