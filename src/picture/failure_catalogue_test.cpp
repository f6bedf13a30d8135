// Faults that sources and others in this trade showed, as far as they are the picture's to catch:
// docs/feeds/failures.md tells which test covers which. Those of the bytes stand in feeds/.
#include <doctest/doctest.h>

#include <algorithm>

#include "picture/index.h"
#include "picture/picture.h"
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

Observation message(const std::string& id, Instant issued, std::vector<std::string> references = {}) {
  Observation out = warning(id, Level::Orange, issued, issued, issued + hours(6));
  out.references = std::move(references);
  return out;
}

Observation cancel(const std::string& id, Instant issued, std::vector<std::string> references) {
  Observation out = message(id, issued, std::move(references));
  out.status = observations::Status::Ended;
  return out;
}

std::size_t live_facts(const Play& play, const std::string& source) {
  std::size_t count = 0;
  each_under(play.state.live, source, [&](const std::string&) { ++count; });
  return count;
}

observations::Delivery snapshot(Instant received, Instant published, std::vector<Observation> facts) {
  observations::Delivery out;
  out.source = {"knmi"};
  out.received = received;
  out.raw_sha256 = stable_id(format_rfc3339(received));
  for (Observation& one : facts) one.source = out.source;
  out.understood.observations = std::move(facts);
  out.understood.full_list = true;
  out.understood.published = published;
  return out;
}
}  // namespace

TEST_CASE("a_warning_is_off_at_its_expiry_though_the_source_goes_on_sending_it") {
  Play play(region());
  const auto facts = std::vector{warning("w+p", Level::Orange, at("12:00"), at("12:00"), at("14:00"))};
  play.deliver("knmi", at("13:55"), facts, true);
  CHECK(play.theme("weather") == Level::Orange);
  play.advance(at("14:00"));
  CHECK(play.theme("weather") == Level::Green);
  CHECK(play.open_signals().empty());
  CHECK_FALSE(play.deliver("knmi", at("14:05"), facts, true));
  CHECK(live_facts(play, "knmi") == 0);
  CHECK(play.theme("weather") == Level::Green);
}

TEST_CASE("a_warning_of_one_minute_and_one_that_ends_before_it_begins_leave_nothing_on") {
  Play play(region());
  play.deliver("partners", at("12:00"),
               {warning("minute", Level::Orange, at("12:00"), at("12:00"), at("12:01")),
                warning("backward", Level::Orange, at("12:00"), at("12:30"), at("12:10"))});
  play.advance(at("12:11"));
  CHECK(live_facts(play, "partners") == 0);
  CHECK(play.open_signals().empty());
}

TEST_CASE("updates_do_not_pile_up_beside_what_they_update") {
  Play play(region());
  play.deliver("partners", at("12:00"), {message("A0", at("12:00"))});
  for (int i = 1; i <= 20; ++i) {
    const Instant now = at("12:00") + minutes(i);
    play.deliver("partners", now, {message("A" + std::to_string(i), now, {"A" + std::to_string(i - 1)})});
  }
  CHECK(live_facts(play, "partners") == 1);
  CHECK(play.open_signals().size() == 1);
}

TEST_CASE("an_update_without_its_parent_counts_and_the_parent_that_comes_later_does_not") {
  Play play(region());
  play.deliver("partners", at("12:10"), {message("B", at("12:10"), {"A"})});
  CHECK(live_facts(play, "partners") == 1);
  play.deliver("partners", at("12:12"), {message("A", at("12:00"))});
  CHECK(live_facts(play, "partners") == 1);
  CHECK(play.open_signals().size() == 1);
}

TEST_CASE("a_cancel_of_several_ends_all_though_some_are_gone_already") {
  Play play(region());
  Observation brief = message("A", at("12:00"));
  brief.valid_to = at("12:05");
  play.deliver("partners", at("12:00"),
               {brief, message("B", at("12:00")), message("C", at("12:00")), message("D", at("12:00"))});
  play.advance(at("12:06"));
  CHECK(live_facts(play, "partners") == 3);
  play.deliver("partners", at("12:10"), {cancel("X", at("12:10"), {"A", "B", "never-seen", "C"})});
  CHECK(live_facts(play, "partners") == 1);
}

