// Somebody is forgotten inside a crisis: no text holds the words, all the rest stands, and a replay of
// entries whose sealed parts are gone gives the same.
#include "crisis/forget.h"

#include "crisis/seal.h"
#include "crisis/testing.h"

using namespace voorzien;
using namespace voorzien::crisis;
using voorzien::crisis::testing::Play;
using voorzien::crisis::testing::vru_plan;

namespace {
std::string with_a_person(Play& play) {
  const std::string id = play.start();
  play.advance(play.now + minutes(1));
  FillPosition fill;
  fill.id.value = id;
  fill.position = vru_plan().leader;
  fill.state = "begun";
  fill.person = "Jan Dijkstra";
  fill.phone = "+31612345678";
  REQUIRE(play.act(fill) == "");
  REQUIRE(play.act(WriteLine{CrisisId{id}, "a1", "Slachtoffer is dhr. DIJKSTRA", 0}) == "");
  REQUIRE(play.act(WriteLine{CrisisId{id}, "a2", "Brand in een loods", 0}) == "");
  REQUIRE(play.act(SendSituation{CrisisId{id}, ""}) == "");
  REQUIRE(play.act(OfferHandover{CrisisId{id}, "", fill.position, "M. Smit", "Dijkstra kent de eigenaar"}) ==
          "");
  return id;
}
}  // namespace

TEST_CASE("every_text_with_the_words_is_gone_and_the_rest_stands") {
  Play play;
  const std::string id = with_a_person(play);
  const std::vector<Event> events = forget(play.state, "dijkstra");
  REQUIRE(events.size() == 1);
  for (const Event& event : events)
    evolve(play.state, event, {play.now, vru_plan(), "", "", ""}, play.touched);
  const Crisis& crisis = play.crisis(id);
  CHECK(crisis.leader.person.empty());
  CHECK(crisis.leader.phone.empty());  // with the name
  CHECK(crisis.leader.begun);
  CHECK(crisis.leader.handover->from.empty());
  CHECK(crisis.leader.handover->note.empty());
  CHECK(crisis.leader.handover->to == "M. Smit");
  CHECK(crisis.lines[0].text.empty());
  CHECK(crisis.lines[1].text == "Brand in een loods");
  CHECK(crisis.sent[0].lines[0].text.empty());
  CHECK(crisis.sent[0].lines[1].text == "Brand in een loods");
  CHECK_FALSE(crisis.calls[0].phone.empty());  // of somebody else
  CHECK(forget(play.state, "dijkstra").empty());
  CHECK(forget(play.state, "niemand").empty());
}

TEST_CASE("a_replay_without_the_erased_words_gives_the_same_crisis") {
  Play play;
  const std::string id = with_a_person(play);
  std::vector<Event> happened = play.happened;
  const std::vector<Event> events = forget(play.state, "dijkstra");
  for (const Event& event : events)
    evolve(play.state, event, {play.now, vru_plan(), "", "", ""}, play.touched);
  // What an erasure leaves of the events before it: nothing of what was sealed.
  for (Event& event : happened) (void)clear_words(event);
  happened.insert(happened.end(), events.begin(), events.end());
  State again;
  Touched touched;
  for (const Event& event : happened) evolve(again, event, {play.now, vru_plan(), "", "", ""}, touched);
  const Crisis& left = again.crises.at(id);
  const Crisis& right = play.crisis(id);
  CHECK(left.lines[1].text == right.lines[1].text);
  CHECK(left.leader.handover->to == right.leader.handover->to);
  CHECK(left.calls[0].phone == right.calls[0].phone);
  CHECK(left.sent[0].lines[1].text == right.sent[0].lines[1].text);
  CHECK(left.lines[0].text.empty());
  CHECK(left.next_due == right.next_due);
}

TEST_CASE("the_event_of_forgetting_is_sealed_itself") {
  Play play;
  (void)with_a_person(play);
  std::vector<Event> events = forget(play.state, "dijkstra");
  REQUIRE(events.size() == 1);
  CHECK(clear_words(events[0]));
  const Crisis& core = std::get<CrisisForgotten>(events[0]).crisis;
  CHECK(core.lines[1].text.empty());
  CHECK(core.calls[0].phone.empty());
  CHECK(core.leader.handover->to.empty());
}

TEST_CASE("somebody_of_the_directory_is_forgotten_whatever_the_name_that_was_typed") {
  Play play;
  const std::string id = play.start();
  const Call call = play.crisis(id).calls.front();
  FillPosition fill;
  fill.id.value = id;
  fill.position = vru_plan().leader;
  fill.state = "begun";
  fill.person = "Jantje van de ROL";
  fill.phone = "+31612345678";
  fill.contact = call.contact;
  REQUIRE(play.act(fill) == "");
  REQUIRE(play.crisis(id).leader.contact);
  CHECK(forget(play.state, "niemand").empty());
  const std::vector<Event> events = forget(play.state, "niemand", {ContactId{call.contact}});
  REQUIRE(events.size() == 1);
  for (const Event& event : events)
    evolve(play.state, event, {play.now, vru_plan(), "", "", ""}, play.touched);
  const Crisis& crisis = play.crisis(id);
  CHECK(crisis.leader.person.empty());
  CHECK(crisis.leader.phone.empty());
  CHECK_FALSE(crisis.leader.contact);
  CHECK(crisis.leader.begun);  // that somebody began stays
  CHECK(crisis.calls.front().name.empty());
  CHECK(crisis.calls.front().phone.empty());
}

TEST_CASE("another_name_that_is_typed_is_no_longer_the_person_of_the_directory") {
  Play play;
  const std::string id = play.start();
  FillPosition fill;
  fill.id.value = id;
  fill.position = vru_plan().leader;
  fill.state = "coming";
  fill.person = "D. Wouters";
  fill.contact = "contact-1";
  REQUIRE(play.act(fill) == "");
  fill.contact.reset();
  fill.person = "Een ander";
  REQUIRE(play.act(fill) == "");
  CHECK_FALSE(play.crisis(id).leader.contact);
}
