// Metrics as text: Prometheus 0.0.4, or OpenMetrics 1.0 (counters end in _total, the text in # EOF).
#pragma once

#include <string>
#include <vector>

#include "api/rest/needs.h"

namespace voorzien::api {
enum class MetricsForm { Prometheus, OpenMetrics };
[[nodiscard]] std::string metrics_text(const std::vector<Metric>& metrics, MetricsForm form);
}  // namespace voorzien::api
