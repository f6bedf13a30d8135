// A document as Markdown, readable as it is.
#include "doctrine/print/document.h"

namespace voorzien::doctrine {
namespace {
// What Markdown would read as something else, put behind a backslash; a new line in a cell becomes <br>.
std::string marked(std::string_view text, bool in_table = false) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += in_table ? "<br>" : " ";
      continue;
    }
    if (c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '>' || c == '[' || c == ']' ||
        c == '#' || (c == '|' && in_table))
      out += '\\';
    out += c;
  }
  return out;
}

struct MarkdownWriter {
  std::string out;
  int chapter = 0;

  void operator()(const Section& one) {
    if (one.depth == 1) ++chapter;
    out += (one.depth == 1 ? "## " + std::to_string(chapter) + " " : "### ") + marked(one.title) + "\n\n";
  }
  void operator()(const Text& one) {
    const std::string text = marked(one.text);
    out += (one.small ? "*" + text + "*" : text) + "\n\n";
  }
  void operator()(const TableOf& one) {
    row(one.heads);
    out += "|";
    for (std::size_t i = 0; i < one.heads.size(); ++i) out += "---|";
    out += "\n";
    for (const auto& each : one.rows) row(each);
    out += "\n";
  }
  void operator()(const Drawing& one) {
    for (std::size_t i = 0; i < one.procedure->phases.size(); ++i) {
      const Phase& phase = one.procedure->phases[i];
      out += std::to_string(i + 1) + ". " + marked(phase.name) + (phase.final ? " (einde)" : "") + "\n";
    }
    out += "\n";
  }

 private:
  void row(const std::vector<std::string>& cells) {
    out += "|";
    for (const std::string& cell : cells) out += " " + marked(cell, true) + " |";
    out += "\n";
  }
};
}  // namespace

std::string to_markdown(const Document& document) {
  MarkdownWriter writer;
  writer.out = "# " + marked(document.title) + "\n\n" + marked(document.region) + ", " +
               marked(document.version) + ".\n" + marked(document.standing) + ".\n\n";
  for (const Block& block : document.blocks) std::visit(writer, block);
  while (writer.out.ends_with("\n\n")) writer.out.pop_back();
  return writer.out;
}
}  // namespace voorzien::doctrine
