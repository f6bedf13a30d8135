// /api/session and /api/welcome: logging in and out.
#include <algorithm>
#include <cmath>

#include "api/rest/guard.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "api/session/limits.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
std::optional<std::vector<DemoAccount>> demo_accounts(const Needs& needs) {
  if (!needs.demo) return std::nullopt;
  return needs.demo->accounts;
}

SessionAnswer describe(const Needs& needs, const doctrine::Access& roles, const access::Who& who) {
  SessionAnswer out;
  out.user = who.user;
  out.name = who.name;
  out.role = who.role;
  if (const doctrine::Role* role = roles.find(who.role)) out.role_name = role->name;
  for (const doctrine::Role& role : roles.roles) out.role_names[role.id] = role.name;
  out.audience = access::audience_of(roles, who).name();
  for (const std::string& act : acts())
    if (roles.may(who.role, act)) out.may.push_back(act);
  out.demo_accounts = demo_accounts(needs);
  return out;
}

std::string cookie_of(const Needs& needs, const std::string& token, std::int64_t seconds) {
  std::string out = std::string(cookie_name) + '=' + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";
  out += std::to_string(seconds);
  if (needs.secure_cookies) out += "; Secure";
  return out;
}

Response logged_in(const Needs& needs, const doctrine::Doctrine& doctrine, const LoggedIn& session) {
  const access::Account& account = session.account;
  SessionAnswer answer = describe(needs, doctrine.access, access::who_of(account));
  answer.token = session.token;
  answer.expires = session.expires;
  Response out = json_response(200, codec::encode(answer));
  out.headers.emplace_back("Set-Cookie",
                           cookie_of(needs, session.token, limits::session_lasts.us / 1'000'000));
  return out;
}

void log_in(Call call) {
  Result<Credentials> given = codec::decode_body<Credentials>(call.request.body, call.route.required);
  if (!given) return call.respond(error_problem(given.error()));
  if (given->password.size() > limits::password_bytes_max || given->user.size() > limits::password_bytes_max)
    return call.respond(error_problem({ErrorCode::BadLogin, "", ""}));
  std::string address = call.request.remote;
  call.sessions.log_in(
      std::move(given->user), std::move(given->password), std::move(address),
      [&needs = call.needs, doctrine = call.doctrine,
       respond = std::move(call.respond)](const LogIn& outcome) {
        if (const auto* session = std::get_if<LoggedIn>(&outcome))
          respond(logged_in(needs, *doctrine, *session));
        else if (const auto* wait = std::get_if<MustWait>(&outcome))
          respond(to_wait(error_problem({ErrorCode::Throttled, "", ""}), wait->for_this_long));
        else
          respond(error_problem(std::get<Error>(outcome)));
      });
}

void who_am_i(Call call) {
  call.respond(
      json_response(200, codec::encode(describe(call.needs, call.doctrine->access, call.caller.who))));
}

void log_out(Call call) {
  const Done done = call.sessions.log_out(call.caller.token);
  if (!done) return call.respond(error_problem(done.error()));
  Response out;
  out.status = 204;
  out.headers = {{"Set-Cookie", cookie_of(call.needs, "", 0)}, {"Cache-Control", "no-store"}};
  call.respond(std::move(out));
}

// Nothing of the picture, only that it moves: a demonstration is open to whoever may open its page.
std::optional<WelcomeFilm> film(const Needs& needs) {
  if (!needs.demo) return std::nullopt;
  WelcomeFilm out;
  out.now = needs.read.now();
  out.entries = needs.entities.version();
  if (const EntityPtr region = needs.entities.find(doctrine::Audience{}.name(), "region", "region")) {
    const auto& facts = std::get<views::Region>(*region);
    out.title = facts.film_title;
    out.from = facts.film_from;
    out.speed = facts.film_speed;
  }
  for (const EntityPtr& one : needs.entities.list(doctrine::Audience{}.name(), "source")) {
    const auto& source = std::get<views::Source>(*one);
    ++out.sources;
    if (source.state != "silent" && source.condition != "frozen") ++out.alive;
  }
  return out;
}

