// `clusters`: where and when more is reported than chance brings.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "detection/clusters/scan.h"
#include "detection/tables/case_rows.h"
#include "detection/tables/expected_reports.h"
#include "engine/on_threads.h"
#include "table_files.h"

namespace voorzien::app {
namespace {
using namespace voorzien::detection;

Result<ScanModel> model_named(const std::string& name, bool has_population) {
  if (name == "permutation" || (name.empty() && !has_population)) return ScanModel::Permutation;
  if (name == "poisson" || name.empty()) return ScanModel::Poisson;
  if (name == "expectation") return ScanModel::Expectation;
  if (name == "expectation-poisson") return ScanModel::ExpectationPoisson;
  return Error{ErrorCode::BadUse, "--model",
               fmt::format("`{}` is none of permutation, poisson, expectation, expectation-poisson.", name)};
}

Result<CasePeriod> period_named(const std::string& name) {
  if (name == "auto") return CasePeriod::Auto;
  if (name == "hour") return CasePeriod::Hour;
  if (name == "day") return CasePeriod::Day;
  if (name == "month") return CasePeriod::Month;
  if (name == "year") return CasePeriod::Year;
  return Error{ErrorCode::BadUse, "--period",
               fmt::format("`{}` is none of auto, hour, day, month, year.", name)};
}

// Each row left out with its place and remedy, then how many there are. True when there was none.
bool tell(const RowFaults& faults, const std::string& file) {
  for (const Error& error : faults.first) fail(at_file(error, file));
  if (faults.rows > 0)
    fmt::print(stderr, "voorzien: {}: {} rows left out{}; all others are used.\n", at_file({}, file).where,
               faults.rows, faults.rows > faults.first.size() ? ", the first of them told above" : "");
  return faults.rows == 0;
}

// The span of time that is looked at, as numbers of periods.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

Result<Span> span_of(const CaseTable& table, const ClustersOptions& options) {
  Span out{INT64_MAX, INT64_MIN};
  for (const CaseRow& row : table.rows) {
    out.first = std::min(out.first, row.period);
    out.last = std::max(out.last, row.period);
  }
  const auto given = [&](const std::string& text, const char* option, std::int64_t& to) -> Done {
    if (text.empty()) return Nothing{};
    const Result<std::int64_t> number = period_of(text, table.period);
    if (!number) return Error{ErrorCode::BadUse, option, number.error().detail};
    to = *number;
    return Nothing{};
  };
  RETURN_IF_ERROR(given(options.from, "--from", out.first));
  RETURN_IF_ERROR(given(options.until, "--until", out.last));
  return out;
}

std::size_t reports_of(const CaseTable& table, const Span& span, std::uint32_t category, ScanReports& out) {
  std::size_t outside = 0;
  out.cases.clear();
  for (const CaseRow& row : table.rows) {
    if (row.category != category) continue;
    if (row.period < span.first || row.period > span.last)
      outside += row.count;
    else
      out.cases.insert(out.cases.end(), row.count,
                       {row.place, static_cast<std::uint32_t>(row.period - span.first)});
  }
  return outside;
}

void print(const std::vector<Cluster>& clusters, const CaseTable& table, const Span& span,
           const std::string& category, double p_max) {
  std::string out;
  const auto text = [&](std::uint32_t period) { return period_text(span.first + period, table.period); };
  const bool quoted = category.find_first_of(",\"") != std::string::npos;  // doubled quotes stayed doubled
  for (const Cluster& one : clusters) {
    if (one.p > p_max) continue;
    fmt::format_to(std::back_inserter(out),
                   "{:.10g},{:.10g},{:.3f},{},{},{:.0f},{:.6g},{:.6f},{:.4g},{:.4g},", one.centre.lat,
                   one.centre.lon, one.radius_m / 1000, text(one.window.first), text(one.window.last),
                   one.observed, one.expected, one.ratio, one.relative_risk, one.p);
    fmt::format_to(std::back_inserter(out), "{0}{1}{0},{2:.4g},{3}\n", quoted ? "\"" : "", category,
                   one.p_gumbel, one.places);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
}

Result<ScanOptions> scan_options(const ClustersOptions& options, const CaseTable& table) {
  ScanOptions out;
  ASSIGN_OR_RETURN(out.model, model_named(options.model, !options.population.empty()));
  const bool expects = out.model == ScanModel::Expectation || out.model == ScanModel::ExpectationPoisson;
  if (expects && table.period != CasePeriod::Day && table.period != CasePeriod::Hour)
    return Error{ErrorCode::BadUse, "--model",
                 "Expectations are of days or hours; take --period day or hour."};
  if (out.model == ScanModel::Poisson && options.population.empty())
    return Error{ErrorCode::BadUse, "--model", "The model poisson needs --population FILE."};
  out.period = table.period == CasePeriod::Hour ? Period::Hour : Period::Day;
  out.window = options.window;
  out.anywhere = options.retrospective;
  out.baseline = options.baseline;
  out.circles.share_max = options.max_share;
  if (options.max_radius_km > 0) out.circles.radius_m_max = options.max_radius_km * 1000;
  out.replicas = options.replicas;
  out.stop_after = options.stop_after;
  out.seed = options.seed;
  out.most = options.most;
  out.each = engine::on_threads(options.threads);
  return out;
}

std::vector<std::string> named(std::string_view columns) {  // with commas between
  std::vector<std::string> out;
  while (!columns.empty()) {
    const std::size_t comma = std::min(columns.find(','), columns.size());
    if (comma > 0) out.emplace_back(columns.substr(0, comma));
    columns.remove_prefix(std::min(comma + 1, columns.size()));
  }
  return out;
}

Result<CaseTable> read_all(const ClustersOptions& options, ScanReports& reports, PopulationTable& people,
                           bool& clean) {
  const std::vector<std::string> groups = named(options.adjust);
  if (!groups.empty() && options.population.empty())
    return Error{ErrorCode::BadUse, "--adjust", "Groups are of people: they need --population FILE."};
  ASSIGN_OR_RETURN(const ScanModel model, model_named(options.model, !options.population.empty()));
  if (!groups.empty() && model != ScanModel::Poisson)
    return Error{ErrorCode::BadUse, "--adjust", "Of the models only poisson expects by groups."};
  ASSIGN_OR_RETURN(const CasePeriod period, period_named(options.period));
  ASSIGN_OR_RETURN(const std::string text, read_table(options.file));
  Result<CaseTable> table = read_cases(text, period, groups);
  if (!table) return at_file(table.error(), options.file);
  if (!options.population.empty()) {
    ASSIGN_OR_RETURN(const std::string counted, read_table(options.population));
    Result<PopulationTable> population = read_population(counted, groups);
    if (!population) return at_file(population.error(), options.population);
    people = std::move(*population);
    clean = tell(people.faults, options.population);
    place_on(people, *table);
    reports.population = people.population;
  }
  clean = tell(table->faults, options.file) && clean;
  reports.places = table->places;
  return table;
}

Result<std::vector<Cluster>> clusters_of(std::uint32_t category, const CaseTable& table, const Span& span,
                                         const PopulationTable& people, const ScanOptions& scan,
                                         ScanReports& reports) {
  if (scan.model == ScanModel::Poisson && !people.counts.empty()) {
    ASSIGN_OR_RETURN(reports.expected, expected_reports(people, table, category, span.first, span.last));
  }
  return find_clusters(reports, scan);
}
}  // namespace

int clusters(const ClustersOptions& options) {
  if (const auto model = model_named(options.model, false); !model) return fail(model.error());
  ScanReports reports;
  bool clean = true;
  PopulationTable people;
  const Result<CaseTable> table = read_all(options, reports, people, clean);
  if (!table) return fail(table.error());
  const Result<ScanOptions> scan = scan_options(options, *table);
  if (!scan) return fail(scan.error());
  const Result<Span> span = span_of(*table, options);
  if (!span) return fail(span.error());
  fmt::print("lat,lon,radius_km,start,end,observed,expected,llr,relative_risk,p,category,p_gumbel,places\n");
  std::fflush(stdout);
  if (table->rows.empty() || span->last < span->first) return clean ? 0 : 1;
  reports.periods = static_cast<std::size_t>(span->last - span->first) + 1;
  std::size_t outside = 0;
  for (std::uint32_t k = 0; k < table->categories.size(); ++k) {
    outside += reports_of(*table, *span, k, reports);
    const Result<std::vector<Cluster>> found = clusters_of(k, *table, *span, people, *scan, reports);
    const std::string& category = table->categories[k];
    if (!found) {  // what one category lacks takes nothing from the others
      fail(at_file({found.error().code, category.empty() ? "" : "category " + category, found.error().detail},
                   options.file));
      clean = false;
      continue;
    }
    print(*found, *table, *span, category, options.max_p);
  }
  if (outside > 0)
    fmt::print(stderr, "voorzien: {} reports before --from or after --until are left out.\n", outside);
  return clean ? 0 : 1;
}
}  // namespace voorzien::app
