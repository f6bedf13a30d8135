#include "server/readings/import_readings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "adapters/system/clock.h"
#include "detection/tables/measurements.h"
#include "journal/hash.h"
#include "picture/limits.h"
#include "server/engine_here.h"
#include "server/files.h"
#include "server/submit_and_wait.h"

namespace voorzien::server {
namespace {
constexpr std::uintmax_t file_bytes_max = 200'000'000;

struct Known {
  Instant now;
  bool has_station = false;
};

Known known_of(engine::Engine& engine, const std::string& station) {
  Known out;
  engine.look([&](const views::Sight& sight, const engine::RegionState& state) {
    out = {sight.now, state.picture.stations.contains(station)};
  });
  return out;
}

std::string to_text(const ReadingsRead& read, const std::string& station, bool applied) {
  std::string out = fmt::format("{} readings of {}", read.readings.size(), station);
  if (!read.readings.empty())
    out += fmt::format(", {} to {}", format_rfc3339(read.readings.front().at),
                       format_rfc3339(read.readings.back().at));
  return out + fmt::format("\n{} missing, {} repeated, {} of now or later: left out\n{}", read.missing,
                           read.repeated, read.too_new,
                           applied ? "applied\n" : "nothing was changed; --apply does it\n");
}
}  // namespace

Result<std::string> read_readings_file(const std::string& file) { return read_file(file, file_bytes_max); }

Result<ReadingsRead> read_readings(std::string_view text, Instant now) {
  ASSIGN_OR_RETURN(std::vector<detection::Measurement> rows, detection::read_measurements(text));
  std::ranges::stable_sort(rows, {}, &detection::Measurement::at);
  ReadingsRead out;
  for (const detection::Measurement& row : rows) {
    if (std::isnan(row.value)) {
      ++out.missing;
    } else if (row.at >= now) {
      ++out.too_new;
    } else if (!out.readings.empty() && out.readings.back().at == row.at) {
      out.readings.back().value = row.value;
      ++out.repeated;
    } else {
      out.readings.push_back({row.at, row.value});
    }
  }
  return out;
}

Done bring_readings(engine::Submit& engine, const std::string& command_id, const engine::Actor& actor,
                    const picture::TakeReadings& all) {
  for (std::size_t from = 0; from < all.readings.size(); from += picture::limits::readings_taken_max) {
    const auto first = all.readings.begin() + static_cast<std::ptrdiff_t>(from);
    const std::size_t count = std::min(all.readings.size() - from, picture::limits::readings_taken_max);
    engine::CommandRequest request;
    request.command_id = fmt::format("{}-{}", command_id, from);
    request.body_sha256 = journal::sha256(request.command_id);
    request.actor = actor;
    request.command = picture::Command{
        picture::TakeReadings{all.station, {first, first + static_cast<std::ptrdiff_t>(count)}, all.origin}};
    const Result<engine::Accepted> done = submit_and_wait(engine, std::move(request));
    if (!done) return done.error();
  }
  return Nothing{};
}

Result<std::string> import_readings(const api::ImportReadings& asked, engine::Engine& engine) {
  const Known known = known_of(engine, asked.station);
  if (!known.has_station)
    return Error{ErrorCode::NotFound, asked.station.substr(0, 200),
                 "No such station was heard yet; /api/stations lists their ids."};
  ASSIGN_OR_RETURN(const std::string bytes, read_readings_file(asked.file));
  if (journal::to_hex(journal::sha256(bytes)) != asked.sha256)
    return Error{ErrorCode::BadValue, asked.file, "it changed while it was read; try again"};
  ASSIGN_OR_RETURN(ReadingsRead read, read_readings(bytes, known.now));
  std::string told = to_text(read, asked.station, asked.apply);
  if (!asked.apply) return told;
  const std::string id =
      fmt::format("readings-{}-{}", asked.sha256.substr(0, 16), format_rfc3339(adapters::machine_now()));
  RETURN_IF_ERROR(bring_readings(
      engine, id, {"", asked.by, "command-line"},
      {asked.station, std::move(read.readings), std::filesystem::path(asked.file).filename().string()}));
  return told;
}

Result<std::string> import_readings_here(const api::ImportReadings& asked, const std::string& data_dir,
                                         const doctrine::Doctrine& doctrine) {
  if (!std::filesystem::exists(data_dir + "/journal.db"))
    return Error{ErrorCode::NotFound, data_dir, "no region stands in this folder yet"};
  ASSIGN_OR_RETURN(const EngineHere here, start_engine_here(data_dir, doctrine));
  return import_readings(asked, *here.engine);
}
}  // namespace voorzien::server
