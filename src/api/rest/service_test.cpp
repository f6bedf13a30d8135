#include <doctest/doctest.h>
#include <simdjson.h>

#include <algorithm>

#include "api/rest/documents.h"
#include "api/rest/harness.h"
#include "api/rest/metrics.h"
#include "api/rest/route.h"
#include "api/rest/search_words.h"

using namespace voorzien;
using namespace voorzien::api;
using namespace voorzien::api::testing;

namespace {
std::vector<std::string> members_of(const std::string& json, std::string_view wanted) {
  // Members of one object, by a light scan that trusts the JSON to be well-formed.
  std::vector<std::string> out;
  std::size_t at = json.find("\"" + std::string(wanted) + "\":{");
  REQUIRE(at != std::string::npos);
  at += wanted.size() + 4;
  int depth = 1;
  bool in_text = false;
  std::string key;
  for (; at < json.size() && depth > 0; ++at) {
    const char c = json[at];
    if (in_text && c == '\\') {
      ++at;
    } else if (c == '"') {
      in_text = !in_text;
      if (in_text) key.clear();
      if (!in_text && depth == 1 && json[at + 1] == ':') out.push_back(key);
    } else if (in_text) {
      key += c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return out;
}
}  // namespace

TEST_CASE("the_openapi_document_names_every_route_and_defines_every_type_it_uses") {
  const std::string json = openapi("0.1");
  simdjson::dom::parser parser;
  REQUIRE(parser.parse(json).error() == simdjson::SUCCESS);
  const std::vector<std::string> paths = members_of(json, "paths");
  const std::vector<std::string> schemas = members_of(json, "schemas");
  for (const Route& route : routes())
    CHECK_MESSAGE(std::ranges::find(paths, route.pattern) != paths.end(), route.pattern);
  constexpr std::string_view mark = "#/components/schemas/";
  for (std::size_t at = json.find(mark); at != std::string::npos; at = json.find(mark, at + 1)) {
    const std::size_t start = at + mark.size();
    const std::string name = json.substr(start, json.find('"', start) - start);
    CHECK_MESSAGE(std::ranges::find(schemas, name) != schemas.end(), name);
  }
}

TEST_CASE("the_documents_are_served") {
  Bench bench;
  const Response json = bench.get("", "/api/openapi.json");
  CHECK(json.status == 200);
  CHECK(says(json, R"("/api/signal/verify")"));
  const Response page = bench.get("", "/docs");
  CHECK(says(page, "/api/signals/{id}"));
  CHECK(says(page, "id=\"key-reused\""));
  CHECK(!says(page, "<script"));
  CHECK(!says(page, "style="));
  CHECK(typescript().find("export interface SessionAnswer {") != std::string::npos);
}

TEST_CASE("health_and_metrics_are_open") {
  Bench bench;
  CHECK(bench.get("", "/healthz").status == 200);
  CHECK(bench.get("", "/readyz").status == 200);
  CHECK(body(bench.get("", "/metrics")) ==
        "# HELP voorzien_requests_total Requests\\nserved\n# TYPE voorzien_requests_total counter\n"
        "voorzien_requests_total{path=\"a\\\"b\"} 3\n"
        "# HELP voorzien_streams Open streams\n# TYPE voorzien_streams gauge\nvoorzien_streams 2.5\n");
  const Response open =
      bench.ask({"GET", "/metrics", "", {{"accept", "application/openmetrics-text;version=1.0.0"}}, "", ""});
  CHECK(says(open, "# TYPE voorzien_requests counter\nvoorzien_requests_total{"));
  CHECK(body(open).ends_with("# EOF\n"));
}

TEST_CASE("every_answer_carries_the_security_headers") {
  Bench bench;
  for (const char* path : {"/", "/healthz", "/api/picture", "/api/nothing", "/nothing.js", "/docs"}) {
    const Response response = bench.get("", path);
    const std::string policy = header(response, "Content-Security-Policy");
    CHECK_MESSAGE(policy.find("frame-ancestors 'none'") != std::string::npos, path);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(header(response, "X-Content-Type-Options") == "nosniff");
    CHECK(header(response, "Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(header(response, "Strict-Transport-Security").empty());
  }
}

TEST_CASE("paths_and_methods_that_are_not_there_are_said_to_be") {
  Bench bench;
  CHECK(bench.get("", "/api/nothing").status == 404);
  CHECK(header(bench.get("", "/api/nothing"), "Content-Type") == "application/problem+json");
  const Response wrong = bench.post("caco", "/api/picture", "{}");
  CHECK(wrong.status == 405);
  CHECK(header(wrong, "Allow") == "GET");
  CHECK(bench.get("", "/api").status == 404);
  CHECK(bench.get("", "").status == 404);
}

TEST_CASE("the_app_is_served_compressed_cached_and_for_each_of_its_pages") {
  Bench bench;
  const auto get = [&](const std::string& path, std::map<std::string, std::string> headers) {
    return bench.ask({"GET", path, "", std::move(headers), "", ""});
  };
  CHECK(body(get("/", {})) == "<app>");
  CHECK(header(get("/", {}), "Cache-Control") == "no-cache");
  CHECK(body(get("/", {{"accept-encoding", "gzip, deflate, br"}})) == "br-app");
  CHECK(body(get("/", {{"accept-encoding", "gzip;q=1, br;q=0"}})) == "gz-app");
  CHECK(body(get("/", {{"accept-encoding", "br;q=0.0"}})) == "<app>");
  CHECK(get("/", {{"if-none-match", "\"e1\""}}).status == 304);
  CHECK(body(get("/signaal/s-1", {{"accept", "text/html,*/*"}})) == "<app>");
  CHECK(get("/signaal/s-1", {{"accept", "application/json"}}).status == 404);
  CHECK(get("/assets/gone.js", {{"accept", "text/html"}}).status == 404);
  const Response script = get("/assets/app-1a2b.js", {{"accept-encoding", "br, gzip"}});
  CHECK(body(script) == "gz-js");
  CHECK(header(script, "Cache-Control").find("immutable") != std::string::npos);
  CHECK(bench.ask({"HEAD", "/", "", {}, "", ""}).status == 200);
  CHECK(get("/../etc/passwd", {}).status == 404);
}

TEST_CASE("words_are_found_at_their_beginning") {
  CHECK(SearchWords("brug ijs").all_in("IJsselbrug; Brug over de IJssel"));
  CHECK(!SearchWords("rug").all_in("Brug"));
  CHECK(!SearchWords(" - ").all_in("Brug"));
  CHECK(folded("CAFÉ Ñandú ß") == "cafe nandu s");
}
