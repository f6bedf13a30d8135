// Forecasts as the picture lives them: made with a reading, warned of, scored by the truth, made again to the
// identical number.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "picture/forecasts/make_forecast.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/testing.h"

namespace voorzien::picture {
namespace {
using testing::at;
using testing::Play;

const std::string culemborg = "rws/Culemborg brug/water-level";

const doctrine::Doctrine& region() {
  static const doctrine::Doctrine it = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  return it;
}

Observation level(Instant when, double cm, bool expected = false,
                  const std::string& place = "Culemborg brug") {
  Observation out;
  out.native_id = place + format_rfc3339(when) + (expected ? "e" : "m");
  out.kind = "water-level";
  out.theme = "high-water";
  out.title = "Waterstand " + place;
  out.t_observed = when;
  out.place = place;
  out.place_precision = "point";
  out.geometry = geo::Point{5.23, 51.96};
  out.areas = {"VR25"};
  out.quantity = observations::Quantity{cm, "cm"};
  out.quality = expected ? "expected" : "measured";
  return out;
}

// A river that rises from 4.20 m, and its source's forecast up to `peak` cm after a day.
void tell_rise(Play& play, Instant now, double peak) {
  std::vector<Observation> sent{level(now, 420)};
  for (int h = 0; h <= 40; ++h)
    sent.push_back(level(now + hours(h) + minutes(20), 420 + (peak - 420) * std::min(1.0, h / 24.0), true));
  play.deliver("rws", now, std::move(sent));
}

// Two days of a tide with an hour's rhythm of its own, each ten minutes.
void tell_past(Play& play, Instant until, double cm) {
  for (int k = 48 * 6; k >= 0; --k) {
    const Instant when = until - minutes(10 * k);
    const double hour = static_cast<double>(when.us) / 3.6e9;
    const double wave =
        30 * std::sin(hour * 2 * 3.14159265 / 12.42) + 2 * std::sin(static_cast<double>(k) * 1.7);
    play.deliver("rws", when, {level(when, cm + wave)});
  }
}

const Finding* warning(const Play& play) {
  for (const auto& [id, one] : play.state.findings.kept)
    if (one.detector == "level-forecast") return &one;
  return nullptr;
}
}  // namespace

TEST_CASE("a_forecast_is_made_with_the_reading_and_says_the_chance_of_each_limit") {
  Play play(region());
  tell_rise(play, at("12:00"), 455);
  REQUIRE(play.state.forecasts.contains(culemborg));
  const Forecast& made = play.state.forecasts.at(culemborg).newest;
  CHECK(made.basis == "source");
  CHECK(made.from == at("12:00"));
  CHECK(made.value == doctest::Approx(4.2));
  CHECK(made.steps.front().at == at("13:00"));
  CHECK(made.steps.size() == 12 + 9);  // hourly for twelve hours, then each third up to 40 hours
  for (const ForecastStep& one : made.steps)
    CHECK(std::is_sorted(one.quantiles.begin(), one.quantiles.end()));
  REQUIRE(made.crossings.size() == 3);
  CHECK(made.crossings[0].threshold == doctest::Approx(4.8));
  CHECK(made.crossings[0].chance > made.crossings[1].chance);
  CHECK(made.crossings[0].chance > 0.05);
  CHECK(made.crossings[0].chance < 0.5);
  CHECK(made.finding.empty());
  CHECK(warning(play) == nullptr);
}

TEST_CASE("a_likely_limit_becomes_an_expected_signal_that_ends_when_it_is_likely_no_more") {
  Play play(region());
  tell_rise(play, at("12:00"), 478);  // the source itself stays under 4,80 m
  const Finding* found = warning(play);
  REQUIRE(found != nullptr);
  CHECK(found->state == "shown");
  CHECK(found->chance > 0.5);
  CHECK(found->level == Level::Yellow);
  CHECK(found->title.starts_with("Lek, Culemborg boven grens geel 4,80 m"));
  CHECK(found->score >= found->limit);
  REQUIRE_FALSE(found->signal.empty());
  const Signal& signal = play.state.signals.at(found->signal);
  CHECK(signal.origin == "detection");
  CHECK(signal.face.expected);
  CHECK(signal.face.level == Level::Yellow);
  const std::string id = found->id;

  tell_rise(play, at("13:10"), 477);  // goes on, with new numbers
  REQUIRE(warning(play) != nullptr);
  CHECK(warning(play)->id == id);
  CHECK(warning(play)->updated == at("13:10"));

  tell_rise(play, at("14:20"), 440);
  CHECK(play.state.forecasts.at(culemborg).newest.finding.empty());
  CHECK(signal.hands.state == "closed");
  CHECK(signal.hands.closed_reason == "all-clear");
}

TEST_CASE("what_the_source_foretells_itself_is_already_a_signal") {
  Play play(region());
  tell_rise(play, at("12:00"), 500);
  const Finding* found = warning(play);
  REQUIRE(found != nullptr);
  CHECK(found->state == "held");
  CHECK(found->held == "belongs");
  CHECK(play.state.signals.at(found->belongs_to).rule == "HW-2");
}

TEST_CASE("no_more_than_one_an_hour_but_a_new_one_of_the_source_at_once") {
  Play play(region());
  tell_rise(play, at("12:00"), 470);
  const Instant first = play.state.forecasts.at(culemborg).newest.made;
  play.deliver("rws", at("12:10"), {level(at("12:10"), 421)});
  CHECK(play.state.forecasts.at(culemborg).newest.made == first);
  tell_rise(play, at("12:20"), 455);
  CHECK(play.state.forecasts.at(culemborg).newest.made == at("12:20"));
  play.deliver("rws", at("13:20"), {level(at("13:20"), 424)});
  CHECK(play.state.forecasts.at(culemborg).newest.made == at("13:20"));
}

TEST_CASE("truth_scores_what_was_said_of_it_and_the_score_stays_beside_it") {
  Play play(region());
  tell_rise(play, at("12:00"), 470);
  for (int k = 1; k <= 19; ++k) {
    const Instant when = at("12:00") + minutes(10 * k);
    play.deliver("rws", when, {level(when, 420 + k * 0.5)});
  }
  const StationForecast& known = play.state.forecasts.at(culemborg);
  REQUIRE(known.scores.size() == 2);  // of an hour (13:00 to 15:00) and of three hours
  CHECK(known.scores[0].lead_s == 3600);
  CHECK(known.scores[0].count == 3);
  CHECK(known.scores[1].count == 1);
  CHECK(known.scores[0].crps > 0);
  CHECK(known.scores[0].crps < 0.05);
  CHECK(known.scores[0].stays == doctest::Approx(0.03).epsilon(0.1));
  CHECK(known.missed == 0);
  for (const AwaitedTruth& one : known.awaited) CHECK(one.at > at("15:10"));
}

TEST_CASE("a_truth_that_never_came_is_counted_and_scores_nothing") {
  Play play(region());
  tell_rise(play, at("12:00"), 470);
  play.deliver("rws", at("14:30"), {level(at("14:30"), 425)});
  const StationForecast& known = play.state.forecasts.at(culemborg);
  CHECK(known.scores.empty());
  CHECK(known.missed == 1);
}

TEST_CASE("without_a_forecast_of_the_source_our_own_model_speaks_after_a_day") {
  Play play(region());
  tell_past(play, at("12:00") - hours(30), 420);
  play.advance(at("12:00") - hours(30));
  const Forecast& made = play.state.forecasts.at(culemborg).newest;
  CHECK(made.basis == "own");
  CHECK(made.rows >= 144);
  // The tide is found again: six hours ahead is nearer to it than to "as it is now".
  const Instant then = made.from + hours(6);
  const auto step = std::ranges::find(made.steps, then, &ForecastStep::at);
  REQUIRE(step != made.steps.end());
  const double truth = 4.2 + 0.3 * std::sin(static_cast<double>(then.us) / 3.6e9 * 2 * 3.14159265 / 12.42);
  CHECK(std::abs(step->quantiles[3] - truth) < std::abs(made.value - truth) / 2);
}

TEST_CASE("a_forecast_ends_no_warning_of_another_detector") {
  Play play(region());
  tell_past(play, at("11:50"), 420);
  play.deliver("rws", at("12:00"), {level(at("12:00"), 700)});  // a sensor that jumps
  const Finding* jump = nullptr;
  for (const auto& [id, one] : play.state.findings.kept)
    if (one.detector == "measurement" && one.state == "shown") jump = &one;
  REQUIRE(jump != nullptr);
  const std::string observation = jump->observation;
  play.deliver("rws", at("13:10"), {level(at("13:10"), 421)});
  CHECK(play.state.forecasts.at(culemborg).newest.made == at("13:10"));
  CHECK(is_live(play.state, observation));
}

TEST_CASE("too_little_past_and_no_forecast_of_the_source_foretells_nothing") {
  Play play(region());
  play.deliver("rws", at("12:00"), {level(at("12:00"), 420)});
  play.deliver("rws", at("12:10"), {level(at("12:10"), 421)});
  CHECK(play.state.forecasts.empty());
  play.deliver("rws", at("12:20"), {level(at("12:20"), 100, false, "Onbekend peil")});  // no limits there
  CHECK(play.state.forecasts.empty());
}

TEST_CASE("a_forecast_is_made_again_from_the_state_to_the_identical_number") {
  Play play(region());
  tell_rise(play, at("12:00"), 478);
  const State& state = play.state;
  const Station& station = state.stations.at(culemborg);
  const Forecast& made = state.forecasts.at(culemborg).newest;
  std::optional<Forecast> again = make_forecast(state, station, *watched(region(), station), made.made);
  REQUIRE(again.has_value());
  again->finding = made.finding;
  CHECK(again->steps == made.steps);
  CHECK(again->crossings == made.crossings);
}

TEST_CASE("a_day_sent_again_and_a_value_far_off_flood_nothing") {
  Play play(region());
  tell_rise(play, at("12:00"), 478);
  for (int k = 0; k < 20; ++k) tell_rise(play, at("12:00") + minutes(k), 478);
  std::size_t warnings = 0;
  for (const auto& [id, one] : play.state.findings.kept) warnings += one.detector == "level-forecast" ? 1 : 0;
  CHECK(warnings == 1);
  play.deliver("rws", at("14:00"), {level(at("14:00"), 99'999)});
  CHECK(play.state.forecasts.at(culemborg).newest.steps.size() > 0);
  for (const ForecastStep& one : play.state.forecasts.at(culemborg).newest.steps)
    for (const double value : one.quantiles) CHECK(std::isfinite(value));
}

TEST_CASE("past_readings_are_taken_in_order_and_before_now") {
  Play play(region());
  play.deliver("rws", at("12:00"), {level(at("12:00"), 420)});
  const Point early{at("10:00"), 4.1};
  const Point late{at("10:10"), 4.2};
  const Point known{at("12:00"), 4.3};
  const Point old{at("12:00") - days(3), 4};
  play.advance(at("12:01"));
  CHECK(!play.command(TakeReadings{culemborg, {old, early, late, known}, "test"}).refusal);
  CHECK(play.state.stations.at(culemborg).measured ==
        std::vector<Point>{early, late, {at("12:00"), 4.2}});  // two days, and what was heard stays
  const auto rule = [&](TakeReadings asked) { return play.command(std::move(asked)).refusal->rule; };
  CHECK(rule({" ", {early}, "test"}) == "station-missing");
  CHECK(rule({culemborg, {}, "test"}) == "readings-missing");
  CHECK(rule({culemborg, {late, early}, "test"}) == "not-in-order");
  CHECK(rule({culemborg, {early, early}, "test"}) == "not-in-order");
  CHECK(rule({culemborg, {{play.now, 4}}, "test"}) == "not-yet");
  CHECK(rule({culemborg, std::vector<Point>(limits::readings_taken_max + 1), "test"}) == "too-many");
}

}  // namespace voorzien::picture
