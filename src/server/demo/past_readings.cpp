#include "server/demo/past_readings.h"

#include <cmath>
#include <numbers>

#include "base/random.h"
#include "server/readings/import_readings.h"

namespace voorzien::server {
namespace {
constexpr Duration year = days(365);
constexpr Duration finely = days(31);
constexpr double wander_hours = 72;   // after so long a high is half forgotten, times ln 2
constexpr double towards_hours = 96;  // before the film it goes to where the film begins
constexpr std::uint64_t scale = 1'000'000'000;

// Of mean nought and variance one, about normal: twelve uniform ones (Irwin and Hall).
double normal(Random& random) {
  double sum = -6;
  for (int k = 0; k < 12; ++k) sum += static_cast<double>(random.below(scale)) / static_cast<double>(scale);
  return sum;
}

double turn(double part) { return std::cos(2 * std::numbers::pi * part); }

std::uint64_t seed_of(const std::string& station) {
  std::uint64_t out = 8;
  for (const char one : station) out = out * 131 + static_cast<unsigned char>(one);
  return out;
}
}  // namespace

picture::TakeReadings past_readings(const film::Past& past, Instant start) {
  picture::TakeReadings out{past.station, {}, "demonstratie"};
  Random random(seed_of(past.station));
  const Instant first{start.us - start.us % hours(1).us - year.us};
  double wander = 0;
  Duration step;
  for (Instant at = first; at < start; at = at + step) {
    step = start - at > finely ? hours(1) : minutes(10);
    const double hours_on = static_cast<double>(step.us) / 3.6e9;
    const double kept = std::exp(-hours_on / wander_hours);
    wander = kept * wander + std::sqrt(1 - kept * kept) * past.wander * normal(random);
    const double of_year = static_cast<double>((at - first).us) / static_cast<double>(year.us);
    const double of_day = static_cast<double>(at.us % days(1).us) / static_cast<double>(days(1).us);
    // The film plays at midsummer: half a year before it is winter. Afternoons are half a day from midnight.
    double value = past.around - past.season * turn(of_year) - past.day * turn(of_day - 0.1) + wander;
    const double ahead = static_cast<double>((start - at).us) / 3.6e9;
    const double pull = std::max(0.0, 1 - ahead / towards_hours);
    value += pull * (past.until - value);
    out.readings.push_back({at, std::max(past.least, std::round(value * 100) / 100)});
  }
  return out;
}

Done bring_past_readings(engine::Submit& engine, const std::vector<film::Past>& all, Instant start) {
  for (const film::Past& one : all)
    RETURN_IF_ERROR(bring_readings(engine, "demonstration-readings-" + one.station,
                                   {"demonstratie", "Demonstratie", "admin"}, past_readings(one, start)));
  return Nothing{};
}
}  // namespace voorzien::server
