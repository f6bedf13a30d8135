// Questions to the directory, answered from an index that is made again only when the contacts changed, and
// not under the loop's lock: a search never makes an act wait for it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "engine/group_commit.h"
#include "network/search.h"

namespace voorzien::engine {

class ContactSearch {
 public:
  [[nodiscard]] std::vector<network::Contact> search(GroupCommit& commit, std::string_view words,
                                                     std::size_t limit);
  // After an erasure: the index may hold what was erased.
  void forget();

 private:
  std::mutex mutex_;
  std::shared_ptr<const network::SearchIndex> index_;
  std::uint64_t imports_ = 0;  // network::State::imports when it was made
};

}  // namespace voorzien::engine
