// The web app in the binary, as the API serves it: with its compressed twins, types and tags.
#pragma once

#include "api/rest/needs.h"

namespace voorzien::server {
[[nodiscard]] api::Assets web_assets();
}  // namespace voorzien::server
