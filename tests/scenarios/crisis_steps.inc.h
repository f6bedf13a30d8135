// The lines of a scenario that are about crises: what people ask of one, and what must be so of it.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include "crisis/clock/terms.h"
#include "crisis/commands.h"
#include "words.inc.h"

namespace voorzien::scenarios {
namespace {

// A crisis by part of its title; of several the one that goes on.
const crisis::Crisis& crisis_named(const engine::RegionState& state, const std::string& words) {
  const crisis::Crisis* out = nullptr;
  for (const auto& [id, one] : state.crisis.crises)
    if (one.title.find(words) != std::string::npos && (out == nullptr || out->closed)) out = &one;
  if (out == nullptr) fail("there is no crisis \"" + words + "\"");
  return *out;
}

const crisis::CrisisDecision& decision_named(const crisis::Crisis& crisis, const std::string& words) {
  for (const crisis::CrisisDecision& one : crisis.decisions)
    if (one.question.find(words) != std::string::npos) return one;
  fail("there is no decision \"" + words + "\"");
}

const crisis::CrisisAction& action_named(const crisis::Crisis& crisis, const std::string& words) {
  for (const crisis::CrisisAction& one : crisis.actions)
    if (one.text.find(words) != std::string::npos) return one;
  fail("there is no action \"" + words + "\"");
}

// What somebody asks: `word "crisis" ...` -> the command. Nothing: it is not about a crisis.
class CrisisWords {
 public:
  CrisisWords(const engine::RegionState& state, const Words& words) : state_(state), words_(words) {}

  std::optional<crisis::Command> command() const {
    using Make = crisis::Command (CrisisWords::*)() const;
    static const std::map<std::string, Make> known{{"starts", &CrisisWords::starts},
                                                   {"links", &CrisisWords::links},
                                                   {"declares", &CrisisWords::declares},
                                                   {"withdraws", &CrisisWords::withdraws},
                                                   {"establishes", &CrisisWords::establishes},
                                                   {"switches", &CrisisWords::switches},
                                                   {"steps", &CrisisWords::steps},
                                                   {"activates", &CrisisWords::team},
                                                   {"begins", &CrisisWords::team},
                                                   {"stands-down", &CrisisWords::team},
                                                   {"fills", &CrisisWords::fills},
                                                   {"offers", &CrisisWords::offers},
                                                   {"takes-over", &CrisisWords::takes_over},
                                                   {"links-alarm", &CrisisWords::links_alarm},
                                                   {"answers-alarm", &CrisisWords::answers_alarm},
                                                   {"adds", &CrisisWords::adds},
                                                   {"asks-support", &CrisisWords::asks_support},
                                                   {"calls", &CrisisWords::calls},
                                                   {"meets", &CrisisWords::meets},
                                                   {"describes", &CrisisWords::describes},
                                                   {"sends", &CrisisWords::sends},
                                                   {"orders", &CrisisWords::orders},
                                                   {"ends", &CrisisWords::ends},
                                                   {"proposes", &CrisisWords::proposes},
                                                   {"decides", &CrisisWords::decides},
                                                   {"follows", &CrisisWords::follows},
                                                   {"applies-39", &CrisisWords::applies_39},
                                                   {"ends-39", &CrisisWords::ends_39},
                                                   {"objects", &CrisisWords::objects},
                                                   {"answers", &CrisisWords::answers},
                                                   {"judges", &CrisisWords::judges},
                                                   {"reviews", &CrisisWords::reviews},
                                                   {"joins", &CrisisWords::joins},
                                                   {"splits", &CrisisWords::splits},
                                                   {"concludes", &CrisisWords::concludes}};
    const auto make = known.find(words_.at(0));
    if (make == known.end()) return std::nullopt;
    return (this->*make->second)();
  }

 private:
  [[nodiscard]] const crisis::Crisis& of() const { return crisis_named(state_, words_.at(1)); }
  [[nodiscard]] std::string option(const std::string& name, const std::string& other = "") const {
    return option_of(words_, name, other);
  }
  [[nodiscard]] std::optional<Instant> time(const std::string& name) const {
    const std::string text = option(name);
    return text.empty() ? std::nullopt : std::optional(time_of(text));
  }
  [[nodiscard]] SignalId signal(const std::string& words) const {
    for (const auto& [id, one] : state_.picture.signals)
      if (one.face.title.find(words) != std::string::npos && one.hands.state != "closed") return one.id;
    fail("there is no open signal \"" + words + "\"");
  }
  static std::vector<std::string> list(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream parts(text);
    for (std::string one; std::getline(parts, one, ',');) out.push_back(one);
    return out;
  }

