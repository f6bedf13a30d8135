// `readings import`: what a station measured before this system heard of it, for charts of weeks to years.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/control.h"
#include "base/result.h"
#include "doctrine/doctrine.h"
#include "engine/loop.h"
#include "picture/point.h"

namespace voorzien::server {

[[nodiscard]] Result<std::string> read_readings_file(const std::string& file);

struct ReadingsRead {
  std::vector<picture::Point> readings;  // by time, each moment once, before `now`
  std::int64_t missing = 0;
  std::int64_t repeated = 0;  // of a moment that stands further down again: the last one counts
  std::int64_t too_new = 0;
};
// A table `timestamp,value` (docs/formats/readings.md).
[[nodiscard]] Result<ReadingsRead> read_readings(std::string_view text, Instant now);

// What is new, or would be, for the operator.
[[nodiscard]] Result<std::string> import_readings(const api::ImportReadings& asked, engine::Engine& engine);
// The same with no server running; the caller holds no lock of the folder.
[[nodiscard]] Result<std::string> import_readings_here(const api::ImportReadings& asked,
                                                       const std::string& data_dir,
                                                       const doctrine::Doctrine& doctrine);

// In entries of as many as one may hold.
[[nodiscard]] Done bring_readings(engine::Submit& engine, const std::string& command_id,
                                  const engine::Actor& actor, const picture::TakeReadings& all);

}  // namespace voorzien::server
