// The text of a page -> what it tells: priority, scale, units, test, where the name of the place stands.
//
// There is no standard; each control room has its habits (inputs.md 2.7). What is not recognised is simply
// not there. Views point into the text given.
#pragma once

#include <string>
#include <string_view>

namespace voorzien::feeds::flex {

enum class Service { Fire, Ambulance, Police, Other };

struct Grammar {
  Service service = Service::Other;
  std::string level;      // "GRIP 2", else the scale "Grote BR", else the priority "P 1"; "" without any
  int units = 0;          // different six-digit vehicle numbers at the end
  int region = 0;         // national number of the region of most vehicles; 0 unknown
  std::string_view body;  // the text without vehicles, running numbers and brackets at its end
  bool test = false;
  bool exercise = false;
};

// `text` is one line with single spaces.
[[nodiscard]] Grammar read_grammar(std::string_view text);

// The service of a code of seven digits, for texts that do not tell; Other for codes of one message.
[[nodiscard]] Service service_of_code(std::string_view seven);

// The name of a town behind a P2000 abbreviation ("NWGEIN"), of the region and around; "" when unknown.
[[nodiscard]] std::string_view town_of_abbreviation(std::string_view word);

}  // namespace voorzien::feeds::flex
