// Reading calls over the synchronised entities: changes, streams, the picture, lists and single ones.
#include <algorithm>
#include <charconv>

#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "api/rest/sight.h"
#include "codec/entity_json.h"
#include "codec/json.h"
#include "desk/limits.h"

namespace voorzien::api {
namespace {
constexpr Parameter limit_parameter{"limit", "items a page, at most 1000"};
constexpr Parameter cursor_parameter{"cursor", "the `next` of the page before"};
constexpr Parameter since_parameter{"since", "version that the reader has; 0 or none for everything"};

// `since`, else Last-Event-ID (a stream that the browser opens again).
Result<std::uint64_t> since_of(const Request& request) {
  const std::string_view last = request.header("last-event-id");
  std::uint64_t resumed = 0;
  std::from_chars(last.data(), last.data() + last.size(), resumed);
  const bool has_parameter = !request.parameter("since").empty();
  ASSIGN_OR_RETURN(const std::uint64_t since, whole_number(request, "since", 0));
  // The address keeps its first `since`; what the browser last heard is newer.
  return has_parameter ? std::max(since, resumed) : resumed;
}

// Everything as it was, in the form of a full snapshot.
std::string all_then(const Sight& sight, const std::vector<std::string>& types) {
  std::string out = R"({"version":)" + std::to_string(sight.version()) + R"(,"full":true,"at":)";
  codec::append_string(format_rfc3339(sight.at()), out);
  out += R"(,"erased":)" + std::to_string(sight.erased()) + R"(,"upserts":[)";
  bool is_first = true;
  for (const EntityPtr& one : sight.list({})) {
    if (!types.empty() && std::ranges::find(types, type_of_entity(*one)) == types.end()) continue;
    if (!is_first) out += ',';
    is_first = false;
    codec::append_entity(*one, out);
  }
  return out + R"(],"removals":[]})";
}

void changes(Call call) {
  const Result<std::uint64_t> since = whole_number(call.request, "since", 0);
  if (!since) return call.respond(error_problem(since.error()));
  if (!call.at)
    return call.respond(json_response(
        200, call.needs.entities.changes(call.caller.audience, *since, call.request.parameter("types"))));
  if (*since != 0)
    return call.respond(error_problem({ErrorCode::BadValue, "since", "goes with now, not with `at`"}));
  const Result<Sight> sight = Sight::of(call);
  if (!sight) return call.respond(error_problem(sight.error()));
  call.respond(json_response(200, all_then(*sight, words(call.request.parameter("types")))));
}

void stream(Call call) {
  const Result<std::uint64_t> since = since_of(call.request);
  if (!since) return call.respond(error_problem(since.error()));
  Response out;
  const bool is_socket = call.route.pattern == "/api/socket";
  out.status = is_socket ? 101 : 200;
  out.stream = is_socket ? StreamKind::WebSocket : StreamKind::Sse;
  out.stream_audience = call.caller.audience;
  out.stream_since = *since;
  call.respond(std::move(out));
}

template <class T>
const T& as(const EntityPtr& entity) {
  return std::get<T>(*entity);
}

bool is_open(const std::string& state) { return state != "rejected" && state != "closed"; }

void picture(Call call) {
  const Result<Sight> sight = Sight::of(call);
  if (!sight) return call.respond(error_problem(sight.error()));
  PictureAnswer out;
  out.version = sight->version();
  out.at = sight->at();
  if (const EntityPtr region = sight->find("region", "region")) out.region = as<views::Region>(region);
  for (const EntityPtr& one : sight->list("theme")) out.themes.push_back(as<views::Theme>(one));
  std::ranges::stable_sort(out.themes, {}, &views::Theme::order);
  for (const char* state : {"new", "seen", "verified", "rejected", "closed", "open"}) out.signals[state] = 0;
  for (const EntityPtr& one : sight->list("signal")) {
    const std::string& state = as<views::Signal>(one).state;
    ++out.signals[state];
    if (is_open(state)) ++out.signals["open"];
  }
  out.erased = sight->erased();
  call.respond(json_response(200, codec::encode(out)));
}

enum class Order { ById, NewestFirst };

bool fits_signal(const views::Signal& signal, const std::vector<std::string>& states,
                 const std::string& theme) {
  const auto is_state = [&](const std::string& one) {
    return one == signal.state || (one == "open" && is_open(signal.state));
  };
  return (theme.empty() || signal.theme == theme) &&
         (states.empty() || std::ranges::any_of(states, is_state));
}

// {"items":[...],"next":...}: ids are ordered, so the cursor is the last id that was given. `behind` goes on
// in the cursor; `after_all` is the cursor after the last of these, when more lies elsewhere.
std::string page_of(std::vector<EntityPtr> items, std::size_t limit, std::string_view cursor, Order order,
                    std::string_view behind = {}, const std::string& after_all = {}) {
  if (order == Order::NewestFirst) std::ranges::reverse(items);
  const auto is_given = [&](const EntityPtr& one) {
    return order == Order::ById ? id_of(*one) <= cursor : id_of(*one) >= cursor;
  };
  if (!cursor.empty()) items.erase(items.begin(), std::ranges::find_if_not(items, is_given));
  std::string out = R"({"items":[)";
  const std::size_t count = std::min(limit, items.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) out += ',';
    codec::append_entity(*items[i], out);
  }
  out += R"(],"next":)";
  if (count < items.size())
    codec::append_string(id_of(*items[count - 1]) + std::string(behind), out);
  else if (!after_all.empty())
    codec::append_string(after_all, out);
  else
    out += "null";
  return out + '}';
}

void list(Call call) {
  const Result<Sight> sight = Sight::of(call);
  if (!sight) return call.respond(error_problem(sight.error()));
  const Result<std::size_t> limit = page_limit(call.request);
  if (!limit) return call.respond(error_problem(limit.error()));
  static const std::map<std::string_view, std::string_view> types = {
      {"/api/themes", "theme"},     {"/api/signals", "signal"},
      {"/api/sources", "source"},   {"/api/stations", "station"},
      {"/api/facts", "fact"},       {"/api/crises", "crisis"},
      {"/api/plans", "plan"},       {"/api/duty", "duty"},
      {"/api/findings", "finding"}, {"/api/early-warning", "early-warning"},
      {"/api/loads", "load"}};
  const std::string_view type = types.at(call.route.pattern);
  std::vector<EntityPtr> items = sight->list(type);
  if (type == "signal") {
    const std::vector<std::string> states = words(call.request.parameter("state"));
    const std::string theme = call.request.parameter("theme");
    std::erase_if(items,
                  [&](const EntityPtr& one) { return !fits_signal(as<views::Signal>(one), states, theme); });
  }
  const Order order =
      type == "signal" || type == "crisis" || type == "finding" ? Order::NewestFirst : Order::ById;
  call.respond(
      json_response(200, page_of(std::move(items), *limit, call.request.parameter("cursor"), order)));
}

// The state keeps the newest lines; older ones stand in the state of an earlier moment. The cursor
// "ID@VERSION" goes on below line ID in the state after entry VERSION.
void log(Call call) {
  const Result<std::size_t> limit = page_limit(call.request);
  if (!limit) return call.respond(error_problem(limit.error()));
  const std::string given = call.request.parameter("cursor");
  const std::size_t mark = std::min(given.find('@'), given.size());
  const std::string_view behind = std::string_view(given).substr(mark);
  std::uint64_t version = 0;
  const char* const end = behind.data() + behind.size();
  if (!behind.empty() && (std::from_chars(behind.data() + 1, end, version).ptr != end || version == 0))
    return call.respond(error_problem({ErrorCode::BadValue, "cursor", "is not the `next` of a page"}));
  const Result<Sight> sight = behind.empty() ? Sight::of(call) : Sight::after(call, version);
  if (!sight) return call.respond(error_problem(sight.error()));
  std::vector<EntityPtr> lines = sight->list("log");
  std::string older;
  if (lines.size() >= desk::limits::log_kept_max) {
    const auto& oldest = as<views::LogLine>(lines.front());
    if (oldest.version > 1) older = oldest.id + "@" + std::to_string(oldest.version - 1);
  }
  call.respond(json_response(200, page_of(std::move(lines), *limit, std::string_view(given).substr(0, mark),
                                          Order::NewestFirst, behind, older)));
}

void one(Call call) {
  const Result<Sight> sight = Sight::of(call);
  if (!sight) return call.respond(error_problem(sight.error()));
  const std::string_view type = call.route.pattern == "/api/signals/{id}" ? "signal" : "crisis";
  const EntityPtr found = sight->find(type, call.path.at("id"));
  if (!found) return call.respond(error_problem({ErrorCode::NotFound, "id", ""}));
  call.respond(json_response(200, codec::encode_entity(*found)));
}

Route list_route(std::string_view path, std::string_view act, std::string_view summary,
                 const codec::TypeInfo& (*type)()) {
  return {.method = "GET",
          .pattern = path,
          .act = act,
          .run = list,
          .summary = summary,
          .parameters = {limit_parameter, cursor_parameter, at_parameter},
          .response_type = type,
          .is_page = true};
}
}  // namespace

