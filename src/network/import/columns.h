// Which column of a directory is what, by the words that people put above them, in Dutch and English.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien::network {

enum class Field {
  Organisation,
  Name,
  FirstName,
  LastName,
  Function,
  DutyFunctions,
  Phone,
  Email,
  Place,
  Areas,
  Aliases,
  CrisisTypes,
  ValidFrom,
  ValidTo
};

struct Heading {
  Field field;
  std::string label;  // of a telephone: "piket", "mobiel", "kantoor", ...
};

// What stands above a column, whatever its capitals, blanks and hyphens ("Tel. piket", "geldig_tot").
[[nodiscard]] std::optional<Heading> heading_of(std::string_view written);
// The words that are understood, nearest to the written one first, for the remedy.
[[nodiscard]] std::string known_headings(std::string_view written);

}  // namespace voorzien::network
