// The index of readings of a running node: kept up behind the journal, asked by the API. A node that cannot
// open it serves without long charts and says so in its log.
#pragma once

#include <memory>
#include <string>

#include "api/rest/answers.h"
#include "engine/readings/follower.h"
#include "journal/store.h"

namespace voorzien::server {

class StationHistories {
 public:
  // Nothing when the file cannot be opened.
  [[nodiscard]] static std::unique_ptr<StationHistories> open(const std::string& data_dir,
                                                              journal::Store& store);
  [[nodiscard]] Result<api::StationHistory> find(const api::HistoryQuestion& asked);
  [[nodiscard]] std::uint64_t indexed_entry();  // 0 when it cannot be told

 private:
  StationHistories(std::unique_ptr<engine::ReadingsIndex> index, journal::Store& store);

  std::unique_ptr<engine::ReadingsIndex> index_;
  engine::ReadingsFollower follower_;
};

}  // namespace voorzien::server
