#include "engine/loop.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "engine/contact_search.h"
#include "engine/limits.h"
#include "engine/moment.h"
#include "engine/on_threads.h"
#include "engine/past.h"
#include "engine/snapshots.h"
#include "engine/storing.h"

namespace voorzien::engine {
namespace {
constexpr auto tick_every = std::chrono::milliseconds(100);
constexpr std::size_t threads_of_a_preview = 2;  // the loop goes on beside it

class Loop final : public Engine {
 public:
  Loop(const doctrine::Doctrine& doctrine, Ports ports, views::RegionFacts region)
      : clock_(ports.clock),
        store_(ports.store),
        erasures_(ports.erasures),
        past_(doctrine, store_),
        snapshots_(store_),
        commit_(doctrine, std::move(ports), std::move(region)),
        storing_(commit_, [this] { note_stored(); }) {}

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
    RETURN_IF_ERROR(commit_.begin());
    note_restored();
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

  void set_region(const views::RegionFacts& region) override { commit_.set_region(region); }

  void look(const std::function<void(const views::Sight&, const RegionState&)>& look) override {
    commit_.look([&](const Core& core, const views::RegionFacts& region) {
      look(core.sight(region, std::max(clock_.now(), core.state().at)), core.state());
    });
  }

  Counts counts() override { return commit_.counts(); }

  Instant now() override { return clock_.now(); }

  std::uint64_t version() override { return commit_.durable_seq(); }

  Result<views::Why> why(std::string_view type, std::string_view id) override {
    Result<views::Why> out{Error{ErrorCode::NotFound, std::string(id), ""}};
    commit_.look([&](const Core& core, const views::RegionFacts& region) {
      out = why_of(core, core.sight(region, std::max(clock_.now(), core.state().at)), type, id);
    });
    if (out) fill_leaves(*out, store_);
    return out;
  }

  Result<journal::Raw> raw(std::string_view sha256) override {
    ASSIGN_OR_RETURN(std::optional<journal::Raw> found, store_.raw(sha256));
    if (found) return std::move(*found);
    const Error none{ErrorCode::NotFound, "raw/" + std::string(sha256), ""};
    if (erasures_ == nullptr) return none;
    ASSIGN_OR_RETURN(const std::optional<std::uint64_t> by, erasures_->raw_erased_by(sha256));
    return by ? erased_by(*by) : none;
  }

  Result<std::uint64_t> erase(EraseRequest request) override {
    if (erasures_ == nullptr) return Error{ErrorCode::StoreFailed, "store", "it cannot erase"};
    std::promise<Result<std::uint64_t>> told;
    const auto answer = [&told](const Result<std::uint64_t>& seq) { told.set_value(seq); };
    if (!enqueue(EraseInput{request, answer})) return Error{ErrorCode::Busy, "inbox", "1"};
    ASSIGN_OR_RETURN(const std::uint64_t seq, told.get_future().get());
    RETURN_IF_ERROR(snapshots_.drop_holding(request));
    past_.forget();
    contact_search_.forget();
    RETURN_IF_ERROR(erasures_->scrub());
    return seq;
  }

  std::optional<desk::Attachment> attachment(std::string_view sha256) override {
    std::optional<desk::Attachment> out;
    commit_.look([&](const Core& core, const views::RegionFacts&) {
      if (const desk::Attachment* found = desk::find_attachment(core.state().desk, sha256)) out = *found;
    });
    return out;
  }

  std::optional<crisis::SituationVersion> situation(std::string_view id, std::int64_t number) override {
    std::optional<crisis::SituationVersion> out;
    commit_.look([&](const Core& core, const views::RegionFacts&) {
      const crisis::Crisis* crisis = crisis::find(core.state().crisis, id);
      if (crisis == nullptr) return;
      for (const crisis::SituationVersion& one : crisis->sent)
        if (one.number == number) out = one;
    });
    return out;
  }

  Result<picture::BudgetTried> try_budget(const picture::SetBudget& asked) override {
    picture::State recorded;  // a copy: the replay takes too long for the loop's lock
    const doctrine::Doctrine* doctrine = nullptr;
    Instant now;
    commit_.look([&](const Core& core, const views::RegionFacts&) {
      recorded.findings = core.state().picture.findings;
      recorded.stations = core.state().picture.stations;
      recorded.forecasts = core.state().picture.forecasts;
      doctrine = &core.doctrine();
      now = core.state().at;
    });
    return picture::try_budget(recorded, *doctrine, asked, now, on_threads(threads_of_a_preview));
  }
  std::vector<network::Contact> contacts(std::string_view words, std::size_t limit) override {
    return contact_search_.search(commit_, words, limit);
  }

  Result<std::vector<journal::Entry>> entries(std::uint64_t from, std::size_t limit) override {
    std::vector<journal::Entry> out;
    if (limit == 0) return out;
    RETURN_IF_ERROR(store_.read(from, UINT64_MAX, [&](const journal::Entry& entry) {
      out.push_back(entry);
      return out.size() < limit;
    }));
    return out;
  }

  Result<std::uint64_t> version_at(Instant at) override { return past_.seq_at(at); }

