#include "feeds/flex/flex.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "feeds/flex/grammar.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using observations::Observation;
using observations::Understood;
using observations::Verdict;

geo::Gazetteer places() {
  return geo::Gazetteer::build({{"Vianen", {5.09, 51.99}, "GM1961", 20'000},
                                {"Houten", {5.17, 52.03}, "GM0321", 50'000},
                                {"Wijk bij Duurstede", {5.34, 51.97}, "GM0352", 24'000},
                                {"Nieuwegein", {5.08, 52.03}, "GM0356", 64'000},
                                {"Blaricum", {5.24, 52.27}, "GM0376", 12'000}},
                               {});
}
Instant utc(int hour, int minute, int second = 0) {
  return from_civil_utc(
      {.year = 2026, .month = 6, .day = 27, .hour = hour, .minute = minute, .second = second});
}
Context context(const geo::Gazetteer* gazetteer = nullptr) {
  Context out;
  out.source = {"pager"};
  out.places = gazetteer;
  return out;
}
Understood read(std::string_view bytes, const geo::Gazetteer* gazetteer = nullptr) {
  return parse_flex(bytes, context(gazetteer));
}
Observation one(std::string_view bytes, const geo::Gazetteer* gazetteer = nullptr) {
  Understood out = read(bytes, gazetteer);
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 1);
  return out.observations.front();
}
std::string pager(std::string_view time, std::string_view text, std::string_view codes = "000701234") {
  return "FLEX|2026-06-27 " + std::string(time) + "|1600/2/K/A|08.057|" + std::string(codes) + "|ALN|" +
         std::string(text) + "\n";
}
}  // namespace

TEST_CASE("reads_a_multimon_line") {
  const geo::Gazetteer gazetteer = places();
  const Observation o =
      one(pager("14:47:20", "P 1 BMD-04 (Grote BR) BR industrie Havenweg 12 Vianen 091231 091451",
                "002029577 000700001"),
          &gazetteer);
  CHECK(o.kind == "page");
  CHECK(o.theme == "fire");
  CHECK(o.title == "P 1 BMD-04 (Grote BR) BR industrie Havenweg 12 Vianen 091231 091451");
  CHECK(o.native_level == "Grote BR");
  CHECK_FALSE(o.level);
  CHECK(o.quantity == observations::Quantity{2, "units"});
  CHECK(o.place == "Vianen");
  CHECK(o.place_precision == "town");
  CHECK(o.areas == std::vector<std::string>{"GM1961"});
  CHECK(o.t_observed == utc(12, 47, 20));  // local by default
  CHECK(o.personal);
  CHECK(o.status == observations::Status::Actual);
}

TEST_CASE("reads_every_form_of_a_receiver") {
  const std::string text = "P 1 BMD-01 BR woning Houten 091234";
  const std::string forms[] = {
      "FLEX|2026-06-27 14:47:20|1600/2/K/A|08.057|000701234|ALN|" + text,
      "FLEX|2026-06-27 14:47:20|1600/2/K/A|08.057|000701234|002029577 000700002|ALN|" + text,
      "2026-06-27 14:47:20 FLEX|1600/2/K/A|08.057|000701234|ALN|" + text,
      "[27-06-2026 14:47:20] FLEX|1600/2/K/A|08.057|000701234|ALN|" + text,
      "2026-06-27T14:47:20+02:00 FLEX: 1600/2/K/A 08.057 [000701234] ALN " + text,
      "FLEX: 2026-06-27 14:47:20 1600/2/K/A 08.057 [000701234] ALN " + text,
      "FLEX: 2026-06-27 14:47:20 3200/4/D 03.096 [000701234] [000701235] ALN " + text,
      "FLEX_NEXT|2026-06-27T12:47:20+00:00|1600/2|11.054.A|0000701234|SS|5|ALN|3.0.K|" + text,
      "2026-06-27 14:47:20 FLEX_NEXT|1600/2|11.054.A|0000701234|SS|5|ALN|3.0.K|" + text,
      "0701234 14:47:20 27-06-26 FLEX-A  ALPHA  1600  " + text,
      "0701234 14:47:20 27-6-2026 FLEX-A  GROUP  1600  " + text,
      R"({"demod_name":"flex_alphanumeric","timestamp":"2026-06-27 14:47:20","sync_baud":1600,"capcode":701234,"message":")" +
          text + "\"}",
  };
  for (const std::string& form : forms) {
    CAPTURE(form);
    const Observation o = one(form);
    CHECK(o.title == text);
    CHECK(o.t_observed == utc(12, 47, 20));
    CHECK(o.native_level == "P 1");
    CHECK(o.areas == std::vector<std::string>{"VR09"});
    CHECK(o.place_precision == "region");
  }
}

TEST_CASE("a_line_without_a_time_has_none") {
  const Observation o = one("FLEX|1600/2/K/A|08.057|000701234|ALN|P 2 BMD-01 OMS Houten 091234");
  CHECK_FALSE(o.t_observed);
  CHECK_FALSE(o.valid_from);
}

TEST_CASE("only_text_messages_are_observations") {
  const Understood out = read(
      "FLEX|2026-06-27 14:47:20|1600/2/K/A|08.057|000701234|NUM|12345\n"
      "FLEX|2026-06-27 14:47:21|1600/2/K/A|08.057|000701234|TON|\n"
      "FLEX: 2026-06-27 14:47:22 3200/4/D 03.096 [002064209] NUM 33\n"
      "0701234 14:47:20 27-06-26 FLEX-A  NUMERIC  1600  12\n"
      R"({"demod_name":"flex_numeric","capcode":701234,"message":"404"})"
      "\n");
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.empty());
}

TEST_CASE("a_bar_in_the_text_belongs_to_the_text") {
  CHECK(one(pager("14:00:00", "A1 Rit 12 | let op | Houten")).title == "A1 Rit 12 | let op | Houten");
}

TEST_CASE("fragments_are_joined_per_code") {
  const Observation next =
      one("FLEX_NEXT|1600/2|11.054.A|0000701234|SS|5|ALN|3.0.F|P 1 BMD-01 BR wo\n"
          "FLEX_NEXT|1600/2|11.055.A|0000701234|SS|5|ALN|0.0.C|ning Houten 091234\n");
  CHECK(next.title == "P 1 BMD-01 BR woning Houten 091234");
  const Understood mixed = read(
      "FLEX|2026-06-27 14:00:00|1600/2/F/A|08.057|000701234|ALN|P 1 eer\n"
      "FLEX|2026-06-27 14:00:00|1600/2/K/A|08.057|000709999|ALN|A1 tussendoor\n"
      "FLEX|2026-06-27 14:00:01|1600/2/F/A|08.058|000701234|ALN|ste twee\n"
      "FLEX|2026-06-27 14:00:02|1600/2/C/A|08.059|000701234|ALN|de derde\n");
  REQUIRE(mixed.observations.size() == 2);
  CHECK(mixed.observations[1].title == "P 1 eerste tweede derde");
  CHECK(mixed.observations[1].t_observed == utc(12, 0, 0));
}

TEST_CASE("a_fragment_without_its_other_half_is_kept_and_remarked") {
  const Understood open = read("FLEX|2026-06-27 14:00:00|1600/2/F/A|08.057|000701234|ALN|P 1 half\n");
  REQUIRE(open.observations.size() == 1);
  REQUIRE(open.remarks.size() == 1);
  CHECK(open.remarks[0].code == "flex-fragment-open");
  const Understood lost = read("FLEX|2026-06-27 14:00:00|1600/2/C/A|08.057|000701234|ALN|slot\n");
  REQUIRE(lost.observations.size() == 1);
  CHECK(lost.remarks[0].code == "flex-fragment-lost");
}

TEST_CASE("the_zone_of_the_source_decides_what_a_time_means") {
  Context c = context();
  const std::string line = pager("14:47:20", "P 1 BR woning 091234");
  c.zone = "utc";
  CHECK(parse_flex(line, c).observations[0].t_observed == utc(14, 47, 20));
  c.zone = "Europe/Amsterdam";
  CHECK(parse_flex(line, c).observations[0].t_observed == utc(12, 47, 20));
  c.zone = "";  // by form: multimon-ng writes UTC, PDW local time
  CHECK(parse_flex(line, c).observations[0].t_observed == utc(14, 47, 20));
  CHECK(parse_flex("0701234 14:47:20 27-06-26 FLEX-A  ALPHA  1600  P 1 BR woning", c)
            .observations[0]
            .t_observed == utc(12, 47, 20));
}

TEST_CASE("the_hour_that_occurs_twice_is_read_by_the_receipt") {
  const std::string line = "FLEX|2026-10-25 02:30:00|1600/2/K/A|08.057|000701234|ALN|P 1 BR woning 091234";
  Context c = context();
  c.received = from_civil_utc({.year = 2026, .month = 10, .day = 25, .hour = 0, .minute = 30, .second = 5});
  CHECK(parse_flex(line, c).observations[0].t_observed == *c.received - seconds(5));
  c.received = *c.received + hours(1);
  CHECK(parse_flex(line, c).observations[0].t_observed == *c.received - seconds(5));
}

TEST_CASE("a_time_more_than_an_hour_from_receipt_is_remarked") {
  Context c = context();
  c.received = utc(12, 47, 20) + hours(1);
  CHECK(parse_flex(pager("14:47:20", "P 1 x"), c).remarks.empty());
  c.received = *c.received + seconds(1);
  const Understood far = parse_flex(pager("14:47:20", "P 1 x"), c);
  REQUIRE(far.remarks.size() == 1);
  CHECK(far.remarks[0].code == "time-far-from-receipt");
  CHECK(far.verdict == Verdict::AcceptedWithRemarks);
  CHECK(far.observations.size() == 1);
}

TEST_CASE("the_same_text_within_a_minute_joins") {
  const std::string text = "P 1 BMD-01 BR woning Houten 091234";
  CHECK(read(pager("14:00:00", text) + pager("14:00:40", text, "000709531")).observations.size() == 1);
  CHECK(read(pager("14:00:00", text) + pager("14:01:00", text, "000709531")).observations.size() == 1);
  CHECK(read(pager("14:00:00", text) + pager("14:01:01", text, "000709531")).observations.size() == 2);
  CHECK(read(pager("14:00:00", text) + pager("14:00:00", text + " 091235")).observations.size() == 2);
}

TEST_CASE("a_repeat_in_another_document_is_the_same_observation") {
  const Observation first = one(pager("14:00:10", "P 1 BR woning Houten 091234", "000701111"));
  const Observation again = one(pager("14:00:12", "P 1 BR  woning Houten 091234", "000702222"));
  CHECK(first.native_id == again.native_id);
  CHECK(first.id == again.id);
  CHECK(one(pager("14:01:10", "P 1 BR woning Houten 091234")).native_id != first.native_id);
}

TEST_CASE("a_test_call_is_a_test") {
  const Observation o = one(pager("14:00:04", "TESTOPROEP MOB", "001180000"));
  CHECK(o.status == observations::Status::Test);
  CHECK(o.test_reason == "TESTOPROEP");
  CHECK(one(pager("14:00:04", "Oefening BR woning 091234")).status == observations::Status::Exercise);
}

TEST_CASE("priority_scale_and_grip_give_the_level") {
  const std::pair<const char*, const char*> cases[] = {
      {"P 1 BMD-01 BR woning 091234", "P 1"},
      {"P1 BMD-01 BR woning 091234", "P 1"},
      {"P 3 dienst 091234", "P 3"},
      {"PRIO 1 BRAND : (woning) : Dorpsstraat : (12) Houten 091234 (Middel BR)", "Middel BR"},
      {"P 1 (Middel BR) BR woning 091234", "Middel BR"},
      {"P 1 (Zeer gr. BR) BR woning 091234", "Zeer grote BR"},
      {"P 1 (zeer grote BR) BR woning 091234", "Zeer grote BR"},
      {"P 1 (Pel. GW NBB 1) BR natuur (Uitbr.: hoog) 091234", "Pel. GW NBB 1"},
      {"P 1 (Grote BR) GRIP 2 Vianen 091234", "GRIP 2"},
      {"P 1 Grip1 Vianen", "GRIP 1"},
      {"P 1 GRIP 12 Vianen", "P 1"},
      {"P 1 AGRIP 2 Vianen", "P 1"},
      {"A1 13108 Rit: 461 Houten", "A1"},
      {"B2 13108 Houten", "B2"},
      {"Prio 1 Aanrijding letsel A28 Re 34,5 Zeist", "Prio 1"},
      {"A12 Li dicht", ""},
      {"Graag contact met de meldkamer", ""},
  };
  for (const auto& [text, level] : cases) {
    CAPTURE(text);
    CHECK(flex::read_grammar(text).level == level);
  }
}

TEST_CASE("vehicles_are_counted_once_and_tell_the_region") {
  const flex::Grammar g =
      flex::read_grammar("P 1 BR woning Havenweg 7 Vianen 258181 091234 091234 091235 (Middel BR)");
  CHECK(g.units == 3);
  CHECK(g.region == 9);
  CHECK(g.body == "P 1 BR woning Havenweg 7 Vianen");
  CHECK(flex::read_grammar("P 1 BR woning 141731 258181").region == 14);
  CHECK(flex::read_grammar("P 1 BR woning 991731").region == 0);
  CHECK(flex::read_grammar("A1 09108 Rit: 461").region == 9);
  CHECK(flex::read_grammar("091234").units == 1);
  CHECK(flex::read_grammar("").units == 0);
}

TEST_CASE("what_the_receiver_says_of_itself_is_no_page_and_no_fault") {
  const std::string banner =
      "multimon-ng 1.3.0\n  (C) 1996/1997 by Tom Sailer\nEnabled demodulators: FLEX\nTuned to 169903575 "
      "Hz.\n";
  const auto got = parse_flex(banner + pager("14:00:00", "P 1 BMD-04 BR woning Houten 093131"), Context{});
  CHECK(got.observations.size() == 1);
  CHECK(std::none_of(got.remarks.begin(), got.remarks.end(),
                     [](const auto& remark) { return remark.code == "flex-line-unread"; }));
  CHECK(parse_flex(banner, Context{}).verdict == observations::Verdict::Rejected);  // it hears nothing yet
}

TEST_CASE("the_theme_follows_the_service_unless_the_source_names_one") {
  CHECK(one(pager("14:00:00", "A1 13108 Rit: 461 Houten")).theme == "care");
  CHECK(one(pager("14:00:00", "Prio 1 Aanrijding letsel")).theme == "order");
  CHECK(one(pager("14:00:00", "p 2 BMD-04 BR afval Houten")).native_level == "P 2");
  for (const char* text : {"AMBU 17143 Boorn 3068LA Rotterdam bon 33240", "12148 Rit 33527 Houtmarkt Haarlem",
                           "Best Rit: 27887", "Einde vws", "a2 Houten 46159"})
    CHECK_MESSAGE(one(pager("14:00:00", text)).theme == "care", std::string(text));
  CHECK(one(pager("14:00:00", "Aanrijding letsel A28 Re 34,5 Leusden")).theme == "order");
  CHECK(one(pager("14:00:00", "BMD-01 Ongeval wegvervoer Houten 093131")).theme == "fire");
  // Without such words the codes tell; 0020295xx are given out for one message.
  const auto by_code = [](const char* codes) {
    return one("FLEX|2026-07-03 14:00:00|1600/2/K/A|08.057|" + std::string(codes) + "|ALN|Lelystad 37162")
        .theme;
  };
  CHECK(by_code("002029577 000726164") == "care");
  CHECK(by_code("000735003") == "order");
  CHECK(by_code("002029577 000709531") == "fire");
  Context c = context();
  c.theme = "unrest";
  CHECK(parse_flex(pager("14:00:00", "A1 Houten"), c).observations[0].theme == "unrest");
}

TEST_CASE("finds_the_town_at_the_end_of_the_text") {
  const geo::Gazetteer gazetteer = places();
  const std::pair<const char*, const char*> cases[] = {
      {"P 1 BR woning Kerkstraat Wijk bij Duurstede 091234", "Wijk bij Duurstede"},
      {"P 1 BR woning Kerkstraat WIJK BIJ DUURSTEDE 091234", "Wijk bij Duurstede"},
      {"P 1 BR woning Kerkstraat NWGEIN 091234", "Nieuwegein"},
      {"A1 09108 Kerkstraat 12 Houten Rit: 461", "Houten"},
      {"P 1 BR woning Blaricum (rietdakteam) 141731 141732", "Blaricum"},
      {"P 1 Ass. Ambu Houten Kerkstraat 091234", "Houten"},
      {"P 1 BR woning Houtenseweg 091234", ""},
      {"P 1 BR woning houten schuur 091234", ""},
  };
  for (const auto& [text, place] : cases) {
    CAPTURE(text);
    CHECK(one(pager("14:00:00", text), &gazetteer).place == place);
  }
}

TEST_CASE("capcodes_tell_the_area_when_nothing_else_does") {
  CHECK(one(pager("14:00:00", "Graag contact", "000709531")).areas ==
        std::vector<std::string>{"VR09", "VR14", "VR25"});
  CHECK(one(pager("14:00:00", "Graag contact", "001504003")).areas ==
        std::vector<std::string>{"VR15", "VR16"});
  CHECK(one(pager("14:00:00", "Graag contact", "002029577")).areas.empty());
}

TEST_CASE("latin1_text_becomes_utf8") {
  CHECK(one(pager("14:00:00", "P 1 caf\xe9 Houten 091234")).title == "P 1 café Houten 091234");
  CHECK(one(pager("14:00:00", "P 1 café Houten 091234")).title == "P 1 café Houten 091234");
}

TEST_CASE("control_characters_become_blanks_and_long_texts_are_cut") {
  CHECK(one(pager("14:00:00", "P 1\x01\x02 BR\t woning")).title == "P 1 BR woning");
  const Observation cut = one(pager("14:00:00", std::string(2'000, 'x')));
  CHECK(cut.title.size() <= limits::title_bytes_max);
  CHECK(cut.title.ends_with("…"));
}

TEST_CASE("a_line_of_no_form_costs_no_other_line") {
  const Understood out = read("rubbish\n" + pager("14:00:00", "P 1 x") + "FLEX|half\n");
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 2);
  CHECK(out.remarks[0].where == "line 1");
  CHECK(out.remarks[1].where == "line 3");
  CHECK(read("<html>Site Unavailable</html>").verdict == Verdict::Rejected);
  CHECK(read("").verdict == Verdict::Accepted);
  CHECK(read("\r\n\n").verdict == Verdict::Accepted);
}

TEST_CASE("a_line_over_the_limit_is_remarked") {
  const Understood out =
      read(pager("14:00:00", "P 1 x") + pager("14:00:01", std::string(limits::pager_line_bytes_max, 'x')));
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 1);
  CHECK(out.remarks[0].code == "line-too-long");
}

TEST_CASE("remarks_are_bounded_and_the_rest_is_counted") {
  std::string text = pager("14:00:00", "P 1 x");
  for (std::size_t i = 0; i < limits::remarks_max + 5; ++i) text += "rubbish\n";
  const Understood out = read(text);
  REQUIRE(out.remarks.size() == limits::remarks_max + 1);
  CHECK(out.remarks.back().code == "more-remarks");
  CHECK(out.remarks.back().message == "5 more remarks are not listed");
}

TEST_CASE("a_flood_of_words_never_seen_before_costs_no_place") {  // more than are remembered between lines
  const geo::Gazetteer known = places();
  std::string text;
  constexpr int lines = 9'000;
  for (int i = 0; i < lines; ++i) text += pager("14:00:00", "A1 Straat" + std::to_string(i) + " Vianen");
  const Understood out = read(text, &known);
  REQUIRE(out.observations.size() == lines);
  for (const Observation& one : out.observations) REQUIRE(one.place == "Vianen");
}

TEST_CASE("observations_are_bounded") {
  std::string text;
  for (std::size_t i = 0; i < limits::observations_max + 10; ++i)
    text += "FLEX|1600/2/K/A|08.057|000701234|ALN|P 1 " + std::to_string(i) + " x\n";
  const Understood out = read(text);
  CHECK(out.observations.size() == limits::observations_max);
  REQUIRE(out.remarks.size() == 1);
  CHECK(out.remarks[0].code == "too-many-observations");
}

}  // namespace voorzien::feeds
