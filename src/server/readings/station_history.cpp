#include "server/readings/station_history.h"

#include "adapters/sqlite/readings_file.h"
#include "engine/readings/buckets.h"
#include "server/log.h"

namespace voorzien::server {
std::unique_ptr<StationHistories> StationHistories::open(const std::string& data_dir, journal::Store& store) {
  Result<std::unique_ptr<engine::ReadingsIndex>> index = adapters::open_readings(data_dir);
  if (index) return std::unique_ptr<StationHistories>(new StationHistories(std::move(*index), store));
  log("warning", "readings-not-indexed", {{"why", index.error().to_text()}});
  return nullptr;
}

StationHistories::StationHistories(std::unique_ptr<engine::ReadingsIndex> index, journal::Store& store)
    : index_(std::move(index)), follower_(store, *index_, [](const Error& error) {
        log("warning", "readings-not-indexed", {{"why", error.to_text()}});
      }) {}

std::uint64_t StationHistories::indexed_entry() {
  const Result<engine::IndexMark> mark = index_->mark();
  return mark ? mark->seq : 0;
}

Result<api::StationHistory> StationHistories::find(const api::HistoryQuestion& asked) {
  ASSIGN_OR_RETURN(
      const engine::Buckets found,
      engine::history(*index_, {asked.station, asked.from, asked.to, asked.until}, asked.points));
  api::StationHistory out{asked.station, asked.from, asked.to, found.step_s, {}, {}};
  ASSIGN_OR_RETURN(out.first, index_->oldest(asked.station, asked.until));
  for (const engine::Bucket& one : found.list)
    out.buckets.push_back({one.at, one.low, one.high, one.mean, one.count});
  return out;
}
}  // namespace voorzien::server
