// The numbers of a running node, for /metrics.
#pragma once

#include "adapters/http_server/server.h"
#include "api/push/hub.h"
#include "api/rest/needs.h"
#include "engine/loop.h"
#include "server/forgetting/retention.h"
#include "server/proofs/proofs.h"

namespace voorzien::server {
[[nodiscard]] std::vector<api::Metric> node_metrics(engine::Engine& engine, api::Hub& hub,
                                                    adapters::HttpServer& http, Proofs* proofs,
                                                    Retention* retention);
}  // namespace voorzien::server
