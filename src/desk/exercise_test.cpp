// The whole region exercises: begun and ended with a reason, never over a real crisis, and what is made says
// so.
#include "desk/exercise.h"

#include <doctest/doctest.h>

#include "desk/limits.h"
#include "doctrine/testing.h"

using namespace voorzien;
using namespace voorzien::desk;

namespace {
struct Desk {
  State state;
  Instant now = *parse_rfc3339("2026-11-27T14:00:00Z");
  doctrine::Doctrine doctrine;
  Touched touched;
  std::vector<std::string> real_crises;
  std::optional<bool> exercised;

  Context context() const { return {now, doctrine, "wouters", "D. Wouters", "rol", real_crises, exercised}; }
  // The refusal's rule, or nothing when it was done.
  std::string act(const Command& command) {
    const Decision decision = decide(state, command, context());
    if (decision.refusal) return decision.refusal->rule;
    for (const Event& event : decision.events) evolve(state, event, context(), touched);
    return {};
  }
};

WriteEntry entry(const std::string& text) {
  WriteEntry out;
  out.text = text;
  out.place = "Zeist";
  out.theme = "fire";
  return out;
}
}  // namespace

TEST_CASE("a_region_exercises_from_an_act_to_an_act_each_with_a_reason") {
  Desk desk;
  desk.doctrine.themes.push_back({});
  CHECK(desk.act(BeginExercise{"Najaarsstorm", " "}) == "text-missing");
  CHECK(desk.act(BeginExercise{"", "oefenkalender"}) == "text-missing");
  CHECK(desk.act(EndExercise{"klaar"}) == "no-exercise");
  REQUIRE(desk.act(BeginExercise{"Najaarsstorm", "oefenkalender"}) == "");
  REQUIRE(desk.state.exercise);
  CHECK(desk.state.exercise->title == "Najaarsstorm");
  CHECK(desk.state.exercise->by == "D. Wouters");
  CHECK(desk.touched.contains({"region", "region"}));
  CHECK(desk.act(BeginExercise{"Nog een", "oefenkalender"}) == "already-exercising");
  CHECK(desk.act(EndExercise{""}) == "text-missing");
  REQUIRE(desk.act(EndExercise{"klaar"}) == "");
  CHECK_FALSE(desk.state.exercise);
}

TEST_CASE("no_exercise_begins_over_a_real_crisis") {
  Desk desk;
  desk.real_crises = {"C-1127-1", "C-1127-2"};
  const Decision decision = decide(desk.state, BeginExercise{"Storm", "kalender"}, desk.context());
  REQUIRE(decision.refusal);
  CHECK(decision.refusal->rule == "real-crisis-runs");
  CHECK(decision.refusal->detail == "C-1127-1, C-1127-2");
  CHECK(decision.events.empty());
}

TEST_CASE("words_of_an_exercise_have_a_limit") {
  Desk desk;
  const std::string longest(limits::exercise_words_max, 'a');
  CHECK(desk.act(BeginExercise{longest + "a", "kalender"}) == "too-long");
  CHECK(desk.act(BeginExercise{longest, longest + "a"}) == "too-long");
  CHECK(desk.act(BeginExercise{longest, longest}) == "");
}

TEST_CASE("a_line_of_an_exercise_says_so_and_one_of_a_real_crisis_does_not") {
  Desk desk;
  REQUIRE(desk.act(WriteLog{"voor de oefening", {}, {}, {}, {}}) == "");
  REQUIRE(desk.act(BeginExercise{"Storm", "kalender"}) == "");
  REQUIRE(desk.act(WriteLog{"in de oefening", {}, {}, {}, {}}) == "");
  desk.exercised = false;  // of a crisis that is real
  REQUIRE(desk.act(WriteLog{"echt, geen spel", {}, "c", {}, {}}) == "");
  desk.exercised.reset();
  REQUIRE(desk.act(EndExercise{"klaar"}) == "");
  desk.exercised = true;  // of a crisis that is an exercise by itself
  REQUIRE(desk.act(WriteLog{"oefencrisis", {}, "c", {}, {}}) == "");
  std::vector<bool> marked;
  for (const LogLine& line : desk.state.log) marked.push_back(line.exercise.value_or(false));
  CHECK(marked == std::vector<bool>{false, true, false, true});
}

TEST_CASE("an_entry_in_an_exercise_is_a_marked_line_and_no_signal_unless_it_is_real") {
  Desk desk;
  doctrine::Loaded loaded = doctrine::load(doctrine::testing::files_of("vru"));
  desk.doctrine = std::move(loaded.doctrine);
  REQUIRE(desk.act(BeginExercise{"Storm", "kalender"}) == "");
  const Decision played = decide(desk.state, entry("Brand in de schuur"), desk.context());
  REQUIRE(played.events.size() == 1);
  const auto* line = std::get_if<LogLineWritten>(&played.events.front());
  REQUIRE(line != nullptr);
  CHECK(line->line.exercise == true);
  CHECK(line->line.text == "Brand in de schuur, Zeist");
  WriteEntry real = entry("Brand in de schuur");
  real.real = true;
  const Decision happened = decide(desk.state, real, desk.context());
  REQUIRE(happened.events.size() == 1);
  CHECK(std::holds_alternative<EntryWritten>(happened.events.front()));
}
