#include "feeds/dutch_point.h"

namespace voorzien::feeds {
namespace {
// The European part of the Kingdom with its waters, roughly.
constexpr geo::Box netherlands{2.5, 50.5, 7.5, 56.0};

bool is_dutch(geo::Point p) {
  return p.lon >= netherlands.west && p.lon <= netherlands.east && p.lat >= netherlands.south &&
         p.lat <= netherlands.north;
}
}  // namespace

std::optional<geo::Point> dutch_point(double lon, double lat, const std::string& where, Remarks& remarks) {
  const geo::Point as_sent{lon, lat};
  const geo::Point turned{lat, lon};
  if (is_dutch(turned)) {
    remarks.add("coordinates-swapped", where,
                "longitude and latitude stand the wrong way round; they were turned; tell the sender");
    return turned;
  }
  if (geo::is_place(as_sent)) return as_sent;
  remarks.add("outside-world", where, "the coordinates are no place on earth; the place is left out");
  return std::nullopt;
}

}  // namespace voorzien::feeds
