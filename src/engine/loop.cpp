#include "engine/loop.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "engine/limits.h"
#include "engine/moment.h"
#include "engine/past.h"
#include "engine/restore.h"
#include "engine/snapshots.h"

namespace voorzien::engine {
namespace {
constexpr auto tick_every = std::chrono::milliseconds(100);

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

// What each input of a batch will be told once it is durable.
struct Answer {
  std::function<void()> done;
  std::function<void(const Error&)> failed;
};

class Loop final : public Engine {
 public:
  Loop(const doctrine::Doctrine& doctrine, Ports ports, views::RegionFacts region)
      : doctrine_(doctrine),
        ports_(std::move(ports)),
        past_(doctrine, ports_.store),
        region_(std::move(region)),
        snapshots_(ports_.store) {}

  ~Loop() override {
    {
      const std::lock_guard lock(inbox_mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

  Done begin() {
    RETURN_IF_ERROR(finish_erasing());
    RETURN_IF_ERROR(put_back());
    ports_.publisher.publish(core_->publication_of_all(region_));
    thread_ = std::thread([this] { run(); });
    return Nothing{};
  }

  void command(CommandRequest request, std::function<void(const Outcome&)> answer) override {
    if (!enqueue(CommandInput{std::move(request), answer})) answer(Error{ErrorCode::Busy, "inbox", "1"});
  }

  void deliver(observations::Delivery delivery,
               std::function<void(const Result<std::uint64_t>&)> answer) override {
    if (!enqueue(DeliveryInput{std::move(delivery), answer})) answer(Error{ErrorCode::Busy, "inbox", "1"});
  }

  void set_region(const views::RegionFacts& region) override {
    const std::unique_lock lock(state_mutex_);
    region_ = region;
    core_->touch(views::Region::type, "region");
  }

  void look(const std::function<void(const views::Sight&, const RegionState&)>& look) override {
    const std::shared_lock lock(state_mutex_);
    look(core_->sight(region_, std::max(ports_.clock.now(), core_->state().at)), core_->state());
  }

  Counts counts() override {
    const std::shared_lock lock(state_mutex_);
    return counts_;
  }

  Instant now() override { return ports_.clock.now(); }

  std::uint64_t version() override {
    const std::shared_lock lock(state_mutex_);
    return durable_seq_;
  }

  Result<views::Why> why(std::string_view type, std::string_view id) override {
    const auto on_the_state = [&]() -> Result<views::Why> {
      const std::shared_lock lock(state_mutex_);
      return why_of(*core_, core_->sight(region_, std::max(ports_.clock.now(), core_->state().at)), type, id);
    };
    ASSIGN_OR_RETURN(views::Why out, on_the_state());
    fill_leaves(out, ports_.store);
    return out;
  }

  Result<journal::Raw> raw(std::string_view sha256) override {
    ASSIGN_OR_RETURN(std::optional<journal::Raw> found, ports_.store.raw(sha256));
    if (found) return std::move(*found);
    const Error none{ErrorCode::NotFound, "raw/" + std::string(sha256), ""};
    if (ports_.erasures == nullptr) return none;
    ASSIGN_OR_RETURN(const std::optional<std::uint64_t> by, ports_.erasures->raw_erased_by(sha256));
    return by ? erased_by(*by) : none;
  }

  Result<std::uint64_t> erase(EraseRequest request) override {
    if (ports_.erasures == nullptr) return Error{ErrorCode::StoreFailed, "store", "it cannot erase"};
    std::promise<Result<std::uint64_t>> told;
    const auto answer = [&told](const Result<std::uint64_t>& seq) { told.set_value(seq); };
    if (!enqueue(EraseInput{request, answer})) return Error{ErrorCode::Busy, "inbox", "1"};
    ASSIGN_OR_RETURN(const std::uint64_t seq, told.get_future().get());
    RETURN_IF_ERROR(snapshots_.drop_holding(request));
    past_.forget();
    RETURN_IF_ERROR(ports_.erasures->scrub());
    return seq;
  }

  Result<std::vector<journal::Entry>> entries(std::uint64_t from, std::size_t limit) override {
    std::vector<journal::Entry> out;
    if (limit == 0) return out;
    RETURN_IF_ERROR(ports_.store.read(from, UINT64_MAX, [&](const journal::Entry& entry) {
      out.push_back(entry);
      return out.size() < limit;
    }));
    return out;
  }

  Result<std::uint64_t> version_at(Instant at) override { return past_.seq_at(at); }

  Result<std::shared_ptr<const Moment>> moment(std::uint64_t version) override {
    ASSIGN_OR_RETURN(std::shared_ptr<const Core> core, past_.after(version));
    return make_moment(std::move(core), region_copy(), ports_.store);
  }

  Result<std::uint64_t> steps(std::uint64_t after, std::uint64_t until, Duration every,
                              const std::function<bool(const Step&)>& each) override {
    return past_.walk(after, until, every, region_copy(), each);
  }

 private:
  // The process ended between an erasing commit and the end of its cleaning.
  Done finish_erasing() {
    if (ports_.erasures == nullptr) return Nothing{};
    ASSIGN_OR_RETURN(const bool is_scrubbed, ports_.erasures->is_scrubbed());
    if (is_scrubbed) return Nothing{};
    RETURN_IF_ERROR(snapshots_.drop_all());
    return ports_.erasures->scrub();
  }

  views::RegionFacts region_copy() {
    const std::shared_lock lock(state_mutex_);
    return region_;
  }

  // When and by whom, for who asks for it.
  Error erased_by(std::uint64_t seq) {
    Error out{ErrorCode::Erased, "entry " + std::to_string(seq), ""};
    (void)ports_.store.read(seq, seq, [&](const journal::Entry& entry) {
      const Result<EntryCore> core = from_entry(entry);
      if (core && core->erased)
        out.detail = format_rfc3339(core->at) + " " +
                     (core->erased->cause == "person" ? core->erased->name : core->erased->cause);
      return false;
    });
    return out;
  }

  bool enqueue(Input input) {
    {
      const std::lock_guard lock(inbox_mutex_);
      if (stop_ || inbox_.size() >= limits::inbox_max) {
        ++busy_;
        return false;
      }
      inbox_.push_back(std::move(input));
    }
    wake_.notify_one();
    return true;
  }

  // A fresh core with the state that the journal gives.
  Done put_back() {
    auto fresh = std::make_unique<Core>(doctrine_, ports_.entropy);
    ASSIGN_OR_RETURN(const Restored restored, restore(*fresh, ports_.store));
    const std::unique_lock lock(state_mutex_);
    core_ = std::move(fresh);
    durable_seq_ = core_->state().seq;
    snapshots_.start_from(restored.from_snapshot, restored.replayed == 0 ? core_->state().at : Instant{});
    counts_.restored_from_snapshot = restored.from_snapshot;
    counts_.replayed = restored.replayed;
    return Nothing{};
  }

  void run() {
    std::vector<Input> batch;
    for (bool stopping = false; !stopping;) {
      batch.clear();
      {
        std::unique_lock lock(inbox_mutex_);
        wake_.wait_for(lock, tick_every, [this] { return stop_ || !inbox_.empty(); });
        while (!inbox_.empty() && batch.size() < limits::batch_max) {
          batch.push_back(std::move(inbox_.front()));
          inbox_.pop_front();
        }
        stopping = stop_ && inbox_.empty();
      }
      step(batch, stopping);
      if (stopping)
        snapshots_.save_last(core_->snapshot());
      else
        snapshots_.consider(core_->snapshot());
    }
  }

  void step(std::vector<Input>& batch, bool stopping) {
    std::vector<Answer> answers;
    journal::Batch decided;
    {
      const std::unique_lock lock(state_mutex_);
      for (Input& input : batch) std::visit([&](auto& one) { answers.push_back(decide(one)); }, input);
      core_->tick(ports_.clock.now());
      if (stopping) core_->flush_heard();
      decided = core_->take_batch();
    }
    const bool something = !decided.entries.empty() || !decided.raws.empty() || !decided.command_ids.empty();
    const Done durable = something ? ports_.store.append(decided) : Done{Nothing{}};
    if (!durable) return give_up(answers, durable.error());
    Publication publication;
    {
      const std::unique_lock lock(state_mutex_);
      durable_seq_ = core_->state().seq;
      counts_.batches += something ? 1 : 0;
      counts_.entries += decided.entries.size();
      for (const journal::Erasure& one : decided.erasures) {
        for (const journal::SeqRange& range : one.sealed)
          counts_.erased_entries += range.last - range.first + 1;
        counts_.erased_documents += one.raws.size();
      }
      publication = core_->take_publication(region_);
    }
    for (const Answer& answer : answers) answer.done();
    if (!publication.upserts.empty() || !publication.removals.empty())
      ports_.publisher.publish(std::move(publication));
  }

  // The store took nothing of the batch: nobody is told that it happened, and the state is what the journal
  // says.
  void give_up(const std::vector<Answer>& answers, const Error& error) {
    {
      const std::unique_lock lock(state_mutex_);
      ++counts_.failed_appends;
    }
    for (const Answer& answer : answers) answer.failed(error);
    const Done back = put_back();
    ENSURE(back, "the journal that was read at the start can be read again");
    ports_.publisher.publish(core_->publication_of_all(region_copy()));
  }

  Answer decide(CommandInput& input) {
    ++counts_.commands;
    Outcome outcome = core_->command(input.request, ports_.clock.now());
    if (std::holds_alternative<Refused>(outcome)) ++counts_.refused;
    return {[answer = input.answer, outcome = std::move(outcome)] { answer(outcome); },
            [answer = input.answer](const Error& error) { answer(error); }};
  }

  Answer decide(EraseInput& input) {
    const std::uint64_t seq = core_->erase(input.request, ports_.clock.now());
    return {[answer = input.answer, seq] { answer(seq); },
            [answer = input.answer](const Error& error) { answer(error); }};
  }

  Answer decide(DeliveryInput& input) {
    ++counts_.deliveries;
    const std::uint64_t seq = core_->deliver(input.delivery);
    return {[answer = input.answer, seq] { answer(seq); },
            [answer = input.answer](const Error& error) { answer(error); }};
  }

  const doctrine::Doctrine& doctrine_;
  Ports ports_;
  Past past_;
  std::shared_mutex state_mutex_;  // the loop writes, readers look between two steps
  views::RegionFacts region_;
  std::unique_ptr<Core> core_;
  Counts counts_;
  std::uint64_t durable_seq_ = 0;
  Snapshots snapshots_;
  std::mutex inbox_mutex_;
  std::condition_variable wake_;
  std::deque<Input> inbox_;
  std::uint64_t busy_ = 0;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};
}  // namespace

Result<std::unique_ptr<Engine>> Engine::start(const doctrine::Doctrine& doctrine, Ports ports,
                                              views::RegionFacts region) {
  auto out = std::make_unique<Loop>(doctrine, std::move(ports), std::move(region));
  RETURN_IF_ERROR(out->begin());
  return std::unique_ptr<Engine>(std::move(out));
}
}  // namespace voorzien::engine
