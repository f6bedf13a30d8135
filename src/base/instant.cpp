#include "base/instant.h"

#include <cstdlib>

namespace voorzien {
namespace {
constexpr std::int64_t us_per_day = 86'400'000'000;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

// Days since 1970-01-01 of the proleptic Gregorian calendar (Hinnant, chrono-compatible date algorithms).
std::int64_t days_from_civil(int y, int m, int d) {
  y -= m <= 2;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return std::int64_t{era} * 146'097 + doe - 719'468;
}

void civil_from_days(std::int64_t z, Civil& out) {
  z += 719'468;
  const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const auto doe = static_cast<int>(z - era * 146'097);
  const int yoe = (doe - doe / 1'460 + doe / 36'524 - doe / 146'096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  out.day = doy - (153 * mp + 2) / 5 + 1;
  out.month = mp < 10 ? mp + 3 : mp - 9;
  out.year = static_cast<int>(yoe + era * 400) + (out.month <= 2);
}

// Reads digits from a text by position; every read says whether it succeeded.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  [[nodiscard]] bool digits(int count, int& out) {
    if (at + static_cast<std::size_t>(count) > text.size()) return false;
    out = 0;
    for (int i = 0; i < count; ++i) {
      const char c = text[at + static_cast<std::size_t>(i)];
      if (c < '0' || c > '9') return false;
      out = out * 10 + (c - '0');
    }
    at += static_cast<std::size_t>(count);
    return true;
  }
  [[nodiscard]] bool take(char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
  }
  [[nodiscard]] bool done() const { return at == text.size(); }
  [[nodiscard]] bool at_digit() const { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

  // Any number of fractional digits, cut to microseconds.
  void fraction(int& microsecond) {
    int scale = 100'000;
    microsecond = 0;
    while (at_digit()) {
      microsecond += (text[at] - '0') * scale;
      scale /= 10;
      ++at;
    }
  }
};

Error bad_time(std::string_view text, const char* why) {
  return {ErrorCode::BadTime, "", std::string("'") + std::string(text.substr(0, 64)) + "': " + why};
}

struct Reading {
  bool strict;
};

Result<Instant> parse(std::string_view text, Reading reading) {
  Cursor c{text};
  Civil civil;
  const bool date = c.digits(4, civil.year) && c.take('-') && c.digits(2, civil.month) && c.take('-') &&
                    c.digits(2, civil.day);
  if (!date) return bad_time(text, "no date yyyy-mm-dd");
  if (!(c.take('T') || (!reading.strict && (c.take(' ') || c.take('t')))))
    return bad_time(text, "no T after the date");
  if (!c.digits(2, civil.hour)) return bad_time(text, "no hour");
  const bool colons = c.take(':');
  if (!colons && reading.strict) return bad_time(text, "no colon after the hour");
  if (!c.digits(2, civil.minute)) return bad_time(text, "no minute");
  if (colons) {
    if (c.take(':')) {
      if (!c.digits(2, civil.second)) return bad_time(text, "no second");
    } else if (reading.strict) {
      return bad_time(text, "no seconds");
    }
    if (c.take('.') || (!reading.strict && c.take(','))) {
      if (!c.at_digit()) return bad_time(text, "no digits after the point");
      c.fraction(civil.microsecond);
    }
  } else if (c.digits(2, civil.second)) {
    if (c.at_digit()) c.fraction(civil.microsecond);  // KNMI: T150216857105Z
  }
  if (civil.second == 60) civil.second = 59;  // a leap second is the second before it
  if (!is_valid(civil)) return bad_time(text, "no such date or time");
  Instant at = from_civil_utc(civil);
  if (c.take('Z') || (!reading.strict && c.take('z'))) {
    if (!c.done()) return bad_time(text, "text after the time");
    return at;
  }
  const bool minus = c.at < text.size() && text[c.at] == '-';
  if (!c.take('+') && !c.take('-')) return bad_time(text, "no offset");
  int hour = 0;
  int minute = 0;
  if (!c.digits(2, hour)) return bad_time(text, "no offset hour");
  const bool colon = c.take(':');
  if (!colon && reading.strict) return bad_time(text, "no colon in the offset");
  if (!c.digits(2, minute) && (colon || !c.done())) return bad_time(text, "no offset minute");
  if (!c.done()) return bad_time(text, "text after the time");
  if (hour > 18 || minute > 59) return bad_time(text, "no such offset");
  const Duration offset = hours(hour) + minutes(minute);
  return minus ? at + offset : at - offset;
}

// The moment (UTC) of 01:00 on the last Sunday of the month.
Instant last_sunday_0100(int year, int month) {
  const std::int64_t last = days_from_civil(year, month, 31);
  const std::int64_t weekday = (last + 4) % 7;  // 1970-01-01 was a Thursday; 0 = Sunday
  return {(last - weekday) * us_per_day + hours(1).us};
}

void append_digits(std::string& out, int value, int width) {
  char digits[8];
  for (int i = width - 1; i >= 0; --i) {
    digits[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(digits, static_cast<std::size_t>(width));
}
}  // namespace

bool is_valid(const Civil& c) {
  return c.year >= 1 && c.year <= 9'999 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
         c.day <= days_in_month(c.year, c.month) && c.hour >= 0 && c.hour <= 23 && c.minute >= 0 &&
         c.minute <= 59 && c.second >= 0 && c.second <= 59 && c.microsecond >= 0 && c.microsecond <= 999'999;
}

Result<Instant> parse_instant(std::string_view text) { return parse(text, {.strict = false}); }
Result<Instant> parse_rfc3339(std::string_view text) { return parse(text, {.strict = true}); }

Instant from_civil_utc(const Civil& c) {
  const std::int64_t day = days_from_civil(c.year, c.month, c.day);
  return Instant{day * us_per_day} + hours(c.hour) + minutes(c.minute) + seconds(c.second) +
         microseconds(c.microsecond);
}

Civil to_civil_utc(Instant at) {
  std::int64_t day = at.us / us_per_day;
  std::int64_t rest = at.us % us_per_day;
  if (rest < 0) {
    rest += us_per_day;
    --day;
  }
  Civil out;
  civil_from_days(day, out);
  out.microsecond = static_cast<int>(rest % 1'000'000);
  rest /= 1'000'000;
  out.second = static_cast<int>(rest % 60);
  out.minute = static_cast<int>(rest / 60 % 60);
  out.hour = static_cast<int>(rest / 3'600);
  return out;
}

std::string format_rfc3339(Instant at) {
  const Civil c = to_civil_utc(at);
  std::string out;
  out.reserve(27);
  append_digits(out, c.year, 4);
  out += '-';
  append_digits(out, c.month, 2);
  out += '-';
  append_digits(out, c.day, 2);
  out += 'T';
  append_digits(out, c.hour, 2);
  out += ':';
  append_digits(out, c.minute, 2);
  out += ':';
  append_digits(out, c.second, 2);
  out += '.';
  append_digits(out, c.microsecond, 6);
  out += 'Z';
  return out;
}

Duration amsterdam_offset(Instant at) {
  const int year = to_civil_utc(at).year;
  const bool summer = at >= last_sunday_0100(year, 3) && at < last_sunday_0100(year, 10);
  return hours(summer ? 2 : 1);
}

Civil to_amsterdam(Instant at) { return to_civil_utc(at + amsterdam_offset(at)); }

Instant from_amsterdam(const Civil& civil, Instant hint) {
  const Instant as_utc = from_civil_utc(civil);
  const Instant summer = as_utc - hours(2);
  const Instant winter = as_utc - hours(1);
  const bool summer_fits = amsterdam_offset(summer) == hours(2);
  const bool winter_fits = amsterdam_offset(winter) == hours(1);
  if (summer_fits && winter_fits)  // the hour that occurs twice
    return std::llabs((summer - hint).us) <= std::llabs((winter - hint).us) ? summer : winter;
  return summer_fits ? summer : winter;
}
}  // namespace voorzien
