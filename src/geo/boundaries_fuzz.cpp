// Bytes as boundaries: whatever they are, an answer or an error in bounded time.
#include <cstdint>

#include "geo/boundaries.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto read = voorzien::geo::read_boundaries(text);
  if (read) {
    voorzien::geo::complete(read->areas);
    const auto index = voorzien::geo::AreaIndex::build(read->areas, false);
    for (const auto& area : index.areas()) (void)index.touching(area.shape);
  }
  std::vector<voorzien::geo::Area> none;
  (void)voorzien::geo::apply_names(text, none);
  return 0;
}
