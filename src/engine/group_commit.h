// GroupCommit: the turns of the engine: decides what came in, commits it together, then answers and
// publishes.
//
// Production (engine/loop.h gives it its threads and its inbox) and simulation run this same class. When the
// store refuses a batch, every input of it, and of what was decided on top of it, is answered with the error
// and the state is put back from the journal. One thread takes turns; `look` may come from any.
#pragma once

#include <functional>
#include <memory>
#include <shared_mutex>
#include <variant>
#include <vector>

#include "engine/core.h"
#include "engine/erase.h"
#include "engine/ports.h"
#include "engine/restore.h"
#include "engine/submit.h"
#include "journal/store.h"

namespace voorzien::engine {

struct Ports {
  journal::Store& store;
  Clock& clock;
  Publisher& publisher;
  Core::Entropy entropy;
  journal::Erasures* erasures = nullptr;  // without it nothing can be erased
};

struct Counts {
  std::uint64_t commands = 0, deliveries = 0, batches = 0, refused = 0, busy = 0, failed_appends = 0,
                entries = 0, erased_entries = 0, erased_documents = 0;
  std::uint64_t restored_from_snapshot = 0, replayed = 0;
};

struct CommandInput {
  CommandRequest request;
  std::function<void(const Outcome&)> answer;
};
struct DeliveryInput {
  observations::Delivery delivery;
  std::function<void(const Result<std::uint64_t>&)> answer;
};
struct EraseInput {
  EraseRequest request;
  std::function<void(const Result<std::uint64_t>&)> answer;
};
using Input = std::variant<CommandInput, DeliveryInput, EraseInput>;

class GroupCommit {
 public:
  enum class Ended { Committed, PutBack };

  // What each input will be told once it is durable.
  template <class Said>
  struct Answer {
    std::function<void(const Said&)> tell;
    Said said;
  };
  using Answers = std::vector<std::variant<Answer<Outcome>, Answer<Result<std::uint64_t>>>>;
  // A batch on its way: inputs are decided into it, it is closed, stored, and ended.
  struct Turn {
    Answers answers;
    Decided decided;       // its first drafts stand in `batch` already
    journal::Batch batch;  // what was decided as bytes
    Publication publication;
    std::uint64_t seq = 0;  // of the state after it
    bool acted = false;     // people did something in it
    [[nodiscard]] bool is_empty() const { return answers.empty(); }
  };

  GroupCommit(const doctrine::Doctrine& doctrine, Ports ports, views::RegionFacts region)
      : doctrine_(doctrine),
        personal_sources_(personal_sources(doctrine)),
        ports_(std::move(ports)),
        region_(std::move(region)) {}

  // Restores the state and publishes all of it. An error names what in the store is not whole.
  Done begin();

  // One turn may be stored while inputs are decided into the next. Nobody is told of either before it is
  // durable.
  void decide(Turn& turn, std::vector<Input>& inputs);
  // Makes bytes of a few entries of an open turn. False when all that was decided is bytes.
  bool write_out(Turn& turn);
  void close(Turn& turn, bool stopping);
  // Looks at what is published of a closed turn: before anything of the next is decided, and also while the
  // turn is being stored.
  void look_at(Turn& turn);
  // Makes bytes of what is not yet, and all durable. From any thread; one at a time, in the order in which
  // the turns were closed.
  Done store(Turn& turn);
  // `durable` is what `store` said of `turn`. When the store refused it, `later`, which rests on it, is given
  // up with it. An error: the state could not be put back. Nothing may be decided on it; the process has to
  // end.
  Result<Ended> end(Turn& turn, const Done& durable, Turn* later = nullptr);
  // All of it, one after the other.
  Result<Ended> turn(std::vector<Input>& inputs, bool stopping);

  void set_region(const views::RegionFacts& region);
  // Runs `look` on a core that holds still; short work only.
  void look(const std::function<void(const Core&, const views::RegionFacts&)>& look);
  [[nodiscard]] Counts counts();
  [[nodiscard]] std::uint64_t durable_seq();
  // For the thread that takes turns.
  [[nodiscard]] const Core& core() const { return *core_; }
  [[nodiscard]] const Restored& restored() const { return restored_; }

 private:
  Answer<Outcome> decide(CommandInput& input);
  Answer<Result<std::uint64_t>> decide(DeliveryInput& input);
  Answer<Result<std::uint64_t>> decide(EraseInput& input);
  void count(const journal::Batch& durable);
  Done put_back();
  Result<Ended> give_up(const Turn& turn, const Turn* later, const Error& error);
  void tell_region(Publication& publication);

  const doctrine::Doctrine& doctrine_;
  const std::vector<std::string> personal_sources_;
  Ports ports_;
  std::shared_mutex mutex_;  // turns write, readers look in between
  views::RegionFacts region_;
  std::unique_ptr<Core> core_;
  Counts counts_;
  Restored restored_;
  std::uint64_t durable_seq_ = 0;
};

}  // namespace voorzien::engine
