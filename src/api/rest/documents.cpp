#include "api/rest/documents.h"

#include <algorithm>
#include <map>

#include "api/rest/route.h"
#include "base/html.h"
#include "codec/entity_json.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
std::string quoted(std::string_view text) {
  std::string out;
  codec::append_string(text, out);
  return out;
}

std::string tag_of(const Route& route) {  // /api/signal/see -> signal
  std::string_view rest = route.pattern;
  if (rest.starts_with("/api/")) rest.remove_prefix(5);
  if (rest.starts_with('/')) rest.remove_prefix(1);
  return std::string(rest.substr(0, rest.find_first_of("/.")));
}

std::string operation_id(const Route& route) {
  std::string out(route.method);
  std::ranges::transform(out, out.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  for (const char c : route.pattern) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_letter)
      out += c;
    else if (out.back() != '_' && c != '}')
      out += '_';
  }
  return out;
}

std::string parameters_of(const Route& route) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view where, bool is_required,
                       std::string_view about) {
    if (!out.empty()) out += ',';
    out += R"({"name":)" + quoted(name) + R"(,"in":)" + quoted(where) + R"(,"required":)" +
           (is_required ? "true" : "false") + R"(,"description":)" + quoted(about) +
           R"(,"schema":{"type":"string"}})";
  };
  std::string_view rest = route.pattern;
  for (std::size_t at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    const std::size_t end = rest.find('}');
    add(rest.substr(at + 1, end - at - 1), "path", true, "");
    rest = rest.substr(end + 1);
  }
  if (route.is_command)
    add("Idempotency-Key", "header", true,
        "1 to 128 printable ASCII; the same for a retry, new for a new command");
  for (const Parameter& one : route.parameters) add(one.name, "query", one.is_required, one.about);
  return "[" + out + "]";
}

std::string response_schema(const Route& route) {
  if (route.response_type == nullptr) {
    const bool is_changes = route.pattern == "/api/changes";
    if (!is_changes)
      return route.media_type == "application/json" ? R"({"type":"object"})" : R"({"type":"string"})";
    return R"({"type":"object","required":["version","upserts","removals"],"properties":{"version":)"
           R"({"type":"integer"},"full":{"type":"boolean"},"upserts":{"type":"array","items":)" +
           codec::schema_of(codec::entity_type()) + R"(},"removals":{"type":"array","items":)" +
           codec::schema_of(codec::type_of<views::Removal>()) + "}}}";
  }
  const std::string one = codec::schema_of(route.response_type());
  if (!route.is_page) return one;
  return R"({"type":"object","required":["items","next"],"properties":{"items":{"type":"array","items":)" +
         one + R"(},"next":{"type":["string","null"]}}})";
}

std::string problem_response(std::string_view status, std::string_view about) {
  return ',' + quoted(status) + R"(:{"description":)" + quoted(about) +
         R"(,"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}})";
}

std::string responses_of(const Route& route) {
  std::string out = quoted(std::to_string(route.status)) + R"(:{"description":)";
  out += quoted(route.is_command ? "done, and durable" : "the answer");
  if (route.status != 204 && route.status != 101)
    out += R"(,"content":{)" + quoted(route.media_type) + R"(:{"schema":)" + response_schema(route) + "}}";
  out += '}';
  if (route.is_command) out += problem_response("400", "no Idempotency-Key");
  if (route.guard != Guard::Public) out += problem_response("401", "no session");
  if (!route.act.empty()) out += problem_response("403", "the role may not; who_may says who");
  if (route.pattern.find('{') != std::string_view::npos) out += problem_response("404", "no such thing");
  if (route.is_command) out += problem_response("409", "a rule refuses; rule says which");
  if (route.body == Body::Json) out += problem_response("415", "not JSON");
  if (route.body != Body::None || !route.parameters.empty())
    out += problem_response("422", "a field or parameter is wrong; field says which");
  if (route.pattern == "/api/session" && route.method == "POST") {
    out += problem_response("401", "name or password is wrong");
    out += problem_response("429", "too many failures; Retry-After says how long to wait");
  }
  return "{" + out + "}";
}

std::string request_body(const Route& route) {
  if (route.body == Body::None) return {};
  const std::string type = route.body == Body::Json ? "application/json" : "application/octet-stream";
  const std::string schema = route.request_type != nullptr ? codec::schema_of(route.request_type()) : "{}";
  return R"(,"requestBody":{"required":true,"content":{)" + quoted(type) + R"(:{"schema":)" + schema + "}}}";
}

std::string operation(const Route& route) {
  std::string out = R"({"operationId":)" + quoted(operation_id(route)) + R"(,"summary":)" +
                    quoted(route.summary) + R"(,"tags":[)" + quoted(tag_of(route)) + R"(],"parameters":)" +
                    parameters_of(route) + request_body(route) + R"(,"responses":)" + responses_of(route);
  if (!route.act.empty()) out += R"(,"x-act":)" + quoted(route.act);
  if (route.guard == Guard::Public) out += R"(,"security":[])";
  return out + '}';
}

