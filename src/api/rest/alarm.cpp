// POST /api/alarm/look, /api/alarm/answer: who is called answers by the link that the caller passed on,
// without an account. The token travels in the body, so that no log of addresses holds it; its hash finds the
// post. What such a link may do is the policy's: the role `alarm-link` of access.toml.
#include <algorithm>
#include <variant>

#include "api/rest/command_route.h"
#include "api/rest/problem.h"
#include "codec/json.h"
#include "journal/hash.h"

namespace voorzien::api {
namespace {
constexpr std::string_view link_role = "alarm-link";
constexpr std::string_view link_act = "crisis.answer-alarm";
constexpr std::size_t token_bytes_max = 200;

struct Linked {
  EntityPtr entity;  // holds the rest
  const views::Crisis* crisis = nullptr;
  std::string team;
  const crisis::CrisisPosition* post = nullptr;
};

std::optional<Linked> find_link(const Needs& needs, const std::string& hash) {
  const auto fits = [&](const crisis::CrisisPosition& post) { return post.link && post.link->hash == hash; };
  for (const EntityPtr& one :
       needs.entities.list(doctrine::Audience::of_everything().name(), views::Crisis::type)) {
    const auto& crisis = std::get<views::Crisis>(*one);
    if (crisis.closed) continue;
    for (const crisis::CrisisTeam& team : crisis.teams) {
      if (team.closed) continue;
      const auto post = std::ranges::find_if(team.positions, fits);
      if (post != team.positions.end()) return Linked{one, &crisis, team.id, &*post};
    }
    if (fits(crisis.leader)) return Linked{one, &crisis, {}, &crisis.leader};
  }
  return std::nullopt;
}

// A link of nothing, or one that the region does not want.
Response no_link() {
  return http_problem(404, "no-such-link", "This link is not, or no longer, one of ours.",
                      "Ring who called you, and say when you come.");
}

Response tried_too_often(Duration wait) {
  return to_wait(http_problem(429, "throttled", "Too many links from this address that are none of ours.",
                              "Wait the seconds named, or ring who called you."),
                 wait);
}

// The link, or why not. Who tries tokens that are none of ours waits longer and longer, as at the log-in.
std::variant<Linked, Response> linked(const Call& call, const std::string& token) {
  if (const std::optional<Duration> wait = call.sessions.try_link(call.request.remote))
    return tried_too_often(*wait);
  if (token.empty() || token.size() > token_bytes_max) return no_link();
  if (!call.doctrine->access.may(link_role, link_act)) return no_link();
  std::optional<Linked> found = find_link(call.needs, journal::to_hex(journal::sha256(token)));
  if (!found) return no_link();
  call.sessions.link_found(call.request.remote);
  return std::move(*found);
}

std::optional<Instant> begin_before(const doctrine::Plan& plan, const Linked& found) {
  const doctrine::PlanPosition* post = plan.position(found.post->id);
  if (post == nullptr || post->begins_s == 0 || !found.post->since) return std::nullopt;
  const auto team = std::ranges::find(found.crisis->teams, found.team, &crisis::CrisisTeam::id);
  const Instant from = team == found.crisis->teams.end() ? found.crisis->started : team->activated;
  return from + seconds(post->begins_s);
}

std::string state_of(const crisis::CrisisPosition& post, Instant now) {
  if (post.link->used) return "used";
  if (post.begun || (!post.person.empty() && post.person != post.link->name)) return "taken";
  return post.link->until <= now ? "expired" : "open";
}

// The first number of who describes the alarm: the dispatch centre, else the desk.
std::string dispatch_of(const Needs& needs, const doctrine::Plan& plan) {
  const std::string everything = doctrine::Audience::of_everything().name();
  for (const std::string& function : {plan.description_by, std::string("caco")})
    if (const EntityPtr duty = needs.entities.find(everything, views::Duty::type, function))
      for (const views::DutyContact& one : std::get<views::Duty>(*duty).contacts)
        if (!one.phone.empty()) return one.phone;
  return {};
}

AlarmShown shown(const Call& call, const Linked& found) {
  AlarmShown out;
  out.now = call.needs.read.now();
  out.crisis = found.crisis->number;
  out.title = found.crisis->title;
  out.place = found.crisis->place;
  out.exercise = found.crisis->exercise;
  out.name = found.post->link->name;
  out.post = found.post->name;
  out.until = found.post->link->until;
  out.state = state_of(*found.post, out.now);
  if (out.state == "used") {
    out.answer = found.post->state == "open" || found.post->state == "called" ? "refused" : found.post->state;
    out.eta = found.post->eta;
  }
  const EntityPtr entity = call.needs.entities.find(doctrine::Audience::of_everything().name(),
                                                    views::CrisisPlan::type, found.crisis->plan);
  if (entity == nullptr) return out;
  const doctrine::Plan& plan = std::get<views::CrisisPlan>(*entity).plan;
  if (const doctrine::PlanLevel* level = plan.level(found.crisis->level)) out.level = level->name;
  out.begin_before = begin_before(plan, found);
  out.dispatch = dispatch_of(call.needs, plan);
  return out;
}

void look(Call call) {
  const auto asked = codec::decode_body<AlarmToken>(call.request.body, call.route.required);
  if (!asked) return call.respond(error_problem(asked.error()));
  const std::variant<Linked, Response> tried = linked(call, asked->token);
  if (const auto* no = std::get_if<Response>(&tried)) return call.respond(*no);
  call.respond(json_response(200, codec::encode(shown(call, std::get<Linked>(tried)))));
}

void answer(Call call) {
  const auto asked = codec::decode_body<AlarmAnswered>(call.request.body, call.route.required);
  if (!asked) return call.respond(error_problem(asked.error()));
  const std::variant<Linked, Response> tried = linked(call, asked->token);
  if (const auto* no = std::get_if<Response>(&tried)) return call.respond(*no);
  const Linked& found = std::get<Linked>(tried);
  engine::CommandRequest request;
  request.command_id = call.request.header("idempotency-key");
  request.body_sha256 = meaning_of(call);
  request.actor = {std::string(link_role), found.post->link->name, std::string(link_role)};
  request.command =
      crisis::Command(crisis::AnswerAlarm{CrisisId{found.crisis->id}, found.team, found.post->id,
                                          found.post->link->hash, asked->state, asked->minutes});
  call.needs.submit.command(std::move(request),
                            [respond = std::move(call.respond)](const engine::Outcome& outcome) {
                              respond(answer_of(outcome, 200));
                            });
}
}  // namespace

std::vector<Route> alarm_routes() {
  Route shows;
  shows.method = "POST";
  shows.pattern = "/api/alarm/look";
  shows.guard = Guard::Public;
  shows.run = look;
  shows.summary =
      "What an alarm link is about: crisis, post, until when; for who was called, without an account";
  shows.body = Body::Json;
  shows.request_type = codec::type_of<AlarmToken>;
  shows.required = {"token"};
  shows.response_type = codec::type_of<AlarmShown>;
  Route takes = shows;
  takes.pattern = "/api/alarm/answer";
  takes.run = answer;
  takes.summary = "Answers an alarm by its link, once: coming with minutes, begun, refused";
  takes.request_type = codec::type_of<AlarmAnswered>;
  takes.required = {"token", "state"};
  takes.response_type = codec::type_of<CommandAnswer>;
  takes.is_command = true;
  return {std::move(shows), std::move(takes)};
}
}  // namespace voorzien::api
