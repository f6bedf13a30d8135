#include "geo/municipalities.h"

#include <algorithm>

namespace voorzien::geo {
namespace {
struct Merger {
  std::string_view from;
  std::string_view into;
  int year;
  int month;
  int day;
};
constexpr Merger mergers[] = {
    {"GM0305", "GM0736", 2011, 1, 1},   // Abcoude: De Ronde Venen
    {"GM0306", "GM1581", 2006, 1, 1},   // Amerongen: Utrechtse Heuvelrug
    {"GM0315", "GM1581", 2006, 1, 1},   // Doorn
    {"GM0316", "GM1581", 2006, 1, 1},   // Driebergen-Rijsenburg
    {"GM0326", "GM1581", 2006, 1, 1},   // Leersum
    {"GM0332", "GM1581", 2006, 1, 1},   // Maarn
    {"GM0311", "GM1904", 2011, 1, 1},   // Breukelen: Stichtse Vecht
    {"GM0329", "GM1904", 2011, 1, 1},   // Loenen
    {"GM0333", "GM1904", 2011, 1, 1},   // Maarssen
    {"GM0334", "GM0310", 2001, 1, 1},   // Maartensdijk: De Bilt
    {"GM0347", "GM0344", 2001, 1, 1},   // Vleuten-De Meern: Utrecht
    {"GM0545", "GM1961", 2019, 1, 1},   // Leerdam: Vijfheerenlanden
    {"GM0620", "GM1961", 2019, 1, 1},   // Vianen
    {"GM0707", "GM1961", 2019, 1, 1},   // Zederik
    {"GM0381", "GM1942", 2016, 1, 1},   // Bussum: Gooise Meren
    {"GM0424", "GM1942", 2016, 1, 1},   // Muiden
    {"GM0425", "GM1942", 2016, 1, 1},   // Naarden
    {"GM0457", "GM0363", 2022, 3, 24},  // Weesp: Amsterdam
    {"GM0236", "GM1960", 2019, 1, 1},   // Geldermalsen: West Betuwe
    {"GM0304", "GM1960", 2019, 1, 1},   // Neerijnen
    {"GM0733", "GM1960", 2019, 1, 1},   // Lingewaal
    {"GM0689", "GM1978", 2019, 1, 1},   // Giessenlanden: Molenlanden
    {"GM1927", "GM1978", 2019, 1, 1},   // Molenwaard
    {"GM0491", "GM1931", 2015, 1, 1},   // Bergambacht: Krimpenerwaard
    {"GM0608", "GM1931", 2015, 1, 1},   // Schoonhoven
    {"GM0623", "GM1931", 2015, 1, 1},   // Vlist
    {"GM0643", "GM1931", 2015, 1, 1},   // Nederlek
    {"GM0644", "GM1931", 2015, 1, 1},   // Ouderkerk
    {"GM0497", "GM1901", 2011, 1, 1},   // Bodegraven: Bodegraven-Reeuwijk
    {"GM0595", "GM1901", 2011, 1, 1},   // Reeuwijk
};
struct Region {
  std::string_view code;
  std::string_view municipalities;
};
constexpr Region regions[] = {
    {"VR09",
     "GM0307 GM0308 GM0310 GM0312 GM0313 GM0317 GM0321 GM0327 GM0331 GM0335 GM0339 GM0340 GM0342 GM0344 "
     "GM0345 GM0351 "
     "GM0352 GM0353 GM0355 GM0356 GM0589 GM0632 GM0736 GM1581 GM1904 GM1961"},
    {"VR14", "GM0376 GM0402 GM0406 GM0417 GM1696 GM1942"},
    {"VR25", "GM0034 GM0050 GM0171 GM0184 GM0303 GM0995"},
};
}  // namespace

std::string_view region_around_here(std::string_view municipality) {
  if (municipality.size() != 6 || !municipality.starts_with("GM")) return {};
  for (const Region& region : regions)
    if (region.municipalities.find(municipality) != std::string_view::npos) return region.code;
  return {};
}

std::string_view municipality_at(std::string_view code, std::optional<Instant> at) {
  const auto* const merger = std::ranges::find(mergers, code, &Merger::from);
  if (merger == std::end(mergers)) return code;
  const Civil day{.year = merger->year, .month = merger->month, .day = merger->day};
  return at && *at < from_civil_utc(day) ? code : merger->into;
}
}  // namespace voorzien::geo
