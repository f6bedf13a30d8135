#include "engine/moment.h"

#include "journal/hash.h"

namespace voorzien::engine {
namespace {
class MomentOfCore final : public Moment {
 public:
  MomentOfCore(std::shared_ptr<const Core> core, views::RegionFacts region, journal::Store& store)
      : core_(std::move(core)), region_(std::move(region)), store_(store) {}

  [[nodiscard]] std::uint64_t version() const override { return core_->state().seq; }
  [[nodiscard]] std::uint64_t erased() const override { return core_->index().erased; }
  [[nodiscard]] std::vector<views::Entity> list(std::string_view type) const override {
    return core_->view_all(sight(), type);
  }
  [[nodiscard]] std::optional<views::Entity> find(std::string_view type, std::string_view id) const override {
    return core_->view(sight(), type, id);
  }
  [[nodiscard]] Result<views::Why> why(std::string_view type, std::string_view id) const override {
    ASSIGN_OR_RETURN(views::Why out, why_of(*core_, sight(), type, id));
    fill_leaves(out, store_);
    return out;
  }

 private:
  // As it was shown: screens are told of a thing at the entry that changed it.
  [[nodiscard]] views::Sight sight() const { return core_->sight(region_, core_->state().at); }

  std::shared_ptr<const Core> core_;
  views::RegionFacts region_;
  journal::Store& store_;
};
}  // namespace

std::shared_ptr<const Moment> make_moment(std::shared_ptr<const Core> core, views::RegionFacts region,
                                          journal::Store& store) {
  return std::make_shared<const MomentOfCore>(std::move(core), std::move(region), store);
}

Result<views::Why> why_of(const Core& core, const views::Sight& sight, std::string_view type,
                          std::string_view id) {
  std::optional<views::Why> out = views::why(sight, type, id);
  if (!out) return Error{ErrorCode::NotFound, std::string(type) + "/" + std::string(id), ""};
  out->version = core.state().seq;
  for (views::WhyFact& fact : out->facts) {
    const auto found = core.index().observation_entries.find(fact.observation);
    if (found != core.index().observation_entries.end()) fact.entry = found->second;
  }
  return std::move(*out);
}

void fill_leaves(views::Why& why, journal::Store& store) {
  for (views::WhyFact& fact : why.facts) {
    if (fact.entry == 0) continue;
    (void)store.read(fact.entry, fact.entry, [&](const journal::Entry& entry) {
      fact.leaf_hash = journal::to_hex(entry.leaf_hash);
      return true;
    });
  }
}
}  // namespace voorzien::engine
