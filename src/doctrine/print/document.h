// Document: a plan as blocks in reading order, from which HTML and Markdown are made. It holds plain text
// only; who writes a format escapes for that format.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "doctrine/doctrine.h"

namespace voorzien::doctrine {

struct Section {  // a chapter (1) or a part of one (2); chapters are numbered by the writer
  int depth = 1;
  std::string title;
};
struct Text {
  std::string text;
  bool small = false;  // about the part above it: article, layer, relief
};
struct TableOf {
  std::vector<std::string> heads;
  std::vector<int> widths;                     // percent, one a column
  std::vector<std::vector<std::string>> rows;  // a new line in a cell is a new line on paper
};
struct Drawing {
  const Procedure* procedure = nullptr;  // lives as long as the doctrine
};
using Block = std::variant<Section, Text, TableOf, Drawing>;

struct Document {
  std::string title;     // Regionaal crisisplan
  std::string region;    // Veiligheidsregio Utrecht
  std::string version;   // versie 2026.1
  std::string standing;  // In werking sinds 15 april 2026
  std::vector<Block> blocks;
};

[[nodiscard]] Document crisis_plan(const Doctrine& doctrine);
[[nodiscard]] std::string to_html(const Document& document);
[[nodiscard]] std::string to_markdown(const Document& document);
// The phases of a procedure below each other, each step a numbered line beside them. Grey-safe.
[[nodiscard]] std::string to_svg(const Procedure& procedure);

}  // namespace voorzien::doctrine
