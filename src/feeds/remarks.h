// Remarks: collects what a parser did not understand, up to limits::remarks_max, then counts the rest in one
// last remark `more-remarks`. Also the small text work that every parser of this room needs.
#pragma once

#include <string>
#include <string_view>

#include "observations/understood.h"

namespace voorzien::feeds {

class Remarks {
 public:
  explicit Remarks(observations::Understood& out) : out_(out) {}
  void add(std::string_view code, std::string where, std::string message);
  // Adds `more-remarks` when there were more, and sets the verdict: Accepted or AcceptedWithRemarks.
  void finish();
  // The bytes are not of the format at all.
  void reject(std::string_view code, std::string where, std::string message);

 private:
  observations::Understood& out_;
  std::size_t left_out_ = 0;
};

// Valid UTF-8 as it is; anything else is read as Latin-1 (every byte is a character of it).
[[nodiscard]] std::string to_utf8(std::string_view bytes);
// At most `bytes_max` bytes, cut at a character and ended with "…" when longer.
[[nodiscard]] std::string cut_text(std::string_view utf8, std::size_t bytes_max);
[[nodiscard]] std::string_view trim(std::string_view text);
// ASCII case only, which is what column names, enumerations and keywords need.
[[nodiscard]] bool equal_folded(std::string_view a, std::string_view b);

// The id of one version of a fact: the same bytes always give the same id.
[[nodiscard]] ObservationId id_of(const observations::Observation& observation);

}  // namespace voorzien::feeds
