#include "picture/picture.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "picture/index.h"
#include "picture/signals/words.h"
#include "picture/testing.h"

namespace voorzien::picture {
namespace {
using testing::at;
using testing::page;
using testing::Play;
using testing::warning;

const doctrine::Doctrine& region() {
  static const doctrine::Doctrine it = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  return it;
}

const Signal& only_signal(const Play& play) {
  const auto open = play.open_signals();
  REQUIRE(open.size() == 1);
  return *open.front();
}
}  // namespace

TEST_CASE("seven_lines_of_one_growing_fire_are_one_signal_with_a_growing_scale") {
  Play play(region());
  const auto line = [&](const char* when, const std::string& text) {
    play.deliver("pager", at(when), {page(text, at(when))});
  };
  line("15:50", "P 1 BMD-04 BR bedrijf Hoofdweg 12 Vianen 091234 091235");
  CHECK_FALSE(only_signal(play).face.level.has_value());
  line("15:52", "P 1 BMD-04 BR bedrijf Hoofdweg 12 Vianen 091234 091235 091236 091237 091238 091239");
  CHECK(only_signal(play).face.level == Level::Yellow);
  line("15:56", "P 1 BMD-04 (Middel BR) BR bedrijf Hoofdweg 12 Vianen");
  line("16:12", "P 1 BMD-04 (Grote BR) BR bedrijf Hoofdweg 12 Vianen 136000 455000");
  CHECK(only_signal(play).face.level == Level::Orange);
  line("16:20", "P 1 BMD-04 (Grote BR) BR bedrijf Hoofdweg 12 Vianen 141234");
  line("16:41", "P 1 BMD-04 (Zeer grote BR) BR bedrijf Hoofdweg 12 Vianen");
  line("16:45", "P 1 BMD-04 (Zeer grote BR) BR bedrijf Hoofdweg 12 Vianen 251234");
  const Signal& signal = only_signal(play);
  CHECK(signal.face.level == Level::Red);
  CHECK(signal.fact_count == 7);
  CHECK(signal.face.title == "Brand bedrijf, Vianen");
  REQUIRE(signal.scale.size() == 3);
  CHECK(signal.scale[0].scale == "middel");
  CHECK(signal.scale[2].scale == "zeer groot");
  CHECK(play.theme("fire") == Level::Red);
  CHECK(play.state.themes.at("fire").by_rule.reason == "Zeer groot, Vianen");
}

TEST_CASE("no_street_or_house_number_of_a_page_reaches_a_signal") {
  Play play(region());
  Observation one =
      page("P 1 BMD-04 BR woning Kerkstraat 7 Houten 091234", at("15:50"), "Kerkstraat 7 Houten");
  play.deliver("pager", at("15:50"), {one});
  const Signal& signal = only_signal(play);
  CHECK(signal.face.title.find("Kerk") == std::string::npos);
  CHECK(signal.face.place.find('7') == std::string::npos);
  CHECK(signal.facts[0].text.find("Kerk") == std::string::npos);
  CHECK(signal.marks[0].title.empty());
  CHECK(signal.marks[0].native_level.find("Kerk") == std::string::npos);
}

TEST_CASE("delivering_the_same_bytes_twice_changes_nothing") {
  Play play(region());
  const auto facts = std::vector{warning("set+a", Level::Orange, at("14:00"), at("14:30"), at("19:00"))};
  CHECK(play.deliver("knmi", at("14:31"), facts, true));
  CHECK_FALSE(play.deliver("knmi", at("14:41"), facts, true));
  CHECK(only_signal(play).fact_count == 1);
}

TEST_CASE("a_national_colour_is_taken_over_and_nobody_lowers_below_it") {
  Play play(region());
  play.deliver("knmi", at("14:31"), {warning("s+a", Level::Orange, at("14:00"), at("14:30"), at("19:00"))},
               true);
  CHECK(play.theme("weather") == Level::Orange);
  CHECK(play.state.themes.at("weather").by_rule.reason == "KNMI tot 19:00");
  const Decision lowered = play.command(SetTheme{{"weather"}, Level::Yellow, "valt mee", std::nullopt});
  REQUIRE(lowered.refusal);
  CHECK(lowered.refusal->rule == "floor");
  play.command(RejectSignal{only_signal(play).id, "valt mee"});
  CHECK(play.theme("weather") == Level::Orange);
  CHECK_FALSE(play.command(SetTheme{{"weather"}, Level::Red, "boom op tent", std::nullopt}).refusal);
  CHECK(play.theme("weather") == Level::Red);
  CHECK_FALSE(play.command(ReleaseTheme{{"weather"}}).refusal);
  CHECK(play.theme("weather") == Level::Orange);
}

TEST_CASE("a_theme_lowered_by_hand_returns_to_the_rule_when_it_expires") {
  Play play(region());
  play.deliver("pager", at("15:50"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("15:50"))});
  CHECK(play.theme("fire") == Level::Orange);
  CHECK(play.command(SetTheme{{"fire"}, Level::Yellow, "", std::nullopt}).refusal->rule == "reason-missing");
  CHECK(play.command(SetTheme{{"fire"}, Level::Yellow, "klein", at("15:50") + hours(5)}).refusal->rule ==
        "lowered-too-long");
  CHECK_FALSE(play.command(SetTheme{{"fire"}, Level::Yellow, "klein", at("16:50")}).refusal);
  CHECK(play.theme("fire") == Level::Yellow);
  play.deliver("pager", at("16:45"), {page("A2 AMBU 09123 Zeist", at("16:45"), "Zeist")});
  play.advance(at("16:51"));
  CHECK(play.theme("fire") == Level::Orange);
  CHECK(play.state.themes.at("fire").expired == "R. Terpstra");
}