struct Types {
  std::vector<const codec::TypeInfo*> roots;
  std::vector<codec::BodyType> bodies;
};

Types types() {
  Types out;
  out.roots = {&codec::entity_type(), &codec::type_of<views::Removal>(), &codec::type_of<Problem>()};
  for (const Route& route : routes()) {
    if (route.response_type != nullptr) out.roots.push_back(&route.response_type());
    if (route.request_type == nullptr) continue;
    out.roots.push_back(&route.request_type());
    out.bodies.push_back({&route.request_type(), route.required});
  }
  return out;
}

std::string schemas() {
  const Types all = types();
  std::string out;
  for (const codec::TypeInfo* type : codec::named_types(all.roots)) {
    if (!out.empty()) out += ',';
    const auto body = std::ranges::find(all.bodies, type, &codec::BodyType::type);
    out += quoted(type->name) + ':' +
           (body == all.bodies.end() ? codec::schema_definition(*type)
                                     : codec::body_schema(*type, body->required));
  }
  return "{" + out + "}";
}

std::string guard_words(const Route& route) {
  if (route.guard == Guard::Public) return "everybody";
  return route.act.empty() ? "who is logged in" : std::string(route.act);
}
}  // namespace

std::string openapi(std::string_view program_version) {
  std::map<std::string_view, std::string> paths;
  for (const Route& route : routes()) {
    std::string& path = paths[route.pattern];
    std::string method(route.method);
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    path += (path.empty() ? "" : ",") + quoted(method) + ':' + operation(route);
  }
  std::string out =
      R"({"openapi":"3.1.0","info":{"title":"Voorzien","version":)" + quoted(program_version) +
      R"(,"description":"Safety picture of a safety region. Times are RFC 3339, places WGS84 with )"
      R"(longitude first. Errors are RFC 9457 problem details with a stable code."},"paths":{)";
  bool is_first = true;
  for (const auto& [pattern, operations] : paths) {
    if (!is_first) out += ',';
    is_first = false;
    out += quoted(pattern) + ":{" + operations + '}';
  }
  return out +
         R"(},"components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"},"cookie":)"
         R"({"type":"apiKey","in":"cookie","name":"voorzien_session"}},"schemas":)" +
         schemas() + R"(},"security":[{"bearer":[]},{"cookie":[]}]})";
}

std::string typescript() {
  const Types all = types();
  return codec::typescript(all.roots, all.bodies);
}

std::string_view docs_css() {
  return "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;"
         "color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%}"
         "th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc}"
         "code{font-family:ui-monospace,monospace}"
         "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#9cf}"
         "th,td{border-color:#444}}\n";
}

std::string docs_page() {
  std::string rows;
  for (const Route& route : routes()) {
    rows += "<tr><td><code>" + escape_html(route.method) + "</code></td><td><code>" +
            escape_html(route.pattern) + "</code></td><td>" + escape_html(route.summary);
    for (const Parameter& one : route.parameters)
      rows += "<br><code>" + escape_html(one.name) + "</code> " + escape_html(one.about);
    if (!route.required.empty()) {
      rows += "<br>required:";
      for (const std::string_view name : route.required) rows += " <code>" + escape_html(name) + "</code>";
    }
    rows += "</td><td><code>" + escape_html(guard_words(route)) + "</code></td></tr>\n";
  }
  std::string codes;
#define ERROR(number, name, sentence, remedy)                                                   \
  codes += "<tr id=\"" + std::string(name_of(ErrorCode::name)) + "\"><td><code>" +              \
           std::string(name_of(ErrorCode::name)) + "</code></td><td>" + escape_html(sentence) + \
           "</td><td>" + escape_html(remedy) + "</td></tr>\n";
#include "base/errors.def"
#undef ERROR
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Voorzien API</title>"
         "<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/docs.css\">"
         "</head><body><main><h1>Voorzien API</h1>\n<p>Machine-readable: <a href=\"/api/openapi.json\">"
         "OpenAPI 3.1</a>. Log in with <code>POST /api/session</code>; programs send its <code>token</code> "
         "as "
         "<code>Authorization: Bearer</code>. Every command needs an <code>Idempotency-Key</code>.</p>\n"
         "<h2>Calls</h2><table><thead><tr><th>Method</th><th>Path</th><th>What</th><th>Who "
         "may</th></tr></thead>"
         "<tbody>\n" +
         rows +
         "</tbody></table>\n<h2>Codes</h2><table><thead><tr><th>Code</th><th>What</th><th>Remedy</th></tr></"
         "thead>"
         "<tbody>\n" +
         codes + "</tbody></table></main></body></html>\n";
}
}  // namespace voorzien::api