void welcome(Call call) {
  Welcome out;
  out.region_code = call.doctrine->region_code;
  out.region_name = call.doctrine->region_name;
  out.demo = call.needs.demo.has_value();
  out.demo_accounts = demo_accounts(call.needs).value_or(std::vector<DemoAccount>{});
  out.version = call.needs.program_version;
  out.film = film(call.needs);
  if (const EntityPtr region = call.needs.entities.find(doctrine::Audience{}.name(), "region", "region"))
    out.exercise = std::get<views::Region>(*region).exercise.has_value();
  call.respond(json_response(200, codec::encode(out)));
}
// `admin`, or what this region's doctrine calls who administers accounts.
std::string administrator_role(const doctrine::Doctrine& doctrine) {
  const std::string usual = "admin";
  if (doctrine.access.may(usual, "admin.users")) return usual;
  for (const doctrine::Role& role : doctrine.access.roles)
    if (doctrine.access.may(role.id, "admin.users")) return role.id;
  return usual;
}

// The one log-in that hashes on the request thread: only with the right token, so once in a lifetime.
void first_administrator(Call call) {
  Result<FirstAdministrator> asked =
      codec::decode_body<FirstAdministrator>(call.request.body, call.route.required);
  if (!asked) return call.respond(error_problem(asked.error()));
  const std::optional<Invitation>& invitation = call.needs.invitation;
  if (!invitation || !invitation->fits(asked->token))
    return call.respond(
        http_problem(403, "bad-link", "This link was used or is not ours.",
                     "Start the server again: it prints a new one while there is no administrator."));
  if (!access::is_user_name(asked->user))
    return call.respond(error_problem({ErrorCode::BadValue, "/user", "1 to 64 of a-z 0-9 . _ -"}));
  if (asked->password.size() < limits::password_bytes_min)
    return call.respond(error_problem({ErrorCode::BadValue, "/password", "at least 12 characters"}));
  Result<std::optional<access::Account>> known = call.needs.accounts.find(asked->user);
  if (!known) return call.respond(error_problem(known.error()));
  if (known->has_value())
    return call.respond(error_problem({ErrorCode::BadValue, "/user", "this name is taken"}));
  Result<std::string> hash = call.needs.passwords.hash(asked->password);
  if (!hash) return call.respond(error_problem(hash.error()));
  const Done made = call.needs.accounts.put({asked->user, asked->user, administrator_role(*call.doctrine),
                                             std::move(*hash), false, call.needs.machine_now()});
  if (!made) return call.respond(error_problem(made.error()));
  invitation->used();
  call.respond(json_response(201, codec::encode(CommandAnswer{0, asked->user})));
}
}  // namespace

std::vector<Route> session_routes() {
  return {
      {.method = "POST",
       .pattern = "/api/session",
       .guard = Guard::Public,
       .run = log_in,
       .summary = "Logs in: a cookie for the browser and a token for programs",
       .body = Body::Json,
       .request_type = codec::type_of<Credentials>,
       .required = {"user", "password"},
       .response_type = codec::type_of<SessionAnswer>},
      {.method = "GET",
       .pattern = "/api/session",
       .guard = Guard::Session,
       .run = who_am_i,
       .summary = "Who is logged in, and what that role may do",
       .response_type = codec::type_of<SessionAnswer>},
      {.method = "DELETE",
       .pattern = "/api/session",
       .guard = Guard::Session,
       .run = log_out,
       .summary = "Logs out",
       .status = 204},
      {.method = "GET",
       .pattern = "/api/welcome",
       .guard = Guard::Public,
       .run = welcome,
       .summary = "What the log-in page shows: the region and, in a demonstration, its accounts",
       .response_type = codec::type_of<Welcome>},
      {.method = "POST",
       .pattern = "/api/welcome",
       .guard = Guard::Public,
       .run = first_administrator,
       .summary = "Makes the first administrator, with the token of the one-time link that the server prints",
       .body = Body::Json,
       .request_type = codec::type_of<FirstAdministrator>,
       .required = {"token", "user", "password"},
       .response_type = codec::type_of<CommandAnswer>,
       .status = 201},
  };
}
}  // namespace voorzien::api