  [[nodiscard]] crisis::Command starts() const {
    crisis::StartCrisis out;
    out.title = words_.at(1);
    out.procedure = option("procedure", "spc");
    out.place = option("place");
    out.municipalities = list(option("gm"));
    out.exercise = option("exercise") == "yes";
    if (option("real") == "yes") out.real = true;
    if (const std::string of = option("signal"); !of.empty()) out.signals = {signal(of)};
    return out;
  }
  [[nodiscard]] crisis::Command links() const { return crisis::LinkSignals{of().id, {signal(words_.at(2))}}; }
  [[nodiscard]] crisis::Command declares() const {
    crisis::DeclareLevel out;
    out.id = of().id;
    out.level = words_.at(2) == "none" ? "" : words_.at(2);
    out.was = option("was", of().level);
    out.criterion = option("criterion");
    out.on_behalf_of = option("order");
    out.reason = option("reason");
    out.actions_to = option("actions");
    return out;
  }
  [[nodiscard]] crisis::Command withdraws() const { return crisis::WithdrawLevel{of().id}; }
  [[nodiscard]] crisis::Command establishes() const {
    return crisis::SetT0{of().id, words_.at(2), time("at"), option("reason")};
  }
  [[nodiscard]] crisis::Command switches() const {
    return crisis::ChangeProcedure{of().id, words_.at(2), words_.at(3)};
  }
  [[nodiscard]] crisis::Command steps() const { return crisis::TakeStep{of().id, words_.at(2)}; }
  [[nodiscard]] crisis::Command team() const {
    static const std::map<std::string, std::string> acts{
        {"activates", "activate"}, {"begins", "begin"}, {"stands-down", "close"}};
    crisis::ActivateTeam out;
    out.id = of().id;
    out.team = words_.at(2);
    out.act = acts.at(words_[0]);
    out.at = time("at");
    out.reason = option("reason");
    out.handed_to = option("to");
    out.actions_to = option("actions");
    if (const std::string where = option("where"); !where.empty()) out.where = where;
    return out;
  }
  // TEAM/POSITION; of the leader before a team has the post, /POSITION.
  [[nodiscard]] std::pair<std::string, std::string> post() const {
    const std::string& place = words_.at(2);
    const std::size_t slash = place.find('/');
    if (slash == std::string::npos) fail("a position is TEAM/POSITION");
    return {place.substr(0, slash), place.substr(slash + 1)};
  }
  [[nodiscard]] crisis::Command offers() const {  // offers "crisis" TEAM/POSITION "to whom" [note=]
    return crisis::OfferHandover{of().id, post().first, post().second, words_.at(3), option("note")};
  }
  [[nodiscard]] crisis::Command takes_over() const {
    return crisis::TakeHandover{of().id, post().first, post().second};
  }
  [[nodiscard]] crisis::Command links_alarm() const {  // links-alarm "crisis" TEAM/POSITION, hash of 64 a's
    const auto& calls = of().calls;
    const auto call = std::ranges::find_if(calls, [&](const crisis::Call& one) {
      return one.team == post().first && one.position == post().second && one.outcome.empty();
    });
    return crisis::MakeAlarmLink{of().id, call == calls.end() ? "" : call->id, std::string(64, 'a')};
  }
  [[nodiscard]] crisis::Command answers_alarm() const {  // … TEAM/POSITION STATE [minutes=N]
    return crisis::AnswerAlarm{of().id,       post().first,
                               post().second, std::string(64, 'a'),
                               words_.at(3),  std::stoll(option("minutes", "0"))};
  }
  [[nodiscard]] crisis::Command fills() const {  // fills "crisis" TEAM/POSITION STATE
    crisis::FillPosition out;
    out.id = of().id;
    std::tie(out.team, out.position) = post();
    out.state = words_.at(3);
    out.person = option("person");
    out.eta = time("eta");
    out.begun = time("begun");
    return out;
  }
  [[nodiscard]] crisis::Command adds() const {
    crisis::AddPosition out;
    out.id = of().id;
    out.team = words_.at(2);
    out.name = words_.at(3);
    out.person = option("person");
    out.tasks = list(option("tasks"));
    return out;
  }
  [[nodiscard]] crisis::Command asks_support() const {
    return crisis::AskSupport{of().id, words_.at(2), words_.at(3), words_.at(4)};
  }
  [[nodiscard]] crisis::Command calls() const {  // calls "crisis" FUNCTION OUTCOME
    for (const crisis::Call& one : of().calls)
      if (one.function == words_.at(2) && one.outcome.empty())
        return crisis::AnswerCall{of().id, one.id, words_.at(3), time("eta"), option("note")};
    fail("nobody of '" + words_.at(2) + "' is to be called");
  }
  [[nodiscard]] crisis::Command meets() const {
    return crisis::MeetTerm{of().id, words_.at(2), time("at"), option("note")};
  }
  [[nodiscard]] crisis::Command describes() const {
    std::int64_t version = 0;
    for (const crisis::SituationLine& line : of().lines)
      if (line.heading == words_.at(2)) version = line.version;
    if (const std::string saw = option("saw"); !saw.empty()) version = std::stoll(saw);
    return crisis::WriteLine{of().id, words_.at(2), words_.at(3), version};
  }
  [[nodiscard]] crisis::Command sends() const { return crisis::SendSituation{of().id, option("note")}; }
  [[nodiscard]] crisis::Command orders() const {
    crisis::WriteAction out;
    out.id = of().id;
    out.text = words_.at(2);
    out.owner = option("owner");
    out.due = time("due");
    out.state = "open";
    return out;
  }
  [[nodiscard]] crisis::Command ends() const {  // ends "crisis" "action" done|dropped
    const crisis::CrisisAction& action = action_named(of(), words_.at(2));
    crisis::WriteAction out;
    out.id = of().id;
    out.action = action.id;
    out.text = action.text;
    out.owner = action.owner;
    out.due = action.due;
    out.state = words_.at(3);
    out.note = option("note");
    return out;
  }
  [[nodiscard]] crisis::Command proposes() const {
    return crisis::ProposeDecision{of().id, option("type"), words_.at(2), option("advice"), time("latest")};
  }
  [[nodiscard]] crisis::Command decides() const {
    const std::int64_t newest = of().sent.empty() ? 0 : of().sent.back().number;
    const std::string rests_on = option("on");
    return crisis::TakeDecision{of().id, decision_named(of(), words_.at(2)).id, words_.at(3),
                                rests_on.empty() ? newest : std::stoll(rests_on), option("reason")};
  }
  [[nodiscard]] crisis::Command follows() const {
    return crisis::FollowDecision{of().id, decision_named(of(), words_.at(2)).id, words_.at(3),
                                  option("note")};
  }
  [[nodiscard]] crisis::Command applies_39() const {  // applies-39 "crisis" GM,GM "reason" [consulted=yes]
    return crisis::ApplyArticle39{of().id, list(words_.at(2)), option("consulted") == "yes", words_.at(3),
                                  false};
  }
  [[nodiscard]] crisis::Command ends_39() const {
    return crisis::ApplyArticle39{of().id, {}, false, words_.at(2), true};
  }
  [[nodiscard]] crisis::Command objects() const {
    return crisis::RecordObjection{of().id, words_.at(2), words_.at(3), words_.at(4)};
  }
  [[nodiscard]] crisis::Command answers() const {
    return crisis::AnswerQuestions{of().id, words_.at(2), words_.at(3), words_.at(4), of().questions.version};
  }
  [[nodiscard]] crisis::Command judges() const {
    return crisis::AnswerTrait{of().id, words_.at(2), words_.at(3)};
  }
  [[nodiscard]] crisis::Command reviews() const {
    crisis::ReviewCrisis out;
    out.id = of().id;
    out.outcome = words_.at(2);
    out.text = words_.at(3);
    out.form = option("form");
    if (const std::string days = option("days"); !days.empty())
      out.next = time_of("09:00") + voorzien::days(std::stoll(days));
    return out;
  }
  [[nodiscard]] crisis::Command joins() const {
    return crisis::MergeCrisis{of().id, crisis_named(state_, words_.at(2)).id, words_.at(3)};
  }
  [[nodiscard]] crisis::Command splits() const {
    return crisis::SplitCrisis{of().id, {signal(words_.at(2))}, words_.at(3), words_.at(4)};
  }
  [[nodiscard]] crisis::Command concludes() const {
    return crisis::CloseCrisis{of().id, words_.at(2), option("to"), option("actions"), option("signals")};
  }

