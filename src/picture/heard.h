// Heard: what a source was heard to send, counted. Freshness in the journal (decision 6): a delivery with
// news carries its own count in its entry; deliveries without news are merged and written at most once a
// minute.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "observations/delivery.h"

namespace voorzien::picture {

// What asking a source gave besides documents.
struct Asked {
  std::int64_t unchanged = 0;
  std::int64_t failed = 0;
  bool failing = false;  // the last time failed
  bool operator==(const Asked&) const = default;
};
DESCRIBE(Asked, unchanged, failed, failing)

struct Heard {
  SourceId source;
  Instant last_received;
  std::optional<Instant>
      last_good;  // of a delivery that was of the format at all: a rejected one is no sign of life
  std::optional<Instant> last_published;
  std::int64_t received = 0;  // counts since the last Heard of this source
  std::int64_t understood = 0;
  std::int64_t remarked = 0;
  std::int64_t rejected = 0;
  std::int64_t tests = 0;
  std::int64_t without_news = 0;  // deliveries equal in content to the one before
  bool news = false;              // at least one of them changed something
  std::string last_good_sha256;
  std::string last_bad_sha256;
  std::vector<observations::Remark> last_remarks;  // of the last delivery with remarks, at most 20
  std::vector<Instant> recent;                     // receipt times, at most 24
  std::optional<std::int64_t> film_line;           // the film position reached, inclusive
  std::optional<Asked> asked;                      // nothing: documents only
  bool operator==(const Heard&) const = default;
};
DESCRIBE(Heard, source, last_received, last_good, last_published, received, understood, remarked, rejected,
         tests, without_news, news, last_good_sha256, last_bad_sha256, last_remarks, recent, film_line, asked)

struct SourcesHeard {
  static constexpr std::string_view kind = "sources-heard";
  std::vector<Heard> heard;
  bool operator==(const SourcesHeard&) const = default;
};
DESCRIBE(SourcesHeard, heard)

[[nodiscard]] Heard heard_of(const observations::Delivery& delivery, bool news);
void merge_into(Heard& earlier, const Heard& later);

}  // namespace voorzien::picture
