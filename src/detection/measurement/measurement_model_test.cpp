// What the judge of measurements sees, what it leaves alone, and that bad input never becomes a flood.
#include "detection/measurement/measurement_model.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

using namespace voorzien;
using namespace voorzien::detection;

namespace {
struct Row {
  Instant at;
  double value;
};
const Instant start = from_civil_utc({2026, 3, 2, 0, 0, 0});

// A day's wave with noise, every five minutes.
std::vector<Row> days_of(int days_made, std::uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> noise(0, 1);
  std::vector<Row> out;
  for (int i = 0; i < days_made * 288; ++i)
    out.push_back(
        {start + minutes(5 * i), 50 + 10 * std::sin(2 * std::numbers::pi * i / 288) + noise(random)});
  return out;
}

struct Heard {
  std::vector<double> scores;
  std::vector<std::size_t> alarms;

  [[nodiscard]] std::size_t alarms_from(std::size_t row) const {
    std::size_t n = 0;
    for (const std::size_t at : alarms) n += at >= row ? 1U : 0U;
    return n;
  }
  [[nodiscard]] bool alarmed_in(std::size_t from, std::size_t until) const {
    for (const std::size_t at : alarms)
      if (at >= from && at < until) return true;
    return false;
  }
};

Heard hear(const std::vector<Row>& rows) {
  MeasurementState state;
  Heard out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MeasurementScore s = step(state, rows[i].at, rows[i].value);
    REQUIRE(s.score >= 0);
    REQUIRE(s.score <= 1);
    out.scores.push_back(s.score);
    if (s.alarm) out.alarms.push_back(i);
  }
  return out;
}
}  // namespace

TEST_CASE("a_spike_a_shift_and_a_standstill_are_seen_and_quiet_days_are_quiet") {
  const auto quiet = days_of(14);
  CHECK(hear(quiet).alarms.size() <= 6);
  auto spike = quiet;
  spike[3000].value += 15;
  CHECK(hear(spike).alarmed_in(3000, 3001));
  auto shift = quiet;
  for (std::size_t i = 3000; i < shift.size(); ++i) shift[i].value += 12;
  CHECK(hear(shift).alarmed_in(3000, 3012));
  auto still = quiet;
  for (std::size_t i = 3000; i < 3288; ++i) still[i].value = quiet[3000].value;
  CHECK(hear(still).alarmed_in(3000, 3100));
}

TEST_CASE("what_is_strange_at_this_hour_only_is_seen") {
  auto rows = days_of(21);
  // The wave stands upside down from the third hour until noon: no single value is new.
  for (std::size_t i = 5220; i < 5328; ++i) rows[i].value = 100 - rows[i].value;
  CHECK(hear(rows).alarmed_in(5220, 5328));
}

TEST_CASE("scores_do_not_depend_on_unit_origin_or_hour") {
  auto rows = days_of(10);
  rows[2000].value += 9;
  const Heard plain = hear(rows);
  auto other = rows;
  for (Row& row : other) {
    row.value = 1.8 * row.value + 3200;
    row.at = row.at + hours(7);
  }
  const Heard moved = hear(other);
  CHECK(plain.alarms == moved.alarms);
  for (std::size_t i = 0; i < rows.size(); ++i)
    CHECK(moved.scores[i] == doctest::Approx(plain.scores[i]).epsilon(0.02));
}

TEST_CASE("a_copy_of_the_state_goes_on_with_the_same_bits_and_is_small") {
  const auto rows = days_of(4);
  MeasurementState state;
  for (std::size_t i = 0; i < 600; ++i) (void)step(state, rows[i].at, rows[i].value);
  MeasurementState copy = state;
  for (std::size_t i = 600; i < rows.size(); ++i) {
    const double a = step(state, rows[i].at, rows[i].value).evidence;
    const double b = step(copy, rows[i].at, rows[i].value).evidence;
    CHECK(a - b == 0);
  }
  CHECK(state == copy);
  CHECK(sizeof(MeasurementState) <= 5 * 1024);
}

TEST_CASE("a_tail_forgets_what_is_old_also_where_sixteen_bits_of_the_row_begin_anew") {
  for (const std::uint32_t begun : {0U, 65'500U, 131'000U}) {
    RareTail tail;
    for (std::uint32_t k = 0; k < RareTail::size; ++k) remember(tail, 100 + k, begun + k * 10);
    forget_older(tail, begun + 20'000, 20'000);
    CHECK(tail.filled == RareTail::size);  // the first is not older yet
    forget_older(tail, begun + 20'005, 20'000);
    CHECK(tail.filled == RareTail::size - 1);
    CHECK(tail.largest[RareTail::size - 2] == 101);  // the smallest was also the oldest
    for (int k = 0; k < 20; ++k) forget_older(tail, begun + 20'105, 20'000);
    CHECK(tail.filled == 1);
    CHECK(tail.largest[0] == 111);
  }
}

