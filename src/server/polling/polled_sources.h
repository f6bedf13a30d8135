// Which sources are asked over HTTP, where and how often: doctrine's sources.toml with what voorzien.toml
// says otherwise.
#pragma once

#include <vector>

#include "adapters/http_client/poller.h"
#include "base/result.h"
#include "doctrine/doctrine.h"
#include "server/config.h"

namespace voorzien::server {

// A source named in the configuration that doctrine does not have, an address that is not http(s), or a key
// that cannot be read is an error: a source that stays away without a word is worse than no start.
[[nodiscard]] Result<std::vector<adapters::PolledSource>> polled_sources(const doctrine::Doctrine& doctrine,
                                                                         const Config& config);
}  // namespace voorzien::server
