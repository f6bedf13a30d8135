// The head of an HTTP request, from bytes to values. request.cpp is the only file that sees Boost.Beast.
//
// `parse_head` gets exactly one head, up to and including its empty line. It refuses whatever could be read
// in two ways (two lengths, length and chunks, bare line feeds, bad escapes, dot segments): a refusal is the
// status to answer with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/http_server/limits.h"
#include "api/http.h"

namespace voorzien::adapters {

struct Head {
  api::Request request;  // without body
  bool http11 = true;
  bool keep_alive = true;
  bool chunked = false;
  bool expects_continue = false;
  std::uint64_t content_length = 0;
};

struct BadRequest {
  int status = 400;
  std::string why;  // English, for the problem details
};

[[nodiscard]] std::variant<Head, BadRequest> parse_head(std::string_view bytes, const HttpLimits& limits);

// "/a%20b?x=1" -> path "/a b" and query "x=1"; false for anything that is not a plain absolute path.
[[nodiscard]] bool split_target(std::string_view target, std::string& path, std::string& query);

}  // namespace voorzien::adapters
