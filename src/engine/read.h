// What api may read beside the synchronised entities: entries, raw bytes, the why of a thing, and the region
// as it was. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crisis/state.h"
#include "desk/attachment.h"
#include "journal/entry.h"
#include "network/network.h"
#include "picture/findings/backtest.h"
#include "views/entities.h"

namespace voorzien::engine {

// The region as it was then known (`?at=`): a state that stands still, shared by all who look at it.
class Moment {
 public:
  virtual ~Moment() = default;
  [[nodiscard]] virtual std::uint64_t version() const = 0;  // the last entry that counts in it
  [[nodiscard]] virtual std::uint64_t erased() const = 0;  // entries up to then that lost their personal part
  [[nodiscard]] virtual std::vector<views::Entity> list(std::string_view type) const = 0;  // empty: all types
  [[nodiscard]] virtual std::optional<views::Entity> find(std::string_view type,
                                                          std::string_view id) const = 0;
  [[nodiscard]] virtual Result<views::Why> why(std::string_view type, std::string_view id) const = 0;
};

// What changed between two moments, each entity once, as it was at `at`.
struct Step {
  Instant at;
  std::uint64_t version = 0;
  std::vector<views::Entity> upserts;
  std::vector<views::Removal> removals;
};

class Read {
 public:
  virtual ~Read() = default;
  virtual Result<views::Why> why(std::string_view type, std::string_view id) = 0;
  // Erased, with when and by whom, when it was here once and was not personal.
  virtual Result<journal::Raw> raw(std::string_view sha256) = 0;
  // What was kept under that hash by POST /api/attachments, also when its bytes are gone.
  virtual std::optional<desk::Attachment> attachment(std::string_view sha256) = 0;
  // A totaalbeeld as it was sent; older ones than limits::situations_kept stand in the journal only.
  virtual std::optional<crisis::SituationVersion> situation(std::string_view crisis, std::int64_t number) = 0;
  // Contacts of the directory that fit the words, best first (network/search.h).
  virtual std::vector<network::Contact> contacts(std::string_view words, std::size_t limit) = 0;
  // Which warnings other thresholds would have given over what was recorded.
  virtual Result<picture::BudgetTried> try_budget(const picture::SetBudget& asked) = 0;
  virtual Result<std::vector<journal::Entry>> entries(std::uint64_t from, std::size_t limit) = 0;
  // The last entry at or before a moment of region time; BadTime when all came later.
  virtual Result<std::uint64_t> version_at(Instant at) = 0;
  virtual Result<std::shared_ptr<const Moment>> moment(std::uint64_t version) = 0;
  // The changes after entry `after` up to `until`, oldest first, until `each` says false. Entries less than
  // `every` after the first of a step are one step, told as it stood at its last entry: never ahead of its
  // moment. Answers the entry that it reached, which may lie before `until` when there were very many.
  virtual Result<std::uint64_t> steps(std::uint64_t after, std::uint64_t until, Duration every,
                                      const std::function<bool(const Step&)>& each) = 0;
  virtual Instant now() = 0;  // region time
  virtual std::uint64_t version() = 0;
};

}  // namespace voorzien::engine
