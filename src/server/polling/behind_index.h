// BehindIndex: the CAP messages that stand behind the links of a feed which only lists them, fetched after
// it.
//
// Only links of the feed's own scheme, host and port, without redirects elsewhere, a few seconds a time and
// each once: what could not be fetched is tried again with the next asking, three times in all, after what
// was not tried yet. Machine time only. One feed is followed by one thread at a time; several feeds at once
// are safe.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "adapters/http_client/fetcher.h"

namespace voorzien::server {

inline constexpr Duration follow_for_max = seconds(10);
inline constexpr Duration follow_one_max = seconds(4);  // one that hangs must not cost the others
inline constexpr int follow_tries_max = 3;
inline constexpr std::size_t followed_bytes_max = 4U << 20U;

class BehindIndex {
 public:
  struct Callbacks {
    std::function<bool(std::string bytes)> take;  // false: it was of no use
    std::function<void(const Error&)> failed;
    std::function<Instant()> now;  // machine time
  };
  explicit BehindIndex(adapters::Fetcher& fetcher) : fetcher_(fetcher) {}

  // `feed` is the request that gave the bytes. True when nothing is left to fetch.
  [[nodiscard]] bool follow(const adapters::FetchRequest& feed, std::string_view bytes,
                            const Callbacks& callbacks);

 private:
  struct Known {
    bool done = false;
    int tries = 0;
  };
  using Links = std::map<std::string, Known>;

  adapters::Fetcher& fetcher_;
  std::mutex mutex_;
  std::map<std::string, Links> known_;  // by the feed's address; under mutex_
};

// "https://a.example:8443/x?y" -> "https://a.example:8443/".
[[nodiscard]] std::string_view origin_of(std::string_view url);

}  // namespace voorzien::server
