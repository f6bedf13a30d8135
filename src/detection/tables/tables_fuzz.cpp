// Tables from strangers: whatever the bytes, a table or an error with a place, and what is read is in bounds.
#include <cmath>
#include <cstdlib>

#include "detection/tables/limits.h"
#include "detection/tables/wide_counts.h"

using namespace voorzien::detection;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto table = read_wide_counts(bytes)) {
    if (table->counts.size() != table->ids.size() * table->periods) std::abort();
    for (const double count : table->counts)
      if (!std::isnan(count) && !(count >= 0 && count <= largest_count)) std::abort();
  } else if (table.error().where.empty()) {
    std::abort();
  }
  return 0;
}
