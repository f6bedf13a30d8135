#include "engine/group_commit.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "engine/limits.h"

namespace voorzien::engine {
Done GroupCommit::begin() {
  RETURN_IF_ERROR(put_back());
  ports_.publisher.publish(core_->publication_of_all(region_));
  return Nothing{};
}

// A fresh core with the state that the journal gives.
Done GroupCommit::put_back() {
  auto fresh = std::make_unique<Core>(doctrine_, ports_.entropy);
  ASSIGN_OR_RETURN(restored_, restore(*fresh, ports_.store));
  const std::unique_lock lock(mutex_);
  core_ = std::move(fresh);
  durable_seq_ = core_->state().seq;
  counts_.restored_from_snapshot = restored_.from_snapshot;
  counts_.replayed = restored_.replayed;
  return Nothing{};
}

namespace {
bool has_news(const journal::Batch& batch) {
  return !batch.entries.empty() || !batch.raws.empty() || !batch.command_ids.empty();
}
}  // namespace

void GroupCommit::decide(Turn& turn, std::vector<Input>& inputs) {
  const std::unique_lock lock(mutex_);
  for (Input& input : inputs) {
    turn.acted |= !std::holds_alternative<DeliveryInput>(input);
    std::visit([&](auto& one) { turn.answers.emplace_back(decide(one)); }, input);
  }
}

void GroupCommit::close(Turn& turn, bool stopping) {
  const std::unique_lock lock(mutex_);
  core_->tick(ports_.clock.now());
  if (stopping) core_->flush_heard();
  core_->take_decided(turn.decided);
  turn.seq = core_->state().seq;
}

void GroupCommit::look_at(Turn& turn) {
  const std::unique_lock lock(mutex_);
  turn.publication = core_->take_publication(region_);
  turn.publication.acted = turn.acted;
}

bool GroupCommit::write_out(Turn& turn) {
  {
    const std::unique_lock lock(mutex_);
    core_->take_decided(turn.decided);
  }
  return to_entries(turn.decided, turn.batch, personal_sources_, limits::written_at_once);
}

Done GroupCommit::store(Turn& turn) {
  to_batch(turn.decided, turn.batch, personal_sources_);  // the drafts go with the turn, where they were made
  return has_news(turn.batch) ? ports_.store.append(turn.batch) : Done{Nothing{}};
}

Result<GroupCommit::Ended> GroupCommit::end(Turn& turn, const Done& durable, Turn* later) {
  if (!durable) return give_up(turn, later, durable.error());
  {
    const std::unique_lock lock(mutex_);
    durable_seq_ = turn.seq;
    if (has_news(turn.batch)) {
      ++counts_.batches;
      count(turn.batch);
      if (std::exchange(region_.store_fault, std::nullopt)) tell_region(turn.publication);
    }
  }
  if (!turn.publication.upserts.empty() || !turn.publication.removals.empty())
    ports_.publisher.publish(std::move(turn.publication));
  for (const auto& answer : turn.answers) std::visit([](const auto& one) { one.tell(one.said); }, answer);
  return Ended::Committed;
}

Result<GroupCommit::Ended> GroupCommit::turn(std::vector<Input>& inputs, bool stopping) {
  Turn turn;
  decide(turn, inputs);
  close(turn, stopping);
  look_at(turn);
  return end(turn, store(turn));
}

// The store took nothing of the batch: nobody is told that it happened, and the state is what the journal
// says.
Result<GroupCommit::Ended> GroupCommit::give_up(const Turn& turn, const Turn* later, const Error& error) {
  const auto tell_all = [&] {
    for (const Turn* of : {&turn, later})
      if (of != nullptr)
        for (const auto& answer : of->answers) std::visit([&](const auto& one) { one.tell(error); }, answer);
  };
  {
    const std::unique_lock lock(mutex_);
    ++counts_.failed_appends;
  }
  const Done back = put_back();
  if (!back) {
    tell_all();
    return back.error();
  }
  {
    const std::unique_lock lock(mutex_);
    region_.store_fault = views::StoreFault{core_->state().at, std::string(name_of(error.code))};
  }
  Publication all;
  look([&](const Core& core, const views::RegionFacts& region) { all = core.publication_of_all(region); });
  all.acted = turn.acted || (later != nullptr && later->acted);
  ports_.publisher.publish(std::move(all));
  tell_all();
  return Ended::PutBack;
}

GroupCommit::Answer<Outcome> GroupCommit::decide(CommandInput& input) {
  ++counts_.commands;
  Outcome outcome = core_->command(std::move(input.request), ports_.clock.now());
  if (std::holds_alternative<Refused>(outcome)) ++counts_.refused;
  return {std::move(input.answer), std::move(outcome)};
}

GroupCommit::Answer<Result<std::uint64_t>> GroupCommit::decide(DeliveryInput& input) {
  ++counts_.deliveries;
  return {std::move(input.answer), core_->deliver(input.delivery)};
}

GroupCommit::Answer<Result<std::uint64_t>> GroupCommit::decide(EraseInput& input) {
  return {std::move(input.answer), core_->erase(input.request, ports_.clock.now())};
}

void GroupCommit::count(const journal::Batch& durable) {
  counts_.entries += durable.entries.size();
  for (const journal::Erasure& one : durable.erasures) {
    for (const journal::SeqRange& range : one.sealed) counts_.erased_entries += range.last - range.first + 1;
    counts_.erased_documents += one.raws.size();
  }
}

// Every screen shows whether the store takes anything: the picture of one that does not is older than it
// looks.
void GroupCommit::tell_region(Publication& publication) {
  const views::Sight sight = core_->sight(region_, core_->state().at);
  std::optional<views::Entity> region = core_->view(sight, views::Region::type, "region");
  if (!region) return;
  std::erase_if(publication.upserts,
                [](const views::Entity& one) { return std::holds_alternative<views::Region>(one); });
  publication.upserts.push_back(std::move(*region));
}

void GroupCommit::set_region(const views::RegionFacts& region) {
  const std::unique_lock lock(mutex_);
  const auto fault = std::exchange(region_, region).store_fault;
  region_.store_fault = fault;
  core_->touch(views::Region::type, "region");
}

void GroupCommit::look(const std::function<void(const Core&, const views::RegionFacts&)>& look) {
  const std::shared_lock lock(mutex_);
  look(*core_, region_);
}

Counts GroupCommit::counts() {
  const std::shared_lock lock(mutex_);
  return counts_;
}

std::uint64_t GroupCommit::durable_seq() {
  const std::shared_lock lock(mutex_);
  return durable_seq_;
}
}  // namespace voorzien::engine