TEST_CASE("a_message_id_that_is_used_again_with_a_later_time_is_another_version") {
  Play play(region());
  play.deliver("partners", at("12:00"), {message("A", at("12:00"))});
  Observation again = message("A", at("12:20"));
  again.title = "Onweer met hagel";
  CHECK(play.deliver("partners", at("12:20"), {again}));
  CHECK(live_facts(play, "partners") == 1);
  REQUIRE(play.open_signals().size() == 1);
  CHECK_FALSE(play.deliver("partners", at("12:25"), {message("A", at("12:00"))}));  // the old one, late
  CHECK(play.state.observations.begin()->second.title == "Onweer met hagel");
}

TEST_CASE("a_republished_advisory_with_its_old_dates_is_still_a_new_version") {
  Play play(region());
  Observation first = message("NCSC-2026-0001", at("12:00"));
  first.native_version = "1.9";
  play.deliver("partners", at("12:00"), {first});
  Observation second = first;
  second.native_version = "1.10";
  second.title = "Nu ook misbruikt";
  CHECK(play.deliver("partners", at("13:00"), {second}));
  CHECK(play.state.observations.begin()->second.title == "Nu ook misbruikt");
  Observation unnumbered = second;
  unnumbered.title = "Patch beschikbaar";
  CHECK(play.deliver("partners", at("13:30"), {unnumbered}));
  CHECK(live_facts(play, "partners") == 1);
}

TEST_CASE("what_vanished_from_a_full_list_ends_and_comes_back_when_it_is_listed_again") {
  Play play(region());
  const Observation one = warning("w+p", Level::Orange, at("12:00"), at("12:00"), at("18:00"));
  play.deliver(snapshot(at("12:01"), at("12:00"), {one}));
  play.deliver(snapshot(at("12:11"), at("12:10"), {}));
  CHECK(live_facts(play, "knmi") == 0);
  REQUIRE_FALSE(play.state.notes.empty());
  CHECK(play.state.notes.begin()->second.ended_reason == "vanished");
  play.deliver(snapshot(at("12:13"), at("12:00"), {one}));  // an older list that came late
  play.deliver(snapshot(at("12:21"), at("12:20"), {one}));
  CHECK(live_facts(play, "knmi") == 1);
  play.deliver(snapshot(at("12:22"), at("12:05"), {}));  // older: ends nothing
  CHECK(live_facts(play, "knmi") == 1);
}

TEST_CASE("a_file_with_the_same_time_and_content_for_hours_is_frozen") {
  Play play(region());
  const Observation one = warning("w+p", Level::Orange, at("08:00"), at("08:00"), at("23:00"));
  for (int i = 0; i < 12; ++i) play.deliver(snapshot(at("12:00") + minutes(10 * i), at("12:00"), {one}));
  CHECK(play.state.sources.at("knmi").condition == "frozen");
  play.deliver(snapshot(at("14:00"), at("13:59"), {one}));
  CHECK(play.state.sources.at("knmi").condition == "none");
}

