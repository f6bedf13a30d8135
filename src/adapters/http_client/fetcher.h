// Fetcher: one request to a source on the network, as a port, because the world beyond is slow and may be
// hostile.
//
// The poller calls it from its worker threads; implementations are safe for that. The real one is
// curl_fetcher.h, the one of tests adapters/memory/fetcher.h. What comes back is bounded (`bytes_max` after
// decoding) and of the kind of content that was asked for; everything else is an Error that says what to do.
// Addresses are checked after resolution, at every redirect: private and loopback ones only where the source
// allows it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::adapters {

struct FetchRequest {
  std::string url;
  std::vector<std::pair<std::string, std::string>>
      headers;       // keys; with any of these no redirect is followed
  std::string body;  // JSON to post, with which no redirect is followed either; empty: GET
  std::string etag;  // of the last answer, or empty
  std::string last_modified;
  std::vector<std::string> content_types;  // accepted ones, without parameters; empty: all but HTML
  bool allow_private = false;
  std::size_t bytes_max = 64U << 20U;
  Duration timeout = seconds(30);
  Duration connect_timeout = seconds(10);
  // Slower than this many bytes a second for that long: given up.
  std::int64_t drip_bytes_per_s = 64;
  Duration drip_for = seconds(10);
  int redirects_max = 3;
};

enum class FetchKind { News, NotModified, Empty, Failed };

struct Fetched {
  FetchKind kind = FetchKind::Failed;
  int status = 0;  // 0: no answer
  std::string bytes;
  std::string content_type;
  std::string etag;
  std::string last_modified;
  Duration retry_after;  // what the other side asked for with 429 or 503; 0 without
  Error error{ErrorCode::NetFailed, "", ""};
};

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  [[nodiscard]] virtual Fetched fetch(const FetchRequest& request) = 0;
  // Ends running fetches soon and refuses later ones; for shutting down.
  virtual void stop() = 0;
};

// What a source of this format (feeds::Format name) may answer; empty for an unknown one.
[[nodiscard]] std::vector<std::string> content_types_of(std::string_view format);
// The answer's kind of content against what was asked for: nothing, or why it is refused.
[[nodiscard]] Done check_content(std::string_view content_type, std::string_view bytes,
                                 const std::vector<std::string>& accepted);

}  // namespace voorzien::adapters
