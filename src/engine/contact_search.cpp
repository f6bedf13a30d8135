#include "engine/contact_search.h"

#include <optional>

namespace voorzien::engine {
std::vector<network::Contact> ContactSearch::search(GroupCommit& commit, std::string_view words,
                                                    std::size_t limit) {
  std::shared_ptr<const network::SearchIndex> index;
  Instant now;
  {
    const std::lock_guard lock(mutex_);
    std::optional<std::vector<network::Contact>> news;
    commit.look([&](const Core& core, const views::RegionFacts&) {
      now = core.state().at;
      const network::State& state = core.state().network;
      if (index_ && imports_ == state.imports) return;
      imports_ = state.imports;
      news.emplace();
      news->reserve(state.contacts.size());
      for (const auto& [id, contact] : state.contacts) news->push_back(contact);
    });
    if (news) index_ = std::make_shared<const network::SearchIndex>(std::move(*news));
    index = index_;
  }
  std::vector<network::Contact> out;
  for (const network::Contact* one : index->search(words, now, limit)) out.push_back(*one);
  return out;
}

void ContactSearch::forget() {
  const std::lock_guard lock(mutex_);
  index_.reset();
}
}  // namespace voorzien::engine
