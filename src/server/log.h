// The server's own log: one JSON object a line on standard error (not the region's log). Never a secret,
// never a password, a token or personal text.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace voorzien::server {

using LogField = std::pair<std::string_view, std::string_view>;
// level: info, warning, error. `event` is a stable kebab-case code.
void log(std::string_view level, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace voorzien::server
