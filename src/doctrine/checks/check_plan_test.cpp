#include "doctrine/checks/check_plan.h"

#include <chrono>

#include "doctrine/testing.h"

namespace voorzien::doctrine {
namespace {
using testing::all_of;
using testing::files_of;

// A fault put into the region's own text. In `to` a ^ stands where the fault must be told (and is taken out);
// else it is told where `at` stands, and without that at the top of the file.
struct Planted {
  const char *file, *anchor, *from, *to, *words;
  const char* at = nullptr;
};

void check_planted(const Planted& one) {
  CAPTURE(one.words);
  Files files = testing::edited(files_of("vru"), {one.file, one.anchor, one.from, one.to});
  std::string& text = files[one.file];
  int line = 1, column = 1;
  std::size_t caret = text.find('^');
  if (caret != std::string::npos) text.erase(caret, 1);
  if (one.at != nullptr) {
    caret = text.find(one.at);
    REQUIRE(caret != std::string::npos);
  }
  if (caret != std::string::npos) {
    line +=
        static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(caret), '\n'));
    column = static_cast<int>(caret - text.rfind('\n', caret == 0 ? 0 : caret - 1));
  }
  const std::string place =
      std::string(one.file) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
  const std::vector<Fault> faults = load(files).faults;
  const bool found = std::ranges::any_of(faults, [&](const Fault& fault) {
    return fault.to_text().starts_with(place) && fault.message.find(one.words) != std::string::npos;
  });
  CHECK_MESSAGE(found, "expected at ", place, one.words, "\ngot\n", all_of(faults));
}
}  // namespace

TEST_CASE("a_planted_fault_of_people_and_teams_is_told_at_its_place") {
  const Planted rows[] = {
      {"plan.toml", "", "leader = \"rol\"", "leader = ^\"roll\"",
       "'roll' does not exist: did you mean 'rol'?"},
      {"plan.toml", "", "description_by = \"caco\"", "description_by = ^\"x\"",
       "position 'x' does not exist"},
      {"plan.toml", "", "after_s = 600", "after_s = ^300", "later than the one before"},
      {"plan.toml", "", "to = \"leider-copi\"", "to = ^\"leider\"", "position 'leider' does not exist"},
      {"plan.toml", "", "on = \"2026-03-30\"", "on = ^\"2026-02-30\"", "is no date"},
      {"plan.toml", "", "on = \"2026-03-30\"", "on = ^\"2025-03-30\"", "before the one above"},
      {"plan.toml", "", "stage = \"adopted\"", "stage = ^\"proposal\"", "cannot follow 'views'"},
      {"levels.toml", "id = \"grip-3\"", "may_declare = [\"burgemeester\"]", "may_declare = ^[]",
       "nobody may declare level 'grip-3'"},
      {"levels.toml", "id = \"grip-2\"", "\"leider-copi\", \"rol\"", "\"leider-copi\", ^\"roll\"",
       "role 'roll' does not exist: did you mean 'rol'?"},
      {"levels.toml", "id = \"grip-2\"", "teams = [\"copi\", \"rot\"]", "teams = [\"copi\", ^\"rott\"]",
       "team 'rott' does not exist: did you mean 'rot'?"},
      {"levels.toml", "id = \"grip-2\"", "teams = [\"copi\", \"rot\"]", "teams = [\"copi\", ^\"copi\"]",
       "stands twice"},
      {"levels.toml", "id = \"grip-2\"", "told = [\"burgemeester\"", "told = [^\"wethouder\"",
       "function 'wethouder' does not exist"},
      {"levels.toml", "", "id = \"grip-2\"", "id = ^\"grip-1\"", "named twice, first in line 6"},
      {"levels.toml", "", "rank = 3", "rank = ^2", "must be higher than 2 of 'grip-2'"},
      {"levels.toml", "", "rank = 3", "rank = ^1", "lowest level first"},
      {"levels.toml", "", "proposes = \"article-39\"", "proposes = ^\"article-40\"", "must be one of"},
      {"teams.toml", "id = \"coordinerend-copi\"", "id = \"leider-coordinerend-copi\"",
       "id = ^\"leider-copi\"", "already one of team 'copi'"},
      {"teams.toml", "", "id = \"ovd-politie\"\nname = \"Officier", "id = \"ovd-pol\"\nname = \"Officier",
       "nobody can fill position 'ovd-politie'", "\"ovd-politie\""},
      {"teams.toml", "id = \"coordinerend-copi\"", "function = \"im-copi\"", "function = ^\"im-kopi\"",
       "nobody can fill position 'im-coordinerend-copi': there is no function 'im-kopi'"},
      {"teams.toml", "id = \"rot\"\nname", "asks = [\"okt\"]", "asks = [^\"okr\"]", "did you mean 'okt'?"},
      {"teams.toml", "id = \"coordinerend-copi\"", "coordinates = \"copi\"", "coordinates = ^\"copie\"",
       "did you mean 'copi'?"},
      {"teams.toml", "id = \"coordinerend-copi\"", "coordinates = \"copi\"", "coordinates = ^\"rot\"",
       "of team 'rot' only one may stand"},
      {"access.toml", "id = \"burgemeester\"", "crises = \"own\"", "crises = ^\"mine\"", "must be one of"},
      {"teams.toml", "id = \"gbt\"", "chair = true", "chair = true\n  optional = ^true",
       "may not be optional"},
      {"teams.toml", "id = \"im-rot\"\n  name", "begins_s = 1800", "chair = ^true\n  begins_s = 1800",
       "team 'rot' has a second chair"},
      {"teams.toml",
       "# ---------------------------------------------------------------- Operationeel kernteam",
       "[[team]]\nid = \"okt\"\nname = \"Operationeel kernteam\"",
       "^[[team]]\nid = \"lost\"\nname = \"Zoek\"\ntask = \"t\"\narticle = \"a\"\nlayer = \"richten\"\n"
       "[[team.position]]\nid = \"lost-rol\"\nname = \"n\"\nmandate = \"m\"\nfunction = \"rol\"\nchair = "
       "true\n"
       "[[team]]\nid = \"okt\"\nname = \"Operationeel kernteam\"",
       "nothing ever activates team 'lost'"}};
  for (const Planted& row : rows) check_planted(row);
}

