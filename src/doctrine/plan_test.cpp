#include "doctrine/plan.h"

#include "doctrine/testing.h"

namespace voorzien::doctrine {
namespace {
using testing::all_of;
using testing::edited;
using testing::files_of;

const Doctrine& the_region() {
  static const Loaded loaded = load(files_of("vru"));
  REQUIRE_MESSAGE(loaded.faults.empty(), all_of(loaded.faults));
  return loaded.doctrine;
}
}  // namespace

TEST_CASE("the_plan_of_the_region_holds_what_the_law_and_the_region_say") {
  const Plan& plan = the_region().plan;
  CHECK(plan.title == "Regionaal crisisplan");
  REQUIRE(plan.level("grip-2") != nullptr);
  CHECK(plan.level("grip-2")->teams == std::vector<std::string>{"copi", "rot"});
  CHECK(plan.level("grip-1")->may_declare ==
        std::vector<std::string>{"leider-copi", "officer", "caco", "rol"});
  CHECK(plan.level("grip-4")->proposes == "article-39");
  CHECK(plan.levels.size() == 5);
  CHECK(plan.headings.size() == 15 + 5 * 4);
  CHECK(plan.heading("b3")->name == "Eigen veiligheid");
  CHECK(plan.position("gbt-burgemeester")->function == "burgemeester");
  CHECK(plan.team("copi")->positions.front().chair);
  CHECK(plan.decision("emergency-order")->holders_39 == std::vector<std::string>{"voorzitter"});
  CHECK(plan.criterion("b")->name == "bevolking");
  CHECK(plan.procedure("mcp")->review_date);
  CHECK(plan.function("ovd-politie")->duty == "hard");
  CHECK(plan.level("grip-9") == nullptr);
  CHECK(plan.position("") == nullptr);
}

TEST_CASE("the_terms_are_those_of_the_decree") {
  struct Row {
    const char *id, *article, *anchor, *met_by;
    std::int64_t minutes;
  };
  const Row rows[] = {
      {"T1", "BVR 2.2.3 lid 1", "t0", "alarm", 2},       {"T2", "BVR 2.2.3 lid 1", "t0", "told", 2},
      {"T3", "BVR 2.2.4", "t0", "description", 5},       {"T4", "BVR 2.3.1 a", "t0", "team", 30},
      {"T5", "BVR 2.3.1 b", "t0", "positions", 45},      {"T6", "BVR 2.3.1 b", "t0", "positions", 30},
      {"T7", "BVR 2.3.1 c", "t0", "positions", 30},      {"T8", "BVR 2.3.1 d", "t0", "positions", 40},
      {"T9", "BVR 2.3.1 e", "t0", "positions", 60},      {"T10", "BVR 2.3.1 f", "t0", "team", 90},
      {"T11", "BVR 2.3.1 f", "t0", "positions", 30},     {"T12", "BVR 2.3.1 g", "convened", "team", 60},
      {"T13", "BVR 2.4.2 lid 3", "data", "heading", 10}, {"T14", "BVR 2.4.1 lid 3", "none", "situation", 0}};
  const Plan& plan = the_region().plan;
  CHECK(plan.timers.size() == std::size(rows));
  for (const Row& row : rows) {
    CAPTURE(row.id);
    const PlanTimer* timer = plan.timer(row.id);
    REQUIRE(timer != nullptr);
    CHECK(timer->article == row.article);
    CHECK(timer->anchor == row.anchor);
    CHECK(timer->met_by == row.met_by);
    CHECK(timer->limit_s == row.minutes * 60);
  }
}

TEST_CASE("another_region_with_its_own_names_levels_and_procedure_loads_by_the_same_code") {
  const Loaded loaded = load(files_of("flevoland"));
  REQUIRE_MESSAGE(loaded.faults.empty(), all_of(loaded.faults));
  const Plan& other = loaded.doctrine.plan;
  const Plan& own = the_region().plan;
  CHECK(loaded.doctrine.region_code == "VR25");
  CHECK(other.levels.size() == 4);
  CHECK(other.level("grip-5") == nullptr);
  CHECK(other.timer("T4")->limit_s < own.timer("T4")->limit_s);  // stricter than the law is allowed
  // No team but the control room, and no procedure, has the name of one of the first region.
  for (const PlanTeam& team : other.teams)
    if (team.id != "meldkamer") CHECK_MESSAGE(own.team(team.id) == nullptr, team.id);
  for (const Procedure& procedure : other.procedures)
    CHECK_MESSAGE(own.procedure(procedure.id) == nullptr, procedure.id);
}

TEST_CASE("a_folder_without_plan_files_has_an_empty_plan_and_one_with_some_is_refused") {
  Files files = files_of("vru");
  std::vector<std::string> plan_files;
  for (const auto& [name, text] : files)
    if (name != "themes.toml" && name != "sources.toml" && name != "access.toml" && name != "region.toml" &&
        name != "detection.toml")
      plan_files.push_back(name);
  CHECK(plan_files.size() == 8);
  CHECK_FALSE(load(files).doctrine.plan.empty());
  for (const std::string& name : plan_files) {
    CAPTURE(name);
    Files without = files;
    without.erase(name);
    const std::string faults = all_of(load(without).faults);
    CHECK(faults.find(name + ":1:1: the file is missing: the files of the plan belong together") !=
          std::string::npos);
  }
  for (const std::string& name : plan_files) files.erase(name);
  const Loaded older = load(files);
  CHECK(older.faults.empty());
  CHECK(older.doctrine.plan.empty());
}

TEST_CASE("what_a_plan_file_may_not_hold_is_named_at_its_place") {
  struct Row {
    testing::Edit edit;
    const char* fault;
  };
  const Row rows[] = {
      {{"levels.toml", "", "rank = 1", "rang = 1"}, "levels.toml:8:1: unknown key 'rang'"},
      {{"levels.toml", "", "rank = 1", "rank = \"een\""}, "levels.toml:8:8: 'rank' must be a whole number"},
      {{"levels.toml", "", "rank = 1", "rank = 0"}, "levels.toml:8:8: 'rank' must lie between 1 and 100"},
      {{"timers.toml", "", "anchor = \"t0\"", "anchor = \"grip\""}, "'anchor' is 'grip' but must be one of"},
      {{"procedures.toml", "", "on = \"t0-set\"", "on = \"t0\""}, "'on' is 't0' but must be one of"},
      {{"teams.toml", "", "duty = \"hard\"", "duty = \"soft\""}, "'duty' is 'soft' but must be one of"},
      {{"cards.toml", "", "owner = \"caco\"", "owner = 7"}, "'owner' must be text"},
      {{"decisions.toml", "", "basis = \"WVR 39 lid 1\"", ""}, "'basis' is missing here"},
      {{"headings.toml", "", "shared_with = [\"all\"]", "shared_with = \"all\""}, "must be a list of texts"},
      {{"plan.toml", "", "title = ", "title "}, "plan.toml:4:"}};
  for (const Row& row : rows) {
    CAPTURE(row.fault);
    const std::string faults = all_of(load(edited(files_of("vru"), row.edit)).faults);
    CHECK_MESSAGE(faults.find(row.fault) != std::string::npos, faults);
  }
}
}  // namespace voorzien::doctrine
