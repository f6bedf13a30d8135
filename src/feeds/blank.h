// What the observations of a feed have in common, filled in once.
#pragma once

#include <string>
#include <string_view>

#include "feeds/feed.h"
#include "feeds/remarks.h"

namespace voorzien::feeds {

// Source, receipt, theme (the source's, else the format's) and personal flag of the context; quality
// official.
[[nodiscard]] observations::Observation blank(const Context& context, std::string_view kind,
                                              std::string_view theme);
// The last touch: the title on one line and cut, a remark when the end lies before the start, the areas that
// the geometry touches where there are boundaries, `place_precision` when none was set, the id. True when the
// areas are coarse (see areas.h).
bool complete(observations::Observation& observation, const Context& context, const std::string& where,
              Remarks& remarks);
// Once a document, when any of its observations was.
void remark_coarse(Remarks& remarks);

// One line without blanks around it, at most limits::title_bytes_max.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace voorzien::feeds
