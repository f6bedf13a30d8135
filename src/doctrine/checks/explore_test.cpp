#include "doctrine/checks/explore.h"

#include "doctrine/testing.h"

namespace voorzien::doctrine {
namespace {
Procedure small() {
  Procedure out;
  out.id = "p";
  out.kind = "flash";
  out.begin = "a";
  out.phases = {{"a", "A", false}, {"b", "B", false}, {"c", "C", true}};
  return out;
}
PlanStep step(std::vector<std::string> from, std::string on, std::string to,
              std::vector<std::string> guards = {}, std::string name = "n") {
  return {std::move(from), std::move(to), std::move(on), std::move(guards), std::move(name)};
}
}  // namespace

TEST_CASE("each_guard_is_a_question_about_one_fact_and_each_fact_is_asked") {
  std::set<Facts> told_apart;
  for (const std::string_view guard : guard_names) {
    CAPTURE(guard);
    int changes = 0;
    for (std::size_t bit = 0; bit < fact_count; ++bit) {
      const auto one = static_cast<Facts>(1U << bit);
      if (guard_holds(guard, one) == guard_holds(guard, 0)) continue;
      ++changes;
      told_apart.insert(one);
    }
    CHECK(changes == 1);
  }
  CHECK(told_apart.size() == fact_count);
  CHECK_FALSE(guard_holds("has-coffee", 0).has_value());
}

TEST_CASE("a_procedure_is_explored_over_every_phase_and_every_combination_of_facts") {
  // Nothing guards the way between a and b, so each must be met with all that can be so together.
  Procedure it = small();
  it.levels = true;
  it.review_date = true;
  it.steps = {step({"a"}, "step", "b"), step({"b"}, "step", "a"), step({"b"}, "step", "c", {}, "end")};
  const Exploration found = explore(it);
  // Of 2^9 the world leaves out: a leader who begins uncalled (a quarter). A team that has begun and an open
  // one are free of each other (an alarm that was taken back; all closed).
  const std::size_t combinations = 512 * 3 / 4;
  CHECK(found.states == combinations * 3);
  CHECK(found.phases == std::set<std::string>{"a", "b", "c"});
  CHECK(found.taken.size() == 3);
  CHECK(found.stuck.empty());
  CHECK(found.clashes.empty());
  MESSAGE("3 phases: ", found.states, " states, ", found.moves, " moves");
}

TEST_CASE("a_corner_without_a_way_out_is_found_though_each_phase_has_one") {
  Procedure it = small();
  it.levels = true;
  // Out of b only without t0, and t0 is for good.
  it.steps = {step({"a"}, "t0-set", "b"), step({"b"}, "step", "c", {"has-level"}), step({"a"}, "step", "c")};
  CHECK(explore(it).stuck.empty());
  it.levels = false;
  const Exploration found = explore(it);
  REQUIRE(found.stuck.contains("b"));
  CHECK(words_of(found.stuck.at("b")).find("has-t0") != std::string::npos);
  CHECK_FALSE(found.possible.contains(1));
}

TEST_CASE("steps_clash_only_when_both_can_happen_at_one_moment") {
  Procedure it = small();
  it.steps = {step({"a"}, "team-begun", "b", {"has-t0"}), step({"a"}, "team-begun", "c", {"leader-called"}),
              step({"b"}, "step", "c")};
  CHECK(explore(it).clashes == std::set<Clash>{{0, 1}});
  it.steps[1].to = "b";
  CHECK(explore(it).clashes.empty());
  // A person who chooses by name makes no clash; twice the same name does.
  it.steps = {step({"a"}, "step", "b", {}, "on"), step({"a"}, "step", "c", {}, "stop"),
              step({"b"}, "step", "c")};
  CHECK(explore(it).clashes.empty());
  it.steps[1].name = "on";
  CHECK(explore(it).clashes == std::set<Clash>{{0, 1}});
}

TEST_CASE("a_level_ends_only_when_there_is_one_and_a_leader_begins_only_when_called") {
  Procedure it = small();
  it.steps = {step({"a"}, "level-ended", "b"), step({"a"}, "step", "c")};
  CHECK_FALSE(explore(it).possible.contains(0));
  it.levels = true;
  CHECK(explore(it).possible.contains(0));
  it.steps[0] = step({"a"}, "step", "b", {"leader-begun"});
  CHECK(explore(it).possible.contains(0));
  it.steps[0] = step({"a"}, "started", "b", {"has-level"});
  CHECK_FALSE(explore(it).possible.contains(0));
}

TEST_CASE("both_procedures_of_the_region_reach_all_phases_and_can_always_end") {
  const Loaded loaded = load(testing::files_of("vru"));
  REQUIRE(loaded.faults.empty());
  for (const Procedure& one : loaded.doctrine.plan.procedures) {
    CAPTURE(one.id);
    const Exploration found = explore(one);
    CHECK(found.phases.size() == one.phases.size());
    CHECK(found.taken.size() == one.steps.size());
    CHECK(found.clashes.empty());
    CHECK(found.stuck.empty());
    MESSAGE(one.id, ": ", found.states, " states, ", found.moves, " moves");
  }
}
}  // namespace voorzien::doctrine
