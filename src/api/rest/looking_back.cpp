// Why, raw bytes and journal: what stands behind the picture.
#include <algorithm>

#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"
#include "journal/hash.h"

namespace voorzien::api {
namespace {
// Outside the desk nobody reads pager text (desk.md 7): what comes of a personal source, or of one that
// doctrine does not know, keeps its place in the list and loses its words.
void blank_personal(views::Why& why, const doctrine::Doctrine& doctrine) {
  for (views::WhyFact& fact : why.facts) {
    const doctrine::Source* source = doctrine.source(fact.source);
    if (source != nullptr && !source->personal) continue;
    fact.title.clear();
    fact.raw_sha256.clear();
    fact.used.clear();
  }
}

Result<views::Why> why_of(const Call& call, const std::string& type, const std::string& id) {
  if (!call.at) return call.needs.read.why(type, id);
  ASSIGN_OR_RETURN(const std::uint64_t version, call.needs.read.version_at(*call.at));
  ASSIGN_OR_RETURN(const std::shared_ptr<const engine::Moment> then, call.needs.read.moment(version));
  return then->why(type, id);
}

void why(Call call) {
  Result<views::Why> found = why_of(call, call.path.at("type"), call.path.at("id"));
  if (!found) return call.respond(error_problem(found.error()));
  if (!call.caller.sees.pager_text) blank_personal(*found, *call.doctrine);
  call.respond(json_response(200, codec::encode(*found)));
}

// Bytes of a stranger: never shown as a page, whatever they hold. Text is what has no zero byte.
Response raw_response(const journal::Raw& raw) {
  const bool is_text = raw.bytes.find('\0') == std::string::npos;
  Response out;
  out.headers = {
      {"Content-Type", is_text ? "text/plain; charset=utf-8" : "application/octet-stream"},
      {"Content-Disposition", "attachment; filename=\"" + raw.sha256 + (is_text ? ".txt\"" : ".bin\"")},
      {"Cache-Control", "private, no-store"},
      {"X-Source", raw.source},
      {"X-Received", format_rfc3339(raw.received)}};
  out.body = std::make_shared<const std::string>(raw.bytes);
  return out;
}

void raw(Call call) {
  const std::string& sha256 = call.path.at("sha256");
  if (!is_sha256(sha256))
    return call.respond(error_problem({ErrorCode::BadValue, "sha256", "64 hex digits expected"}));
  const Result<journal::Raw> found = call.needs.read.raw(sha256);
  if (!found) return call.respond(error_problem(found.error()));
  if (call.at && found->received > *call.at)
    return call.respond(error_problem({ErrorCode::NotFound, "sha256", "had not come in by then"}));
  if (found->personal) {
    if (const auto denied = access::check(call.doctrine->access, call.caller.who, "read.raw-personal"))
      return call.respond(denied_problem(*denied));
    call.needs.audit({call.caller.who, sha256, found->source, call.needs.machine_now()});
  }
  call.respond(raw_response(*found));
}

void journal(Call call) {
  const Result<std::uint64_t> from = whole_number(call.request, "from", 1);
  if (!from) return call.respond(error_problem(from.error()));
  const Result<std::uint64_t> to = whole_number(call.request, "to", UINT64_MAX);
  if (!to) return call.respond(error_problem(to.error()));
  const Result<std::size_t> limit = page_limit(call.request);
  if (!limit) return call.respond(error_problem(limit.error()));
  const auto entries = call.needs.read.entries(std::max<std::uint64_t>(*from, 1), *limit);
  if (!entries) return call.respond(error_problem(entries.error()));
  JournalPage out;
  for (const journal::Entry& entry : *entries)
    if (entry.seq <= *to && (!call.at || entry.at <= *call.at))
      out.items.push_back(
          {entry.seq, entry.at, entry.core, journal::to_hex(entry.leaf_hash), !entry.sealed.empty()});
  if (out.items.size() == *limit && out.items.back().seq < *to)
    out.next = std::to_string(out.items.back().seq + 1);
  call.respond(json_response(200, codec::encode(out)));
}

void journal_proof(Call call) {
  const Result<std::uint64_t> seq = whole_number(call.request, "seq", 0);
  if (!seq) return call.respond(error_problem(seq.error()));
  if (*seq == 0) return call.respond(error_problem({ErrorCode::BadValue, "seq", "1 or more expected"}));
  if (!call.needs.prove)
    return call.respond(error_problem({ErrorCode::NotFound, "seq", "this node signs no checkpoints"}));
  const Result<JournalProof> proof = call.needs.prove(*seq);
  call.respond(proof ? json_response(200, codec::encode(*proof)) : error_problem(proof.error()));
}
}  // namespace

std::vector<Route> looking_back_routes() {
  return {
      {.method = "GET",
       .pattern = "/api/why/{type}/{id}",
       .act = "read.why",
       .run = why,
       .summary = "The rule, the numbers and the facts behind a theme, signal, source, station or fact",
       .parameters = {at_parameter},
       .response_type = codec::type_of<views::Why>},
      {.method = "GET",
       .pattern = "/api/raw/{sha256}",
       .act = "read.raw",
       .run = raw,
       .summary = "The raw bytes of a received document; personal ones need read.raw-personal and are logged",
       .parameters = {{"at", "moment of region time: only what had come in by then"}},
       .media_type = "text/plain"},
      {.method = "GET",
       .pattern = "/api/journal",
       .act = "read.journal",
       .run = journal,
       .summary = "Entries of the journal, oldest first, without personal values",
       .parameters = {{"from", "sequence number to begin with"},
                      {"to", "last sequence number"},
                      {"limit", "entries a page, at most 1000"},
                      at_parameter},
       .response_type = codec::type_of<JournalPage>},
      {.method = "GET",
       .pattern = "/api/journal/proof",
       .act = "read.journal",
       .run = journal_proof,
       .summary = "Proof that an entry is under the newest signed checkpoint; 404 until there is one",
       .parameters = {{"seq", "sequence number of the entry"}},
       .response_type = codec::type_of<JournalProof>,
       .only_now = true},
  };
}
}  // namespace voorzien::api
