// `detect`: what deviates in series, one score a period or row.
#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "commands.h"
#include "detection/counts/count_model.h"
#include "detection/measurement/measurement_model.h"
#include "detection/tables/measurements.h"
#include "detection/tables/wide_counts.h"
#include "detection_options.h"
#include "table_files.h"

namespace voorzien::app {
namespace {
using namespace voorzien::detection;

int detect_counts(const DetectOptions& options, const Result<Period>& period) {
  if (!period) return fail(period.error());
  const Result<std::string> text = read_table(options.file);
  if (!text) return fail(text.error());
  const Result<WideCounts> table = read_wide_counts(*text);
  if (!table) return fail(at_file(table.error(), options.file));
  const CountCalendar calendar(*period);
  std::string out = "id,period,alarm,score,expected,upper\n";
  for (std::size_t i = 0; i < table->ids.size(); ++i) {
    CountState state = begin(calendar);
    for (std::size_t t = 0; t < table->periods; ++t) {
      const CountScore s = step(calendar, state, table->row(i)[t]);
      const std::size_t number = table->first_period + t;
      if (number < options.from) continue;
      fmt::format_to(std::back_inserter(out), "{},{},{},", table->ids[i], number,
                     !s.missing && s.score >= options.level ? 1 : 0);
      if (!s.missing) fmt::format_to(std::back_inserter(out), "{:.9g}", s.score);
      fmt::format_to(std::back_inserter(out), ",{:.6g},{:.0f}\n", s.expected, upper_limit(s, options.level));
    }
    if (out.size() > (1U << 20)) {
      std::fwrite(out.data(), 1, out.size(), stdout);
      out.clear();
    }
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}

int detect_measurements(const DetectOptions& options) {
  const Result<std::string> text = read_table(options.file);
  if (!text) return fail(text.error());
  const auto rows = read_measurements(*text);
  if (!rows) return fail(at_file(rows.error(), options.file));
  MeasurementState state;
  std::string out = "timestamp,value,score,alarm\n";
  for (const Measurement& row : *rows) {
    const MeasurementScore s = step(state, row.at, row.value);
    fmt::format_to(std::back_inserter(out), "{},{},{:.17g},{}\n", row.time, row.text, s.score,
                   s.alarm ? 1 : 0);
    if (out.size() > (1U << 20)) {
      std::fwrite(out.data(), 1, out.size(), stdout);
      out.clear();
    }
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}
}  // namespace

int detect(const DetectOptions& options) {
  if (options.kind == "count") return detect_counts(options, period_named(options.period));
  if (options.kind == "measurement") return detect_measurements(options);
  return fail(Error{ErrorCode::BadUse, "--kind",
                    fmt::format("`{}` is neither count nor measurement.", options.kind)});
}
}  // namespace voorzien::app
