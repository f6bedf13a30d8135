#include "server/entry_preview.h"

#include <fmt/format.h>

#include "picture/promises.h"
#include "views/alike.h"

namespace voorzien::server {
namespace {
constexpr double near_m = 5'000;  // farther off, a click has no name but its coordinates

std::string municipality_of(const geo::AreaIndex& areas, geo::Point point) {
  for (std::string& code : areas.at(point))
    if (code.starts_with("GM")) return std::move(code);
  return {};
}

geo::Place read_back(const LoadedRegion& region, geo::Point point) {
  const std::optional<geo::Place> nearest = region.places.nearest(point);
  const bool is_near = nearest && geo::distance_m(nearest->point, point) <= near_m;
  return {is_near ? nearest->name : fmt::format("{:.5f}, {:.5f}", point.lat, point.lon),
          geo::PlaceKind::Coordinates, point, municipality_of(region.areas, point), 1};
}
}  // namespace

std::vector<geo::Place> find_places(const LoadedRegion& region, std::string_view text, std::size_t limit) {
  std::vector<geo::Place> out = region.places.find(text, limit);
  for (geo::Place& one : out)
    if (one.municipality.empty()) one.municipality = municipality_of(region.areas, one.point);
  return out;
}

desk::PreviewAnswer preview_entry(engine::Engine& engine, const LoadedRegion& region,
                                  const desk::PreviewQuestion& asked) {
  const desk::Geography geography{
      .find = [&](std::string_view text, std::size_t limit) { return region.places.find(text, limit); },
      .at = [&](geo::Point point) { return read_back(region, point); },
      .municipality_name =
          [&](std::string_view code) {
            const geo::Area* area = region.areas.find(code);
            return area == nullptr ? std::string{} : area->name;
          }};
  desk::PreviewAnswer out;
  engine.look([&](const views::Sight& sight, const engine::RegionState&) {
    out = desk::preview(asked, sight.now, sight.doctrine, views::open_signals(sight), geography);
    const picture::Signal* kept =
        picture::promise_to(sight.picture, {out.understood.from}, out.attach_to.value_or(std::string{}));
    if (kept != nullptr)
      out.kept = {kept->id.value, kept->face.title, kept->hands.promise, kept->hands.call_back_at};
  });
  return out;
}
}  // namespace voorzien::server
