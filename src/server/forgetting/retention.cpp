#include "server/forgetting/retention.h"

#include <algorithm>

#include "codec/json.h"
#include "server/forgetting/sealed_parts.h"
#include "server/log.h"

namespace voorzien::server {
namespace {
constexpr auto clock_looked_at_every = std::chrono::seconds(1);

// `wanted` says of a sealed entry's core whether its time has come.
template <class Wanted>
Done add_entries_until(Instant before, journal::Store& store, const Wanted& wanted,
                       engine::EraseRequest& out) {
  ASSIGN_OR_RETURN(const std::uint64_t last, store.seq_at(Instant{before.us - 1}));
  if (last == 0) return Nothing{};
  Done done = Nothing{};
  RETURN_IF_ERROR(store.read(1, last, [&](const journal::Entry& entry) {
    if (entry.sealed.empty()) return true;
    const Result<engine::EntryCore> core = codec::decode<engine::EntryCore>(entry.core);
    if (!core) return true;  // `journal verify` names it
    if (wanted(*core)) done = add_sealed(entry, out);
    return static_cast<bool>(done);
  }));
  return done;
}

void without_repeats(std::vector<std::string>& hashes) {
  std::ranges::sort(hashes);
  const auto repeated = std::ranges::unique(hashes);
  hashes.erase(repeated.begin(), repeated.end());
}
}  // namespace

Result<engine::EraseRequest> overdue_of(const doctrine::Source& source, Instant now, journal::Store& store,
                                        journal::Erasures& erasures) {
  const Instant before = now - seconds(source.raw_keep_s);
  engine::EraseRequest out;
  if (source.personal)
    RETURN_IF_ERROR(add_entries_until(
        before, store,
        [&](const engine::EntryCore& core) { return core.received && core.received->source == source.id; },
        out));
  ASSIGN_OR_RETURN(const std::vector<journal::KeptRaw> kept,
                   erasures.raws_before(source.id.value, before, retention_documents_max));
  for (const journal::KeptRaw& one : kept) out.raws.push_back(one.sha256);
  without_repeats(out.raws);
  return out;
}

Result<engine::EraseRequest> overdue_heard(const doctrine::Doctrine& doctrine, Instant now,
                                           journal::Store& store) {
  std::int64_t keep_s = 0;
  for (const doctrine::Source& source : doctrine.sources)
    if (source.personal) keep_s = std::max(keep_s, source.raw_keep_s);
  engine::EraseRequest out;
  if (keep_s == 0) return out;
  RETURN_IF_ERROR(add_entries_until(
      now - seconds(keep_s), store, [](const engine::EntryCore& core) { return core.kind == "heard"; }, out));
  return out;
}

Retention::Retention(const doctrine::Doctrine& doctrine, journal::Store& store, journal::Erasures& erasures,
                     engine::Engine& engine)
    : doctrine_(doctrine), store_(store), erasures_(erasures), engine_(engine) {
  thread_ = std::thread([this] { run(); });
}

Retention::~Retention() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Retention::Counts Retention::counts() {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void Retention::run() {
  std::optional<Instant> last;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, clock_looked_at_every, [this] { return stop_; })) {
    lock.unlock();
    if (const Instant now = engine_.now(); !last || now - *last >= retention_every) {
      last = now;
      look(now);
    }
    lock.lock();
  }
}

void Retention::look(Instant now) {
  const auto counted = [this](const std::string& source, const Done& done) {
    if (!done) log("error", "retention-failed", {{"source", source}, {"why", done.error().to_text()}});
    const std::lock_guard lock(mutex_);
    counts_.failures += done ? 0 : 1;
  };
  for (const doctrine::Source& source : doctrine_.sources) counted(source.id.value, look_at(source, now));
  counted("", look_at_heard(now));
  const Result<bool> is_scrubbed = erasures_.is_scrubbed();
  if (is_scrubbed && !*is_scrubbed) counted("", erasures_.scrub());  // a reader held it up the last time
  const std::lock_guard lock(mutex_);
  ++counts_.looks;
}

Done Retention::look_at(const doctrine::Source& source, Instant now) {
  ASSIGN_OR_RETURN(engine::EraseRequest request, overdue_of(source, now, store_, erasures_));
  return erase(std::move(request), source.id.value);
}

Done Retention::look_at_heard(Instant now) {
  ASSIGN_OR_RETURN(engine::EraseRequest request, overdue_heard(doctrine_, now, store_));
  return erase(std::move(request), "heard");
}

Done Retention::erase(engine::EraseRequest request, const std::string& reason) {
  if (request.entries.empty() && request.raws.empty()) return Nothing{};
  request.actor.name = "retention";
  request.cause = "retention";
  request.reason = reason;
  const std::string entries = std::to_string(request.entries.size());
  const std::string documents = std::to_string(request.raws.size());
  ASSIGN_OR_RETURN(const std::uint64_t by, engine_.erase(std::move(request)));
  log("info", "retention",
      {{"of", reason}, {"entries", entries}, {"documents", documents}, {"journaled", std::to_string(by)}});
  return Nothing{};
}
}  // namespace voorzien::server
