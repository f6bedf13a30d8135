// What api may read beside the synchronised entities: entries, raw bytes, the why of a thing. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/entry.h"
#include "views/entities.h"

namespace voorzien::engine {

class Read {
 public:
  virtual ~Read() = default;
  virtual Result<views::Why> why(std::string_view type, std::string_view id) = 0;
  virtual Result<journal::Raw> raw(std::string_view sha256) = 0;
  virtual Result<std::vector<journal::Entry>> entries(std::uint64_t from, std::size_t limit) = 0;
  // Entities as they were at a moment of region time (`?at=`), by replay from the nearest snapshot.
  virtual Result<std::vector<views::Entity>> entities_at(Instant at) = 0;
  virtual Instant now() = 0;  // region time
  virtual std::uint64_t version() = 0;
};

}  // namespace voorzien::engine
