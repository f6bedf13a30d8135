// The web app's files: precompressed, cached for good when their name holds their hash, and index.html for
// every page of the app (its router reads the path).
#pragma once

#include <optional>

#include "api/http.h"
#include "api/rest/needs.h"

namespace voorzien::api {
[[nodiscard]] std::optional<Response> serve_asset(const Assets& assets, const Request& request);
// This file, or 304 when the caller has it.
[[nodiscard]] Response answer_with(const Asset& asset, const Request& request);
}  // namespace voorzien::api