TEST_CASE("a_planted_fault_of_a_procedure_is_told_at_its_place") {
  const Planted rows[] = {
      {"procedures.toml", "", "begin = \"report\"", "begin = ^\"repor\"", "did you mean 'report'?"},
      {"procedures.toml", "name = \"Evaluatie\"", "  [[procedure.phase]]\n  id = \"closed\"",
       "  ^[[procedure.phase]]\n  id = \"limbo\"\n  name = \"Nergens\"\n  [[procedure.phase]]\n  id = "
       "\"closed\"",
       "phase 'limbo' is a dead end"},
      {"procedures.toml", "name = \"Evaluatie\"", "  [[procedure.phase]]\n  id = \"closed\"",
       "  ^[[procedure.phase]]\n  id = \"limbo\"\n  name = \"Nergens\"\n  [[procedure.phase]]\n  id = "
       "\"closed\"",
       "phase 'limbo' can never be reached from 'report'"},
      {"procedures.toml", "", "final = true", "final = false", "procedure 'spc' has no final phase",
       "[[procedure]]\nid = \"spc\""},
      {"procedures.toml", "name = \"Evaluatie\"", "name = \"Evaluatie\"",
       "name = \"Evaluatie\"\n  final = ^true", "is final and a step leads on from it"},
      {"procedures.toml", "", "from = [\"report\"]", "from = [^\"rapport\"]",
       "phase 'rapport' does not exist"},
      {"procedures.toml", "", "to = \"criteria\"", "to = ^\"criterium\"", "phase 'criterium' does not exist"},
      {"procedures.toml", "", "guards = [\"a-team-begun\"]", "guards = [^\"a-team-began\"]",
       "did you mean 'a-team-begun'?"},
      {"procedures.toml", "", "guards = [\"a-team-begun\"]", "guards = ^[\"has-level\", \"has-no-level\"]",
       "can never be taken"},
      {"procedures.toml", "on = \"level-ended\"", "to = \"scaling-down\"",
       "guards = ^[\"has-level\"]\n  to = \"scaling-down\"", "can never be taken"},
      {"procedures.toml", "id = \"mcp\"", "guards = [\"has-analysis\"]", "guards = ^[\"has-level\"]",
       "in procedure 'mcp' its guards cannot hold"},
      {"procedures.toml", "", "review_date = true", "review_date = false", "can never be taken",
       "[\"has-review-date\"]"},
      {"procedures.toml", "id = \"mcp\"", "on = \"questions-answered\"", "on = ^\"t0-set\"",
       "can never be taken"},
      {"procedures.toml", "from = [\"evaluation\"]", "on = \"step\"\n  name = \"Sluit de crisis\"",
       "on = ^\"step\"", "needs a 'name'"},
      // Ambiguous: t0 leads to the criteria, and to the alarm.
      {"procedures.toml", "",
       "[[procedure.step]]\n  from = [\"report\", \"criteria\"]\n  on = \"alarm-begun\"",
       "^[[procedure.step]]\n  from = [\"report\", \"criteria\"]\n  on = \"t0-set\"",
       "this step is ambiguous"},
      {"procedures.toml", "name = \"Ga door met de andere teams\"",
       "[[procedure.step]]\n  from = [\"scaling-down\"]\n  on = \"step\"\n  name = \"Draag over aan de "
       "nafase\"",
       "^[[procedure.step]]\n  from = [\"scaling-down\"]\n  on = \"step\"\n  name = \"Ga door met de andere "
       "teams\"",
       "this step is ambiguous: 'step' can lead to 'handover'"},
      // What starts a crisis happens once, at its first phase.
      {"procedures.toml", "", "[[procedure.step]]\n  from = [\"report\"]\n  on = \"t0-set\"",
       "^[[procedure.step]]\n  from = [\"bob\"]\n  on = \"started\"\n  to = \"report\"\n\n  "
       "[[procedure.step]]\n"
       "  from = [\"report\"]\n  on = \"t0-set\"",
       "this step to 'report' is never taken"},
      {"procedures.toml", "", "kind = \"tailored\"", "kind = \"flash\"", "no procedure of kind 'tailored'"},
      {"procedures.toml", "", "points_to = \"spc\"", "points_to = ^\"spd\"", "procedure or level 'spd'"},
      {"procedures.toml", "", "themes = [\"fire\", ", "themes = [^\"vuur\", ", "theme 'vuur' does not exist"},
      {"procedures.toml", "", "scales = [\"groot\", ", "scales = [^\"enorm\", ",
       "scale 'enorm' does not exist"},
      {"procedures.toml", "", "[[trait]]\nid = \"sudden\"", "^[[trait]]\nasked = true\nid = \"sudden\"",
       "is asked and follows from signals"}};
  for (const Planted& row : rows) check_planted(row);
}

