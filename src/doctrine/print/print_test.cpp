#include "doctrine/print/print.h"

#include "doctrine/print/words.h"
#include "doctrine/testing.h"

namespace voorzien::doctrine {
namespace {
Doctrine region_after(const std::vector<testing::Edit>& edits) {
  Files files = testing::files_of("vru");
  for (const testing::Edit& edit : edits) files = testing::edited(std::move(files), edit);
  Loaded loaded = load(files);
  REQUIRE_MESSAGE(loaded.faults.empty(), testing::all_of(loaded.faults));
  return std::move(loaded.doctrine);
}
std::size_t count(const std::string& text, std::string_view words) {
  std::size_t out = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + words.size()))
    ++out;
  return out;
}
bool holds(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }
}  // namespace

TEST_CASE("the_printed_plan_holds_every_part_of_the_doctrine") {
  const Doctrine it = region_after({});
  const Plan& plan = it.plan;
  const std::string html = print_html(it);
  const std::string markdown = print_markdown(it);
  const auto both = [&](const std::string& words) {
    CAPTURE(words);
    CHECK(holds(html, words));
    CHECK(holds(markdown, words));
  };
  for (const PlanLevel& one : plan.levels) both(one.name);
  for (const PlanTeam& one : plan.teams) {
    both(one.task);
    for (const PlanPosition& each : one.positions) both(each.mandate);
  }
  for (const Procedure& one : plan.procedures)
    for (const Phase& phase : one.phases) both(phase.name);
  for (const PlanTimer& one : plan.timers) {
    both(one.obligation);
    both(one.article);
  }
  for (const PlanHeading& one : plan.headings) both(one.text);
  for (const DecisionType& one : plan.decisions) both(one.name);
  for (const ActionCard& one : plan.cards)
    for (const CardAction& action : one.actions) both(action.text);
  for (const OwnPower& one : plan.own_powers) both(one.power);
  for (const PlanFunction& one : plan.functions) both(one.name);
  for (const Trait& one : plan.traits) both(one.text);
  both("In werking sinds 15 april 2026");
  both("Leider CoPI, Officier van dienst, Calamiteitencoördinator, Regionaal operationeel leider");
}

TEST_CASE("the_page_is_one_file_without_script_that_prints_with_its_title_and_page_number") {
  const std::string html = print_html(region_after({}));
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"nl\">"));
  CHECK(holds(html, "content: \"Regionaal crisisplan \u00B7 Veiligheidsregio Utrecht\""));
  CHECK(holds(html, "content: \"versie 2026.1\""));
  CHECK(holds(html, "counter(page)"));
  CHECK_FALSE(holds(html, "<script"));
  CHECK_FALSE(holds(html, "http"));
  CHECK_FALSE(holds(html, "<link"));
  CHECK_FALSE(holds(html, "<img"));
  CHECK(count(html, "<svg") == 2);
  for (const char* tag : {"table", "tr", "td", "th", "h2", "h3", "svg", "p", "ol", "li", "text"}) {
    CAPTURE(tag);
    const std::string open = "<" + std::string(tag);
    CHECK(count(html, open + ">") + count(html, open + " ") == count(html, "</" + std::string(tag) + ">"));
  }
}

TEST_CASE("text_of_the_region_is_never_markup") {
  const Doctrine it = region_after(
      {{"plan.toml", "", "title = \"Regionaal crisisplan\"", "title = 'Plan \"</style><script>x</script>'"},
       {"teams.toml", "", "task = \"Alarmeren", "task = \"<b>&</b> | *a*"},
       {"procedures.toml", "", "name = \"Melding\"", "name = \"<i>Melding\""}});
  const std::string html = print_html(it);
  CHECK_FALSE(holds(html, "<script"));
  CHECK_FALSE(holds(html, "<i>"));
  CHECK(holds(html, "&lt;b&gt;&amp;&lt;/b&gt;"));
  CHECK(count(html, "</style>") == 1);
  const std::string markdown = print_markdown(it);
  CHECK(holds(markdown, "\\<b\\>&\\</b\\> | \\*a\\*"));
}

TEST_CASE("the_drawing_has_a_box_a_phase_and_a_lane_a_step") {
  const Doctrine it = region_after({});
  const std::string html = print_html(it);
  const std::string first = html.substr(html.find("<svg"), html.find("</svg>") - html.find("<svg"));
  const Procedure& procedure = it.plan.procedures.front();
  std::size_t dots = 0;
  for (const PlanStep& step : procedure.steps) dots += step.from.size();
  CHECK(count(first, "<rect") == procedure.phases.size());
  CHECK(count(first, "<path") == procedure.steps.size());
  CHECK(count(first, "<circle") == dots);
}