  Result<std::shared_ptr<const Moment>> moment(std::uint64_t version) override {
    ASSIGN_OR_RETURN(std::shared_ptr<const Core> core, past_.after(version));
    return make_moment(std::move(core), region_copy(), store_);
  }

  Result<std::uint64_t> steps(std::uint64_t after, std::uint64_t until, Duration every,
                              const std::function<bool(const Step&)>& each) override {
    return past_.walk(after, until, every, region_copy(), each);
  }

 private:
  // The process ended between an erasing commit and the end of its cleaning.
  Done finish_erasing() {
    if (erasures_ == nullptr) return Nothing{};
    ASSIGN_OR_RETURN(const bool is_scrubbed, erasures_->is_scrubbed());
    if (is_scrubbed) return Nothing{};
    RETURN_IF_ERROR(snapshots_.drop_all());
    return erasures_->scrub();
  }

  // When and by whom, for who asks for it.
  Error erased_by(std::uint64_t seq) {
    Error out{ErrorCode::Gone, "entry " + std::to_string(seq), ""};
    (void)store_.read(seq, seq, [&](const journal::Entry& entry) {
      const Result<EntryCore> core = from_entry(entry);
      if (core && core->erased)
        out.detail = format_rfc3339(core->at) + " " +
                     (core->erased->cause == "person" ? core->erased->name : core->erased->cause);
      return false;
    });
    return out;
  }

  views::RegionFacts region_copy() {
    views::RegionFacts out;
    commit_.look([&](const Core&, const views::RegionFacts& region) { out = region; });
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

  bool is_quiet() {
    const std::lock_guard lock(inbox_mutex_);
    return inbox_.empty();
  }

  void note_restored() {
    const Restored& restored = commit_.restored();
    snapshots_.start_from(restored.from_snapshot,
                          restored.replayed == 0 ? commit_.core().state().at : Instant{});
  }

  // Waits until something came in, the disk is done or the clock has to be looked at. False at the end:
  // nothing waits any more, nothing is on its way.
  bool take(std::vector<Input>& inputs, std::size_t decided) {
    inputs.clear();
    std::unique_lock lock(inbox_mutex_);
    const bool has_room = decided < limits::batch_max;
    wake_.wait_for(lock, tick_every, [&] {
      if (has_room && !inbox_.empty()) return true;
      return storing_ended_ || (stop_ && !storing_.is_busy());
    });
    storing_ended_ = false;
    while (!inbox_.empty() && decided + inputs.size() < limits::batch_max &&
           inputs.size() < limits::at_once_max) {
      inputs.push_back(std::move(inbox_.front()));
      inbox_.pop_front();
    }
    return !(stop_ && inbox_.empty() && !storing_.is_busy());
  }

  void run() {
    std::vector<Input> inputs;
    GroupCommit::Turn open, on_its_way;
    for (bool stopping = false; !stopping;) {
      stopping = !take(inputs, open.answers.size());
      if (!inputs.empty()) commit_.decide(open, inputs);
      if (storing_.is_busy()) {  // what comes in meanwhile is decided into the same turn
        while (is_quiet() && storing_.is_busy() && commit_.write_out(open)) continue;
        continue;
      }
      const std::optional<Done> durable = storing_.take();
      GroupCommit::Turn stored = std::exchange(on_its_way, {});
      if (durable && !*durable) {
        end(stored, *durable, &open);
        open = {};
        continue;
      }
      commit_.close(open, stopping);
      GroupCommit::Turn closed = std::exchange(open, {});
      // A small turn is stored here, without a hand-over; so is one whose state is wanted whole.
      const bool crowded = durable || closed.answers.size() >= limits::handed_over_min;
      if (crowded && !closed.is_empty() && !stopping && !snapshots_.wants(commit_.core().snapshot())) {
        on_its_way = std::move(closed);
        storing_.begin(on_its_way);
        if (durable) end(stored, *durable);
        commit_.look_at(on_its_way);
        continue;
      }
      if (durable) end(stored, *durable);
      commit_.look_at(closed);
      end(closed, commit_.store(closed));
      if (stopping)
        snapshots_.save_last(commit_.core().snapshot());
      else
        snapshots_.consider(commit_.core().snapshot());
    }
  }

  void end(GroupCommit::Turn& turn, const Done& durable, GroupCommit::Turn* later = nullptr) {
    const Result<GroupCommit::Ended> ended = commit_.end(turn, durable, later);
    ENSURE(ended, "the journal that was read at the start can be read again");
    if (*ended == GroupCommit::Ended::PutBack) note_restored();
  }

  void note_stored() {
    {
      const std::lock_guard lock(inbox_mutex_);
      storing_ended_ = true;
    }
    wake_.notify_one();
  }

  Clock& clock_;
  journal::Store& store_;
  journal::Erasures* erasures_;
  Past past_;
  Snapshots snapshots_;
  GroupCommit commit_;
  ContactSearch contact_search_;
  std::mutex inbox_mutex_;
  std::condition_variable wake_;
  std::deque<Input> inbox_;
  std::uint64_t busy_ = 0;
  bool stop_ = false;
  bool storing_ended_ = false;
  Storing storing_;
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
