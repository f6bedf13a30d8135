// OpenData: the newest file of a dataset of the KNMI Data Platform, as one fetch.
//
// An address ending in `/open-data/v1/datasets/D/versions/V/files` is a list, not a document. It is asked for
// its newest file, then for a temporary address of that file, then the file itself, the last without the key.
// Name and moment of the file serve as its tag, so that the same file is fetched once. Every other address
// goes to the plain fetcher as it is.
#pragma once

#include "adapters/http_client/fetcher.h"

namespace voorzien::server {

class OpenData final : public adapters::Fetcher {
 public:
  explicit OpenData(adapters::Fetcher& plain) : plain_(plain) {}
  [[nodiscard]] adapters::Fetched fetch(const adapters::FetchRequest& request) override;
  void stop() override { plain_.stop(); }

 private:
  [[nodiscard]] adapters::Fetched newest_of(const adapters::FetchRequest& request);

  adapters::Fetcher& plain_;
};

}  // namespace voorzien::server
