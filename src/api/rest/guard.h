// The checks before a handler runs. Each gives the answer that ends the call, or nothing.
#pragma once

#include <optional>

#include "api/rest/route.h"

namespace voorzien::api {

inline constexpr std::string_view cookie_name = "voorzien_session";

// Fills call.caller; 401 without a session where one is needed.
[[nodiscard]] std::optional<Response> identify(Call& call);
// Cookies travel by themselves, so a page of another site must not be able to use them: Sec-Fetch-Site, else
// Origin, must say that the request is our own page's.
[[nodiscard]] std::optional<Response> check_origin(const Call& call);
[[nodiscard]] std::optional<Response> check_role(const Call& call);
[[nodiscard]] std::optional<Response> check_body(const Call& call);
[[nodiscard]] std::optional<Response> check_key(const Call& call);
// Fills call.at with `?at=` of a reading call; 422 when it cannot be read, lies ahead, or means nothing
// there.
[[nodiscard]] std::optional<Response> read_moment(Call& call);

// The token of `Authorization: Bearer`, else of the cookie.
[[nodiscard]] std::string token_of(const Request& request, bool& by_cookie);
// CSP of ui.md 5 and the others, on every answer. No HSTS: plain HTTP.
void add_security_headers(Response& response);

}  // namespace voorzien::api