TEST_CASE("a_publication_time_that_never_moves_is_not_frozen_while_the_content_does") {
  Play play(region());
  const Instant years_ago = at("12:00") - days(1'000);
  for (int i = 0; i < 12; ++i)
    play.deliver(
        snapshot(at("12:00") + minutes(10 * i), years_ago,
                 {warning("w+" + std::to_string(i), Level::Yellow, at("12:00"), at("12:00"), at("23:00"))}));
  CHECK(play.state.sources.at("knmi").condition == "none");
  CHECK(live_facts(play, "knmi") == 1);  // and what vanishes ends all the same
}

TEST_CASE("what_is_valid_for_weeks_leaves_the_screen_when_nobody_confirms_it") {
  Play play(region());
  Observation weeks = message("A", at("12:00"));
  weeks.valid_to = at("12:00") + days(60);
  play.deliver("partners", at("12:00"), {weeks});
  const Duration limit = seconds(region().rules.limits.unconfirmed_s);
  play.advance(at("12:00") + limit - minutes(1));
  CHECK(live_facts(play, "partners") == 1);
  play.advance(at("12:00") + limit);
  CHECK(live_facts(play, "partners") == 0);
  CHECK(play.open_signals().empty());
  play.deliver("partners", at("12:00") + limit + hours(1), {weeks});  // they still mean it
  CHECK(live_facts(play, "partners") == 1);
}

TEST_CASE("a_warning_that_was_cut_short_does_not_come_back_with_its_old_version") {
  Play play(region());
  const Observation whole = message("A", at("12:00"));
  play.deliver("partners", at("12:00"), {whole});
  Observation cut = message("A", at("13:00"));
  cut.valid_to = at("12:59");
  play.deliver("partners", at("13:01"), {cut});
  CHECK(live_facts(play, "partners") == 0);
  play.deliver("partners", at("13:05"), {whole});
  CHECK(live_facts(play, "partners") == 0);
}

TEST_CASE("what_begins_in_months_is_kept_until_it_has_begun") {
  Play play(region());
  Observation later = message("A", at("12:00"));
  later.valid_from = at("12:00") + days(90);
  later.valid_to = at("12:00") + days(91);
  play.deliver("partners", at("12:00"), {later});
  play.advance(at("12:00") + days(90));
  CHECK(live_facts(play, "partners") == 1);
  play.advance(at("12:00") + days(91));
  CHECK(live_facts(play, "partners") == 0);
}

TEST_CASE("a_quake_is_one_fact_through_revisions_and_under_another_network_s_id") {
  doctrine::Doctrine doctrine = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  doctrine::Source usgs;
  usgs.id.value = "quakes";
  usgs.format = "usgs-geojson";
  usgs.region_only = "all";
  doctrine.sources.push_back(usgs);
  Play play(doctrine);
  const auto quake = [](const std::string& id, const std::string& other, Instant updated, double magnitude) {
    Observation out;
    out.native_id = id;
    out.references = {other};
    out.native_version = format_rfc3339(updated);
    out.kind = "quake";
    out.theme = "own-organisation";
    out.title = "M " + std::to_string(magnitude);
    out.quantity = {magnitude, "ml"};
    out.t_observed = out.valid_from = at("12:00");
    out.t_issued = updated;
    out.quality = "official";
    out.geometry = geo::Point{5.2, 52.0};
    out.areas = {"VR09"};
    return out;
  };
  play.deliver("quakes", at("12:05"), {quake("us1", "knmi1", at("12:04"), 3.1)});
  play.deliver("quakes", at("12:10"), {quake("us1", "knmi1", at("12:09"), 3.3)});
  play.deliver("quakes", at("12:15"), {quake("us1", "knmi1", at("12:14"), 3.2)});
  CHECK(live_facts(play, "quakes") == 1);
  play.deliver("quakes", at("12:20"), {quake("knmi1", "us1", at("12:19"), 3.2)});
  CHECK(live_facts(play, "quakes") == 1);
  CHECK(play.open_signals().size() <= 1);
  play.deliver("quakes", at("12:25"), {quake("us1", "knmi1", at("12:14"), 3.2)});  // the old one, late
  CHECK(live_facts(play, "quakes") == 1);
}

TEST_CASE("a_quake_of_two_networks_that_do_not_name_each_other_is_one_signal_and_alarms_once") {
  doctrine::Doctrine doctrine = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  for (const char* id : {"usgs", "gdacs"}) {
    doctrine::Source source;
    source.id.value = id;
    source.format = id == std::string("usgs") ? "usgs-geojson" : "gdacs-rss";
    source.region_only = "touching";
    doctrine.sources.push_back(source);
  }
  Play play(doctrine);
  const auto quake = [](const std::string& id, double magnitude, Instant when, const char* scale) {
    Observation out;
    out.native_id = id;
    out.native_version = std::to_string(magnitude);
    out.kind = "quake";
    out.theme = "own-organisation";
    out.title = "M " + id;
    out.place = "Houten";
    out.quantity = {magnitude, scale};
    out.t_observed = out.valid_from = when;
    out.t_issued = when + minutes(static_cast<std::int64_t>(magnitude * 10));
    out.quality = "official";
    out.geometry = geo::Point{5.2, 52.0};
    out.areas = {"VR09"};
    return out;
  };
  play.deliver("usgs", at("12:05"), {quake("us1", 2.8, at("12:00"), "ml")});
  REQUIRE(play.open_signals().size() == 1);
  CHECK_FALSE(play.open_signals()[0]->face.level);  // felt by few
  play.deliver("gdacs", at("12:20"), {quake("EQ77", 4.1, at("12:00"), "M")});
  play.deliver("usgs", at("12:30"), {quake("us1", 4.2, at("12:00"), "mww")});
  REQUIRE(play.open_signals().size() == 1);
  CHECK(play.open_signals()[0]->face.level == Level::Orange);
  CHECK(play.open_signals()[0]->face.quantity == 4.2);
  CHECK(play.open_signals()[0]->face.proposal.find("waterkeringen") != std::string::npos);
  CHECK(play.theme("own-organisation") == Level::Orange);
}

TEST_CASE("a_quake_outside_the_region_counts_by_what_is_felt_of_it_here") {
  doctrine::Doctrine doctrine = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  doctrine::Source source;
  source.id.value = "usgs";
  source.format = "usgs-geojson";
  source.region_only = "touching";
  doctrine.sources.push_back(source);
  const auto quake = [](const std::string& id, double magnitude, geo::Point where) {
    Observation out;
    out.native_id = id;
    out.kind = "quake";
    out.theme = "own-organisation";
    out.title = "M " + id;
    out.place = id;
    out.quantity = {magnitude, "mww"};
    out.t_observed = out.valid_from = out.t_issued = at("12:00");
    out.geometry = where;
    return out;
  };
  const geo::Point roermond{5.92, 51.16};  // about 100 km from Houten
  const geo::Point huizinge{6.67, 53.35};  // farther
  const geo::Point sendai{142.4, 38.3};
  {
    Play play(doctrine);
    play.deliver(
        "usgs", at("12:05"),
        {quake("Huizinge", 3.6, huizinge), quake("Sendai", 9.1, sendai), quake("Roermond", 4.0, roermond)});
    CHECK(live_facts(play, "usgs") == 0);
    CHECK(play.open_signals().empty());
    play.deliver("usgs", at("12:10"), {quake("Roermond", 5.4, roermond)});
    REQUIRE(play.open_signals().size() == 1);
    const Signal& felt = *play.open_signals()[0];
    CHECK(felt.face.level == Level::Yellow);
    CHECK(felt.face.quantity > 3.0);
    CHECK(felt.face.quantity < 4.0);
    CHECK(felt.face.title.starts_with("Aardbeving buiten de regio, hier voelbaar als 3,"));
    CHECK(felt.rule == "AB-2");
  }
  // Of a source that tells everything the far one is a fact, and colours nothing.
  doctrine.sources.back().region_only = "all";
  Play play(doctrine);
  play.deliver("usgs", at("12:05"), {quake("Sendai", 9.1, sendai)});
  CHECK(live_facts(play, "usgs") == 1);
  CHECK(play.open_signals().empty());
}

TEST_CASE("a_situation_sent_whole_ends_those_of_its_records_that_it_leaves_out") {
  Play play(region());
  const auto record = [](const std::string& id, const std::string& situation, Instant issued) {
    Observation out = message(id, issued, {situation});
    out.kind = "traffic";
    out.theme = "traffic";
    return out;
  };
  const auto deliver = [&play](Instant published, const std::string& situation,
                               std::vector<Observation> records) {
    observations::Delivery out = snapshot(published + minutes(1), published, std::move(records));
    out.source.value = "ndw";
    for (Observation& one : out.understood.observations) one.source = out.source;
    out.understood.full_list = false;
    out.understood.whole_groups = {situation};
    return play.deliver(std::move(out));
  };
  deliver(at("12:00"), "S1", {record("a", "S1", at("12:00")), record("b", "S1", at("12:00"))});
  deliver(at("12:02"), "S2", {record("c", "S2", at("12:02"))});
  CHECK(live_facts(play, "ndw") == 3);
  deliver(at("12:10"), "S1", {record("a", "S1", at("12:10"))});
  CHECK(live_facts(play, "ndw") == 2);  // b has ended, S2 was not spoken of
  deliver(at("12:20"), "S1", {record("a", "S1", at("12:20")), record("d", "S1", at("12:20"))});
  deliver(at("12:10"), "S1", {record("a", "S1", at("12:10"))});  // late: older than d
  CHECK(live_facts(play, "ndw") == 3);
}

TEST_CASE("an_nl_alert_is_orange_while_it_runs_and_a_test_of_it_is_nothing") {
  doctrine::Doctrine doctrine = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  doctrine::Source source;
  source.id.value = "nl-alert";
  source.format = "nl-alert";
  source.region_only = "touching";
  doctrine.sources.push_back(source);
  Play play(doctrine);
  Observation alert;
  alert.native_id = "a-1";
  alert.kind = "public-warning";
  alert.theme = "own-organisation";
  alert.title = "NL-Alert: grote brand in Vianen";
  alert.t_issued = alert.valid_from = at("12:00");
  alert.valid_to = at("14:00");
  alert.areas = {"GM1961", "VR09"};
  Observation test = alert;
  test.native_id = "a-2";
  test.status = observations::Status::Test;
  play.deliver("nl-alert", at("12:01"), {test});
  CHECK(play.open_signals().empty());
  play.deliver("nl-alert", at("12:02"), {alert, test});
  REQUIRE(play.open_signals().size() == 1);
  CHECK(play.open_signals()[0]->face.level == Level::Orange);
  CHECK(play.open_signals()[0]->face.proposal.find("meldkamer") != std::string::npos);
  CHECK(play.theme("own-organisation") == Level::Orange);
  CHECK(play.state.sources.at("nl-alert").apart.at("test") == 1);  // once, though it was sent twice
  play.advance(at("14:01"));
  CHECK(play.open_signals().empty());
}

TEST_CASE("what_is_kept_apart_is_counted_by_why_and_begins_anew_with_the_day") {
  Play play(region());
  const auto item = [](const std::string& id, observations::Status status, Instant until) {
    Observation out;
    out.native_id = id;
    out.kind = "message";
    out.title = id;
    out.status = status;
    out.t_issued = out.valid_from = at("11:00");
    out.valid_to = until;
    out.areas = {"VR09"};
    return out;
  };
  using observations::Status;
  play.deliver("partners", at("12:00"),
               {item("a", Status::Actual, at("18:00")), item("b", Status::Exercise, at("18:00")),
                item("c", Status::Test, at("18:00")), item("d", Status::Actual, at("11:30"))});
  play.deliver("partners", at("12:05"),
               {item("c", Status::Test, at("18:00")), item("a", Status::Ended, at("18:00"))});
  const auto apart = [&play] { return play.state.sources.at("partners").apart; };
  CHECK(apart() ==
        std::map<std::string, std::int64_t>{{"cancelled", 1}, {"exercise", 1}, {"expired", 1}, {"test", 1}});
  play.deliver("partners", at("12:00") + days(1), {item("e", Status::Draft, at("18:00") + days(1))});
  CHECK(apart() == std::map<std::string, std::int64_t>{{"draft", 1}});
  play.deliver("partners", at("12:10") + days(1), {item("f", Status::Actual, at("13:00") + days(1))});
  play.advance(at("13:00") +
               days(1));  // what counted and ran out is told apart from what was over when it came
  CHECK(apart() == std::map<std::string, std::int64_t>{{"draft", 1}, {"run-out", 1}});
  // What people enter comes of no delivery: when it ends, nothing falls silent.
  ObservationAdded entered;
  entered.observation = item("h", Status::Actual, at("18:00") + days(1));
  entered.observation.id.value = "01J1ENTEREDBYHAND000000001";
  entered.observation.source.value = "hand";
  play.settle({Event{entered}});
  play.settle({Event{ObservationEnded{entered.observation.id, "cancelled"}}});
  CHECK(play.state.notes.at(entered.observation.id.value).ended_at);
  CHECK_FALSE(play.state.sources.contains("hand"));
}

TEST_CASE("an_index_takes_nothing_back_of_a_message_that_came_whole") {
  doctrine::Doctrine doctrine = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  doctrine::Source source;
  source.id.value = "meteoalarm";
  source.format = "meteoalarm-atom";
  source.region_only = "all";
  doctrine.sources.push_back(source);
  Play play(doctrine);
  Observation listed;
  listed.native_id = "2.49.0.0.528.0.NL.1";
  listed.native_version = "2026-06-27T11:00:00+02:00";
  listed.kind = "weather-warning";
  listed.theme = "weather";
  listed.title = "Orange Thunderstorm";
  listed.t_issued = listed.valid_from = at("11:00");
  listed.valid_to = at("18:00");
  listed.level = Level::Orange;
  listed.areas = {"VR09"};
  Observation whole = listed;
  whole.title = "Code oranje: zwaar onweer";
  whole.texts = {{"nl", "Code oranje", "Zwaar onweer met hagel.", "Blijf binnen."}};
  whole.geometry = geo::Polygon{{{{5, 52}, {5.2, 52}, {5.2, 52.1}, {5, 52}}}};
  const auto deliver = [&play](const char* format, const Observation& one, Instant when) {
    observations::Delivery delivery;
    delivery.source.value = "meteoalarm";
    delivery.format = format;
    delivery.received = when;
    delivery.understood.observations = {one};
    delivery.understood.observations[0].source = delivery.source;
    return play.deliver(std::move(delivery));
  };
  CHECK(deliver("meteoalarm-atom", listed, at("12:00")));
  CHECK(deliver("cap", whole, at("12:01")));
  CHECK_FALSE(deliver("meteoalarm-atom", listed, at("12:05")));
  REQUIRE(play.state.observations.size() == 1);
  CHECK(play.state.observations.begin()->second.title == "Code oranje: zwaar onweer");
  listed.native_version = "2026-06-27T12:06:00+02:00";
  listed.t_issued = at("12:06");
  CHECK(deliver("meteoalarm-atom", listed, at("12:10")));  // a newer version counts at once
}

TEST_CASE("gusts_in_metres_a_second_reach_the_limit_in_kilometres_an_hour") {
  Play play(region());
  Observation gust;
  gust.native_id = "De Bilt/gff/1";
  gust.kind = "gust";
  gust.theme = "weather";
  gust.title = "De Bilt: windstoten 22.1 m/s";
  gust.place = "De Bilt";
  gust.quality = "measured";
  gust.quantity = {22.1, "m/s"};
  gust.t_observed = gust.valid_from = at("14:40");
  gust.geometry = geo::Point{5.18, 52.10};
  gust.areas = {"GM0310", "VR09"};
  play.deliver("weerstation", at("14:45"), {gust});
  const Station& station = play.state.stations.at("weerstation/De Bilt/gust");
  CHECK(station.unit == "km/h");
  CHECK(station.last->value == 79.6);
  CHECK(play.theme("weather") == Level::Yellow);
}

TEST_CASE("ten_times_the_busiest_pager_hour_loses_no_page") {
  Play play(region());
  std::int64_t heard = 0;
  for (int i = 0; i < 2'100; ++i) {
    const Instant now = at("12:00") + milliseconds(1'714LL * i);
    play.deliver("pager", now, {page("P 1 BMD-04 BR woning " + std::to_string(i) + " Houten 091234", now)});
    ++heard;
  }
  CHECK(play.state.sources.at("pager").received == heard);
  std::int64_t facts = 0;
  for (const auto& [id, signal] : play.state.signals) facts += signal.fact_count;
  CHECK(facts == heard);
}

}  // namespace voorzien::picture
