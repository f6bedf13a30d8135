// `counts import`: what a table of reports of before adds to what is counted, and the taking of it.
#pragma once

#include <string>

#include "api/control.h"
#include "base/result.h"
#include "detection/tables/report_rows.h"
#include "doctrine/doctrine.h"
#include "engine/loop.h"
#include "picture/commands.h"

namespace voorzien::server {

[[nodiscard]] Result<std::string> read_counts_file(const std::string& file);

struct CountsRead {
  picture::TakeCounts counts;  // whole local days, from the first to the last of the table
  detection::RowFaults faults;
  std::int64_t reports = 0;
  std::int64_t too_new = 0;  // of today and later: those are counted here
  std::int64_t too_old = 0;  // before what is kept
};
// What of the table is counted by this doctrine. An area is a GM code or a name of detection.toml, a source
// may be left out when only one is counted.
[[nodiscard]] Result<CountsRead> read_counts(std::string_view text, const doctrine::Detection& detection,
                                             Instant now);

// What is new, or would be, for the operator.
[[nodiscard]] Result<std::string> import_counts(const api::ImportCounts& asked,
                                                const doctrine::Detection& detection, engine::Engine& engine);
// The same with no server running; the caller holds no lock of the folder.
[[nodiscard]] Result<std::string> import_counts_here(const api::ImportCounts& asked,
                                                     const std::string& data_dir,
                                                     const doctrine::Doctrine& doctrine);

}  // namespace voorzien::server