std::vector<Route> reading_routes() {
  Route signals =
      list_route("/api/signals", "read.picture", "Signals, newest first", codec::type_of<views::Signal>);
  signals.parameters.push_back(
      {"state", "new, seen, verified, rejected, closed, or open; several with commas"});
  signals.parameters.push_back({"theme", "theme id"});
  Route log_lines = list_route("/api/log", "read.log", "Log lines, newest first, back to the first one",
                               codec::type_of<views::LogLine>);
  log_lines.run = log;
  log_lines.looks_back = true;
  return {
      {.method = "GET",
       .pattern = "/api/changes",
       .act = "read.picture",
       .run = changes,
       .summary = "Everything that changed above a version",
       .parameters = {since_parameter, types_parameter, at_parameter}},
      {.method = "GET",
       .pattern = "/api/stream",
       .act = "read.picture",
       .run = stream,
       .summary = "The same as it happens, by Server-Sent Events; Last-Event-ID resumes",
       .parameters = {since_parameter},
       .only_now = true,
       .media_type = "text/event-stream"},
      {.method = "GET",
       .pattern = "/api/socket",
       .act = "read.picture",
       .run = stream,
       .summary = "The same by WebSocket, in batches of 50 to 100 ms",
       .parameters = {since_parameter},
       .only_now = true,
       .status = 101},
      {.method = "GET",
       .pattern = "/api/picture",
       .act = "read.picture",
       .run = picture,
       .summary = "The safety picture: themes and counts of signals",
       .parameters = {at_parameter},
       .response_type = codec::type_of<PictureAnswer>},
      list_route("/api/themes", "read.picture", "Themes", codec::type_of<views::Theme>),
      std::move(signals),
      {.method = "GET",
       .pattern = "/api/signals/{id}",
       .act = "read.picture",
       .run = one,
       .summary = "One signal",
       .parameters = {at_parameter},
       .response_type = codec::type_of<views::Signal>},
      list_route("/api/sources", "read.sources", "Sources with their age, rhythm and state",
                 codec::type_of<views::Source>),
      list_route("/api/stations", "read.picture", "Measuring stations", codec::type_of<views::Station>),
      list_route("/api/facts", "read.picture", "Facts that are valid now", codec::type_of<views::Fact>),
      list_route("/api/crises", "read.crisis", "Crises, newest first", codec::type_of<views::Crisis>),
      {.method = "GET",
       .pattern = "/api/crises/{id}",
       .act = "read.crisis",
       .run = one,
       .summary = "One crisis",
       .parameters = {at_parameter},
       .response_type = codec::type_of<views::Crisis>},
      list_route("/api/plans", "read.crisis", "The plan in force, and those that crises run under",
                 codec::type_of<views::CrisisPlan>),
      list_route("/api/duty", "read.crisis", "Who is on duty now, by function", codec::type_of<views::Duty>),
      list_route("/api/findings", "read.log", "What the detectors found, shown and held back",
                 codec::type_of<views::DetectorFinding>),
      list_route("/api/early-warning", "read.log", "The budget of false warnings and the detectors' record",
                 codec::type_of<views::EarlyWarning>),
      list_route("/api/loads", "read.log", "How many reports of each theme the coming hours bring",
                 codec::type_of<views::Load>),
      std::move(log_lines),
  };
}
}  // namespace voorzien::api
