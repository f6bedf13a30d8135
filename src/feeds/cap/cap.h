// CAP 1.0, 1.1 and 1.2 (docs/feeds/cap.md): a bare alert, alerts inside Atom, RSS or EDXL-DE, or an index of
// links without alerts.
//
// Not well-formed is rejected. Well-formed but against the schema is read as everybody in the field reads it,
// with a remark `schema-...` that names the rule; what the three usual XSD engines call valid gets no such
// remark. One observation an alert; see observe.h for how several `info` become one or more.
#pragma once

#include <string_view>

#include "feeds/feed.h"

namespace voorzien::feeds {

[[nodiscard]] observations::Understood parse_cap(std::string_view bytes, const Context& context);

}  // namespace voorzien::feeds
