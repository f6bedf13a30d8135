#include "server/demo/director.h"

#include <algorithm>
#include <map>
#include <utility>

#include "api/rest/route.h"
#include "codec/json.h"
#include "journal/hash.h"
#include "server/film/script.h"
#include "server/log.h"
#include "server/submit_and_wait.h"

namespace voorzien::server {
namespace {
using Make = Result<engine::Command> (*)(std::string_view body);

template <class Matter, class T>
Result<engine::Command> make(std::string_view body) {
  ASSIGN_OR_RETURN(T command, codec::decode_body<T>(body, {}));
  return engine::Command{Matter{std::move(command)}};
}

Make maker_of(const std::string& command) {
  using namespace crisis;
  static const std::map<std::string, Make> known{
      {"signal/verify", make<picture::Command, picture::VerifySignal>},
      {"crisis/start", make<Command, StartCrisis>},
      {"crisis/level", make<Command, DeclareLevel>},
      {"crisis/call", make<Command, AnswerCall>},
      {"crisis/position", make<Command, FillPosition>},
      {"crisis/team", make<Command, ActivateTeam>},
      {"crisis/meeting", make<Command, PlanMeeting>},
      {"crisis/line", make<Command, WriteLine>},
      {"crisis/situation", make<Command, SendSituation>},
      {"crisis/action", make<Command, WriteAction>},
      {"crisis/propose", make<Command, ProposeDecision>},
      {"crisis/decide", make<Command, TakeDecision>},
      {"crisis/follow", make<Command, FollowDecision>},
      {"log/write", make<desk::Command, desk::WriteLog>}};
  const auto found = known.find(command);
  return found == known.end() ? nullptr : found->second;
}

Error stands_for_nothing(const film::Act& act, const std::string& word) {
  return {ErrorCode::NotFound, format_rfc3339(act.at) + " " + act.command,
          "<" + word + "> stands for nothing"};
}

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// The newest that runs and that the desk began with the film's hand: any, as the film has one.
const crisis::Crisis* running(const crisis::State& state) {
  const crisis::Crisis* out = nullptr;
  for (const auto& [id, one] : state.crises)
    if (!one.closed && (out == nullptr || out->started <= one.started)) out = &one;
  return out;
}

std::string in_crisis(const crisis::Crisis& crisis, const std::string& kind, const std::string& words) {
  if (kind == "call")
    for (const crisis::Call& one : crisis.calls)
      if (one.function == words && one.outcome.empty()) return one.id;
  if (kind == "decision")
    for (const crisis::CrisisDecision& one : crisis.decisions)
      if (holds(one.question, words)) return one.id;
  if (kind == "action")
    for (const crisis::CrisisAction& one : crisis.actions)
      if (holds(one.text, words)) return one.id;
  if (kind == "version") {
    for (const crisis::SituationLine& one : crisis.lines)
      if (one.heading == words) return std::to_string(one.version);
    return "0";
  }
  return {};
}

std::string meaning_of(const std::string& word, Instant at, const engine::RegionState& state) {
  if (word.starts_with('+')) {
    const std::optional<Duration> later = film::length_of(std::string_view(word).substr(1));
    return later ? format_rfc3339(at + *later) : std::string{};
  }
  const std::size_t colon = std::min(word.find(':'), word.size());
  const std::string kind = word.substr(0, colon);
  const std::string words = colon == word.size() ? std::string{} : word.substr(colon + 1);
  if (kind == "signal") {
    for (const auto& [id, one] : state.picture.signals)
      if (holds(one.face.title, words) && one.hands.state != "closed" && one.merged_into.empty()) return id;
    return {};
  }
  const crisis::Crisis* crisis = running(state.crisis);
  if (crisis == nullptr) return {};
  return kind == "crisis" ? crisis->id.value : in_crisis(*crisis, kind, words);
}
}  // namespace

Result<std::string> fill_in(const film::Act& act, const engine::RegionState& state) {
  std::string out;
  std::string_view rest = act.body;
  while (true) {
    const std::size_t begin = rest.find('<');
    out += rest.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const std::size_t end = rest.find('>', begin);
    const std::string word(rest.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1));
    const std::string meaning = meaning_of(word, act.at, state);
    if (end == std::string_view::npos || meaning.empty()) return stands_for_nothing(act, word);
    out += meaning;
    rest.remove_prefix(end + 1);
  }
}

Result<std::unique_ptr<Director>> Director::of(std::vector<film::Act> acts,
                                               const std::vector<api::DemoAccount>& people,
                                               const doctrine::Access& access, engine::Engine& engine) {
  std::vector<Part> parts;
  for (film::Act& act : acts) {
    const std::string place = format_rfc3339(act.at) + " act";
    const auto who = std::ranges::find(people, act.user, &api::DemoAccount::user);
    if (who == people.end())
      return Error{ErrorCode::BadValue, place, act.user + " is no account of the demonstration"};
    if (maker_of(act.command) == nullptr)
      return Error{ErrorCode::BadValue, place, act.command + " is no act of a film"};
    const auto route = std::ranges::find(api::routes(), "/api/" + act.command, &api::Route::pattern);
    if (route == api::routes().end() || !access.may(who->role, route->act))
      return Error{ErrorCode::NotAllowed, place, who->role + " may not " + act.command};
    parts.push_back({std::move(act), {who->user, who->name, who->role}});
  }
  return std::unique_ptr<Director>(new Director(std::move(parts), engine));
}

std::optional<Instant> Director::next() const {
  return index_ < parts_.size() ? std::optional(parts_[index_].act.at) : std::nullopt;
}

Result<engine::Command> Director::command_of(const film::Act& act) {
  Result<std::string> body = std::string{};
  engine_.look([&](const views::Sight&, const engine::RegionState& state) { body = fill_in(act, state); });
  if (!body) return body.error();
  return maker_of(act.command)(*body);
}

bool Director::act() {
  const Part& part = parts_[index_++];
  Result<engine::Command> command = command_of(part.act);
  Done done = Nothing{};
  if (command) {
    engine::CommandRequest request;
    request.command_id = "film-act-" + std::to_string(index_);
    request.body_sha256 = journal::sha256(request.command_id);
    request.actor = part.actor;
    request.command = std::move(*command);
    if (const auto accepted = submit_and_wait(engine_, std::move(request)); !accepted)
      done = accepted.error();
  } else {
    done = command.error();
  }
  if (done) return true;
  ++passed_over_;
  log("info", "film-act-passed-over", {{"act", part.act.command}, {"why", done.error().to_text()}});
  return false;
}
}  // namespace voorzien::server
