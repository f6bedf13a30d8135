// The web app in the binary, as the API serves it: with its compressed twins, types and tags.
#pragma once

#include "api/rest/needs.h"

namespace voorzien::server {
[[nodiscard]] api::Assets web_assets();
// Imported map files by name, as /api/basemap/<name> serves them.
[[nodiscard]] api::Assets basemap_assets(const std::map<std::string, std::string>& files);
}  // namespace voorzien::server
