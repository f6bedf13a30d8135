#include "server/forgetting/retention.h"

#include <algorithm>

#include "codec/json.h"
#include "server/forgetting/sealed_parts.h"
#include "server/log.h"

namespace voorzien::server {
namespace {
constexpr auto clock_looked_at_every = std::chrono::seconds(1);
constexpr const char* heard_term = "heard";  // the entries of that kind: they name documents of any source

std::string term_of(const engine::EntryCore& core) {
  if (core.kind == heard_term) return heard_term;
  return core.received ? core.received->source.value : std::string{};
}

Done add_entries(const Term& term, Instant before, std::uint64_t after, std::size_t entries_max,
                 journal::Store& store, Overdue& out) {
  ASSIGN_OR_RETURN(const std::uint64_t last, store.seq_at(Instant{before.us - 1}));
  if (last <= after) return Nothing{};
  Done done = Nothing{};
  RETURN_IF_ERROR(store.read(after + 1, last, [&](const journal::Entry& entry) {
    if (!entry.sealed.empty()) {
      const Result<engine::EntryCore> core = codec::decode<engine::EntryCore>(entry.core);
      // One that does not decode is named by `journal verify`.
      if (core && term_of(*core) == term.of) done = add_sealed(entry, out.request);
    }
    if (!done) return false;
    out.until = entry.seq;
    out.more = out.request.entries.size() >= entries_max;
    return !out.more;
  }));
  return done;
}
}  // namespace

std::vector<Term> terms_of(const doctrine::Doctrine& doctrine) {
  std::vector<Term> out;
  Duration heard{};
  for (const doctrine::Source& source : doctrine.sources) {
    const Duration keep = seconds(source.raw_keep_s);
    out.push_back({source.id.value, keep, source.personal, true});
    if (source.personal) heard = std::max(heard, keep);
  }
  if (heard > Duration{}) out.push_back({heard_term, heard, true, false});
  const std::int64_t attachments_s = doctrine.rules.limits.attachment_keep_s;
  if (attachments_s > 0)
    out.push_back({std::string(desk::attachment_source), seconds(attachments_s), true, true});
  return out;
}

Result<Overdue> overdue_of(const Term& term, Instant now, std::uint64_t after, journal::Store& store,
                           journal::Erasures& erasures, std::size_t entries_max) {
  const Instant before = now - term.keep;
  Overdue out;
  out.until = after;
  if (term.sealed) RETURN_IF_ERROR(add_entries(term, before, after, entries_max, store, out));
  if (term.documents) {
    ASSIGN_OR_RETURN(const std::vector<journal::KeptRaw> kept,
                     erasures.raws_before(term.of, before, retention_entries_max));
    for (const journal::KeptRaw& one : kept) out.request.raws.push_back(one.sha256);
    out.more = out.more || kept.size() == retention_entries_max;
  }
  without_repeats(out.request);
  return out;
}

Retention::Retention(const doctrine::Doctrine& doctrine, journal::Store& store, journal::Erasures& erasures,
                     engine::Engine& engine)
    : terms_(terms_of(doctrine)), store_(store), erasures_(erasures), engine_(engine) {
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

bool Retention::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stop_;
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
  const auto counted = [this](const std::string& of, const Done& done) {
    if (!done) log("error", "retention-failed", {{"of", of}, {"why", done.error().to_text()}});
    const std::lock_guard lock(mutex_);
    counts_.failures += done ? 0 : 1;
  };
  for (const Term& term : terms_) counted(term.of, look_at(term, now));
  const Result<bool> is_scrubbed = erasures_.is_scrubbed();
  if (is_scrubbed && !*is_scrubbed) counted("", erasures_.scrub());  // a reader held it up the last time
  const std::lock_guard lock(mutex_);
  ++counts_.looks;
}

Done Retention::look_at(const Term& term, Instant now) {
  for (bool more = true; more && !is_stopping();) {
    std::uint64_t& looked_at = looked_at_[term.of];
    ASSIGN_OR_RETURN(Overdue overdue, overdue_of(term, now, looked_at, store_, erasures_));
    RETURN_IF_ERROR(erase(std::move(overdue.request), term.of));
    looked_at = overdue.until;
    more = overdue.more;
  }
  return Nothing{};
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
