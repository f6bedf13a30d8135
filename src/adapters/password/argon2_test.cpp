#include "adapters/password/argon2.h"

#include <doctest/doctest.h>

#include <future>

using namespace voorzien;

namespace {
Result<bool> check(access::Passwords& passwords, std::string password, std::string hash) {
  std::promise<Result<bool>> done;
  passwords.check(std::move(password), std::move(hash), [&](Result<bool> answer) { done.set_value(answer); });
  return done.get_future().get();
}
}  // namespace

TEST_CASE("a_password_fits_its_own_hash_only") {
  auto passwords = adapters::make_passwords();
  REQUIRE(passwords);
  const std::string hash = *(*passwords)->hash("correct horse");
  CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK(*(*passwords)->hash("correct horse") != hash);
  CHECK(*check(**passwords, "correct horse", hash));
  CHECK(!*check(**passwords, "wrong horse", hash));
  CHECK(!*check(**passwords, "", hash));
  CHECK(!*check(**passwords, "correct horse", ""));
  CHECK(!*check(**passwords, "correct horse", "nonsense"));
  CHECK(!(*passwords)->hash(""));
  CHECK(!(*passwords)->hash(std::string(1'025, 'x')));
}

TEST_CASE("more_log_ins_than_can_wait_are_answered_busy") {
  auto passwords = adapters::make_passwords({.threads = 0, .waiting_max = 2});
  int busy = 0;
  for (int i = 0; i < 5; ++i)
    (*passwords)->check("a", "b", [&](const Result<bool>& answer) { busy += answer ? 0 : 1; });
  CHECK(busy == 3);
}