TEST_CASE("what_is_worse_than_the_colour_that_was_lowered_shows_at_once") {
  Play play(region());
  play.deliver("pager", at("15:50"), {page("P 1 (Middel BR) BR bedrijf Vianen 091234", at("15:50"))});
  play.command(SetTheme{{"fire"}, Level::Green, "oefenterrein", std::nullopt});
  CHECK(play.theme("fire") == Level::Green);
  play.deliver("pager", at("15:55"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("15:55"))});
  CHECK(play.theme("fire") == Level::Orange);
}

TEST_CASE("a_silent_source_turns_grey_after_its_own_limit_and_never_green") {
  Play play(region());
  play.deliver("pager", at("15:00"), {page("A2 AMBU 09123 Zeist", at("15:00"), "Zeist")});
  CHECK(play.theme("fire") == Level::Green);
  CHECK(play.state.sources.at("pager").state == "ok");
  play.advance(at("15:11"));
  CHECK(play.state.sources.at("pager").state == "slow");
  CHECK(play.theme("fire") == Level::Green);
  play.advance(at("15:12"));
  CHECK(play.state.sources.at("pager").state == "silent");
  CHECK(play.theme("fire") == Level::Grey);
  CHECK(play.theme("care") == Level::Grey);  // no source at all
  play.deliver("pager", at("15:20"), {page("A1 AMBU 09123 Zeist", at("15:20"), "Zeist")});
  CHECK(play.theme("fire") == Level::Green);
}

TEST_CASE("a_source_tells_of_its_last_silence_only_after_it_is_over") {
  Play play(region());
  play.deliver("pager", at("15:00"), {page("A2 AMBU 09123 Zeist", at("15:00"), "Zeist")});
  CHECK(!play.state.sources.at("pager").previous);  // it was never heard before: no outage
  play.advance(at("15:19"));
  CHECK(!play.state.sources.at("pager").previous);
  play.deliver("pager", at("15:20"), {page("A1 AMBU 09123 Zeist", at("15:20"), "Zeist")});
  const auto& previous = play.state.sources.at("pager").previous;
  REQUIRE(previous);
  CHECK(previous->what == "silent");
  CHECK(previous->from == at("15:12"));
  CHECK(previous->to == at("15:20"));
}

