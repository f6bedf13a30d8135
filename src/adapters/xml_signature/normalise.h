// What is undone to a message before its signature is tried again: only white space, line ends and what
// stands outside the message. Nothing that a reader could see as content is touched.
//
// WMO's messages were signed in compact form and printed with indents and a stylesheet afterwards; WMO's own
// validator strips both before it verifies (standards.md 1.3).
#pragma once

#include <libxml/tree.h>

#include <array>
#include <string_view>

namespace voorzien::adapters {

enum class Undo { Nothing, Indents, IndentsOutside, TextIndents, CarriageReturns, LineFeeds };
struct Step {
  Undo undo = Undo::Nothing;
  std::string_view words;  // "verified after normalising: " goes before them
};
inline constexpr std::array steps = {
    Step{Undo::Nothing, ""},
    Step{Undo::Indents, "white space between elements and instructions before the message were taken out"},
    Step{Undo::IndentsOutside, "white space between the elements of the message was taken out"},
    Step{Undo::TextIndents, "white space between elements and around texts was taken out"},
    Step{Undo::CarriageReturns, "carriage returns in the message were taken out"},
    Step{Undo::LineFeeds, "line feeds in the message became carriage return and line feed"},
};

// Changes the document; false when there was nothing to undo, so that trying again is useless.
[[nodiscard]] bool undo(Undo what, xmlDoc* doc, const xmlNode* signature);

}  // namespace voorzien::adapters
