#include "server/film/compose.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

#include "feeds/feed.h"
#include "server/film/film.h"
#include "server/film/script.h"

namespace voorzien::film {
namespace {
const std::string frame =
    "title Proef\nday 2026-06-27\nfrom 12:00\nto 13:00\nseed 7\nsource pager flex\nsource knmi "
    "knmi-warnings\n"
    "source ndw datex2\nsource rws rws-csv\nsource netbeheer observations\nsource partners cap\n";

Composed made(const std::string& rest) {
  Result<Composed> out = compose(frame + rest);
  if (!out) FAIL(out.error().to_text());
  return std::move(out).value();
}
std::vector<FilmLine> lines_of(const Composed& composed) {
  const Result<Film> film = Film::from_text(composed.lines);
  REQUIRE(film);
  std::vector<FilmLine> out;
  for (std::size_t i = 0; i < film->size(); ++i) out.push_back(film->line(i).value());
  return out;
}
observations::Understood understood(const FilmLine& line) {
  feeds::Context context;
  context.source = {line.source};
  context.received = line.received;
  context.zone = "utc";
  return feeds::parse(*feeds::format_by_name(line.format), line.body, context);
}
std::string fault(const std::string& script) {
  const Result<Composed> out = compose(script);
  REQUIRE_FALSE(out);
  return out.error().where + ": " + out.error().detail;
}
}  // namespace

TEST_CASE("a_script_gives_the_same_bytes_each_time_and_others_with_another_seed") {
  const std::string noise = "noise an_hour=60\n  1 000701{100..999} | A1 {10000..99999} Rit: {100..999}\n";
  CHECK(made(noise).lines == made(noise).lines);
  CHECK_FALSE(made(noise).lines == made("seed 8\n" + noise).lines);
  const std::size_t count = lines_of(made(noise)).size();
  CHECK(count > 35);
  CHECK(count < 90);
}

TEST_CASE("a_page_is_a_pager_line_that_the_parser_reads") {
  const auto lines = lines_of(made("12:31:05 page 000701131 000709500 | P 1 (Middel BR) BR woning 091234\n"));
  REQUIRE(lines.size() == 1);
  const auto out = understood(lines[0]);
  CHECK(out.verdict == observations::Verdict::Accepted);
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].native_level == "Middel BR");
  CHECK(out.observations[0].t_observed == parse_instant("2026-06-27T12:31:05+02:00").value());
}

TEST_CASE("a_call_repeats_at_its_second") {
  const auto lines = lines_of(made("every page every=5m at=0:04 001180000 | TESTOPROEP MOB\n"));
  REQUIRE(lines.size() == 12);
  CHECK(lines[0].body == "FLEX|2026-06-27 10:00:04|1600/2/K/A|00.002|001180000|ALN|TESTOPROEP MOB\n");
  CHECK(understood(lines[3]).observations.at(0).status == observations::Status::Test);
}

TEST_CASE("a_warning_changes_and_vanishes_from_the_snapshots") {
  const auto lines =
      lines_of(made("12:15 warning w color=yellow phenomenon=thunderstorm onset=13:00 expires=19:00 "
                    "area=\"5,52 5.4,52 5.4,52.2\" "
                    "nl=\"Code geel: onweer\" chance=60-90\n12:25 warning w color=orange nl=\"Code "
                    "oranje\"\n12:45 warning w gone\n"
                    "snapshots knmi every=10m\n"));
  REQUIRE(lines.size() == 7);
  std::vector<std::string> levels;
  for (const FilmLine& line : lines) {
    const auto out = understood(line);
    CHECK(out.verdict == observations::Verdict::Accepted);
    CHECK(out.full_list);
    levels.push_back(out.observations.empty() ? "" : out.observations[0].native_level);
  }
  CHECK(levels ==
        std::vector<std::string>{"", "", "yellow; 60-90", "orange; 60-90", "orange; 60-90", "", ""});
}

