#include "server/entry_preview.h"

#include "views/alike.h"

namespace voorzien::server {
desk::PreviewAnswer preview_entry(engine::Engine& engine, const LoadedRegion& region,
                                  const desk::PreviewQuestion& asked) {
  desk::PreviewAnswer out;
  engine.look([&](const views::Sight& sight, const engine::RegionState&) {
    out = desk::preview(
        asked, sight.now, sight.doctrine, views::open_signals(sight),
        [&](std::string_view text, std::size_t limit) { return region.places.find(text, limit); });
  });
  return out;
}
}  // namespace voorzien::server