TEST_CASE("a_table_row_has_a_cell_for_each_head") {
  std::istringstream lines(print_markdown(region_after({})));
  std::size_t wanted = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("|")) {
      wanted = 0;
      continue;
    }
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    if (wanted == 0) wanted = bars;
    CHECK_MESSAGE(bars == wanted, line);
  }
}

TEST_CASE("a_column_that_says_nothing_is_left_out") {
  const std::string text = print_markdown(region_after({}));
  CHECK(holds(text, "| Positie | Vult | Mandaat | Vakbekwaam als | Begint binnen |"));  // of the CoPI
  CHECK(holds(text, "| Positie | Vult | Mandaat |\n"));  // of the policy team: no times, no certificates
}

TEST_CASE("two_versions_differ_in_words") {
  const Doctrine from = region_after({});
  CHECK(differences(from, from).empty());
  CHECK(holds(print_differences_markdown(from, from), "Er is niets gewijzigd."));
  const Doctrine to =
      region_after({{"plan.toml", "", "version = \"2026.1\"", "version = \"2026.2\""},
                    {"levels.toml", "id = \"grip-2\"", "[\"leider-copi\", \"rol\"]", "[\"rol\"]"},
                    {"timers.toml", "id = \"T4\"", "limit_s = 1800", "limit_s = 1500"},
                    {"teams.toml", "id = \"copi\"", "relief_after_s = 14400", "relief_after_s = 28800"},
                    {"teams.toml", "id = \"plotter-copi\"", "optional = true", "optional = false"},
                    {"procedures.toml", "", "guards = [\"a-team-begun\"]",
                     "guards = [\"a-team-begun\", \"leader-called\"]"},
                    {"decisions.toml", "", "id = \"shelter\"", "id = \"shelter-2\""}});
  std::vector<std::string> told;
  for (const Difference& one : differences(from, to))
    told.push_back(one.about + ": " + one.what + ": " + one.was + " > " + one.now);
  const std::vector<std::string> wanted = {"Plan: versie: 2026.1 > 2026.2",
                                           "Niveau GRIP 2: mag afkondigen: Leider CoPI, ROL > ROL",
                                           "Team CoPI: aflossing na: 4 uur > 8 uur",
                                           "Team CoPI, positie Plotter CoPI: facultatief: ja > nee",
                                           "Procedure SPC, stap door \u201CBegin de BOB-cyclus\u201D: als: "
                                           "een team is begonnen > een team is begonnen, "
                                           "de operationeel leider is gebeld",
                                           "Termijn T4 CoPI begint: tijd: 30 min > 25 min",
                                           "Besluit Opvanglocatie openen: : bestaat > vervalt",
                                           "Besluit Opvanglocatie openen: : \u2013 > nieuw"};
  CHECK_MESSAGE(told == wanted, joined(told, "\n"));
  CHECK(holds(print_differences_html(from, to), "van versie 2026.1 naar versie 2026.2"));
}

TEST_CASE("two_steps_of_one_cause_to_one_phase_are_not_taken_for_each_other") {
  const testing::Edit second = {"procedures.toml", "",
                                "[[procedure.step]]\n  from = [\"report\"]\n  on = \"t0-set\"",
                                "[[procedure.step]]\n  from = [\"evaluation\"]\n  on = \"step\"\n  name = "
                                "\"Begin de evaluatie\"\n  guards = [\"has-t0\"]\n  to = \"handover\"\n\n"
                                "  [[procedure.step]]\n  from = [\"bob\"]\n  on = \"step\"\n  name = "
                                "\"Begin de evaluatie\"\n  to = \"handover\"\n\n"
                                "  [[procedure.step]]\n  from = [\"report\"]\n  on = \"t0-set\""};
  const Doctrine it = region_after({second});
  CHECK(differences(it, it).empty());
  CHECK(differences(region_after({}), it).size() == 2);
}

TEST_CASE("every_word_of_the_closed_lists_has_dutch") {
  for (const std::string_view word : step_causes) CHECK_MESSAGE(dutch(word) != word, word);
  for (const std::string_view word : guard_names) CHECK_MESSAGE(dutch(word) != word, word);
}

TEST_CASE("times_and_dates_are_said_as_people_say_them") {
  CHECK(duration_words(5) == "5 s");
  CHECK(duration_words(60) == "1 min");
  CHECK(duration_words(120) == "2 min");
  CHECK(duration_words(3'600) == "60 min");
  CHECK(duration_words(5'400) == "90 min");
  CHECK(duration_words(14'400) == "4 uur");
  CHECK(duration_words(172'800) == "2 dagen");
  CHECK(duration_words(86'400) == "24 uur");
  CHECK(date_words("2026-04-05") == "5 april 2026");
  CHECK(date_words("2026-13-05") == "2026-13-05");
}
}  // namespace voorzien::doctrine