  const engine::RegionState& state_;
  const Words& words_;
};

// ---- what must be so

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& one : words) out += (out.empty() ? "" : ",") + one;
  return out.empty() ? "none" : out;
}

std::string teams_of(const crisis::Crisis& crisis,
                     const std::function<bool(const crisis::CrisisTeam&)>& fits) {
  std::vector<std::string> out;
  for (const crisis::CrisisTeam& team : crisis.teams)
    if (fits(team)) out.push_back(team.id);
  std::ranges::sort(out);
  return joined(out);
}

// "12:05" of the clock on the wall, or "no".
std::string clock_of(const std::optional<Instant>& at) {
  if (!at) return "no";
  const Civil civil = to_amsterdam(*at);
  char out[16];
  std::snprintf(out, sizeof out, "%02d:%02d", civil.hour, civil.minute);
  return out;
}

std::string term_word(const crisis::Crisis& crisis, const doctrine::Plan& plan, const std::string& id,
                      Instant now) {
  if (std::ranges::find(crisis.missed, id) != crisis.missed.end()) return "missed";
  for (const crisis::TermNow& term : crisis::terms_of(plan, crisis))
    if (term.timer->id == id)
      return term.met != nullptr           ? "met"
             : !term.from                  ? "waiting"
             : term.due && *term.due < now ? "late"
                                           : "running";
  fail("there is no term " + id);
}

