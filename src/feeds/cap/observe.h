// From a Message to observations.
//
// `info` blocks in other languages are texts of one observation; a block with another event (in the same
// language) or another severity is an observation of its own, numbered identifier#2, identifier#3, … after
// the first, which keeps the identifier. Without `info` (many cancels) there is one observation too.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "feeds/cap/message.h"
#include "feeds/feed.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::cap {

// Where a part of the message stands, for remarks. Messages that did not come as XML have null nodes.
using Where = std::function<std::string(pugi::xml_node)>;

// True when a geometry met the Netherlands while there were no exact boundaries to compare it with.
[[nodiscard]] bool observe(const Message& message, const Where& where, const Context& context,
                           Remarks& remarks, std::vector<observations::Observation>& out);

}  // namespace voorzien::feeds::cap
