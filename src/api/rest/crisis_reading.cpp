// Reading of a crisis beside its entity: a totaalbeeld as it was sent, and the directory.
#include <algorithm>
#include <charconv>

#include "api/rest/command_route.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {}  // namespace

bool may_see_crisis(const Call& call, const CrisisId& id) {
  return !call.caller.sees.own ||
         call.needs.entities.find(call.caller.audience, views::Crisis::type, id.value) != nullptr;
}

namespace {
// Of the headings that it may read now, what was sent under them then.
void keep_for_partner(const Call& call, crisis::SituationVersion& sent) {
  const EntityPtr crisis =
      call.needs.entities.find(call.caller.audience, views::Crisis::type, call.path.at("id"));
  static const std::vector<std::string> none;
  const std::vector<std::string>& shown = crisis ? std::get<views::Crisis>(*crisis).headings_shown : none;
  std::erase_if(sent.lines, [&](const crisis::SituationLine& line) {
    return std::ranges::find(shown, line.heading) == shown.end();
  });
}

void situation(Call call) {
  const std::string text = call.path.at("number");
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size())
    return call.respond(error_problem({ErrorCode::BadValue, "number", "is not a number"}));
  if (!may_see_crisis(call, CrisisId{call.path.at("id")}))
    return call.respond(error_problem({ErrorCode::NotFound, "id", call.path.at("id")}));
  auto found = call.needs.read.situation(call.path.at("id"), number);
  if (found && call.caller.sees.is_partner()) keep_for_partner(call, *found);
  if (!found) return call.respond(error_problem({ErrorCode::NotFound, "number", text}));
  call.respond(json_response(200, codec::encode(*found)));
}

void directory(Call call) {
  const Result<std::size_t> limit = page_limit(call.request);
  if (!limit) return call.respond(error_problem(limit.error()));
  ContactsAnswer out{call.needs.read.contacts(call.request.parameter("query"), *limit)};
  call.respond(json_response(200, codec::encode(out)));
}
}  // namespace

std::vector<Route> crisis_reading_routes() {
  return {{.method = "GET",
           .pattern = "/api/crises/{id}/situation/{number}",
           .act = "read.crisis",
           .run = situation,
           .summary = "A totaalbeeld as it was sent: frozen, whenever one looks",
           .response_type = codec::type_of<crisis::SituationVersion>,
           .only_now = true},
          {.method = "GET",
           .pattern = "/api/directory",
           .act = "read.directory",
           .run = directory,
           .summary = "Contacts that fit the words, best first",
           .parameters = {{"query", "part of a name, function, organisation, place, abbreviation"},
                          {"limit", "items, at most 1000"}},
           .response_type = codec::type_of<ContactsAnswer>,
           .only_now = true}};
}
}  // namespace voorzien::api
