// Throttle: how long a log-in must wait because of failures before it, per account and per address.
//
// Only failures count: an attempt is booked as a failure when it begins and taken back when it succeeds, so
// that many at once cannot slip through before the first is known. Not thread-safe: its owner locks.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/instant.h"

namespace voorzien::api {

class Throttle {
 public:
  // How long to wait, or nothing when the attempt may go on; then it is booked until succeed or take_back.
  [[nodiscard]] std::optional<Duration> begin(const std::string& user, const std::string& address,
                                              Instant now);
  // The same of what has no account: of the address alone.
  [[nodiscard]] std::optional<Duration> begin(const std::string& address, Instant now);
  void take_back(const std::string& address);
  void succeed(const std::string& user, const std::string& address);    // the account starts afresh
  void take_back(const std::string& user, const std::string& address);  // it was never tried

  [[nodiscard]] std::size_t size() const { return counts_.size(); }

 private:
  struct Count {
    int failures = 0;
    Instant last;
    Instant blocked_until;
  };
  [[nodiscard]] Duration wait_of(const std::string& key, Instant now) const;
  void book(const std::string& key, int free, Instant now);
  void unbook(const std::string& key);
  void make_room(Instant now);

  std::map<std::string, Count> counts_;  // "user:..." and "address:..."
};

}  // namespace voorzien::api