TEST_CASE("later_rows_do_not_change_earlier_scores") {
  auto rows = days_of(5);
  const Heard before = hear(rows);
  for (std::size_t i = 1000; i < rows.size(); ++i) rows[i].value = 1e6;
  const Heard after = hear(rows);
  for (std::size_t i = 0; i < 1000; ++i) CHECK(before.scores[i] - after.scores[i] == 0);
}

TEST_CASE("constants_and_missing_values_are_silent") {
  std::vector<Row> rows;
  for (int i = 0; i < 3000; ++i) rows.push_back({start + minutes(i), 45});
  CHECK(hear(rows).alarms.empty());
  for (Row& row : rows) row.value = std::numeric_limits<double>::quiet_NaN();
  CHECK(hear(rows).alarms.empty());
  CHECK(hear({}).alarms.empty());
}

TEST_CASE("the_first_that_differs_from_a_constant_alarms_once") {
  std::vector<Row> rows;
  for (int i = 0; i < 3000; ++i) rows.push_back({start + minutes(i), i == 2000 ? 46.0 : 45.0});
  const Heard heard = hear(rows);
  CHECK(heard.alarmed_in(2000, 2001));
  CHECK(heard.alarms_from(2001) <= 3);
}

TEST_CASE("duplicates_and_a_day_sent_again_teach_nothing_and_score_nothing") {
  const auto rows = days_of(6);
  const Heard plain = hear(rows);
  std::vector<Row> again(rows.begin(), rows.begin() + 1440);
  again.insert(again.end(), rows.begin() + 1152, rows.begin() + 1440);  // the day once more
  again.push_back({rows[1439].at, 1e9});                                // the same time, another value
  again.insert(again.end(), rows.begin() + 1440, rows.end());
  const Heard heard = hear(again);
  for (std::size_t i = 1440; i < 1440 + 289; ++i) CHECK(heard.scores[i] <= 0);
  for (std::size_t i = 1440; i < rows.size(); ++i) CHECK(heard.scores[i + 289] - plain.scores[i] == 0);
}

TEST_CASE("a_clock_that_jumps_forward_and_returns_costs_one_row") {
  auto rows = days_of(8);
  rows[1500].at = rows[1500].at + days(4000);
  rows[1800].value += 20;
  const Heard heard = hear(rows);
  CHECK(heard.alarmed_in(1800, 1801));
  CHECK(heard.alarms_from(1500) <= 4);
}

TEST_CASE("a_clock_put_back_for_good_blinds_for_a_while_and_not_for_ever") {
  auto rows = days_of(20);
  for (std::size_t i = 2000; i < rows.size(); ++i) rows[i].at = rows[i].at - days(100);
  rows[4500].value += 20;
  const Heard heard = hear(rows);
  CHECK(heard.alarms_from(2000) - heard.alarms_from(4000) == 0);
  CHECK(heard.alarmed_in(4500, 4501));
}

TEST_CASE("gaps_unit_changes_and_wild_values_are_no_flood") {
  const auto count = [](const std::function<void(std::vector<Row>&)>& spoil) {
    auto rows = days_of(20);
    spoil(rows);
    return hear(rows).alarms_from(2000);
  };
  CHECK(count([](auto& rows) { rows.erase(rows.begin() + 2000, rows.begin() + 3000); }) <= 8);
  CHECK(count([](auto& rows) {
          for (std::size_t i = 2000; i < rows.size(); ++i) rows[i].value *= 1000;
        }) <= 12);
  CHECK(count([](auto& rows) {
          for (std::size_t i = 2000; i < rows.size(); ++i) rows[i].value /= 1000;
        }) <= 12);
  CHECK(count([](auto& rows) { rows[2500].value = -1e300; }) <= 8);
  // Twelve times as coarse from here on: every hour instead of every five minutes.
  CHECK(count([](auto& rows) {
          std::vector<Row> coarser(rows.begin(), rows.begin() + 2000);
          for (std::size_t i = 2000; i < rows.size(); i += 12) coarser.push_back(rows[i]);
          rows = coarser;
        }) <= 8);
}

TEST_CASE("a_wild_value_does_not_hide_a_shift_a_week_later") {
  auto rows = days_of(20);
  rows[2000].value = 1e300;
  for (std::size_t i = 4400; i < rows.size(); ++i) rows[i].value += 40;
  CHECK(hear(rows).alarmed_in(4400, 4464));
}
