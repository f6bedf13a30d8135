// NL-Alerts as the public warning service lists them: docs/feeds/nl-alert.md.
//
// `{"data":[…]}` or a bare list. One observation an alert. The list is asked for from an id on, so what is
// absent has not ended.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_nl_alert(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
