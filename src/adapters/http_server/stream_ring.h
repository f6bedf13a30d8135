// StreamRing: the newest frames of one audience, shared by all its clients. Lives on the fan-out thread.
//
// Frames keep their index in the feed. A client whose next index is older than `first` is behind: it gets
// one catch-up by version instead. Bounded in frames and bytes.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "adapters/http_server/limits.h"
#include "api/push/feed.h"

namespace voorzien::adapters {

class StreamRing {
 public:
  explicit StreamRing(std::string audience) : audience_(std::move(audience)) {}
  // Takes what is new from the feed; true when there was something.
  bool pull(api::ChangeFeed& feed, const HttpLimits& limits);
  [[nodiscard]] const std::string& audience() const { return audience_; }
  [[nodiscard]] std::uint64_t first() const { return first_; }  // oldest index kept
  [[nodiscard]] std::uint64_t end() const { return first_ + frames_.size(); }
  [[nodiscard]] const api::Frame& at(std::uint64_t index) const {
    return frames_[static_cast<std::size_t>(index - first_)];
  }
  [[nodiscard]] std::uint64_t version() const { return version_; }  // of the newest frame

 private:
  void append(api::Frame frame);
  static std::size_t size_of(const api::Frame& frame);

  std::string audience_;
  std::deque<api::Frame> frames_;
  std::uint64_t first_ = 1;
  std::uint64_t version_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace voorzien::adapters
