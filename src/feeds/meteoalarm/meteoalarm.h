// Warnings of MeteoAlarm as JSON (`{"warnings":[{"alert":…}]}`) and as its Atom feed:
// docs/feeds/meteoalarm.md.
//
// Both are CAP in another coat, so the rules of cap/ make the observations. One an alert identifier: the
// JSON repeats an alert in languages, the Atom feed repeats it for each area. The CAP documents behind the
// links of the Atom feed are format `cap`.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_meteoalarm_json(std::string_view bytes, const Context& context);
[[nodiscard]] observations::Understood parse_meteoalarm_atom(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