TEST_CASE("a_rejected_delivery_is_no_sign_of_life") {
  Play play(region());
  play.deliver("knmi", at("15:00"), {}, true);
  observations::Delivery html;
  html.source.value = "knmi";
  html.received = at("15:29");
  html.understood.verdict = observations::Verdict::Rejected;
  html.understood.remarks = {{"not-of-format", "1:1", "an HTML page"}};
  play.deliver(html);
  CHECK(play.state.sources.at("knmi").rejected == 1);
  play.advance(at("15:31"));
  CHECK(play.state.sources.at("knmi").state == "silent");
}

TEST_CASE("some_sources_silent_keeps_the_last_colour_and_says_which") {
  Play play(region());
  play.deliver("knmi", at("15:00"), {}, true);
  CHECK(play.theme("weather") == Level::Green);
  CHECK(play.state.themes.at("weather").by_rule.silent == std::vector<std::string>{"weerstation"});
}

TEST_CASE("tests_exercises_and_expired_messages_are_counted_and_never_show") {
  Play play(region());
  Observation test = page("TESTOPROEP MOB", at("15:00"));
  test.status = observations::Status::Test;
  Observation exercise = page("P 1 (Zeer grote BR) oefening Vianen", at("15:00"));
  exercise.status = observations::Status::Exercise;
  play.deliver("pager", at("15:00"), {test, exercise});
  play.deliver("knmi", at("15:00"), {warning("s+x", Level::Red, at("10:00"), at("11:00"), at("12:00"))},
               true);
  CHECK(play.state.signals.empty());
  CHECK(play.state.observations.empty());
  CHECK(play.state.not_counted_today.at("test") == 1);
  CHECK(play.state.not_counted_today.at("exercise") == 1);
  CHECK(play.state.not_counted_today.at("expired") == 1);
  CHECK(play.state.not_counted[0].title.empty());  // of a personal source
}

TEST_CASE("nobody_looks_and_the_signal_climbs_in_three_steps") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("16:00"))});
  play.advance(at("16:07"));
  const auto& climb = only_signal(play).hands.climb;
  REQUIRE(climb.size() == 3);
  CHECK(climb[0].done_at == at("16:03"));
  CHECK(climb[1].done_at == at("16:06"));
  CHECK_FALSE(climb[2].done_at);
  play.command(SeeSignal{only_signal(play).id});
  play.advance(at("16:30"));
  CHECK_FALSE(only_signal(play).hands.climb[2].done_at);
}

TEST_CASE("verifying_needs_a_so_what_and_someone_spoken_to") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("16:00"))});
  const SignalId id = only_signal(play).id;
  CHECK(play.command(VerifySignal{id, Grade::Likely, "OVD", " "}).refusal->rule == "so-what-missing");
  CHECK(play.command(VerifySignal{id, Grade::Likely, "", "ramen dicht"}).refusal->rule == "source-missing");
  CHECK_FALSE(play.command(VerifySignal{id, Grade::Likely, "OVD", "ramen dicht"}).refusal);
  CHECK(only_signal(play).hands.state == "verified");
  CHECK_FALSE(play.command(UndoSignal{id}).refusal);
  CHECK(only_signal(play).hands.state == "new");
  CHECK(play.command(UndoSignal{id}).refusal->rule == "nothing-to-undo");
}

TEST_CASE("a_rejected_signal_that_grows_returns_as_new") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 BR bedrijf Vianen 091234", at("16:00"))});
  play.command(RejectSignal{only_signal(play).id, "vuurkorf"});
  CHECK(only_signal(play).hands.state == "rejected");
  play.deliver("pager", at("16:05"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("16:05"))});
  const Signal& signal = only_signal(play);
  CHECK(signal.hands.state == "new");
  CHECK(signal.returned);
  CHECK(signal.returned_why == "level");
  CHECK(signal.hands.climb_from == at("16:05"));
}

