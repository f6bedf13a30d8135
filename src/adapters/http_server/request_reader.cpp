#include "adapters/http_server/request_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace voorzien::adapters {
namespace {
std::size_t body_limit(const api::Request& request, const HttpLimits& limits) {
  if (request.method != "POST") return limits.body_bytes;
  if (request.path.starts_with("/api/feeds/")) return limits.feed_body_bytes;
  return request.path == "/api/attachments" ? limits.attachment_body_bytes : limits.body_bytes;
}
}  // namespace

std::size_t RequestReader::read(std::string_view bytes) {
  std::size_t used = 0;
  while (state_ == State::Head || state_ == State::Body) {
    const std::string_view rest = bytes.substr(used);
    const State before = state_;
    const std::size_t step = state_ == State::Head ? read_head(rest)
                             : head_.chunked       ? read_chunks(rest)
                                                   : read_plain(rest);
    used += step;
    if (step == 0 && state_ == before) break;
  }
  return used;
}

bool RequestReader::take_continue() { return std::exchange(continue_due_, false); }

std::size_t RequestReader::read_head(std::string_view bytes) {
  // RFC 9112 2.2: an empty line before the request line is skipped (old clients send one after a body).
  if (scanned_ == 0 && bytes.starts_with("\r\n")) return 2;
  const std::size_t from = scanned_ < 3 ? 0 : scanned_ - 3;
  const std::size_t end = bytes.find("\r\n\r\n", from);
  const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 4;
  const std::size_t line = bytes.substr(0, limits_->request_line_bytes + 2).find("\r\n");
  // A line as long as it may be has its CR behind that, and the LF may be still to come.
  if (line == std::string_view::npos && size > limits_->request_line_bytes + 1)
    return fail(414, "The request line is too long."), 0;
  if (size > limits_->header_bytes) return fail(431, "The header fields are too large."), 0;
  if (end == std::string_view::npos) {
    scanned_ = bytes == "\r" ? 0 : bytes.size();
    return 0;
  }
  auto parsed = parse_head(bytes.substr(0, size), *limits_);
  if (auto* bad = std::get_if<BadRequest>(&parsed)) {
    failure_ = std::move(*bad);
    state_ = State::Failed;
    return 0;
  }
  head_ = std::get<Head>(std::move(parsed));
  accept_head();
  return size;
}

void RequestReader::accept_head() {
  body_limit_ = body_limit(head_.request, *limits_);
  if (head_.content_length > body_limit_) return fail(413, "The body is too large.");
  left_ = head_.chunked ? 0 : head_.content_length;
  const bool body = head_.chunked || left_ > 0;
  state_ = body ? State::Body : State::Done;
  continue_due_ = body && head_.expects_continue;
}

std::size_t RequestReader::read_plain(std::string_view bytes) {
  const std::size_t used = copy_body(bytes);
  if (left_ == 0) state_ = State::Done;
  return used;
}

std::size_t RequestReader::copy_body(std::string_view bytes) {
  const std::size_t used = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  head_.request.body.append(bytes.substr(0, used));
  left_ -= used;
  return used;
}

std::size_t RequestReader::read_chunks(std::string_view bytes) {
  switch (chunk_) {
    case Chunk::Size:
      return read_chunk_size(bytes);
    case Chunk::Data: {
      const std::size_t used = copy_body(bytes);
      if (left_ == 0) chunk_ = Chunk::DataEnd;
      return used;
    }
    case Chunk::DataEnd:
      return read_chunk_end(bytes);
    case Chunk::Trailer:
      return read_trailer(bytes);
  }
  return 0;
}

// chunk-size [ ; extension ] CRLF. Extensions are thrown away, but their bytes are bounded.
std::size_t RequestReader::read_chunk_size(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, limits_->chunk_line_bytes + 2).find("\r\n");
  if (end == std::string_view::npos) {
    // As of the request line: behind one of full length stands a CR whose LF may be still to come.
    if (bytes.size() > limits_->chunk_line_bytes + 1) fail(400, "The size line of a chunk is too long.");
    return 0;
  }
  const char* const last = bytes.data() + end;
  const auto [stop, error] = std::from_chars(bytes.data(), last, left_, 16);
  const bool plain = stop == last || *stop == ';' || *stop == ' ' || *stop == '\t';
  if (error == std::errc::result_out_of_range) return fail(413, "The body is too large."), 0;
  if (error != std::errc{} || !plain) return fail(400, "The size of a chunk is not a number."), 0;
  const std::string_view rest(stop, static_cast<std::size_t>(last - stop));
  if (rest.find('\n') != std::string_view::npos || rest.find('\r') != std::string_view::npos)
    return fail(400, "The size line of a chunk holds a bare line end."), 0;
  if (left_ > body_limit_ - body_size()) return fail(413, "The body is too large."), 0;
  chunk_ = left_ == 0 ? Chunk::Trailer : Chunk::Data;
  return end + 2;
}

std::size_t RequestReader::read_chunk_end(std::string_view bytes) {
  if (bytes.empty() || bytes == "\r") return 0;
  if (!bytes.starts_with("\r\n")) return fail(400, "A chunk does not end where it should."), 0;
  chunk_ = Chunk::Size;
  return 2;
}

// Trailer fields are read line by line and thrown away: nothing here may be changed after the head.
std::size_t RequestReader::read_trailer(std::string_view bytes) {
  const std::size_t end = bytes.find("\r\n");
  const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 2;
  if (trailer_ + size > limits_->trailer_bytes) return fail(431, "The trailer is too large."), 0;
  if (end == std::string_view::npos) return 0;
  trailer_ += size;
  if (end == 0) state_ = State::Done;
  return size;
}

void RequestReader::fail(int status, const char* why) {
  failure_ = {status, why};
  state_ = State::Failed;
}

}  // namespace voorzien::adapters
