// Problem details (RFC 9457) as responses: stable code, rule, what to do.
#pragma once

#include <string>

#include "access/policy.h"
#include "api/http.h"
#include "api/rest/answers.h"
#include "base/result.h"
#include "engine/submit.h"

namespace voorzien::api {

[[nodiscard]] Response to_response(const Problem& problem);
// `code` need not be in base/errors.def: these are of HTTP only.
[[nodiscard]] Response http_problem(int status, std::string_view code, std::string title,
                                    std::string remedy = {}, std::string field = {});
[[nodiscard]] Problem problem_of(const Error& error);
[[nodiscard]] Response error_problem(const Error& error);            // status by the code
[[nodiscard]] Response refusal_problem(const engine::Refused& why);  // 409
[[nodiscard]] Response to_wait(Response problem, Duration wait);     // says when it may be tried again
[[nodiscard]] Response denied_problem(const access::Denied& denied);
[[nodiscard]] Response json_response(int status, std::string json);

}  // namespace voorzien::api
