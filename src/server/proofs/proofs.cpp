#include "server/proofs/proofs.h"

#include "server/log.h"

namespace voorzien::server {
namespace {
constexpr std::chrono::milliseconds first_looks_every{1'000};
}

Proofs::Proofs(journal::Notary notary, Options options)
    : options_(std::move(options)), notary_(std::move(notary)) {
  thread_ = std::thread([this] { run(); });
}

Proofs::~Proofs() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Result<journal::InclusionProof> Proofs::prove(std::uint64_t seq) {
  const std::lock_guard lock(mutex_);
  return notary_.prove(seq);
}

Proofs::Counts Proofs::counts() {
  const std::lock_guard lock(mutex_);
  counts_.signed_entries = notary_.last() ? notary_.last()->size : 0;
  return counts_;
}

void Proofs::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    sign();
    if (stop_) return;
    // A journal that was never signed is looked at each second: its first entries are soon under a
    // checkpoint.
    const auto wait = notary_.last() ? options_.every : std::min(options_.every, first_looks_every);
    wake_.wait_for(lock, wait, [this] { return stop_; });
  }
}

void Proofs::sign() {
  const auto done = notary_.sign(options_.last_seq(), options_.machine_now());
  if (!done) {
    ++counts_.failures;
    log("error", "checkpoint-failed", {{"why", done.error().to_text()}});
  } else if (*done) {
    ++counts_.checkpoints;
  }
}
}  // namespace voorzien::server
