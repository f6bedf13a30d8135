// Proofs: the notary's thread. A checkpoint every minute in which something was added, one at the start when
// the last stop was not clean, and one at a clean stop. It reads behind the engine's loop and never holds it
// up longer than one commit.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "journal/notary.h"

namespace voorzien::server {

class Proofs {
 public:
  struct Options {
    std::function<std::uint64_t()> last_seq;  // of the last durable entry
    std::function<Instant()> machine_now;
    std::chrono::milliseconds every = std::chrono::minutes(1);
  };
  Proofs(journal::Notary notary, Options options);
  ~Proofs();  // signs what was added since, then ends
  Proofs(const Proofs&) = delete;
  Proofs& operator=(const Proofs&) = delete;

  [[nodiscard]] Result<journal::InclusionProof> prove(std::uint64_t seq);
  struct Counts {
    std::uint64_t checkpoints = 0, failures = 0, signed_entries = 0;
  };
  [[nodiscard]] Counts counts();

 private:
  void run();
  void sign();  // with the lock held

  Options options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  journal::Notary notary_;
  Counts counts_;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::server
