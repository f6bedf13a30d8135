// GET /api/capcodes: what lists say that the codes of a pager line wake. Codes come out of raw pager lines,
// so this is for who may read those: the act of raw personal bytes, and the audience that sees pager text.
#include <algorithm>

#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
using network::CapcodeBook;

CapcodeAnswer answer_for(const CapcodeBook& book, std::string code) {
  CapcodeAnswer out;
  const auto found = book.find(code);
  out.code = std::move(code);
  out.conflict = network::is_conflict(found);
  for (const CapcodeBook::Entry& entry : found) {
    const CapcodeBook::Known& list = book.lists()[entry.list];
    const network::CapcodeClaim& claim = entry.claim;
    out.claims.push_back({claim.name, claim.discipline, claim.station, claim.region, list.source, list.date});
  }
  return out;
}

// As asked, each once, in the order of asking.
Result<std::vector<std::string>> codes_of(const Request& request) {
  std::vector<std::string> out;
  const std::vector<std::string> asked = words(request.parameter("codes"));
  if (asked.size() > limits::capcodes_asked_max)
    return Error{ErrorCode::BadValue, "codes", "at most 100 codes"};
  for (const std::string& one : asked) {
    std::optional<std::string> code = network::capcode_of(one);
    if (!code) return Error{ErrorCode::BadValue, "codes", "seven or nine digits each, with commas between"};
    if (std::ranges::find(out, *code) == out.end()) out.push_back(std::move(*code));
  }
  return out;
}

Result<std::vector<std::string>> wanted(const Request& request, const CapcodeBook& book) {
  ASSIGN_OR_RETURN(std::vector<std::string> codes, codes_of(request));
  const std::string question = request.parameter("q");
  if (question.size() > limits::search_text_max) return Error{ErrorCode::BadValue, "q", "at most 200 bytes"};
  if (codes.empty() && question.empty()) return Error{ErrorCode::MissingField, "codes", "or q"};
  for (std::string& code : book.search(question, limits::capcodes_found_max))
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(std::move(code));
  return codes;
}

void capcodes(Call call) {
  if (!call.caller.sees.pager_text)
    return call.respond(
        denied_problem({std::string(call.route.act), call.doctrine->access.who_may(call.route.act)}));
  static const auto none = std::make_shared<const CapcodeBook>();
  const std::shared_ptr<const CapcodeBook> book = call.needs.capcodes ? call.needs.capcodes() : none;
  Result<std::vector<std::string>> codes = wanted(call.request, *book);
  if (!codes) return call.respond(error_problem(codes.error()));
  CapcodesAnswer out;
  for (const CapcodeBook::Known& list : book->lists())
    out.lists.push_back({list.source, list.date, static_cast<std::int64_t>(list.claims)});
  for (std::string& code : *codes) out.items.push_back(answer_for(*book, std::move(code)));
  call.respond(json_response(200, codec::encode(out)));
}
}  // namespace

std::vector<Route> capcode_routes() {
  return {{.method = "GET",
           .pattern = "/api/capcodes",
           .act = "read.raw-personal",
           .run = capcodes,
           .summary = "What the imported lists say that capcodes of pager lines wake, conflicts included",
           .parameters = {{"codes", "seven or nine digits each, with commas between; at most 100"},
                          {"q", "or words of what they wake; the first 50 codes"},
                          {"at", "changes nothing: lists are those of now"}},
           .response_type = codec::type_of<CapcodesAnswer>}};
}
}  // namespace voorzien::api
