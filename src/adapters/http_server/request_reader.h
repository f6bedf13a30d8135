// RequestReader: one request out of a stream of bytes that may be torn anywhere.
//
//   Head --empty line--> Body --last byte--> Done      read_head, read_plain, read_chunks
//     \--fault----------> Failed <--fault----/         fail
//
// The caller keeps the bytes that `read` did not use and gives them again with more behind them; what is
// kept is never more than a head, a chunk's size line or a trailer. After Done the rest of the bytes are
// the next request's (pipelining), for a new reader.
#pragma once

#include <cstddef>
#include <string_view>

#include "adapters/http_server/request.h"

namespace voorzien::adapters {

class RequestReader {
 public:
  enum class State { Head, Body, Done, Failed };

  explicit RequestReader(const HttpLimits& limits) : limits_(&limits) {}
  // Returns how many of the bytes were used.
  [[nodiscard]] std::size_t read(std::string_view bytes);
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const BadRequest& failure() const { return failure_; }
  [[nodiscard]] const Head& head() const { return head_; }
  [[nodiscard]] std::size_t body_size() const { return head_.request.body.size(); }
  // True once, when the peer waits for "100 Continue" before it sends the body.
  [[nodiscard]] bool take_continue();
  [[nodiscard]] api::Request take() { return std::move(head_.request); }

 private:
  enum class Chunk { Size, Data, DataEnd, Trailer };

  std::size_t read_head(std::string_view bytes);
  std::size_t read_plain(std::string_view bytes);
  std::size_t read_chunks(std::string_view bytes);
  std::size_t read_chunk_size(std::string_view bytes);
  std::size_t read_chunk_end(std::string_view bytes);
  std::size_t read_trailer(std::string_view bytes);
  std::size_t copy_body(std::string_view bytes);
  void accept_head();
  void fail(int status, const char* why);

  const HttpLimits* limits_;
  State state_ = State::Head;
  Chunk chunk_ = Chunk::Size;
  Head head_;
  BadRequest failure_;
  std::size_t scanned_ = 0;  // bytes of the head already searched for its end
  std::size_t body_limit_ = 0;
  std::uint64_t left_ = 0;  // of the body or of the chunk
  std::size_t trailer_ = 0;
  bool continue_due_ = false;
};

}  // namespace voorzien::adapters
