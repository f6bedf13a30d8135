// Forecasts of loads as the picture lives them: made with the first report of an hour, scored by the counts
// of the hours that come, made again to the identical number; and what a dark source, a clock change, a storm
// and a short past do to them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "picture/findings/testing.h"
#include "picture/forecasts/load_hours.h"
#include "picture/forecasts/make_load.h"

namespace voorzien::picture {
namespace {
using testing::at;
using testing::Play;
using testing::region;

const std::string care = "pager/care";

const doctrine::LoadKind& kind() {
  const auto& loads = region().detection.loads;
  return *std::ranges::find(loads, care, &load_id);
}

// Rides an hour in the whole region: twice as many by day as by night, fewer in the weekend.
double rate_of(std::int64_t hour) {
  const auto of_day = static_cast<double>(hour % hours_a_local_day);
  const double wave = 1 - 0.5 * std::cos((of_day - 2) / 24 * 2 * std::numbers::pi);
  return 8 * wave * (hour / hours_a_local_day % 7 >= 5 ? 0.8 : 1);
}

bool comes(Random& random, double a_tick) {
  return static_cast<double>(random.below(1'000'000)) < a_tick * 1e6;
}

// Whole weeks up to the day of `now`, in five municipalities.
TakeCounts weeks(Instant now, std::int64_t count, double times = 1) {
  TakeCounts out;
  out.origin = "test";
  for (const char* area : {"GM0307", "GM0327", "GM0342", "GM0344", "GM0355"})
    out.series.push_back(std::string("pager/care/") + area);
  const std::int64_t today = local_tick(now).day;
  Random random(7);
  for (std::int64_t day = today - count * 7; day < today; ++day) {
    std::string& text = out.counts[day_text(day)];
    for (std::int64_t tick = 0; tick < ticks_a_local_day; ++tick)
      for (std::int64_t k = 0; k < 5; ++k)
        if (comes(random, times * rate_of(day * hours_a_local_day + tick / 12) / 60))
          append_count(text, tick, k, 1);
  }
  return out;
}

// The pager goes on for so long: a delivery every five minutes, often without a ride.
struct Pager {
  Play& play;
  Random random{11};
  int n = 0;
  double times = 1;
  void run(Instant from, Instant to) {
    for (Instant now = from; now < to; now = now + minutes(5)) {
      std::vector<Observation> rides;
      for (const char* area : {"GM0307", "GM0327", "GM0342", "GM0344", "GM0355"})
        if (comes(random, times * rate_of(local_hour_of(now)) / 60))
          rides.push_back(testing::ride(++n, now, area));
      play.deliver("pager", now, std::move(rides));
    }
  }
};

Play learnt(Instant now, std::int64_t count = 8, double times = 1) {
  Play play(region());
  play.now = now;
  ENSURE(!play.command(weeks(now, count, times)).refusal, "whole days before today are taken");
  return play;
}

const LoadForecast& newest(const Play& play) { return play.state.loads.of.at(care).newest; }
const LoadHour& seen(const Play& play, Instant hour) {
  const auto found = std::ranges::find(newest(play).seen, hour, &LoadHour::at);
  REQUIRE(found != newest(play).seen.end());
  return *found;
}
std::int64_t scored(const Play& play) {
  std::int64_t out = 0;
  for (const LoadScore& one : play.state.loads.of.at(care).scores) out += one.count;
  return out;
}
}  // namespace

TEST_CASE("a_load_is_foretold_with_the_first_report_of_an_hour_and_scored_by_the_next") {
  Play play = learnt(at("00:00"));
  Pager pager{play};
  pager.run(at("00:00"), at("12:55"));
  const LoadForecast made = newest(play);
  CHECK(made.from == at("12:00"));
  CHECK(made.made >= at("12:00"));
  CHECK(made.made < at("12:30"));
  REQUIRE(made.steps.size() == 48);
  CHECK(made.steps.front().at == at("12:00"));
  CHECK(made.seen.size() == 24);
  CHECK(made.seen.back().count.has_value());
  for (const LoadStep& one : made.steps) {
    CHECK(std::is_sorted(one.quantiles.begin(), one.quantiles.end()));
    CHECK(std::abs(one.quantiles[3] - std::round(one.quantiles[3])) < 1e-9);
  }
  // By day twice as many as by night, as it was; and near what is usual.
  CHECK(made.steps[2].quantiles[3] > made.steps[14].quantiles[3]);
  CHECK(std::abs(made.steps[2].quantiles[3] - rate_of(local_hour_of(at("14:00")))) < 3);
  REQUIRE(made.shifts.size() == 2);
  CHECK(made.shifts[0].to == at("15:00"));
  CHECK(made.shifts[0].hours == 3);
  CHECK(made.shifts[1].hours == 8);
  CHECK(made.shifts[1].quantiles[3] > 50);
  // A sum is surer than its parts.
  const auto width = [](const std::vector<double>& q) { return (q[5] - q[1]) / q[3]; };
  CHECK(width(made.shifts[1].quantiles) < width(made.steps[4].quantiles));

  const std::int64_t before = scored(play);
  pager.run(at("12:55"), at("13:55"));
  CHECK(newest(play).from == at("13:00"));
  CHECK(scored(play) > before);
  CHECK(play.state.loads.of.at(care).missed == 0);
  const auto& awaited = play.state.loads.of.at(care).awaited;
  CHECK(std::ranges::all_of(awaited, [&](const AwaitedLoad& one) { return one.end > newest(play).closed; }));
  CHECK_FALSE(play.state.loads.of.contains("pager/fire"));  // nothing was ever counted of it
}

TEST_CASE("a_load_is_foretold_again_from_a_later_state_to_the_identical_number") {
  Play play = learnt(at("10:00"));
  Pager pager{play};
  pager.run(at("10:00"), at("12:30"));
  const LoadForecast made = newest(play);
  Play again(region());  // as after a restart: all there is, is the state
  again.state = play.state;
  again.now = play.now;
  Pager other{again, pager.random, pager.n};
  pager.run(at("12:30"), at("14:30"));
  other.run(at("12:30"), at("14:30"));
  CHECK(newest(again) == newest(play));
  CHECK(again.state.loads.of.at(care).scores == play.state.loads.of.at(care).scores);
  const auto later = make_load(play.state, region().detection, kind(), made.closed, made.made);
  REQUIRE(later.has_value());
  CHECK(*later == made);
  // Pages are forgotten after three days; what was counted stays.
  std::vector<Event> forgotten;
  for (const auto& [id, one] : play.state.observations) forgotten.emplace_back(ObservationsForgotten{{{id}}});
  REQUIRE_FALSE(forgotten.empty());
  play.settle(std::move(forgotten));
  CHECK(make_load(play.state, region().detection, kind(), made.closed, made.made) == made);
}

TEST_CASE("an_hour_in_which_the_source_was_dark_is_not_known_and_never_zero") {
  Play play = learnt(at("10:00"));
  Pager pager{play};
  pager.run(at("10:00"), at("13:20"));
  const std::int64_t before = scored(play);
  pager.run(at("16:05"), at("17:30"));  // nothing came for nearly three hours
  for (const char* dark : {"13:00", "14:00", "15:00", "16:00"}) CHECK_FALSE(seen(play, at(dark)).count);
  CHECK(seen(play, at("12:00")).count.has_value());
  CHECK(play.state.loads.of.at(care).missed > 0);
  CHECK(scored(play) == before);
  // It is not taken for a lull.
  CHECK(newest(play).steps.front().quantiles[3] > rate_of(local_hour_of(at("17:00"))) * 0.6);
  pager.run(at("17:30"), at("18:30"));
  CHECK(seen(play, at("17:00")).count.has_value());
  CHECK(scored(play) > before);
}

TEST_CASE("of_few_reports_the_sources_own_silence_tells_a_dark_hour_from_a_quiet_one") {
  Play play = learnt(at("10:00"), 8, 0.05);  // one in three hours: an empty hour is usual
  Pager pager{play, Random{11}, 0, 0};
  pager.run(at("10:00"), at("14:00"));  // heard, and nothing told
  play.deliver("pager", at("14:02"), {testing::ride(9'001, at("14:02"))});
  CHECK(seen(play, at("12:00")).count == 0);
  pager.run(at("14:05"), at("15:00"));
  pager.run(at("16:30"), at("17:00"));  // dark in between
  play.deliver("pager", at("17:02"), {testing::ride(9'002, at("17:02"))});
  CHECK(seen(play, at("14:00")).count.has_value());
  CHECK_FALSE(seen(play, at("15:00")).count);
  CHECK_FALSE(seen(play, at("16:00")).count);
  REQUIRE(play.state.loads.dark.size() >= 1);
  CHECK(play.state.loads.dark.back().to == at("16:30"));
}

TEST_CASE("the_hour_that_clocks_change_in_is_no_hour") {
  const auto hour_of = [](const char* text) { return local_hour_of(*parse_rfc3339(text)); };
  CHECK_FALSE(is_plain_hour(hour_of("2026-10-25T02:30:00+02:00")));
  CHECK_FALSE(is_plain_hour(hour_of("2026-10-25T02:30:00+01:00")));
  CHECK_FALSE(is_plain_hour(hour_of("2026-03-29T00:30:00+01:00") + 2));
  CHECK(is_plain_hour(hour_of("2026-10-25T03:30:00+01:00")));
  CHECK(is_plain_hour(hour_of("2026-10-24T02:30:00+02:00")));
  CHECK(start_of_hour(hour_of("2026-10-25T03:30:00+01:00")) == *parse_rfc3339("2026-10-25T03:00:00+01:00"));

  const Instant night = *parse_rfc3339("2026-10-25T00:00:00+02:00");
  Play play = learnt(night);
  Pager pager{play};
  pager.run(night, night + hours(1));
  CHECK(newest(play).steps.size() == 47);
  CHECK(newest(play).shifts.front().hours == 6);  // 00:00 to 07:00 without the one that comes twice
  pager.run(night + hours(1), night + hours(6));
  const LoadForecast& made = newest(play);
  CHECK(made.steps.size() == 48);
  CHECK(std::ranges::none_of(made.seen,
                             [&](const LoadHour& one) { return !is_plain_hour(local_hour_of(one.at)); }));
  CHECK(make_load(play.state, region().detection, kind(), made.closed, made.made) == made);
}

TEST_CASE("of_less_than_four_weeks_nothing_is_said") {
  for (const std::int64_t known : {0, 1, 3}) {
    Play play = learnt(at("10:00"), known);
    Pager pager{play};
    pager.run(at("10:00"), at("12:30"));
    CHECK(play.state.loads.of.empty());
  }
  Play play = learnt(at("10:00"), 4);
  play.state.findings.counts.clear();  // as if it had never counted
  CHECK_FALSE(make_load(play.state, region().detection, kind(), local_hour_of(at("12:00")), at("12:00")));
  // Four weeks, of which most was dark.
  Play dark = learnt(at("10:00"), 4);
  dark.state.loads.dark.push_back({"pager", at("10:00") - hours(24 * 28), at("10:00") - hours(24 * 14)});
  CHECK_FALSE(make_load(dark.state, region().detection, kind(), local_hour_of(at("12:00")), at("12:00")));
}

TEST_CASE("an_announced_storm_is_counted_in_at_once_and_does_not_become_usual") {
  Play play = learnt(at("10:00"));
  Pager pager{play};
  pager.run(at("10:00"), at("12:30"));
  const LoadForecast calm = newest(play);
  Announcement storm;
  storm.observation = "a";
  storm.title = "Code oranje";
  storm.areas = {"GM0307", "GM0327", "GM0342", "GM0344", "GM0355"};
  storm.themes = {"care"};
  storm.factor = 3;
  storm.from = at("14:00");
  storm.to = at("18:00");
  storm.known = play.now;
  play.settle({EventAnnounced{storm}});
  const LoadForecast told = newest(play);
  CHECK(told.made == play.now);
  CHECK(told.closed == calm.closed);
  CHECK(told.announced == std::vector<std::string>{"Code oranje"});
  const auto median = [](const LoadForecast& one, int k) {
    return one.steps[static_cast<std::size_t>(k)].quantiles[3];
  };
  CHECK(median(told, 1) == median(calm, 1));          // 13:00
  CHECK(median(told, 3) > 2.5 * median(calm, 3));     // 15:00
  CHECK(median(told, 7) == median(calm, 7));          // 19:00
  CHECK(told.steps[3].usual == calm.steps[3].usual);  // what is usual stays so
  CHECK(make_load(play.state, region().detection, kind(), told.closed, told.made) == told);
  // It turns out twice as strong as was said: the hours that are left follow, tomorrow does not.
  pager.run(at("12:35"), at("14:00"));
  pager.times = 6;
  pager.run(at("14:00"), at("16:30"));
  CHECK(median(newest(play), 1) > 1.4 * median(told, 5));            // 17:00
  CHECK(std::abs(median(newest(play), 24) - median(calm, 28)) < 4);  // 16:00 of tomorrow
}

TEST_CASE("over_two_days_its_bands_hold_what_they_say_and_it_is_no_worse_than_as_usual") {
  Play play = learnt(at("00:00"));
  Pager pager{play};
  pager.run(at("00:00"), at("00:00") + hours(40));
  const auto& scores = play.state.loads.of.at(care).scores;
  REQUIRE(scores.size() == 6);  // the next shift, and 1 to 24 hours ahead
  CHECK(scores.front().ahead_h == 0);
  for (const LoadScore& one : scores) {
    CAPTURE(one.ahead_h);
    CHECK(one.count >= 15);
    CHECK(one.crps < 1.15 * one.usual);
    CHECK(one.in80 > 0.6);
    CHECK(one.in50 <= one.in80);
    CHECK(one.in80 <= one.in95);
  }
}

}  // namespace voorzien::picture