TEST_CASE("a_planted_fault_of_terms_headings_and_decisions_is_told_at_its_place") {
  const Planted rows[] = {
      {"timers.toml", "id = \"T4\"", "article = \"BVR 2.3.1 a\"", "article = \"BVR 2.3.1 z\"",
       "the term of BVR 2.3.1 a is missing (the first CoPI begins)"},
      {"timers.toml", "id = \"T14\"", "anchor = \"none\"", "anchor = \"t0\"",
       "the term of BVR 2.4.1 lid 3 is missing"},
      {"timers.toml", "id = \"T4\"", "limit_s = 1800", "limit_s = ^1801", "longer than BVR 2.3.1 a allows"},
      {"timers.toml", "id = \"T6\"", "limit_s = 1800", "limit_s = ^2400", "longer than BVR 2.3.1 b allows"},
      {"timers.toml", "id = \"T3\"", "limit_s = 300", "limit_s = ^0", "has no limit"},
      {"timers.toml", "id = \"T4\"", "team = \"copi\"", "team = ^\"kopi\"", "did you mean 'copi'?"},
      {"timers.toml", "id = \"T7\"", "\"voorlichter-rot\"", "^\"voorlichter\"", "position 'voorlichter'"},
      {"timers.toml", "id = \"T7\"", "\"voorlichter-rot\"", "^\"omgevingsanalist\"", "which is optional"},
      {"timers.toml", "id = \"T2\"", "[\"burgemeester\"]", "[^\"gbt-burgemeester\"]", "function 'gbt-burg"},
      {"timers.toml", "id = \"T2\"", "positions = [\"burgemeester\"]", "",
       "is met by 'told' and names no 'positions'", "\"told\""},
      {"timers.toml", "id = \"T12\"", "team = \"gbt\"", "team = \"rot\"",
       "never starts: team 'rot' is not convened", "\"convened\""},
      {"timers.toml", "", "id = \"T2\"", "id = ^\"T1\"", "timer 'T1' is named twice"},
      {"headings.toml", "id = \"b3\"", "article = \"BVR 2.4.1 lid 2 b3\"", "article = \"BVR 2.4.1 lid 2\"",
       "the heading of BVR 2.4.1 lid 2 b3 is missing"},
      {"headings.toml", "id = \"b3\"", "article = \"BVR 2.4.1 lid 2 b3\"",
       "article = ^\"BVR 2.4.1 lid 2 b2\"", "BVR 2.4.1 lid 2 b2 has two headings"},
      {"headings.toml", "id = \"b3\"", "owner = \"ovd-brandweer\"", "owner = ^\"ovd-b\"",
       "position 'ovd-b' does not exist"},
      {"headings.toml", "id = \"b3\"", "owner = \"ovd-brandweer\"", "", "heading 'b3' has no owner",
       "[[heading]]\nid = \"b3\""},
      {"headings.toml", "id = \"copi-ontwikkeling\"", "owner = \"im-copi\"", "owner = ^\"im-rot\"",
       "is no position of team 'copi'"},
      {"headings.toml", "id = \"b2\"", "\"rail\"", "^\"spoor\"", "task of a partner 'spoor' does not exist"},
      {"decisions.toml", "id = \"evacuate\"", "holders = [\"burgemeester\"]", "holders = [^\"mayor\"]",
       "role 'mayor' does not exist"},
      {"decisions.toml", "id = \"evacuate\"", "tell = [\"rol\"", "tell = [^\"iedereen\"",
       "function 'iedereen'"},
      {"cards.toml", "id = \"grip-2\"", "from_level = \"grip-2\"", "from_level = ^\"grip-7\"",
       "level 'grip-7'"},
      {"cards.toml", "id = \"smoke\"", "procedure = \"spc\"", "procedure = \"mcp\"\nfrom_level = ^\"grip-1\"",
       "never appears: procedure 'mcp' has no levels"},
      {"cards.toml", "id = \"smoke\"", "procedure = \"spc\"", "procedure = \"mcp\"\nt0 = ^true",
       "never appears: t0 is not set in procedure 'mcp'"},
      {"cards.toml", "id = \"smoke\"", "owner = \"im-copi\"", "owner = ^\"im\"",
       "position 'im' does not exist"},
      {"cards.toml", "id = \"smoke\"", "theme = \"air\"", "theme = ^\"lucht\"",
       "theme 'lucht' does not exist"}};
  for (const Planted& row : rows) check_planted(row);
}

