// The web app in the binary, as the API serves it: with its compressed twins, types and tags.
#pragma once

#include "api/rest/needs.h"

namespace voorzien::server {
[[nodiscard]] api::Assets web_assets();
// Imported map files, as /api/basemap/<name>.
void add_basemap(const std::map<std::string, std::string>& files, api::Assets& assets);
}  // namespace voorzien::server