TEST_CASE("a_signal_put_away_comes_back_by_itself") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("16:00"))});
  CHECK_FALSE(play.command(DeferSignal{only_signal(play).id, at("16:30"), "Bel OVD terug"}).refusal);
  play.advance(at("16:29"));
  CHECK(only_signal(play).hands.call_back_at == at("16:30"));
  CHECK_FALSE(only_signal(play).hands.climb.at(0).done_at);
  play.advance(at("16:31"));
  CHECK_FALSE(only_signal(play).hands.call_back_at);
  CHECK(only_signal(play).returned_why == "call-back");
}

TEST_CASE("what_vanishes_from_a_full_list_has_ended_and_its_signal_says_so") {
  Play play(region());
  play.deliver("knmi", at("14:31"), {warning("s+a", Level::Orange, at("14:00"), at("14:30"), at("19:00"))},
               true);
  const SignalId id = only_signal(play).id;
  play.command(SeeSignal{id});
  play.deliver("knmi", at("15:31"), {}, true);
  const Signal& signal = play.state.signals.at(id.value);
  CHECK(signal.hands.state == "closed");
  CHECK(signal.hands.closed_reason == "vanished");
  CHECK(signal.seen_by.empty());  // to be seen once more
  CHECK(play.theme("weather") == Level::Green);
}

TEST_CASE("a_warning_announced_is_expected_until_it_begins_and_ends_by_its_own_word") {
  Play play(region());
  play.deliver("knmi", at("12:00"), {warning("s+a", Level::Orange, at("11:50"), at("14:30"), at("19:00"))},
               true);
  CHECK(only_signal(play).face.expected);
  CHECK(play.theme("weather") == Level::Green);
  for (int minute = 10; minute <= 150; minute += 10)
    play.deliver("knmi", at("12:00") + minutes(minute),
                 {warning("s+a", Level::Orange, at("11:50"), at("14:30"), at("19:00"))}, true);
  CHECK_FALSE(only_signal(play).face.expected);
  CHECK(play.theme("weather") == Level::Orange);
  play.advance(at("19:00"));
  CHECK(play.open_signals().empty());
}

TEST_CASE("a_cancel_ends_every_part_of_an_alert_before_and_after_its_arrival") {
  const auto part = [](const std::string& id) {
    Observation out = warning(id, Level::Orange, at("14:00"), at("14:00"), at("20:00"));
    out.kind = "alert";
    return out;
  };
  Observation cancel = part("c-1");
  cancel.status = observations::Status::Ended;
  cancel.t_issued = at("15:00");
  cancel.references = {"a-1"};
  const auto living = [](const Play& play) {
    return std::ranges::count_if(play.state.observations,
                                 [&](const auto& one) { return is_live(play.state, one.first); });
  };
  const std::vector<Observation> alert{part("a-1"), part("a-1#2"), part("a-1#3"), part("a-10")};
  Play in_order(region());
  in_order.deliver("partners", at("14:01"), alert);
  CHECK(living(in_order) == 4);
  in_order.deliver("partners", at("15:01"), {cancel});
  CHECK(living(in_order) == 1);  // another alert, whose name begins alike
  Play reversed(region());
  reversed.deliver("partners", at("15:01"), {cancel});
  reversed.deliver("partners", at("15:02"), alert);
  CHECK(living(reversed) == 1);
}

TEST_CASE("backlog_enters_late_and_raises_no_alarm") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 (Grote BR) BR bedrijf Vianen 091234", at("15:00"))});
  CHECK(only_signal(play).late);
  CHECK_FALSE(only_signal(play).hands.climb_from);
  CHECK(play.state.not_counted_today.at("late") == 1);
  CHECK(play.theme("fire") == Level::Orange);
}