TEST_CASE("a_fault_in_one_file_shows_in_the_others_that_lean_on_it") {
  const auto faults_after = [](const testing::Edit& edit) {
    return all_of(load(testing::edited(files_of("vru"), edit)).faults);
  };
  const std::string alone =
      faults_after({"teams.toml", "id = \"bevolkingszorg\"\nname", "at_t0 = true", "at_t0 = false"});
  CHECK(alone.find("nothing ever activates team 'bevolkingszorg'") != std::string::npos);
  CHECK(alone.find("timer 'T10' waits for team 'bevolkingszorg', which nothing") != std::string::npos);
  CHECK(alone.find("timer 'T11' waits for 'publieksvoorlichting'") != std::string::npos);
  Files files = files_of("vru");
  std::string& timers = files["timers.toml"];
  timers.erase(timers.find("[[criterion]]"), timers.find("[[timer]]") - timers.find("[[criterion]]"));
  CHECK(all_of(load(files).faults).find("timer 'T1' never starts: t0 needs a criterion") !=
        std::string::npos);
  files = files_of("vru");
  std::string& headings = files["headings.toml"];
  headings.erase(headings.find("[[heading]]\nid = \"meldkamer-ontwikkeling\""));
  CHECK(all_of(load(files).faults).find("timer 'T13' never starts: no team has headings of its own") !=
        std::string::npos);
}

