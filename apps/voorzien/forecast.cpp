// `forecast`: quantiles of the next steps of a measured quantity or of count series.
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

#include "commands.h"
#include "detection/forecast/count_forecast.h"
#include "detection/forecast/measurement_forecast.h"
#include "detection/tables/measurements.h"
#include "detection/tables/wide_counts.h"
#include "detection_options.h"
#include "table_files.h"

namespace voorzien::app {
namespace {
using namespace voorzien::detection;

void flush(std::string& out, std::size_t until) {
  if (out.size() <= until) return;
  std::fwrite(out.data(), 1, out.size(), stdout);
  out.clear();
}

int forecast_measurements(const ForecastOptions& options, const std::string& text) {
  const auto rows = read_measurements(text);
  if (!rows) return fail(at_file(rows.error(), options.file));
  std::vector<Instant> times;
  for (const Measurement& row : *rows) times.push_back(row.at);
  const ForecastGrid grid(usual_step(times));
  MeasurementForecaster state;
  for (const Measurement& row : *rows) learn(grid, state, row.at, row.value);
  const MeasurementOutlook ahead = look_ahead(grid, state, options.horizon);
  if (ahead.expected.empty())
    return fail(
        at_file({ErrorCode::MissingField, "", "No row holds a value to forecast from."}, options.file));
  std::string out = "id,step,quantile,value\n";
  for (std::size_t step = 1; step <= ahead.expected.size(); ++step)
    for (const double probability : options.quantiles)
      fmt::format_to(std::back_inserter(out), "value,{},{},{:.10g}\n", step, probability,
                     quantile(ahead, step, probability));
  flush(out, 0);
  return 0;
}

int forecast_counts(const ForecastOptions& options, const std::string& text) {
  const Result<Period> period = period_named(options.period);
  if (!period) return fail(period.error());
  const Result<WideCounts> table = read_wide_counts(text);
  if (!table) return fail(at_file(table.error(), options.file));
  const CountCalendar calendar = forecast_calendar(*period);
  std::string out = "id,step,quantile,value\n";
  for (std::size_t i = 0; i < table->ids.size(); ++i) {
    CountForecaster state = begin_forecast(calendar);
    for (std::size_t t = 0; t < table->periods; ++t) learn(calendar, state, table->row(i)[t]);
    for (std::size_t step = 1; step <= options.horizon; ++step) {
      const CountOutlook ahead = look_ahead(calendar, state, step);
      for (const double probability : options.quantiles)
        fmt::format_to(std::back_inserter(out), "{},{},{},{:.0f}\n", table->ids[i], step, probability,
                       quantile(ahead, probability));
    }
    flush(out, 1U << 20);
  }
  flush(out, 0);
  return 0;
}
}  // namespace

int forecast(const ForecastOptions& options) {
  for (const double probability : options.quantiles)
    if (!(probability > 0 && probability < 1))
      return fail(Error{ErrorCode::BadUse, "--quantiles",
                        fmt::format("`{}` does not lie between 0 and 1.", probability)});
  const Result<std::string> text = read_table(options.file);
  if (!text) return fail(text.error());
  if (is_measurement_table(*text)) return forecast_measurements(options, *text);
  return forecast_counts(options, *text);
}
}  // namespace voorzien::app