// "team/post", or "/post" of the leader before a team has it; nothing when it stands nowhere.
const crisis::CrisisPosition* post_of(const crisis::Crisis& crisis, const std::string& place) {
  if (place == "/" + crisis.leader.id) return &crisis.leader;
  for (const crisis::CrisisTeam& team : crisis.teams)
    for (const crisis::CrisisPosition& position : team.positions)
      if (team.id + "/" + position.id == place) return &position;
  return nullptr;
}

// Who sits there, and how a handover of it stands: person:team/post, handover:team/post.
std::string post_value(const crisis::Crisis& crisis, const std::string& name) {
  const crisis::CrisisPosition* post = post_of(crisis, name.substr(name.find(':') + 1));
  if (post == nullptr) fail("there is no post '" + name + "'");
  if (name.starts_with("person:")) return post->person.empty() ? "nobody" : post->person;
  return !post->handover ? "none" : post->handover->taken ? "taken" : "offered";
}

// One thing of a crisis: level=, procedure=, phase=, t0=, teams=, closed=, term:T5=, decision:"words"=, ...
std::string crisis_value(const crisis::Crisis& one, const doctrine::Plan& plan, Instant now,
                         const std::string& name) {
  const auto is_open = [](const crisis::CrisisAction& action) { return action.state == "open"; };
  if (name == "level") return one.level.empty() ? "none" : one.level;
  if (name == "procedure") return one.procedure;
  if (name == "phase") return one.phase;
  if (name == "t0") {
    for (auto at = one.t0.rbegin(); at != one.t0.rend(); ++at)
      if (!at->withdrawn) return clock_of(at->at);
    return "no";
  }
  if (name == "alarmed") return clock_of(one.alarmed);
  if (name == "teams") return teams_of(one, [](const auto& team) { return !team.closed; });
  if (name == "begun") return teams_of(one, [](const auto& team) { return team.begun && !team.closed; });
  if (name == "leader") return one.leader.state;
  if (name == "signals") return std::to_string(one.signals.size());
  if (name == "sent") return std::to_string(one.sent.size());
  if (name == "to-call")
    return std::to_string(std::ranges::count_if(one.calls, [](const auto& c) { return c.outcome.empty(); }));
  if (name == "open-actions") return std::to_string(std::ranges::count_if(one.actions, is_open));
  if (name == "levels") {
    std::vector<std::string> out;
    for (const crisis::LevelChange& change : one.levels)
      out.push_back((change.level.empty() ? "none" : change.level) + (change.allowed ? "" : "!") +
                    (change.withdrawn ? "-" : ""));
    return joined(out);
  }
  if (name == "missed") return joined(one.missed);
  if (name == "cards") return joined(one.cards);
  if (name == "merged") return std::to_string(one.merged.size());
  if (name == "merged-into") return one.merged_into.empty() ? "no" : "yes";
  if (name == "closed") return clock_of(one.closed);
  if (name == "article-39")
    return one.article_39.empty() ? "no" : one.article_39.back().ended ? "ended" : "in-force";
  if (name == "objections")
    return std::to_string(one.article_39.empty() ? 0 : one.article_39.back().objections.size());
  if (name == "review-due") return one.review_due ? "yes" : "no";
  if (name.starts_with("term:")) {
    for (const doctrine::PlanTimer& timer : plan.timers)
      if (timer.id == name.substr(5)) return term_word(one, plan, timer.id, now);
    fail("the plan has no term '" + name.substr(5) + "'");
  }
  if (name.starts_with("line:")) {
    for (const crisis::SituationLine& line : one.lines)
      if (line.heading == name.substr(5)) return line.text;
    return "none";
  }
  if (name.starts_with("decision:")) return decision_named(one, name.substr(9)).state;
  if (name.starts_with("climbed:")) return std::to_string(action_named(one, name.substr(8)).climbed.size());
  if (name.starts_with("position:")) {
    const crisis::CrisisPosition* post = post_of(one, name.substr(9));
    return post == nullptr ? "none" : post->state;
  }
  if (name.starts_with("person:") || name.starts_with("handover:")) return post_value(one, name);
  if (name == "exercise") return one.exercise ? "yes" : "no";
  fail("nobody knows '" + name + "' of a crisis");
}

void expect_crisis(const crisis::Crisis& one, const doctrine::Plan& plan, Instant now, const Words& words) {
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals == std::string::npos) fail("'" + words[i] + "' says not what is expected");
    const std::string name = words[i].substr(0, equals);
    same("crisis " + name, words[i].substr(equals + 1), crisis_value(one, plan, now, name));
  }
}
}  // namespace
}  // namespace voorzien::scenarios