TEST_CASE("water_is_measured_and_only_the_newest_forecast_is_published") {
  const auto lines =
      lines_of(made("water rws \"Hagestein boven\" every=30m\n  curve 12:00 200, 13:00 220\n"
                    "water rws \"Hagestein boven\" known=12:00\n  expected 18:00 300, 24:00 350\n"
                    "water rws \"Hagestein boven\" known=12:30\n  expected 24:00 360\n"));
  REQUIRE(lines.size() == 3);
  CHECK(understood(lines[0]).observations.size() == 3);
  const auto second = understood(lines[1]);
  REQUIRE(second.observations.size() == 2);
  CHECK(second.observations[0].quantity->value == 210);
  CHECK(second.observations[0].t_observed == parse_instant("2026-06-27T12:30:00+02:00").value());
  CHECK(second.observations[1].quantity->value == 360);
  CHECK(second.observations[1].quality == "forecast");
}

TEST_CASE("an_item_keeps_the_fields_that_are_not_named_again") {
  const auto lines =
      lines_of(made("12:10 item netbeheer nb-1 kind=outage title=\"Stroomstoring\" value=3100 "
                    "unit=households areas=GM0356,VR09\n"
                    "12:40 item netbeheer nb-1 status=ended\nbeat netbeheer every=30m\n"));
  REQUIRE(lines.size() == 5);
  const auto first = understood(lines[1]);
  CHECK(first.verdict == observations::Verdict::Accepted);
  CHECK(first.observations.at(0).areas == std::vector<std::string>{"GM0356", "VR09"});
  const auto last = understood(lines[3]).observations.at(0);
  CHECK(last.title == "Stroomstoring");
  CHECK(last.native_version == "2");
  CHECK(last.status == observations::Status::Ended);
  CHECK(understood(lines[0]).observations.empty());
}

TEST_CASE("broken_and_frozen_lines_are_what_they_say") {
  const auto lines =
      lines_of(made("snapshots knmi every=10m\nbroken knmi 12:15 half\nbroken knmi 12:25 html\n"
                    "frozen knmi 12:40 12:55\n"));
  REQUIRE(lines.size() == 7);
  CHECK(understood(lines[2]).verdict == observations::Verdict::Rejected);
  CHECK(understood(lines[3]).verdict == observations::Verdict::Rejected);
  CHECK(understood(lines[4]).verdict == observations::Verdict::Accepted);
  CHECK(lines[4].body == lines[5].body);
  CHECK(lines[6].body != lines[5].body);
}

TEST_CASE("a_faulty_script_is_named_by_its_line") {
  CHECK(fault("title x\n").find("needs day") != std::string::npos);
  CHECK(fault(frame + "nonsense 1\n") == "line 12: 'nonsense' is no statement of a film script");
  CHECK(fault("  indented\n") == "line 1: indented, but nothing stands above it");
  CHECK(fault(frame + "12:10 page 0007\n").find("line 12: ") == 0);
  CHECK(fault(frame + "past around=1\n").find("past needs station") != std::string::npos);
  CHECK(fault(frame + "past station=x around=1\n").find("past needs season=NUMBER") != std::string::npos);
  CHECK(fault(frame + "usual pager/care 0.9\n").find("line 12: ") == 0);
  CHECK(fault(frame + "usual pager/care x GM0344=1\n").find("usual needs") != std::string::npos);
  CHECK(fault(frame + "usual pager/care 0.9 GM0344=x\n").find("is no AREA=TIMES") != std::string::npos);
  CHECK(fault(frame + "usual pager/care 0.9 GM0344\n").find("is no AREA=TIMES") != std::string::npos);
  CHECK(fault(frame + "noise an_hour=40\n  x | y\n").find("line 12: ") == 0);
  CHECK(fault(frame + "noise an_hour=40\n  1 000700001 | {missing}\n").find("no words 'missing'") !=
        std::string::npos);
  CHECK(fault(frame + "source fax paper\n").find("line 12: ") == 0);
  CHECK(fault(frame + "series netbeheer x every=10m\n").find("has no line 'curve") != std::string::npos);
  CHECK(fault(frame + "12:10 item nobody x title=t\n").find("names no source nobody") != std::string::npos);
  CHECK(fault(frame + "snapshots knmi every=0m\n").find("needs every=5m") != std::string::npos);
}

