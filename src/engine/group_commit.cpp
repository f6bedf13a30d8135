#include "engine/group_commit.h"

#include <algorithm>
#include <mutex>
#include <utility>

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

Result<GroupCommit::Ended> GroupCommit::turn(std::vector<Input>& batch, bool stopping) {
  std::vector<Answer> answers;
  journal::Batch decided;
  const bool acted = std::ranges::any_of(
      batch, [](const Input& input) { return !std::holds_alternative<DeliveryInput>(input); });
  {
    const std::unique_lock lock(mutex_);
    for (Input& input : batch) std::visit([&](auto& one) { answers.push_back(decide(one)); }, input);
    core_->tick(ports_.clock.now());
    if (stopping) core_->flush_heard();
    decided = core_->take_batch();
  }
  const bool something = !decided.entries.empty() || !decided.raws.empty() || !decided.command_ids.empty();
  const Done durable = something ? ports_.store.append(decided) : Done{Nothing{}};
  if (!durable) return give_up(answers, acted, durable.error());
  Publication publication;
  {
    const std::unique_lock lock(mutex_);
    durable_seq_ = core_->state().seq;
    counts_.batches += something ? 1 : 0;
    count(decided);
    if (something) note_fault(std::nullopt);
    publication = core_->take_publication(region_);
  }
  publication.acted = acted;
  if (!publication.upserts.empty() || !publication.removals.empty())
    ports_.publisher.publish(std::move(publication));
  for (const Answer& answer : answers) answer.done();
  return Ended::Committed;
}

// The store took nothing of the batch: nobody is told that it happened, and the state is what the journal
// says.
Result<GroupCommit::Ended> GroupCommit::give_up(const std::vector<Answer>& answers, bool acted,
                                                const Error& error) {
  {
    const std::unique_lock lock(mutex_);
    ++counts_.failed_appends;
  }
  const Done back = put_back();
  if (!back) {
    for (const Answer& answer : answers) answer.failed(error);
    return back.error();
  }
  {
    const std::unique_lock lock(mutex_);
    note_fault(views::StoreFault{core_->state().at, std::string(name_of(error.code))});
  }
  Publication all;
  look([&](const Core& core, const views::RegionFacts& region) { all = core.publication_of_all(region); });
  all.acted = acted;
  ports_.publisher.publish(std::move(all));
  for (const Answer& answer : answers) answer.failed(error);
  return Ended::PutBack;
}

GroupCommit::Answer GroupCommit::decide(CommandInput& input) {
  ++counts_.commands;
  Outcome outcome = core_->command(input.request, ports_.clock.now());
  if (std::holds_alternative<Refused>(outcome)) ++counts_.refused;
  return {[answer = input.answer, outcome = std::move(outcome)] { answer(outcome); },
          [answer = input.answer](const Error& error) { answer(error); }};
}

GroupCommit::Answer GroupCommit::decide(DeliveryInput& input) {
  ++counts_.deliveries;
  const std::uint64_t seq = core_->deliver(input.delivery);
  return {[answer = input.answer, seq] { answer(seq); },
          [answer = input.answer](const Error& error) { answer(error); }};
}

GroupCommit::Answer GroupCommit::decide(EraseInput& input) {
  const std::uint64_t seq = core_->erase(input.request, ports_.clock.now());
  return {[answer = input.answer, seq] { answer(seq); },
          [answer = input.answer](const Error& error) { answer(error); }};
}

void GroupCommit::count(const journal::Batch& durable) {
  counts_.entries += durable.entries.size();
  for (const journal::Erasure& one : durable.erasures) {
    for (const journal::SeqRange& range : one.sealed) counts_.erased_entries += range.last - range.first + 1;
    counts_.erased_documents += one.raws.size();
  }
}

// Shown on every screen (views::Region): the picture of a store that takes nothing is older than it looks.
void GroupCommit::note_fault(std::optional<views::StoreFault> fault) {
  if (region_.store_fault == fault) return;
  region_.store_fault = std::move(fault);
  core_->touch(views::Region::type, "region");
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