TEST_CASE("a_file_or_list_past_its_limit_is_a_fault") {
  Files files = files_of("vru");
  std::string list = "x";
  for (int i = 0; i < 512; ++i) list += "\", \"x";
  files = testing::edited(files, {"levels.toml", "", "teams = [\"copi\"]", "teams = [\"" + list + "\"]"});
  CHECK(all_of(load(files).faults).find("this list holds 513: at most 512") != std::string::npos);
  files = files_of("vru");
  for (int i = 0; i < 17; ++i)
    files["procedures.toml"] += "\n[[procedure]]\nid='p" + std::to_string(i) +
                                "'\nname='n'\nshort_name='n'\nkind='flash'\nbegin='a'\n";
  CHECK(all_of(load(files).faults).find("there are 19 procedures: at most 16") != std::string::npos);
  files = files_of("vru");
  files["cards.toml"] += std::string(256 * 1024, '#');
  CHECK(all_of(load(files).faults).find("cards.toml:1:1: the file is larger than 262144") !=
        std::string::npos);
}

TEST_CASE("a_fault_elsewhere_is_not_told_again_by_the_plan") {
  const auto faults = load(testing::edited(files_of("vru"), {"access.toml", "", "[[role]]", "[role"})).faults;
  CHECK_MESSAGE(faults.size() == 1, all_of(faults));
}

TEST_CASE("the_largest_procedure_that_is_allowed_is_explored_in_bounded_time") {
  // Every phase leads to every other, all facts are free.
  std::string text =
      "[[procedure]]\nid='p'\nname='n'\nshort_name='n'\nkind='flash'\nlevels=true\nreview_date=true\nbegin='"
      "f0'\n";
  std::string all;
  for (int i = 0; i < 64; ++i) {
    const std::string id = "f" + std::to_string(i);
    text += "[[procedure.phase]]\nid='" + id + "'\nname='n'\n" + (i == 63 ? "final=true\n" : "");
    if (i < 63) all += "'" + id + "',";
  }
  for (int i = 1; i < 64; ++i)
    text += "[[procedure.step]]\nfrom=[" + all + "]\non='step'\nname='s" + std::to_string(i) + "'\nto='f" +
            std::to_string(i) + "'\n";
  Files files = files_of("vru");
  files["procedures.toml"] = text;
  const auto start = std::chrono::steady_clock::now();
  const std::string faults = all_of(load(files).faults);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  MESSAGE("64 phases, 63 steps from each: ", took.count(), " s");
  CHECK(took.count() < 20);  // with sanitizers on a busy machine; a release build takes a tenth
  CHECK(faults.find("no procedure of kind 'tailored'") != std::string::npos);
  CHECK(faults.find("larger than") == std::string::npos);
}

TEST_CASE("the_whole_check_of_the_region_takes_less_than_five_seconds") {
  const Files files = files_of("vru");
  const auto start = std::chrono::steady_clock::now();
  const Loaded loaded = load(files);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  MESSAGE("check of vru: ", took.count() * 1'000, " ms");
  CHECK(loaded.faults.empty());
  CHECK(took.count() < 5);
}
}  // namespace voorzien::doctrine