TEST_CASE("what_the_films_people_do_is_composed_in_order_and_its_faults_are_named") {
  const Result<Composed> composed = compose(frame +
                                            "12:20:07 act rol crisis/call\n  {\"id\":\n  1}\n"
                                            "12:10:07 act caco crisis/start\n  {}\n");
  REQUIRE(composed);
  REQUIRE(composed->acts.size() == 2);
  CHECK(composed->acts[0].user == "caco");
  CHECK(composed->acts[0].command == "crisis/start");
  CHECK(composed->acts[1].body == "{\"id\":1}");
  CHECK(composed->lines.find("crisis") == std::string::npos);  // a film file holds none
  CHECK(fault(frame + "12:10 act caco crisis/start\n").find("act needs a time") != std::string::npos);
  CHECK(fault(frame + "12:10 act caco start\n  {}\n").find("act needs a time") != std::string::npos);
  CHECK(fault(frame + "29:10 act caco crisis/start\n  {}\n").find("outside the film") != std::string::npos);
}

TEST_CASE("times_and_lengths_are_read_strictly") {
  CHECK(time_of_day("14:31") == hours(14) + minutes(31));
  CHECK(time_of_day("25:00:09") == hours(25) + seconds(9));
  CHECK_FALSE(time_of_day("14"));
  CHECK_FALSE(time_of_day("14:60"));
  CHECK_FALSE(time_of_day("14:31:05:06"));
  CHECK_FALSE(time_of_day("a:10"));
  CHECK(length_of("5m") == minutes(5));
  CHECK_FALSE(length_of("5"));
  CHECK_FALSE(length_of("0m"));
  CHECK_FALSE(length_of("m"));
}

TEST_CASE("the_summer_afternoon_composes_quickly_into_a_film_without_faults") {
  std::ifstream in(VOORZIEN_SOURCE_DIR "/films/summer_afternoon.film.txt", std::ios::binary);
  REQUIRE(in);
  const std::string script(std::istreambuf_iterator<char>(in), {});
  const Result<Composed> composed = compose(script);
  if (!composed) FAIL(composed.error().to_text());
  CHECK(composed->to - composed->from >= hours(3));
  CHECK(composed->chapters.size() >= 8);
  CHECK(compose(script)->lines == composed->lines);
  const Result<Film> film = Film::from_text(composed->lines);
  REQUIRE(film);
  CHECK(check(*film, {"pager", "knmi", "ndw", "rws", "netbeheer", "ns", "weerstation", "lucht", "evenementen",
                      "partners", "meldkamer", "waterschap", "hand"})
            .faults.empty());
  std::map<std::string, int> rejected;
  std::map<std::string, int> remarked;
  std::map<std::string, std::size_t> observed;
  for (std::size_t i = 0; i < film->size(); ++i) {
    const FilmLine line = film->line(i).value();
    const auto out = understood(line);
    if (out.verdict == observations::Verdict::Rejected) ++rejected[line.source];
    const bool of_the_sender =
        std::ranges::any_of(out.remarks, [](const auto& one) { return one.code != "areas-coarse"; });
    if (out.verdict == observations::Verdict::AcceptedWithRemarks && of_the_sender) ++remarked[line.source];
    observed[line.source] += out.observations.size();
  }
  CHECK(rejected == std::map<std::string, int>{{"knmi", 1}, {"ndw", 1}});  // a web page, half a document
  CHECK(remarked.empty());
  CHECK(observed["pager"] > 220);
}

TEST_CASE("what_stations_measured_in_the_year_before_is_told_with_it") {
  const Composed film = made(
      "past station=\"rws/Culemborg brug/water-level\" around=3 season=1 day=0.1 wander=0.5 until=4 "
      "least=0\n");
  REQUIRE(film.past.size() == 1);
  CHECK(film.past[0] == Past{"rws/Culemborg brug/water-level", 3, 1, 0.1, 0.5, 4, 0});
}

TEST_CASE("what_was_usual_before_the_film_is_told_with_it") {
  const Composed film = made("usual pager/care 0.5 GM0344=3\n  GM0307=1\n");
  REQUIRE(film.usual.size() == 2);
  CHECK(film.usual[0] == Usual{"pager/care/GM0344", 1.5});
  CHECK(film.usual[1] == Usual{"pager/care/GM0307", 0.5});
}

}  // namespace voorzien::film
