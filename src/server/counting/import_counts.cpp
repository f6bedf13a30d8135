#include "server/counting/import_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "adapters/system/clock.h"
#include "journal/hash.h"
#include "picture/findings/counting.h"
#include "picture/findings/watch.h"
#include "picture/signals/words.h"
#include "server/engine_here.h"
#include "server/files.h"
#include "server/submit_and_wait.h"

namespace voorzien::server {
namespace {
constexpr std::uintmax_t file_bytes_max = 1'000'000'000;

Error at_line(const detection::ReportRow& row, std::string detail) {
  return Error{ErrorCode::BadValue, fmt::format("{}:1", row.line), std::move(detail)};
}

// GM code by code or by name.
std::string area_of(const doctrine::Detection& detection, std::string_view text) {
  if (detection.place(text) != nullptr) return std::string(text);
  const std::string name = picture::lowered(text);
  for (const doctrine::CountedPlace& one : detection.places)
    if (picture::lowered(one.name) == name) return one.area;
  return {};
}

Result<std::string> series_name(const detection::ReportRow& row, const doctrine::Detection& detection) {
  const std::string shown_area(row.area.substr(0, 40));
  std::string source(row.source);
  if (source.empty()) {
    if (detection.counts.size() != 1)
      return at_line(row, "More than one source is counted: name it in a column `source`.");
    source = detection.counts.front().source.value;
  }
  const std::string area = area_of(detection, row.area);
  if (area.empty())
    return at_line(row, fmt::format("`{}` is no municipality of detection.toml; give its GM code or its "
                                    "name there.",
                                    shown_area));
  const picture::SeriesName name{source, std::string(row.theme), area};
  if (!picture::is_counted(detection, name))
    return at_line(row, fmt::format("theme `{}` of source `{}` is not counted by detection.toml.",
                                    std::string(row.theme.substr(0, 40)), source.substr(0, 40)));
  return source + "/" + name.theme + "/" + area;
}

using OfDay = std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>;  // tick and series -> count

void add_days(const std::map<std::int64_t, OfDay>& days, picture::TakeCounts& out) {
  if (days.empty()) return;
  for (std::int64_t day = days.begin()->first; day <= days.rbegin()->first; ++day) {
    std::string& text = out.counts[picture::day_text(day)];
    const auto known = days.find(day);
    if (known == days.end()) continue;  // nothing was reported
    for (const auto& [at, count] : known->second) picture::append_count(text, at.first, at.second, count);
  }
}

Result<CountsRead> read_same(const api::ImportCounts& asked, const doctrine::Detection& detection,
                             Instant now) {
  ASSIGN_OR_RETURN(const std::string bytes, read_counts_file(asked.file));
  if (journal::to_hex(journal::sha256(bytes)) != asked.sha256)
    return Error{ErrorCode::BadValue, asked.file, "it changed while it was read; try again"};
  return read_counts(bytes, detection, now);
}

struct Known {
  Instant now;
  std::vector<std::string> days;  // that are counted already
};

Known known_of(engine::Engine& engine) {
  Known out;
  engine.look([&](const views::Sight& sight, const engine::RegionState& state) {
    out.now = sight.now;
    for (const auto& [day, text] : state.picture.findings.counts) out.days.push_back(day);
  });
  return out;
}

std::string to_text(const CountsRead& read, const Known& known, bool applied) {
  std::string out = fmt::format("{} reports of {} series", read.reports, read.counts.series.size());
  if (!read.counts.counts.empty()) {
    const auto fresh = std::ranges::count_if(read.counts.counts, [&](const auto& day) {
      return !std::ranges::binary_search(known.days, day.first);
    });
    out += fmt::format(", {} to {}: {} days new, {} counted already and left as they are",
                       read.counts.counts.begin()->first, read.counts.counts.rbegin()->first, fresh,
                       static_cast<std::ptrdiff_t>(read.counts.counts.size()) - fresh);
  }
  out += fmt::format(
      "\n{} rows with faults, {} reports of today or later, {} older than what is kept: left out\n{}",
      read.faults.rows, read.too_new, read.too_old,
      applied ? "applied\n" : "nothing was changed; --apply does it\n");
  return out;
}
}  // namespace

Result<std::string> read_counts_file(const std::string& file) { return read_file(file, file_bytes_max); }

Result<CountsRead> read_counts(std::string_view text, const doctrine::Detection& detection, Instant now) {
  if (detection.empty())
    return Error{ErrorCode::NotFound, "detection.toml", "this region's doctrine counts nothing"};
  ASSIGN_OR_RETURN(detection::ReportTable table, detection::read_reports(text));
  CountsRead out;
  out.faults = std::move(table.faults);
  const std::int64_t today = picture::local_tick(now).day;
  const std::int64_t oldest = today - picture::days_kept(detection);
  std::map<std::string, std::int64_t> index;
  std::map<std::int64_t, OfDay> days;
  for (const detection::ReportRow& row : table.rows) {
    const Result<std::string> name = series_name(row, detection);
    if (!name) {
      detection::add_fault(out.faults, name.error());
      continue;
    }
    const picture::LocalTick at = picture::local_tick(row.at);
    if (at.day >= today) {
      out.too_new += row.count;
      continue;
    }
    if (at.day < oldest) {  // it would be dropped at once
      out.too_old += row.count;
      continue;
    }
    const auto [series, fresh] = index.try_emplace(*name, static_cast<std::int64_t>(index.size()));
    if (fresh) out.counts.series.push_back(*name);
    days[at.day][{at.tick, series->second}] += row.count;
    out.reports += row.count;
  }
  add_days(days, out.counts);
  return out;
}

Result<std::string> import_counts(const api::ImportCounts& asked, const doctrine::Detection& detection,
                                  engine::Engine& engine) {
  const Known known = known_of(engine);
  ASSIGN_OR_RETURN(CountsRead read, read_same(asked, detection, known.now));
  if (!asked.apply || read.counts.counts.empty()) return to_text(read, known, asked.apply);
  read.counts.origin = std::filesystem::path(asked.file).filename().string();
  engine::CommandRequest request;
  request.command_id =
      fmt::format("counts-{}-{}", asked.sha256.substr(0, 16), format_rfc3339(adapters::machine_now()));
  request.body_sha256 = journal::sha256(asked.sha256);
  request.actor = {"", asked.by, "command-line"};
  request.command = picture::Command{read.counts};
  const Result<engine::Accepted> done = submit_and_wait(engine, std::move(request));
  if (!done) return done.error();
  return to_text(read, known, true);
}

Result<std::string> import_counts_here(const api::ImportCounts& asked, const std::string& data_dir,
                                       const doctrine::Doctrine& doctrine) {
  if (!asked.apply && !std::filesystem::exists(data_dir + "/journal.db")) {  // a dry run makes no store
    const Known known{adapters::machine_now(), {}};
    ASSIGN_OR_RETURN(const CountsRead read, read_same(asked, doctrine.detection, known.now));
    return to_text(read, known, false);
  }
  ASSIGN_OR_RETURN(const EngineHere here, start_engine_here(data_dir, doctrine));
  return import_counts(asked, doctrine.detection, *here.engine);
}
}  // namespace voorzien::server
