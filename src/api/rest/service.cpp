// Health, metrics, the API's own documents, and the demonstration's film.
#include <cmath>

#include "api/rest/documents.h"
#include "api/rest/limits.h"
#include "api/rest/metrics.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
Response text(int status, std::string_view type, std::string body) {
  Response out;
  out.status = status;
  out.headers = {{"Content-Type", std::string(type)}, {"Cache-Control", "no-store"}};
  out.body = std::make_shared<const std::string>(std::move(body));
  return out;
}

void healthz(Call call) { call.respond(text(200, "text/plain; charset=utf-8", "ok\n")); }

void readyz(Call call) {
  std::string why = call.needs.is_ready() ? "" : "not ready: the journal is being read\n";
  if (const EntityPtr found =
          why.empty() ? call.needs.entities.find(doctrine::Audience{}.name(), "region", "region") : nullptr)
    if (const auto* region = std::get_if<views::Region>(found.get());
        region != nullptr && region->store_fault)
      why = "not ready: the store takes nothing since " + format_rfc3339(region->store_fault->since) + " (" +
            region->store_fault->code + ")\n";
  call.respond(text(why.empty() ? 200 : 503, "text/plain; charset=utf-8", why.empty() ? "ready\n" : why));
}

void metrics(Call call) {
  const bool open =
      call.request.header("accept").find("application/openmetrics-text") != std::string_view::npos;
  call.respond(
      text(200,
           open ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8",
           metrics_text(call.needs.metrics(), open ? MetricsForm::OpenMetrics : MetricsForm::Prometheus)));
}

void openapi_json(Call call) { call.respond(json_response(200, openapi(call.needs.program_version))); }
void docs(Call call) { call.respond(text(200, "text/html; charset=utf-8", docs_page())); }
void docs_style(Call call) { call.respond(text(200, "text/css; charset=utf-8", std::string(docs_css()))); }

void set_speed(Call call) {
  if (!call.needs.demo) return call.respond(error_problem({ErrorCode::NotFound, "", "no demonstration"}));
  const Result<SetSpeed> asked = codec::decode_body<SetSpeed>(call.request.body, call.route.required);
  if (!asked) return call.respond(error_problem(asked.error()));
  if (asked->speed < 0 || asked->speed > limits::film_speed_max)
    return call.respond(error_problem({ErrorCode::BadValue, "/speed", "0 to 600 expected"}));
  const Done done = call.needs.demo->set_speed(asked->speed);
  if (!done) return call.respond(error_problem(done.error()));
  const SpeedAnswer answer{call.needs.entities.version(), "film", asked->speed};
  call.respond(json_response(200, codec::encode(answer)));
}

Route document(std::string_view path, void (*run)(Call), std::string_view summary,
               std::string_view media_type) {
  return {.method = "GET",
          .pattern = path,
          .guard = Guard::Public,
          .run = run,
          .summary = summary,
          .media_type = media_type};
}
}  // namespace

std::vector<Route> service_routes() {
  return {
      document("/healthz", healthz, "The process runs", "text/plain"),
      document("/readyz", readyz, "The state is restored and commands are taken; 503 until then",
               "text/plain"),
      document("/metrics", metrics, "Counters and gauges, in Prometheus or OpenMetrics text", "text/plain"),
      document("/api/openapi.json", openapi_json, "This API as OpenAPI 3.1", "application/json"),
      document("/docs", docs, "This API for people", "text/html"),
      document("/docs.css", docs_style, "The style of /docs", "text/css"),
      {.method = "POST",
       .pattern = "/api/demo/speed",
       .act = "demo.control",
       .run = set_speed,
       .summary = "Demonstration: how fast the film plays; 0 pauses it",
       .body = Body::Json,
       .request_type = codec::type_of<SetSpeed>,
       .required = {"speed"},
       .response_type = codec::type_of<SpeedAnswer>},
  };
}
}  // namespace voorzien::api
