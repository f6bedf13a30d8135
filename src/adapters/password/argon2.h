// Argon2id by libsodium (t = 2, m = 19 MiB, p = 1: OWASP's second choice; 51 ms on the machine of stack.md
// 7). Checks run on `threads` threads of its own with a bounded queue, so that a flood of log-ins neither
// takes the memory nor stops the requests of those who are in.
#pragma once

#include <cstddef>
#include <memory>

#include "access/passwords.h"

namespace voorzien::adapters {

struct PasswordOptions {
  std::size_t threads = 1;       // each takes 19 MiB while it checks
  std::size_t waiting_max = 64;  // more are answered `busy`
};

[[nodiscard]] Result<std::unique_ptr<access::Passwords>> make_passwords(PasswordOptions options = {});

}  // namespace voorzien::adapters
