// Places and search: names typed by people to things of ours.
#include <algorithm>

#include "api/rest/assets.h"
#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "api/rest/search_words.h"
#include "api/rest/sight.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
Result<std::string> question_of(const Request& request) {
  std::string text = request.parameter("q");
  if (text.empty()) return Error{ErrorCode::MissingField, "q", ""};
  if (text.size() > limits::search_text_max) return Error{ErrorCode::BadValue, "q", "at most 200 bytes"};
  return text;
}

void places(Call call) {
  const Result<std::string> text = question_of(call.request);
  if (!text) return call.respond(error_problem(text.error()));
  call.respond(json_response(200, codec::encode(PlacesAnswer{call.needs.places(*text, limits::places_max)})));
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += ' ';
    out += part;
  }
  return out;
}

// What of an entity is searched, and how a hit of it looks.
struct Searchable {
  SearchHit hit;
  std::string text;
};

Searchable searchable(const views::Signal& s) {
  return {{"signal", s.id, s.title, joined({s.number, s.place}), s.level, s.updated, s.point},
          joined({s.title, s.number, s.place, s.so_what, s.owner, s.native_level, s.promise})};
}
Searchable searchable(const views::LogLine& l) {
  return {{"log", l.id, l.text, l.who, std::nullopt, l.at, std::nullopt}, joined({l.text, l.who})};
}
Searchable searchable(const views::Theme& t) {
  return {{"theme", t.id, t.name, t.reason, t.level, t.since, std::nullopt},
          joined({t.name, t.name_en, t.id})};
}
Searchable searchable(const views::Source& s) {
  return {{"source", s.id, s.name, s.state, std::nullopt, s.last_received, std::nullopt},
          joined({s.name, s.id, s.format})};
}
Searchable searchable(const auto&) { return {}; }

void add_hits(const Sight& sight, std::string_view type, const SearchWords& wanted,
              std::vector<SearchHit>& out) {
  std::vector<EntityPtr> items = sight.list(type);
  std::ranges::reverse(items);  // newest first, where ids are ordered by age
  std::size_t found = 0;
  for (const EntityPtr& one : items) {
    if (found == limits::search_each_max || out.size() == limits::search_max) return;
    Searchable what = std::visit([](const auto& entity) { return searchable(entity); }, *one);
    if (!wanted.all_in(what.text)) continue;
    out.push_back(std::move(what.hit));
    ++found;
  }
}

void basemap(Call call) {
  const std::shared_ptr<const Assets> files = call.needs.basemap();
  const auto found = files->find(call.path.at("name"));
  if (found == files->end()) return call.respond(error_problem({ErrorCode::NotFound, "name", ""}));
  call.respond(answer_with(found->second, call.request));
}

void search(Call call) {
  const Result<std::string> text = question_of(call.request);
  if (!text) return call.respond(error_problem(text.error()));
  const Result<Sight> sight = Sight::of(call);
  if (!sight) return call.respond(error_problem(sight.error()));
  const SearchWords wanted(*text);
  SearchAnswer out;
  for (const std::string_view type : {"theme", "signal", "source"}) add_hits(*sight, type, wanted, out.items);
  if (!access::check(call.doctrine->access, call.caller.who, "read.log"))
    add_hits(*sight, "log", wanted, out.items);
  for (const geo::Place& place : call.needs.places(*text, limits::search_each_max)) {
    if (out.items.size() == limits::search_max) break;
    out.items.push_back(
        {"place", place.name, place.name, place.municipality, std::nullopt, std::nullopt, place.point});
  }
  call.respond(json_response(200, codec::encode(out)));
}
}  // namespace

std::vector<Route> search_routes() {
  return {
      {.method = "GET",
       .pattern = "/api/places",
       .act = "read.picture",
       .run = places,
       .summary = "Places by name, RD or WGS84 coordinates, or hectometre post; best first",
       .parameters = {{"q", "what was typed", true}, {"at", "changes nothing: places are of all times"}},
       .response_type = codec::type_of<PlacesAnswer>},
      {.method = "GET",
       .pattern = "/api/basemap/{name}",
       .act = "read.picture",
       .run = basemap,
       .summary = "A file of the imported base map, such as gm.json; 404 without import",
       .media_type = "application/geo+json"},
      {.method = "GET",
       .pattern = "/api/search",
       .act = "read.picture",
       .run = search,
       .summary = "Themes, signals, sources, log lines and places that hold every word",
       .parameters = {{"q", "words", true}, at_parameter},
       .response_type = codec::type_of<SearchAnswer>},
  };
}
}  // namespace voorzien::api
