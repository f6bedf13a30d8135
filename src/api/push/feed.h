// ChangeFeed: what the fan-out thread of adapters/http_server reads. api/push/hub.h fulfils it.
//
// Frames are encoded once per change and audience and shared by all connections (rule 7). A reader that is
// behind `oldest()` gets `since` (the same answer as GET /api/changes) and goes on from the version it
// reaches.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien::api {

struct Frame {
  std::uint64_t index = 0;    // consecutive number of the frame in the ring (not the version)
  std::uint64_t version = 0;  // the version that the reader has reached after it
  // Both hold {"version":M,"upserts":[...],"removals":[...]}; it is kept in no other form.
  std::shared_ptr<const std::string> sse;        // "id: M\ndata: ...\n\n"
  std::shared_ptr<const std::string> websocket;  // one text frame, header included, unmasked
};

class ChangeFeed {
 public:
  virtual ~ChangeFeed() = default;
  // Frames with index > `after`, oldest first, at most `limit`; empty when there are none. `behind` is set
  // when `after` is older than the ring (the frames then start at its oldest): ask catch_up.
  virtual std::vector<Frame> frames(std::string_view audience, std::uint64_t after, std::size_t limit,
                                    bool& behind) = 0;
  // One frame with everything changed above `since` (or a full snapshot, "full":true), and the ring index
  // from which to go on.
  virtual Frame catch_up(std::string_view audience, std::uint64_t since) = 0;
  // Heartbeat of WebSockets, once a second: {"version":M,"now":"...","speed":60,"upserts":[],"removals":[]}.
  virtual Frame heartbeat() = 0;
  // Called by the fan-out thread once; `wake` is to be called (from any thread, cheap) when there are new
  // frames. An empty function takes it back; `wake` may be called once more while that happens.
  virtual void on_news(std::function<void()> wake) = 0;
};

}  // namespace voorzien::api
