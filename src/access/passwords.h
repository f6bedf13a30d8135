// Passwords: hashing and checking them, a port because it is slow on purpose (Argon2id, about 50 ms) and so
// happens on threads of its own. adapters/password fulfils it.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace voorzien::access {

class Passwords {
 public:
  virtual ~Passwords() = default;
  // On the caller's thread; several may ask at once.
  virtual Result<std::string> hash(const std::string& password) = 0;
  // Answers once, from another thread; Busy when too many wait. An empty hash (no such account) costs the
  // same time as a real one and answers false.
  virtual void check(std::string password, std::string hash, std::function<void(Result<bool>)> answer) = 0;
};

}  // namespace voorzien::access
