#include "adapters/http_server/stream_ring.h"

#include <utility>

namespace voorzien::adapters {

std::size_t StreamRing::size_of(const api::Frame& frame) {
  return (frame.sse ? frame.sse->size() : 0) + (frame.websocket ? frame.websocket->size() : 0);
}

bool StreamRing::pull(api::ChangeFeed& feed, const HttpLimits& limits) {
  bool any = false;
  for (;;) {
    bool behind = false;
    auto fresh = feed.frames(audience_, end() - 1, limits.frames_per_pull, behind);
    if (fresh.empty()) break;
    any = true;
    for (api::Frame& frame : fresh) append(std::move(frame));
  }
  while (frames_.size() > limits.stream_ring_frames ||
         (bytes_ > limits.stream_ring_bytes && frames_.size() > 1)) {
    bytes_ -= size_of(frames_.front());
    frames_.pop_front();
    ++first_;
  }
  return any;
}

void StreamRing::append(api::Frame frame) {
  if (frame.index < end()) return;  // seen
  if (frame.index > end()) {        // the feed dropped frames that we had not read: all clients are behind
    frames_.clear();
    bytes_ = 0;
    first_ = frame.index;
  }
  bytes_ += size_of(frame);
  version_ = frame.version;
  frames_.push_back(std::move(frame));
}

}  // namespace voorzien::adapters
