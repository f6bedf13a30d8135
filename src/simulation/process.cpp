#include "simulation/process.h"

#include <chrono>

#include "base/ensure.h"
#include "engine/restore.h"
#include "engine/snapshots.h"
#include "simulation/limits.h"
#include "simulation/plants/plants.h"

namespace voorzien::simulation {
namespace {
using engine::GroupCommit;
constexpr std::size_t salt_bytes = 16;
}  // namespace

FakeProcess::FakeProcess(ProcessNeeds needs)
    : needs_(std::move(needs)),
      draws_(needs_.seed, "process"),
      salts_(needs_.seed, "salts"),
      key_("voorzien/simulation", journal::Ed25519Bytes{1, 2, 3}) {}

std::string FakeProcess::salt() {
  if (needs_.plant != "unseeded") return salts_.bytes(salt_bytes);
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  return Draws(static_cast<std::uint64_t>(now), "salts").bytes(salt_bytes);
}

// ---- life and death

Done FakeProcess::begin(Life& life) {
  needs_.board.new_life();
  ASSIGN_OR_RETURN(life.store, adapters::DiskStore::open(needs_.disk));
  life.planted = planted_store(needs_.plant, *life.store, draws_);
  life.commit = std::make_unique<GroupCommit>(
      needs_.doctrine, engine::Ports{store_of(life), needs_.clock, needs_.board, [this] { return salt(); }},
      views::RegionFacts{});
  RETURN_IF_ERROR(life.commit->begin());
  life.planted_submit = planted_submit(needs_.plant, *this);
  engine::Submit& submit = life.planted_submit ? *life.planted_submit : static_cast<engine::Submit&>(*this);
  life.intake = std::make_unique<server::Intake>(needs_.doctrine, submit, needs_.region);
  // As the node does: without a notary it serves and signs no more.
  Result<journal::Notary> notary = journal::Notary::open(*life.store, key_);
  if (notary) life.notary.emplace(std::move(*notary));
  life.snapshot_seq = life.commit->restored().from_snapshot;
  life.signed_at = needs_.clock.now();
  return Nothing{};
}

void FakeProcess::start() {
  if (is_up()) return;
  ++needs_.ledger.starts;
  auto life = std::make_unique<Life>();
  Done done = Nothing{};
  try {
    done = begin(*life);
  } catch (const adapters::PowerCut&) {
    done = Error{ErrorCode::StoreFailed, "", "the power went"};
    needs_.disk.lose_power(draws_.random());
  }
  needs_.ledger.refusal_to_start = done ? "" : done.error().where;
  if (!done) {
    needs_.trace.step(needs_.clock.now(), "process", "refuses to start", done.error().to_text());
    needs_.agenda.in(limits::supervisor, [this] { start(); });
    return;
  }
  life_ = std::move(life);
  ++lives_;
  const engine::Restored& restored = life_->commit->restored();
  needs_.trace.step(needs_.clock.now(), "process", "starts",
                    "snapshot " + std::to_string(restored.from_snapshot) + ", " +
                        std::to_string(restored.replayed) + " entries replayed");
  plan_turn();
}

void FakeProcess::die(std::string_view why) {
  if (!is_up()) return;
  needs_.trace.step(needs_.clock.now(), "process", "dies", why);
  life_.reset();
  inbox_.clear();
  ++lives_;
  needs_.disk.lose_power(draws_.random());
  needs_.agenda.in(limits::supervisor, [this] { start(); });
}

void FakeProcess::stop_cleanly() {
  if (!is_up()) return;
  ++needs_.ledger.stops;
  std::vector<engine::Input> rest(std::make_move_iterator(inbox_.begin()),
                                  std::make_move_iterator(inbox_.end()));
  inbox_.clear();
  try {
    took_ = Duration{};
    const Result<GroupCommit::Ended> ended = life_->commit->turn(rest, true);
    if (ended) engine::save_and_thin(store_of(*life_), life_->commit->core().snapshot());
    if (life_->notary) (void)life_->notary->sign(store_of(*life_).last_seq(), needs_.clock.now());
  } catch (const adapters::PowerCut&) {
    return die("the power went in a clean stop");
  }
  die("clean stop");
}

// ---- turns

void FakeProcess::plan_turn() {
  const Instant next =
      std::max(free_at_, inbox_.empty() ? needs_.clock.now() + limits::tick : needs_.clock.now());
  needs_.agenda.at(next, [this, plan = ++planned_, life = lives_] {
    if (plan == planned_ && life == lives_ && is_up()) turn();
  });
}

void FakeProcess::turn() {
  std::vector<engine::Input> batch;
  while (!inbox_.empty() && batch.size() < limits::batch_max) {
    batch.push_back(std::move(inbox_.front()));
    inbox_.pop_front();
  }
  took_ =
      slow_ ? draws_.within(milliseconds(200), seconds(8)) : draws_.within(milliseconds(1), milliseconds(30));
  const std::uint64_t before = life_->commit->durable_seq();
  try {
    const Result<GroupCommit::Ended> ended = commit(batch);
    after_turn(ended, batch.size(), before);
  } catch (const adapters::PowerCut&) {
    die("the power went");
  }
}

// As in the loop: while the disk has the first half of the inputs, the second half is decided on top of it.
Result<GroupCommit::Ended> FakeProcess::commit(std::vector<engine::Input>& inputs) {
  const bool flushes = needs_.plant == "chatter";
  GroupCommit& commit = *life_->commit;
  if (inputs.size() < 2) return commit.turn(inputs, flushes);
  const auto half = inputs.begin() + static_cast<std::ptrdiff_t>(inputs.size() / 2);
  std::vector<engine::Input> rest(std::make_move_iterator(half), std::make_move_iterator(inputs.end()));
  inputs.erase(half, inputs.end());
  GroupCommit::Turn first;
  commit.decide(first, inputs);
  commit.close(first, flushes);
  commit.look_at(first);
  GroupCommit::Turn second;
  commit.decide(second, rest);
  ASSIGN_OR_RETURN(const GroupCommit::Ended ended, commit.end(first, commit.store(first), &second));
  if (ended == GroupCommit::Ended::PutBack) return ended;
  commit.close(second, flushes);
  commit.look_at(second);
  return commit.end(second, commit.store(second));
}

void FakeProcess::after_turn(const Result<GroupCommit::Ended>& ended, std::size_t inputs,
                             std::uint64_t before) {
  const Instant now = needs_.clock.now();
  free_at_ = now + took_;
  if (!ended) {
    needs_.ledger.refusal_to_start = ended.error().where;
    return die("cannot put back: " + ended.error().to_text());
  }
  const bool put_back = *ended == GroupCommit::Ended::PutBack;
  const std::uint64_t after = life_->commit->durable_seq();
  if (put_back)
    needs_.trace.step(now, "process", "the store refuses a batch",
                      "put back to entry " + std::to_string(after));
  else if (inputs > 0 || after > before)
    needs_.trace.step(now, "process", "turn of " + std::to_string(inputs),
                      after > before ? "up to entry " + std::to_string(after) : "no entry");
  if (!put_back) {
    last_commit_ = now;
    keep_beside();
  }
  plan_turn();
}

engine::Publication FakeProcess::picture() const {
  engine::Publication out;
  life_->commit->look([&](const engine::Core& core, const views::RegionFacts& region) {
    out = core.publication_of_all(region);
  });
  return out;
}

void FakeProcess::keep_beside() {
  const engine::SnapshotState& state = life_->commit->core().snapshot();
  if (state.state.seq > life_->snapshot_seq + 40 && draws_.chance(150)) {
    engine::save_and_thin(store_of(*life_), state);
    life_->snapshot_seq = state.state.seq;
  }
  const Instant now = needs_.clock.now();
  if (!life_->notary || now - life_->signed_at < limits::sign_every) return;
  life_->signed_at = now;
  (void)life_->notary->sign(store_of(*life_).last_seq(), now);
}

// ---- what comes in

template <class Answer>
auto FakeProcess::delayed(std::function<void(const Answer&)> answer) {
  return [this, answer = std::move(answer), life = lives_](const Answer& what) {
    needs_.agenda.in(took_, [this, answer, life, what] {
      if (life == lives_) answer(what);
    });
  };
}

void FakeProcess::ask(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) {
  if (!is_up()) return;
  engine::Submit& submit =
      life_->planted_submit ? *life_->planted_submit : static_cast<engine::Submit&>(*this);
  submit.command(std::move(request), std::move(answer));
}

void FakeProcess::command(engine::CommandRequest request,
                          std::function<void(const engine::Outcome&)> answer) {
  if (!is_up()) return;
  if (inbox_.size() >= limits::inbox_max) {
    ++needs_.ledger.busy;
    return answer(Error{ErrorCode::Busy, "inbox", "1"});
  }
  inbox_.emplace_back(engine::CommandInput{std::move(request), delayed(std::move(answer))});
  plan_turn();
}

void FakeProcess::deliver(observations::Delivery delivery,
                          std::function<void(const Result<std::uint64_t>&)> answer) {
  if (!is_up()) return;
  if (inbox_.size() >= limits::inbox_max) {
    ++needs_.ledger.busy;
    return answer(Error{ErrorCode::Busy, "inbox", "1"});
  }
  inbox_.emplace_back(engine::DeliveryInput{std::move(delivery), delayed(std::move(answer))});
  plan_turn();
}

void FakeProcess::take(std::string_view source, std::shared_ptr<const std::string> bytes,
                       std::function<void(const Result<server::Receipt>&)> answer) {
  if (is_up())
    life_->intake->take(source, std::move(bytes), needs_.clock.now(), std::nullopt, std::move(answer));
}

void FakeProcess::unchanged(const std::string& source) {
  if (is_up()) life_->intake->unchanged(SourceId{source}, needs_.clock.now());
}

void FakeProcess::failed(const std::string& source) {
  if (is_up())
    life_->intake->failed(SourceId{source}, {"fetch-failed", "https://source.example/", "status 500"},
                          needs_.clock.now());
}

}  // namespace voorzien::simulation
