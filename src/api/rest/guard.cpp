#include "api/rest/guard.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"

namespace voorzien::api {
namespace {
std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string cookie(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = header.find(';');
    const std::string_view pair = trimmed(header.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return std::string(pair.substr(equals + 1));
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
  }
  return {};
}

bool is_own_origin(const Request& request) {
  const std::string_view origin = request.header("origin");
  const std::size_t slashes = origin.find("://");
  if (slashes == std::string_view::npos) return false;
  return !request.header("host").empty() &&
         lower(origin.substr(slashes + 3)) == lower(request.header("host"));
}

bool is_same_site(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty()) return site == "same-origin" || site == "none";
  return is_own_origin(request);
}
}  // namespace

std::string token_of(const Request& request, bool& by_cookie) {
  const std::string_view authorization = request.header("authorization");
  constexpr std::string_view scheme = "bearer ";
  by_cookie = false;
  if (authorization.size() > scheme.size() && lower(authorization.substr(0, scheme.size())) == scheme)
    return std::string(trimmed(authorization.substr(scheme.size())));
  by_cookie = true;
  return cookie(request.header("cookie"), cookie_name);
}

namespace {
// The log-in page asks who is logged in before anybody is; in a demonstration it lists the accounts.
Response not_logged_in(const Call& call) {
  Problem out = problem_of({ErrorCode::NotLoggedIn, "", ""});
  if (call.needs.demo && call.route.pattern == "/api/session") out.demo_accounts = call.needs.demo->accounts;
  return to_response(out);
}
}  // namespace

std::optional<Response> identify(Call& call) {
  if (call.route.guard == Guard::Public) return std::nullopt;
  call.caller.token = token_of(call.request, call.caller.by_cookie);
  if (call.caller.token.empty()) return not_logged_in(call);
  const Result<std::optional<access::Account>> account = call.sessions.who(call.caller.token);
  if (!account) return error_problem(account.error());
  if (!account->has_value()) return not_logged_in(call);
  call.caller.who = access::who_of(**account);
  call.caller.sees = access::audience_of(call.doctrine->access, call.caller.who);
  call.caller.audience = call.caller.sees.name();
  if (call.caller.sees.own) call.needs.entities.admit(call.caller.sees);
  return std::nullopt;
}

std::optional<Response> check_origin(const Call& call) {
  const bool is_reading = call.request.method == "GET" || call.request.method == "HEAD";
  // A web socket is opened by any page that asks, and the browser adds the cookie: it counts as writing.
  const bool is_socket = call.route.pattern == "/api/socket";
  const bool foreign_login = call.route.guard == Guard::Public && !is_reading &&
                             !call.request.header("sec-fetch-site").empty() && !is_same_site(call.request);
  const bool foreign_write =
      call.caller.by_cookie && (!is_reading || is_socket) && !is_same_site(call.request);
  if (!foreign_login && !foreign_write) return std::nullopt;
  return http_problem(403, "cross-site", "The request comes from another site.",
                      "Use the app itself, or `Authorization: Bearer` from a program.");
}

std::optional<Response> check_role(const Call& call) {
  if (call.route.guard == Guard::Public || call.route.guard == Guard::Session) return std::nullopt;
  const auto denied = access::check(call.doctrine->access, call.caller.who, call.route.act);
  if (denied) return denied_problem(*denied);
  return std::nullopt;
}

std::optional<Response> check_body(const Call& call) {
  const std::size_t most = call.route.body == Body::Bytes ? limits::push_body_max : limits::json_body_max;
  if (call.request.body.size() > most) return error_problem({ErrorCode::TooLarge, "", ""});
  if (call.route.body != Body::Json) return std::nullopt;
  const std::string_view type = call.request.header("content-type");
  if (lower(trimmed(type.substr(0, type.find(';')))) == "application/json") return std::nullopt;
  return http_problem(415, "content-type", "The body must be JSON.",
                      "Send `Content-Type: application/json`.");
}

std::optional<Response> check_key(const Call& call) {
  if (!call.route.is_command) return std::nullopt;
  const std::string_view key = call.request.header("idempotency-key");
  if (key.empty())
    return http_problem(400, "idempotency-key-missing", "A command needs an Idempotency-Key.",
                        "Send a new key with each new command, and the same key with a retry.");
  const bool is_printable = std::ranges::all_of(key, [](char c) { return c >= 0x20 && c <= 0x7e; });
  if (is_printable && key.size() <= limits::idempotency_key_max) return std::nullopt;
  return http_problem(400, "idempotency-key-bad", "The Idempotency-Key is not 1 to 128 printable ASCII.",
                      "Send a UUID or a ULID.");
}

std::optional<Response> read_moment(Call& call) {
  if (call.route.method != "GET" || call.route.guard != Guard::Act) return std::nullopt;
  const Result<std::optional<Instant>> at = moment(call.request, "at");
  if (!at) return error_problem(at.error());
  if (!at->has_value()) return std::nullopt;
  if (call.route.only_now) return error_problem({ErrorCode::BadValue, "at", "this call is about now only"});
  if (**at > call.needs.read.now()) return error_problem({ErrorCode::BadTime, "at", "lies in the future"});
  call.at = **at;
  return std::nullopt;
}

void add_security_headers(Response& response) {
  static const std::vector<std::pair<std::string, std::string>> all = {
      {"Content-Security-Policy",
       "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src "
       "'self'; "
       "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy",
       "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
       "payment=(), "
       "usb=()"}};
  // What a route says of its own bytes stands: an attachment's policy is the narrower one.
  const auto is_said = [&response](const auto& header) {
    return std::ranges::find(response.headers, header.first, &std::pair<std::string, std::string>::first) !=
           response.headers.end();
  };
  std::ranges::remove_copy_if(all, std::back_inserter(response.headers), is_said);
}
}  // namespace voorzien::api