TEST_CASE("a_rising_river_passes_its_limit_and_falls_back") {
  Play play(region());
  const auto level = [](double cm, Instant when) {
    Observation o;
    o.native_id = "hagestein/" + format_rfc3339(when);
    o.kind = "water-level";
    o.theme = "high-water";
    o.place = "Hagestein boven";
    o.title = "Hagestein";
    o.quality = "measured";
    o.t_observed = o.valid_from = when;
    o.quantity = observations::Quantity{cm, "cm"};
    return o;
  };
  play.deliver("rws", at("15:00"), {level(317, at("14:50")), level(330, at("15:00"))});
  CHECK(play.open_signals().empty());
  CHECK(play.state.stations.at("rws/Hagestein boven/water-level").measured.size() == 2);
  CHECK_FALSE(play.deliver("rws", at("15:05"), {level(317, at("14:50")), level(330, at("15:00"))}));
  play.deliver("rws", at("15:10"), {level(352, at("15:10"))});
  CHECK(only_signal(play).face.level == Level::Yellow);
  CHECK(only_signal(play).face.title == "Lek, Hagestein 3,52 m NAP");
  play.deliver("rws", at("15:20"), {level(340, at("15:20"))});
  CHECK(play.open_signals().empty());
  CHECK(play.state.observations.size() == 1);
}

TEST_CASE("an_event_under_orange_weather_gets_its_colour") {
  Play play(region());
  Observation event;
  event.native_id = "buitenfeest";
  event.kind = "event";
  event.theme = "events";
  event.title = "Buitenfeest Houten";
  event.place = "Houten";
  event.areas = {"GM0321", "VR09"};
  event.quantity = observations::Quantity{8'000, "visitors"};
  event.valid_from = at("12:00");
  event.valid_to = at("23:00");
  play.deliver("evenementen", at("13:00"), {event});
  CHECK(play.theme("events") == Level::Green);
  play.deliver("knmi", at("14:31"), {warning("s+a", Level::Orange, at("14:00"), at("14:30"), at("19:00"))},
               true);
  CHECK(play.theme("events") == Level::Orange);
  const auto open = play.open_signals();
  const auto found = std::ranges::find_if(open, [](const Signal* one) { return one->theme == "events"; });
  REQUIRE(found != open.end());
  CHECK((*found)->face.title == "8.000 mensen onder onweer met zware windstoten");
  play.deliver("knmi", at("15:00"), {}, true);
  CHECK(play.theme("events") == Level::Green);
}

TEST_CASE("households_of_one_municipality_add_up_to_a_level") {
  Play play(region());
  const auto outage = [](const std::string& id, double households) {
    Observation o;
    o.native_id = id;
    o.kind = "outage";
    o.theme = "energy";
    o.title = "Storing";
    o.place = "Nieuwegein";
    o.areas = {"GM0356", "VR09"};
    o.quantity = observations::Quantity{households, "households"};
    o.t_observed = at("16:00");
    o.valid_to = at("19:30");
    return o;
  };
  play.deliver("netbeheer", at("16:05"), {outage("a", 700)});
  CHECK_FALSE(only_signal(play).face.level);
  play.deliver("netbeheer", at("16:10"), {outage("b", 400)});
  CHECK(only_signal(play).face.level == Level::Yellow);
  CHECK(only_signal(play).face.title == "Stroom weg, 1.100 huishoudens, Nieuwegein");
  CHECK(play.state.themes.at("energy").by_rule.reason == "1.100 huishoudens");
}

TEST_CASE("merge_keeps_both_histories_and_split_takes_facts_out_again") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 BR bedrijf Vianen 091234", at("16:00"))});
  play.deliver("pager", at("16:01"), {page("P 1 BR woning Houten 091239", at("16:01"), "Houten")});
  const auto open = play.open_signals();
  REQUIRE(open.size() == 2);
  const SignalId from = open[0]->id;
  const SignalId into = open[1]->id;
  CHECK(play.command(MergeSignal{from, from}).refusal->rule == "same-signal");
  CHECK_FALSE(play.command(MergeSignal{from, into}).refusal);
  CHECK(only_signal(play).fact_count == 2);
  CHECK(play.state.signals.at(from.value).merged_into == into.value);
  const ObservationId first = only_signal(play).marks.front().observation;
  CHECK(play.command(SplitSignal{into, {}}).refusal->rule == "not-its-facts");
  const Decision split = play.command(SplitSignal{into, {first}});
  REQUIRE_FALSE(split.refusal);
  CHECK(play.open_signals().size() == 2);
  CHECK(play.state.notes.at(first.value).signal == split.id);
}

