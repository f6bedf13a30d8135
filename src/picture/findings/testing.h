// Eight weeks of ambulance rides, and rides that come in: what tests of detectors begin with.
#pragma once

#include <string>

#include "base/ensure.h"
#include "base/random.h"
#include "picture/findings/counting.h"
#include "picture/testing.h"

namespace voorzien::picture::testing {

inline const doctrine::Doctrine& region() {
  static const doctrine::Doctrine it = region_doctrine(VOORZIEN_SOURCE_DIR);
  return it;
}

inline constexpr double care_an_hour = 1.2;

// Eight weeks of ambulance rides in a few municipalities, up to the day before the summer afternoon.
inline TakeCounts weeks_before() {
  TakeCounts out;
  out.origin = "test";
  for (const char* area : {"GM0307", "GM0327", "GM0342", "GM0344", "GM0355"})
    out.series.push_back(std::string("pager/care/") + area);
  const std::int64_t today = local_tick(at("12:00")).day;
  Random random(3);
  for (std::int64_t day = today - today % 7 - 56; day < today; ++day) {
    std::string& text = out.counts[day_text(day)];
    for (std::int64_t tick = 0; tick < ticks_a_local_day; ++tick)
      for (std::int64_t k = 0; k < 5; ++k)
        if (static_cast<double>(random.below(1'000'000)) < care_an_hour / 12 * 1e6)
          append_count(text, tick, k, 1);
  }
  return out;
}

inline Observation ride(int n, Instant when, const std::string& area = "GM0307") {
  Observation out;
  out.native_id = "ride-" + std::to_string(n);
  out.kind = "page";
  out.theme = "care";
  out.title = "A1 09110 Rit: " + std::to_string(n);
  out.t_observed = out.t_issued = out.valid_from = when;
  out.place = "Amersfoort";
  out.place_precision = "town";
  out.areas = {area, "VR09"};
  out.quality = "report";
  return out;
}

// Rides that come every so many seconds.
inline void send(Play& play, int first, int count, Instant from, std::int64_t every_s,
                 const std::string& area = "GM0307") {
  for (int n = 0; n < count; ++n) {
    const Instant when = from + seconds(n * every_s);
    play.deliver("pager", when, {ride(first + n, when, area)});
  }
}

inline Play counted() {
  Play play(region());
  play.now = at("11:00");
  ENSURE(!play.command(weeks_before()).refusal, "whole days before today are taken");
  return play;
}

}  // namespace voorzien::picture::testing
