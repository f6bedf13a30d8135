// ReadingsIndex: every reading that the journal holds, by station and moment, where the state keeps two days
// of them. A port beside the Store, which stays the truth: the index may be lost, and is then made anew.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/entry.h"

namespace voorzien::engine {

struct IndexedReading {
  std::string station;
  Instant at;
  double value = 0;       // in the station's unit
  std::uint64_t seq = 0;  // of the entry that brought it
  bool heard = true;      // by this system; else taken over from before
};

struct IndexMark {  // the last entry that was taken in
  std::uint64_t seq = 0;
  journal::Hash leaf{};  // of that entry: an index of another journal is not gone on with
};

struct ReadingsAsked {
  std::string_view station;
  Instant from, to;         // both included
  std::uint64_t until = 0;  // what entries after this one brought is not known yet
};

class ReadingsIndex {
 public:
  virtual ~ReadingsIndex() = default;
  virtual Result<IndexMark> mark() = 0;
  // All of it and the mark, or nothing.
  virtual Done add(std::span<const IndexedReading> readings, const IndexMark& mark) = 0;
  virtual Done begin_anew() = 0;
  // Oldest first, one a moment: the newest that was heard of it, else the newest that was taken over. Until
  // `each` says false.
  virtual Done read(const ReadingsAsked& asked, const std::function<bool(Instant, double)>& each) = 0;
  virtual Result<std::optional<Instant>> oldest(std::string_view station, std::uint64_t until) = 0;
};

}  // namespace voorzien::engine