TEST_CASE("a_merge_is_shown_at_its_facts_and_sources") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 BR bedrijf Vianen 091234", at("16:00"))});
  play.deliver("pager", at("16:01"), {page("P 1 BR woning Houten 091239", at("16:01"), "Houten")});
  const auto open = play.open_signals();
  REQUIRE(open.size() == 2);
  const std::string fact = open[0]->marks.front().observation.value;
  play.touched.clear();
  CHECK_FALSE(play.command(MergeSignal{open[0]->id, open[1]->id}).refusal);
  CHECK(play.touched.contains({"fact", fact}));
  CHECK(play.touched.contains({"source", "pager"}));
}

TEST_CASE("a_close_is_not_undone_once_its_message_went_on_in_another_signal") {
  Play play(region());
  play.deliver("knmi", at("14:00"), {warning("w", Level::Yellow, at("14:00"), at("15:00"), at("19:00"))},
               true);
  const SignalId first = only_signal(play).id;
  CHECK_FALSE(play.command(CloseSignal{first, "doorgegeven"}).refusal);
  CHECK_FALSE(play.command(UndoSignal{first}).refusal);
  CHECK_FALSE(play.command(CloseSignal{first, "doorgegeven"}).refusal);
  play.deliver("knmi", at("14:20"), {warning("w", Level::Orange, at("14:20"), at("15:00"), at("19:00"))},
               true);
  const SignalId second = only_signal(play).id;
  REQUIRE(second != first);
  const Decision undone = play.command(UndoSignal{first});
  REQUIRE(undone.refusal);
  CHECK(undone.refusal->rule == "went-on");
  CHECK(undone.refusal->detail == second.value);
}

TEST_CASE("a_signal_opened_again_keeps_its_end") {
  Play play(region());
  play.deliver("pager", at("16:00"), {page("P 1 BR bedrijf Vianen 091234", at("16:00"))});
  const SignalId id = only_signal(play).id;
  const Instant shelf = play.state.timer_at.at("shelf/" + id.value);
  CHECK_FALSE(play.command(CloseSignal{id, "klaar"}).refusal);
  CHECK_FALSE(play.state.timer_at.contains("shelf/" + id.value));
  CHECK_FALSE(play.command(UndoSignal{id}).refusal);
  CHECK(play.state.timer_at.at("shelf/" + id.value) == shelf);
}

TEST_CASE("words_and_units_are_read_whole") {
  CHECK(has_words("p 1 (grote br) br woning", "grote br"));
  CHECK_FALSE(has_words("brandweer", "brand"));
  CHECK(units_in("BR woning 258181 141731").size() == 2);
  CHECK(units_in("Vianen 136000 455000").empty());
  CHECK(units_in("091234 091234 141111 991234").size() == 2);
  CHECK(road_in("aanrijding letsel a27 re 66,2") == "A27");
  CHECK(road_in("a2 ambu 09123").empty());
  CHECK(dutch_number(1234567) == "1.234.567");
  CHECK(dutch_number(3.44) == "3,4");
  CHECK(dutch_number(9.98) == "10");
  CHECK(dutch_number(12.4) == "12");
  CHECK(fill("{a} {b}, {c}", {{"a", "brand"}, {"c", "Vianen"}}) == "Brand, Vianen");
}
}  // namespace voorzien::picture
