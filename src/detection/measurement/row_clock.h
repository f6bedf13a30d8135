// What the time stamps of a stream say about each row: is it new, and how long is it since the last?
//
// Length is told in steps, one being the usual distance of rows, which is learnt (a median that follows a
// change of sampling). A row that is not later than the newest is not new: a duplicate, a late one, a day
// that the source sends again. Two things end that state, so that a wrong clock cannot blind a stream: rows
// that continue from before the last leap forward (that stamp was wrong), and `patience` rows in vain (the
// clock was put back). Plain data; no clock is read.
#pragma once

#include <cstdint>

#include "base/instant.h"

namespace voorzien::detection {

struct RowClock {
  Instant newest;
  Instant before_leap;
  bool started = false;
  bool leapt = false;
  std::uint32_t rows = 0;       // new ones
  std::uint32_t passed_by = 0;  // rows in a row that were not new
  double usual_s = 0;

  bool operator==(const RowClock&) const = default;
};

struct RowTime {
  bool is_new = false;
  double steps = 1;  // since the last new row: 1, or over a gap 12 to 64
};

RowTime read_clock(RowClock& clock, Instant at);

}  // namespace voorzien::detection
