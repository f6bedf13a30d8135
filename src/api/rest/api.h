// Api: the whole HTTP face of the server, as one Handler. Requests become commands and views become answers;
// no socket and no clock of its own, so that tests call it directly.
//
// Order of the checks: path and method (404, 405) · session (401) · cross-site (403) · role (403) · type of
// the body (415) and its size (413) · Idempotency-Key (400) · the body (422) · the rules of the matter (409).
#pragma once

#include "api/http.h"
#include "api/rest/needs.h"
#include "api/session/sessions.h"

namespace voorzien::api {

class Api final : public Handler {
 public:
  explicit Api(Needs needs);
  void handle(Request request, Respond respond) override;

 private:
  Needs needs_;
  Sessions sessions_;
};

}  // namespace voorzien::api
