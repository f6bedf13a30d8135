// Route: one line of the API: method, path, who may, what goes in and out, and the function that answers. The
// table (`routes()`) is the only list: requests are matched against it, /api/openapi.json and /docs are made
// from it, and the test of every endpoint × role walks it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "api/http.h"
#include "api/rest/needs.h"
#include "api/session/sessions.h"
#include "codec/type_info.h"

namespace voorzien::api {

struct Caller {
  access::Who who;
  doctrine::Audience sees;
  std::string audience;  // its name
  bool by_cookie = false;
  std::string token;
};

struct Route;

// One request on its way through one route. Lives until it is answered.
struct Call {
  const Needs& needs;
  Sessions& sessions;
  const Route& route;
  Request request;
  std::map<std::string, std::string> path;  // {id} -> value
  Caller caller;                            // empty on public routes
  std::shared_ptr<const doctrine::Doctrine> doctrine;
  Respond respond;
  std::optional<Instant> at = {};  // of `?at=`: the answer as of then
};

struct Parameter {
  std::string_view name;
  std::string_view about;
  bool is_required = false;
};

enum class Body { None, Json, Bytes };
enum class Guard {
  Public,    // no session needed
  Session,   // any session
  Act,       // a session whose role may do `act`
  ActByRule  // the same, and the handler checks more (a source pushes for itself only)
};

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/api/signals/{id}"
  Guard guard = Guard::Act;
  std::string_view act = {};
  void (*run)(Call call) = nullptr;
  std::string_view summary = {};
  std::vector<Parameter> parameters = {};  // in the query
  Body body = Body::None;
  const codec::TypeInfo& (*request_type)() = nullptr;
  std::vector<std::string_view> required = {};  // fields of the body without a sensible default
  const codec::TypeInfo& (*response_type)() = nullptr;
  bool is_page = false;     // {"items":[response_type...],"next"}
  bool is_command = false;  // needs an Idempotency-Key
  bool looks_back = false;  // reads the journal whatever its parameters: not on the request loop
  bool only_now = false;    // takes no `?at=`
  int status = 200;
  std::string_view media_type = "application/json";
};

[[nodiscard]] const std::vector<Route>& routes();
// Every act that a route asks for, and those that handlers ask for besides; sorted.
[[nodiscard]] const std::vector<std::string>& acts();

// The tables that routes() joins, each beside its handlers.
[[nodiscard]] std::vector<Route> session_routes();
[[nodiscard]] std::vector<Route> command_routes();
[[nodiscard]] std::vector<Route> crisis_command_routes();
[[nodiscard]] std::vector<Route> crisis_reading_routes();
[[nodiscard]] std::vector<Route> alarm_routes();  // answered by a link, without an account
[[nodiscard]] std::vector<Route> budget_routes();
[[nodiscard]] std::vector<Route> attachment_routes();
[[nodiscard]] std::vector<Route> reading_routes();
[[nodiscard]] std::vector<Route> station_history_routes();
[[nodiscard]] std::vector<Route> looking_back_routes();  // why, raw, journal
[[nodiscard]] std::vector<Route> rewind_routes();
[[nodiscard]] std::vector<Route> search_routes();  // places, search
[[nodiscard]] std::vector<Route> capcode_routes();
[[nodiscard]] std::vector<Route> feed_routes();
[[nodiscard]] std::vector<Route> service_routes();  // health, metrics, documents, demo

struct Match {
  const Route* route = nullptr;  // nothing: see `allowed`
  std::map<std::string, std::string> path;
  std::vector<std::string_view> allowed;  // methods of the path; empty: no such path
};
[[nodiscard]] Match match(std::string_view method, std::string_view path);

}  // namespace voorzien::api
