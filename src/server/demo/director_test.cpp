// The film's own people: what they do follows from the state of that moment, and the same act does nothing
// twice.
#include "server/demo/director.h"

#include <doctest/doctest.h>

#include "adapters/memory/store.h"
#include "engine/testing.h"
#include "server/demo/demonstration.h"

using namespace voorzien;
using namespace voorzien::engine::testing;
using server::Director;

namespace {
film::Act act(const std::string& user, const std::string& command, const std::string& body) {
  return {noon, user, command, body};
}

struct Stage {
  adapters::MemoryStore store;
  FixedClock clock;
  Collector publisher;
  std::unique_ptr<engine::Engine> engine;

  Stage() {
    auto started = engine::Engine::start(doctrine_of_the_region(),
                                         {store, clock, publisher, [] { return fixed_salt(); }, &store}, {});
    REQUIRE(started);
    engine = std::move(*started);
  }
  std::unique_ptr<Director> direct(std::vector<film::Act> acts) const {
    auto made =
        Director::of(std::move(acts), server::demo_accounts(), doctrine_of_the_region().access, *engine);
    if (!made) FAIL(made.error().to_text());
    return std::move(*made);
  }
  crisis::State crises() const {
    crisis::State out;
    engine->look([&](const views::Sight&, const engine::RegionState& state) { out = state.crisis; });
    return out;
  }
};
}  // namespace

TEST_CASE("acts_find_the_crisis_that_was_begun_before_them") {
  const Stage stage;
  const auto director = stage.direct(
      {act("terpstra", "crisis/start", R"({"signals":[],"title":"Brand","procedure":"spc"})"),
       act("aarts", "crisis/level", R"({"id":"<crisis>","level":"grip-1","criterion":"b"})"),
       act("idrissi", "crisis/line",
           R"({"id":"<crisis>","heading":"a1","text":"Loods","version":<version:a1>})"),
       act("aarts", "crisis/action", R"({"id":"<crisis>","text":"Meten","due":"<+20m>","state":"open"})")});
  for (int n = 0; n < 4; ++n) CHECK(director->act());
  CHECK_FALSE(director->next());
  const crisis::State state = stage.crises();
  REQUIRE(state.crises.size() == 1);
  const crisis::Crisis& crisis = state.crises.begin()->second;
  CHECK(crisis.level == "grip-1");
  CHECK(crisis.started_by.name == "R. Terpstra");
  CHECK(crisis.lines.front().text == "Loods");
  CHECK(crisis.actions.front().due == noon + minutes(20));
}

TEST_CASE("an_act_that_finds_nothing_or_is_refused_is_passed_over_and_the_next_one_goes_on") {
  const Stage stage;
  const auto director =
      stage.direct({act("aarts", "crisis/level", R"({"id":"<crisis>","level":"grip-1"})"),
                    act("terpstra", "crisis/start", R"({"signals":["<signal:Brand>"],"procedure":"spc"})"),
                    act("terpstra", "crisis/start", R"({"title":"","procedure":"spc"})"),
                    act("terpstra", "log/write", R"({"text":"Er is niets"})")});
  CHECK_FALSE(director->act());
  CHECK_FALSE(director->act());
  CHECK_FALSE(director->act());
  CHECK(director->act());
  CHECK(director->passed_over() == 3);
}

TEST_CASE("the_same_act_after_a_restart_does_nothing_twice") {
  const Stage stage;
  const std::vector<film::Act> acts{
      act("terpstra", "crisis/start", R"({"title":"Brand","procedure":"spc"})")};
  CHECK(stage.direct(acts)->act());
  CHECK(stage.direct(acts)->act());
  CHECK(stage.crises().crises.size() == 1);
}

TEST_CASE("a_film_with_people_or_acts_that_there_are_not_does_not_begin") {
  const Stage stage;
  const auto fault = [&](film::Act one) {
    return Director::of({std::move(one)}, server::demo_accounts(), doctrine_of_the_region().access,
                        *stage.engine)
        .error()
        .detail;
  };
  CHECK(fault(act("niemand", "crisis/start", "{}")) == "niemand is no account of the demonstration");
  CHECK(fault(act("terpstra", "crisis/burn", "{}")) == "crisis/burn is no act of a film");
  CHECK(fault(act("lezer", "crisis/start", "{}")) == "reader may not crisis/start");
}
