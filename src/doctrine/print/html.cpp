// A document as one HTML file: no script, nothing fetched, prints to A4 with title and page number on each
// page.
#include "base/html.h"
#include "doctrine/print/document.h"

namespace voorzien::doctrine {
namespace {
// Grey-safe: no meaning in colour alone. The running title is set in the margin boxes of @page.
constexpr std::string_view style = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.35 "Inter", "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans Condensed", sans-serif; color: #111; margin: 0 auto; max-width: 186mm; padding: 8mm 0; }
header { border-bottom: 2pt solid #111; margin-bottom: 6mm; padding-bottom: 3mm; }
h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 1mm; }
header p { margin: 0; font-size: 11pt; }
h2 { font-size: 15pt; margin: 9mm 0 2mm; border-bottom: 0.6pt solid #111; padding-bottom: 1mm; }
h3 { font-size: 11pt; margin: 5mm 0 1mm; }
h2, h3, h2 + p, h3 + p { break-after: avoid; }
p { margin: 0 0 2mm; }
p.small { font-size: 8pt; color: #444; break-after: avoid; }
nav ol { margin: 0; padding-left: 6mm; columns: 2; }
nav a { color: inherit; text-decoration: none; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 1mm 0 3mm; font-size: 8.5pt; line-height: 1.28; }
table.whole { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 1mm 1.5mm 1mm 0; border-bottom: 0.4pt solid #999; overflow-wrap: break-word; hyphens: auto; }
th { font-size: 8pt; border-bottom: 0.8pt solid #111; }
td:first-child { font-weight: 600; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
svg { display: block; max-width: 100%; height: auto; margin: 2mm 0 3mm; break-inside: avoid; }
svg rect { fill: #fff; stroke: #111; stroke-width: 1; }
svg rect.final { stroke-width: 2.5; }
svg line { stroke: #444; stroke-width: 1; }
svg circle, svg path { fill: #111; }
svg text { font-size: 12px; fill: #111; }
svg text.nr { text-anchor: middle; font-weight: 600; }
@media print { body { max-width: none; padding: 0; } }
)css";

constexpr std::size_t whole_rows_max = 8;  // so small a table is not broken over two pages

// Text inside a quoted CSS string: no quote, backslash, new line or end of the style element.
std::string css_text(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '"' || c == '\\' || c == '<' || c == '\n' || c == '\r' ? ' ' : c;
  return out;
}

std::string page_style(const Document& document) {
  const std::string title = css_text(document.title + " \u00B7 " + document.region);
  return "@page { size: A4; margin: 18mm 12mm 16mm;\n"
         "  @top-left { content: \"" +
         title +
         "\"; font: 8pt sans-serif; color: #444; }\n"
         "  @top-right { content: \"" +
         css_text(document.version) +
         "\"; font: 8pt sans-serif; color: #444; }\n"
         "  @bottom-left { content: \"" +
         css_text(document.standing) +
         "\"; font: 8pt sans-serif; color: #444; }\n"
         "  @bottom-right { content: \"pagina \" counter(page) \" van \" counter(pages); font: 8pt "
         "sans-serif; color: #444; } }\n";
}

std::string cell(std::string_view tag, std::string_view text) {
  std::string inner;
  for (const char c : escape_html(text)) inner += c == '\n' ? std::string("<br>") : std::string(1, c);
  return "<" + std::string(tag) + ">" + inner + "</" + std::string(tag) + ">";
}

class HtmlWriter {
 public:
  void operator()(const Section& one) {
    if (one.depth == 1) ++chapter_;
    const std::string tag = one.depth == 1 ? "h2" : "h3";
    const std::string id = one.depth == 1 ? " id=\"h" + std::to_string(chapter_) + "\"" : "";
    const std::string shown = one.depth == 1 ? std::to_string(chapter_) + " " + one.title : one.title;
    out += "<" + tag + id + ">" + escape_html(shown) + "</" + tag + ">\n";
  }
  void operator()(const Text& one) {
    out += std::string(one.small ? "<p class=\"small\">" : "<p>") + escape_html(one.text) + "</p>\n";
  }
  void operator()(const TableOf& one) {
    out += one.rows.size() <= whole_rows_max ? "<table class=\"whole\"><colgroup>" : "<table><colgroup>";
    for (const int width : one.widths) out += "<col style=\"width:" + std::to_string(width) + "%\">";
    out += "</colgroup><thead><tr>";
    for (const std::string& head : one.heads) out += head.empty() ? "<td></td>" : cell("th", head);
    out += "</tr></thead><tbody>\n";
    for (const auto& row : one.rows) {
      out += "<tr>";
      for (const std::string& text : row) out += cell("td", text);
      out += "</tr>\n";
    }
    out += "</tbody></table>\n";
  }
  void operator()(const Drawing& one) { out += to_svg(*one.procedure); }

  std::string out;

 private:
  int chapter_ = 0;
};

std::string contents(const Document& document) {
  std::string out;
  int chapter = 0;
  for (const Block& block : document.blocks)
    if (const auto* one = std::get_if<Section>(&block); one != nullptr && one->depth == 1)
      out += "<li><a href=\"#h" + std::to_string(++chapter) + "\">" + escape_html(one->title) + "</a></li>\n";
  return chapter < 2 ? "" : "<nav aria-label=\"Inhoud\"><ol>\n" + out + "</ol></nav>\n";
}
}  // namespace

std::string to_html(const Document& document) {
  const std::string title = escape_html(document.title + ", " + document.region + ", " + document.version);
  HtmlWriter body;
  for (const Block& block : document.blocks) std::visit(body, block);
  return "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
         title + "</title>\n<style>" + page_style(document) + std::string(style) +
         "</style>\n</head>\n<body>\n<header>\n<h1>" + escape_html(document.title) + "</h1>\n<p>" +
         escape_html(document.region) + " \u00B7 " + escape_html(document.version) + "</p>\n<p>" +
         escape_html(document.standing) + "</p>\n</header>\n" + contents(document) + "<main>\n" + body.out +
         "</main>\n</body>\n</html>\n";
}
}  // namespace voorzien::doctrine
