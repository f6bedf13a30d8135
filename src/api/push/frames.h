// The bytes of frames: JSON, Server-Sent Event and WebSocket text frame of one batch of changes.
#pragma once

#include <string>
#include <string_view>

#include "api/push/changed.h"
#include "api/push/feed.h"

namespace voorzien::api {

// {"version":M,"upserts":[...],"removals":[{"type","id","version"}...]}, with "full":true when it is.
[[nodiscard]] std::string changes_json(const Changed& changes);
[[nodiscard]] std::string heartbeat_json(std::uint64_t version, std::string_view now, double speed);
[[nodiscard]] std::string sse_event(std::uint64_t id, std::string_view json);
// One unmasked, final text frame (RFC 6455 5.2).
[[nodiscard]] std::string websocket_text(std::string_view payload);
[[nodiscard]] Frame frame_of(std::uint64_t index, std::uint64_t version, std::string_view json);

}  // namespace voorzien::api
