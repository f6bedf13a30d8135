// A procedure as a drawing: its phases below each other, and for each step a lane beside them with its number
// (that of the table below). A dot leaves the phase, an arrow enters one; lines only ever cross at right
// angles.
#include <algorithm>

#include "base/html.h"
#include "doctrine/print/document.h"

namespace voorzien::doctrine {
namespace {
constexpr int letter_width = 7, box_height = 26, box_step = 36, top = 22, lane_step = 24, lane_begin = 30;

// As wide as the longest name needs, counted in letters, not in bytes.
int width_of_boxes(const Procedure& procedure) {
  std::ptrdiff_t most = 0;
  for (const Phase& phase : procedure.phases)
    most = std::max(most, std::ranges::count_if(phase.name, [](char c) { return (c & 0xC0) != 0x80; }));
  return static_cast<int>(std::min<std::ptrdiff_t>(most, 80)) * letter_width + 20;
}

std::string number(std::size_t value) { return std::to_string(value); }
std::string number(int value) { return std::to_string(value); }

int top_of(std::size_t phase) { return top + static_cast<int>(phase) * box_step; }

std::string line(int x1, int y1, int x2, int y2) {
  return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
         number(y2) + "\"/>";
}

std::string box(const Phase& phase, std::size_t index, int box_width) {
  const int y = top_of(index);
  std::string out = "<rect x=\"1\" y=\"" + number(y) + "\" width=\"" + number(box_width) + "\" height=\"" +
                    number(box_height) + "\" rx=\"4\"" + (phase.final ? " class=\"final\"" : "") + "/>";
  return out + "<text x=\"10\" y=\"" + number(y + 17) + "\">" + escape_html(phase.name) + "</text>";
}

// One step: a lane from the highest to the lowest phase that it touches.
std::string lane(const Procedure& procedure, std::size_t step, int x, int box_width) {
  const auto place = [&](const std::string& id) {
    return static_cast<std::size_t>(std::ranges::find(procedure.phases, id, &Phase::id) -
                                    procedure.phases.begin());
  };
  const std::size_t to = place(procedure.steps[step].to);
  // Out of a box in its upper part, into it in its lower part, so that both can be told apart.
  const int in = top_of(to) + 19;
  int high = in, low = in;
  std::string out;
  for (const std::string& from : procedure.steps[step].from) {
    const int y = top_of(place(from)) + 8;
    high = std::min(high, y);
    low = std::max(low, y);
    out += line(box_width + 1, y, x, y) + "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) +
           "\" r=\"2.6\"/>";
  }
  out += line(x, high, x, low) + line(x, in, box_width + 8, in) + "<path d=\"M" + number(box_width + 2) +
         " " + number(in) + " l8 -4 v8 z\"/>";
  return out + "<text class=\"nr\" x=\"" + number(x) + "\" y=\"12\">" + number(step + 1) + "</text>";
}
}  // namespace

std::string to_svg(const Procedure& procedure) {
  const int box_width = width_of_boxes(procedure);
  const int width = box_width + lane_begin + static_cast<int>(procedure.steps.size()) * lane_step;
  const int height = top_of(procedure.phases.size());
  std::string out = "<svg width=\"" + number(width) + "\" height=\"" + number(height) + "\" viewBox=\"0 0 " +
                    number(width) + " " + number(height) + "\" role=\"img\" aria-label=\"" +
                    escape_html("Fasen en stappen van " + procedure.name + "; dezelfde staan in de tabel") +
                    "\">";
  for (std::size_t i = 0; i < procedure.steps.size(); ++i)
    out += lane(procedure, i, box_width + lane_begin + static_cast<int>(i) * lane_step, box_width);
  for (std::size_t i = 0; i < procedure.phases.size(); ++i) out += box(procedure.phases[i], i, box_width);
  return out + "</svg>\n";
}
}  // namespace voorzien::doctrine
