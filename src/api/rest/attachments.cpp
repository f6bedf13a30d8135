// POST /api/attachments takes a photo or PDF; log lines and entries by hand then name it by its hash. GET
// gives it back. Bytes of a stranger: their type is what their first bytes say, and no browser may run
// anything in them.
#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"
#include "journal/hash.h"

namespace voorzien::api {
namespace {
Result<desk::Attachment> attachment_of(const Request& request) {
  if (request.body.size() > limits::attachment_bytes_max) return Error{ErrorCode::TooLarge, "", ""};
  desk::Attachment out;
  out.name = request.parameter("name");
  if (!desk::is_file_name(out.name))
    return Error{ErrorCode::BadValue, "name", "the name of the file, percent-encoded, at most 200 bytes"};
  const auto media_type = desk::media_type_of(request.body);
  if (!media_type)
    return Error{ErrorCode::NotOfFormat, "", "JPEG, PNG, WebP or PDF expected, by the first bytes"};
  out.sha256 = journal::to_hex(journal::sha256(request.body));
  out.media_type = *media_type;
  out.bytes = static_cast<std::int64_t>(request.body.size());
  return out;
}

struct Answer {
  desk::Attachment kept;
  Response operator()(const engine::Accepted& accepted) const {
    return json_response(201, codec::encode(AttachmentAnswer{accepted.version, kept.sha256, kept.name,
                                                             kept.media_type, kept.bytes}));
  }
  Response operator()(const engine::Refused& refused) const { return refusal_problem(refused); }
  Response operator()(const Error& error) const { return error_problem(error); }
};

void keep(Call call) {
  Result<desk::Attachment> attachment = attachment_of(call.request);
  if (!attachment) return call.respond(error_problem(attachment.error()));
  engine::CommandRequest request;
  request.command_id = call.request.header("idempotency-key");
  request.body_sha256 = journal::sha256(call.caller.who.user + '\n' + call.request.path + '\n' +
                                        attachment->name + '\n' + attachment->sha256);
  request.actor = {call.caller.who.user, call.caller.who.name, call.caller.who.role};
  request.command = desk::Command(desk::KeepAttachment{*attachment});
  request.bytes = std::make_shared<const std::string>(std::move(call.request.body));
  call.needs.submit.command(std::move(request),
                            [answer = Answer{std::move(*attachment)}, respond = std::move(call.respond)](
                                const engine::Outcome& outcome) { respond(std::visit(answer, outcome)); });
}

std::string percent_encoded(std::string_view text) {  // RFC 8187
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          c == '-' || c == '.' || c == '_';
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain)
      out += c;
    else
      out.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
  }
  return out;
}

// A photo opens in the browser. A PDF is saved: its viewer runs what is in it, and none runs under `sandbox`.
Response file_response(const journal::Raw& raw, const std::string& name, std::string_view media_type) {
  const bool is_photo = media_type != "application/pdf";
  Response out;
  out.headers = {{"Content-Type", std::string(media_type)},
                 {"Content-Disposition", std::string(is_photo ? "inline" : "attachment") +
                                             "; filename*=UTF-8''" + percent_encoded(name)},
                 {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
                 {"Cache-Control", "private, max-age=3600, immutable"},
                 {"Vary", "Cookie, Authorization"}};
  out.body = std::make_shared<const std::string>(raw.bytes);
  return out;
}

Error not_there(const std::optional<desk::Attachment>& kept) {
  if (!kept) return {ErrorCode::NotFound, "sha256", ""};
  const std::string told = kept->erased ? format_rfc3339(*kept->erased) + " " + *kept->erased_by : "";
  return {ErrorCode::Gone, "sha256", told};
}

void give(Call call) {
  const std::string& sha256 = call.path.at("sha256");
  if (!is_sha256(sha256))
    return call.respond(error_problem({ErrorCode::BadValue, "sha256", "64 hex digits expected"}));
  const std::optional<desk::Attachment> kept = call.needs.read.attachment(sha256);
  const Result<journal::Raw> raw = call.needs.read.raw(sha256);
  const bool is_there = raw && raw->source == desk::attachment_source && !raw->bytes.empty();
  if (!raw && raw.error().code != ErrorCode::NotFound) return call.respond(error_problem(raw.error()));
  if (!is_there) return call.respond(error_problem(not_there(kept)));
  if (call.at && raw->received > *call.at)
    return call.respond(error_problem({ErrorCode::NotFound, "sha256", "had not come in by then"}));
  const auto media_type = desk::media_type_of(raw->bytes);
  if (!media_type) return call.respond(error_problem({ErrorCode::StoreCorrupt, "sha256", ""}));
  call.needs.audit({call.caller.who, sha256, raw->source, call.needs.machine_now()});
  const std::string name = kept ? kept->name : sha256 + std::string(desk::extension_of(*media_type));
  call.respond(file_response(*raw, name, *media_type));
}
}  // namespace

std::vector<Route> attachment_routes() {
  return {
      {.method = "POST",
       .pattern = "/api/attachments",
       .act = "log.write",
       .run = keep,
       .summary =
           "Keeps a photo or PDF of at most 25 MB, for `attachments` of a log line or an entry by hand",
       .parameters = {{"name", "the name of the file"}},
       .body = Body::Bytes,
       .response_type = codec::type_of<AttachmentAnswer>,
       .is_command = true,
       .status = 201},
      {.method = "GET",
       .pattern = "/api/attachments/{sha256}",
       .act = "read.log",
       .run = give,
       .summary =
           "The bytes of an attachment, under their own type; 410 when they were erased. Reading is logged",
       .parameters = {at_parameter},
       .looks_back = true,
       .media_type = "application/octet-stream"},
  };
}
}  // namespace voorzien::api
