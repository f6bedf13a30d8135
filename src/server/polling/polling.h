// Polling: the sources that are asked over HTTP, handed to the same intake as a push.
//
// Never in the demonstration, whose sources are the film. What asking gave besides a document (nothing
// changed, or a failure with its reason and remedy) goes to the engine as well: the health of a source is
// part of the picture. Destroying it ends running fetches within a second or two.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "adapters/http_client/curl_fetcher.h"
#include "adapters/http_client/poller.h"
#include "server/intake.h"
#include "server/polling/behind_index.h"
#include "server/polling/dated.h"
#include "server/polling/open_data.h"

namespace voorzien::server {

class Polling {
 public:
  Polling(std::vector<adapters::PolledSource> sources, const Intake& intake, std::function<Instant()> now,
          std::uint64_t seed);

 private:
  bool take(const SourceId& source, std::string bytes);
  [[nodiscard]] bool take_one(const SourceId& source, std::shared_ptr<const std::string> bytes,
                              std::string_view format) const;
  void unchanged(const SourceId& source) const;
  void failed(const SourceId& source, const Error& error, int failures) const;

  const Intake& intake_;
  std::function<Instant()> now_;  // region time
  adapters::CurlFetcher curl_;
  OpenData open_data_{curl_};
  DatedQuestions fetcher_{open_data_, now_};
  BehindIndex behind_{fetcher_};
  std::map<std::string, adapters::FetchRequest> indexes_;  // by source id; those that may list others
  adapters::Poller poller_;                                // last: its threads use all of the above
};

// What the health of a source says of a failed asking. Of the address no query and no name or password are
// shown: keys may stand there.
[[nodiscard]] observations::Remark remark_of(const SourceId& source, const Error& error, int failures);

}  // namespace voorzien::server
