// From a Message to observations.
//
// `info` blocks in other languages are texts of one observation; a block with another event (in the same
// language) or another severity is an observation of its own, numbered identifier#2, identifier#3, … after
// the first, which keeps the identifier. Without `info` (many cancels) there is one observation too.
#pragma once

#include <vector>

#include "feeds/cap/message.h"
#include "feeds/feed.h"
#include "feeds/remarks.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds::cap {

// True when a geometry met the Netherlands while there were no exact boundaries to compare it with.
[[nodiscard]] bool observe(const Message& message, const XmlDocument& document, const Context& context,
                           Remarks& remarks, std::vector<observations::Observation>& out);

}  // namespace voorzien::feeds::cap
