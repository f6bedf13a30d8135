#include "adapters/system/region_time.h"

namespace voorzien::adapters {
namespace {
constexpr std::int64_t leading_back = 10;  // a part in so many
// Led back in steps of at least this: a tenth of less is no whole microsecond for long.
constexpr Duration step = milliseconds(1);
}  // namespace

Instant RegionTime::at(Instant wall, Duration monotonic) {
  if (!begun_) {
    begun_ = true;
    from_ = std::max(from_, wall);
    read_ = monotonic;
  }
  const Duration passed = monotonic - read_;
  const Instant straight = from_ + passed;
  wall_ahead_ = wall - straight;
  if (passed >= step) {
    const std::int64_t most = passed.us / leading_back;
    from_ = straight + Duration{std::clamp(wall_ahead_.us, -most, most)};
    read_ = monotonic;
  }
  told_ = std::max(told_, passed >= step ? from_ : straight);
  return told_;
}
}  // namespace voorzien::adapters
