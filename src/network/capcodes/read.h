// A list of capcodes, as a file of text -> claims, and what is wrong with it at line and column.
//
// Two forms (docs/formats/capcodes.md), told apart by the first line:
//   000709531 = CaCo / Brandweer / Utrecht            code = description / unit / region
//   code;discipline;region;station;function           a table with a header, `;`, `,` or tabs
// A line with a fault is left out whole and all others are taken; what could be meant otherwise is a remark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "network/capcodes/capcodes.h"

namespace voorzien::network {

struct CapcodeFault {
  std::size_t line = 0;    // from 1; 0: the file
  std::size_t column = 0;  // from 1, in characters; 0: the line
  std::string found;
  std::string remedy;
  bool is_remark = false;  // the line is taken
};

struct CapcodesRead {
  std::vector<CapcodeClaim> claims;  // in the order of the file, no two the same
  std::vector<CapcodeFault> faults;
  std::size_t faults_untold = 0;  // beyond the first limits::capcode_faults_max
  std::size_t lines = 0;          // that should hold a code
  std::size_t faulty_lines = 0;   // of those, left out
  std::size_t repeated = 0;       // said before in the same words
};

// UTF-8 and UTF-16 with or without mark, and Windows-1252 (which holds Latin-1; a remark). Limits: limits.h.
[[nodiscard]] CapcodesRead read_capcodes(std::string_view bytes);
[[nodiscard]] bool has_faults(const CapcodesRead& read);  // remarks are none
// "list.csv:3:12: ...", one line.
[[nodiscard]] std::string to_text(const CapcodeFault& fault, std::string_view file);

}  // namespace voorzien::network
