#include "adapters/password/argon2.h"

#include <sodium.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace voorzien::adapters {
namespace {
constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19U * 1'024U * 1'024U;
constexpr std::size_t password_max = 1'024;

Result<std::string> hash_of(const std::string& password) {
  if (password.empty() || password.size() > password_max)
    return Error{ErrorCode::BadValue, "password", "1 to 1,024 bytes"};
  std::string out(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return Error{ErrorCode::Busy, "password", "no memory for Argon2id"};
  out.resize(out.find('\0'));
  return out;
}

class Argon2 final : public access::Passwords {
 public:
  Argon2(PasswordOptions options, std::string random) : options_(options), random_(std::move(random)) {
    for (std::size_t i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { run(); });
  }

  ~Argon2() override {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    for (std::thread& one : threads_) one.join();
  }

  Result<std::string> hash(const std::string& password) override { return hash_of(password); }

  void check(std::string password, std::string hash, std::function<void(Result<bool>)> answer) override {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() < options_.waiting_max) {
        waiting_.push_back({std::move(password), std::move(hash), std::move(answer)});
        changed_.notify_one();
        return;
      }
    }
    answer(Error{ErrorCode::Busy, "", "too many log-ins at once"});
  }

 private:
  struct Check {
    std::string password;
    std::string hash;
    std::function<void(Result<bool>)> answer;
  };

  void run() {
    (void)decoy();
    for (;;) {
      Check one;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || !waiting_.empty(); });
        if (stop_) return;
        one = std::move(waiting_.front());
        waiting_.pop_front();
      }
      const std::string& hash = one.hash.empty() ? decoy() : one.hash;
      const bool fits = one.password.size() <= password_max && hash.size() < crypto_pwhash_STRBYTES &&
                        crypto_pwhash_str_verify(hash.c_str(), one.password.data(), one.password.size()) == 0;
      sodium_memzero(one.password.data(), one.password.size());
      one.answer(fits && !one.hash.empty());
    }
  }

  // Checked in place of an account that is not there. Made by the threads as they begin, not by who starts
  // the server: it takes as long as a check.
  const std::string& decoy() {
    std::call_once(decoy_made_, [this] {
      if (Result<std::string> made = hash_of(random_)) decoy_ = std::move(*made);
    });
    return decoy_;
  }

  const PasswordOptions options_;
  const std::string random_;
  std::once_flag decoy_made_;
  std::string decoy_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Check> waiting_;
  bool stop_ = false;
  std::vector<std::thread> threads_;  // last: they use the members above
};
}  // namespace

Result<std::unique_ptr<access::Passwords>> make_passwords(PasswordOptions options) {
  if (sodium_init() < 0) return Error{ErrorCode::StoreFailed, "libsodium", "no source of random numbers"};
  unsigned char random[16];
  randombytes_buf(random, sizeof random);
  return Result<std::unique_ptr<access::Passwords>>(
      std::make_unique<Argon2>(options, std::string(reinterpret_cast<const char*>(random), sizeof random)));
}
}  // namespace voorzien::adapters
