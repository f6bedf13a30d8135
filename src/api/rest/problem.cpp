#include "api/rest/problem.h"

#include "codec/json.h"

namespace voorzien::api {
namespace {
int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotLoggedIn:
    case ErrorCode::BadLogin:
      return 401;
    case ErrorCode::NotAllowed:
      return 403;
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Gone:
      return 410;
    case ErrorCode::TooLarge:
      return 413;
    case ErrorCode::NotOfFormat:
    case ErrorCode::Malformed:
    case ErrorCode::TooDeep:
    case ErrorCode::Forbidden:
    case ErrorCode::BadEncoding:
    case ErrorCode::MissingField:
    case ErrorCode::BadValue:
    case ErrorCode::BadTime:
    case ErrorCode::BadPlace:
    case ErrorCode::UnknownField:
    case ErrorCode::KeyReused:
      return 422;
    case ErrorCode::Throttled:
      return 429;
    case ErrorCode::Busy:
    case ErrorCode::StoreFailed:
    case ErrorCode::StoreFull:
    case ErrorCode::StoreLocked:
      return 503;
    default:
      return 500;
  }
}

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void append_member(std::string_view name, const std::optional<std::string>& value, std::string& out) {
  if (!value) return;
  out += ",\"";
  out += name;
  out += "\":";
  codec::append_string(*value, out);
}
}  // namespace

Response json_response(int status, std::string json) {
  Response out;
  out.status = status;
  out.headers = {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}};
  out.body = std::make_shared<const std::string>(std::move(json));
  return out;
}

Response to_response(const Problem& problem) {
  std::string body = R"({"type":)";
  codec::append_string("/docs#" + problem.code, body);
  append_member("title", problem.title, body);
  body += ",\"status\":" + std::to_string(problem.status);
  append_member("code", problem.code, body);
  append_member("detail", problem.detail, body);
  append_member("rule", problem.rule, body);
  append_member("article", problem.article, body);
  append_member("remedy", problem.remedy, body);
  append_member("field", problem.field, body);
  if (problem.who_may) {
    body += ",\"who_may\":[";
    for (const std::string& who : *problem.who_may) {
      if (body.back() != '[') body += ',';
      codec::append_string(who, body);
    }
    body += ']';
  }
  if (problem.demo_accounts) {
    body += ",\"demo_accounts\":";
    codec::encode_to(*problem.demo_accounts, body);
  }
  Response out = json_response(static_cast<int>(problem.status), body + '}');
  out.headers.front().second = "application/problem+json";
  if (problem.status == 401) out.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (problem.status == 503) out.headers.emplace_back("Retry-After", "1");
  return out;
}

Response http_problem(int status, std::string_view code, std::string title, std::string remedy,
                      std::string field) {
  Problem out;
  out.status = status;
  out.code = code;
  out.title = std::move(title);
  out.remedy = unless_empty(std::move(remedy));
  out.field = unless_empty(std::move(field));
  return to_response(out);
}

Response error_problem(const Error& error) { return to_response(problem_of(error)); }

Problem problem_of(const Error& error) {
  Problem out;
  out.status = status_of(error.code);
  out.code = name_of(error.code);
  out.title = sentence_of(error.code);
  out.remedy = remedy_of(error.code);
  // What a broken store said may hold paths: it is for the log, not for whoever asked.
  if (out.status < 500) {
    out.detail = unless_empty(error.detail);
    out.field = unless_empty(error.where);
  }
  return out;
}

Response refusal_problem(const engine::Refused& why) {
  Problem out;
  out.status = 409;
  out.code = "refused";
  out.title = "A rule refuses this.";
  out.rule = why.rule;
  out.article = unless_empty(why.article);
  out.detail = unless_empty(why.detail);
  out.field = unless_empty(why.field.empty() || why.field.starts_with('/') ? why.field : "/" + why.field);
  out.remedy = "Change what the rule names, or do something else.";
  return to_response(out);
}

Response to_wait(Response out, Duration wait) {
  out.headers.emplace_back("Retry-After", std::to_string((wait.us + 999'999) / 1'000'000));
  return out;
}

Response denied_problem(const access::Denied& denied) {
  Problem out;
  out.status = 403;
  out.code = name_of(ErrorCode::NotAllowed);
  out.title = sentence_of(ErrorCode::NotAllowed);
  out.remedy = remedy_of(ErrorCode::NotAllowed);
  out.rule = denied.act;
  out.who_may = denied.who_may;
  return to_response(out);
}
}  // namespace voorzien::api
