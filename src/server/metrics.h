// The numbers of a running node, for /metrics.
#pragma once

#include "adapters/http_server/server.h"
#include "adapters/system/clock.h"
#include "api/push/hub.h"
#include "api/rest/needs.h"
#include "engine/loop.h"
#include "server/forgetting/retention.h"
#include "server/proofs/proofs.h"
#include "server/readings/station_history.h"

namespace voorzien::server {
[[nodiscard]] std::vector<api::Metric> node_metrics(engine::Engine& engine, api::Hub& hub,
                                                    adapters::HttpServer& http, Proofs* proofs,
                                                    Retention* retention);
// Behind the journal's last entry by what the index of readings still has to take in.
[[nodiscard]] api::Metric readings_metric(StationHistories& histories);
// How far the wall clock is ahead of region time: not 0 after it jumped (adapters/system/region_time.h).
[[nodiscard]] api::Metric clock_metric(adapters::SystemClock& clock);
}  // namespace voorzien::server
