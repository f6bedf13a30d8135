// The preview of an entry by hand, on the running state: places from the gazetteer, alike signals from the
// picture.
#pragma once

#include "desk/preview.h"
#include "engine/loop.h"
#include "server/region/region.h"

namespace voorzien::server {
[[nodiscard]] desk::PreviewAnswer preview_entry(engine::Engine& engine, const LoadedRegion& region,
                                                const desk::PreviewQuestion& asked);
// Of words or coordinates; coordinates with the municipality that they lie in, when that is known.
[[nodiscard]] std::vector<geo::Place> find_places(const LoadedRegion& region, std::string_view text,
                                                  std::size_t limit);
}  // namespace voorzien::server
