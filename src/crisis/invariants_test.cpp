// Random people, stale screens and wrong names: whatever they ask in whatever order, these hold after every
// act. Numbers: domain invariants (docs/glossary.md names the articles).
#include <algorithm>
#include <random>

#include "crisis/clock/due.h"
#include "crisis/clock/terms.h"
#include "crisis/team/teams.h"
#include "crisis/testing.h"

using namespace voorzien;
using namespace voorzien::crisis;
using voorzien::crisis::testing::Play;
using voorzien::crisis::testing::vru_plan;

namespace {
class People {
 public:
  explicit People(std::uint32_t seed) : random_(seed) {}

  void act_once(Play& play) {
    if (play.state.crises.empty() || below(20) == 0) return start(play);
    play.name = one_of({"D. Wouters", "M. Smit"});
    play.role = one_of({"caco", "rol", "leider-copi", "burgemeester", "voorzitter", "officer", "im"});
    const Crisis& crisis = pick(play.state.crises);
    play.advance(play.now + seconds(static_cast<std::int64_t>(below(900))));
    (void)play.act(command(crisis, play));
  }

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  std::string one_of(std::initializer_list<const char*> words) {
    return *(words.begin() + below(words.size()));
  }
  const Crisis& pick(const std::map<std::string, Crisis>& map) {
    return std::next(map.begin(), static_cast<std::ptrdiff_t>(below(map.size())))->second;
  }
  template <class T>
  std::string id_in(const std::vector<T>& list, const char* none = "nothing") {
    return list.empty() || below(8) == 0 ? none : list[below(list.size())].id;
  }

  void start(Play& play) {
    StartCrisis start;
    start.title = one_of({"Brand", "Uitval", "Protest", ""});
    start.procedure = one_of({"spc", "mcp", "xyz"});
    start.municipalities = {"GM0310", "GM0344"};
    start.exercise = below(3) == 0;
    (void)play.act(start);
  }

  std::string reason() { return one_of({"", "kort", "De leider neemt niet op, drie keer gebeld"}); }

  Command level_or_term(const Crisis& crisis) {
    switch (below(6)) {
      case 0: {
        SetT0 set{crisis.id, one_of({"a", "b", "z"}), {}, reason()};
        if (below(2) == 0) set.at = crisis.started;
        return set;
      }
      case 1:
        return WithdrawLevel{crisis.id};
      case 2:
        return SendAlarm{crisis.id};
      case 3:
        return MeetTerm{crisis.id, id_in(vru_plan().timers), {}, ""};
      default: {
        DeclareLevel declare;
        declare.id = crisis.id;
        declare.level = one_of({"", "grip-1", "grip-2", "grip-3", "grip-4", "grip-5", "grip-9"});
        declare.was = below(5) == 0 ? "grip-1" : crisis.level;
        declare.criterion = one_of({"", "", "b"});
        declare.reason = reason();
        declare.actions_to = one_of({"", "Gemeente"});
        return declare;
      }
    }
  }

  Command team(const Crisis& crisis) {
    const std::string id = id_in(vru_plan().teams);
    switch (below(4)) {
      case 0:
        return ActivateTeam{
            crisis.id,
            id,
            one_of({"activate", "begin", "close"}),
            {},
            reason(),
            "",
            one_of({"", "Gemeente"}),
            below(3) == 0 ? std::optional<std::string>(one_of({"Rhenen", ""})) : std::nullopt};
      case 1:
        return AddPosition{crisis.id, id_in(crisis.teams), "Netbeheerder", one_of({"", "J. Nauta"}),
                           "",        {"energy"}};
      case 2:
        if (below(2) == 0) return handover(crisis);
        return AnswerCall{
            crisis.id, id_in(crisis.calls), one_of({"reached", "voicemail", "no-answer"}), {}, ""};
      default: {
        FillPosition fill;
        fill.id = crisis.id;
        fill.team = id_in(crisis.teams, "");
        const CrisisTeam* standing = standing_team(crisis, fill.team);
        fill.position = standing == nullptr ? crisis.leader.id : id_in(standing->positions);
        fill.state = one_of({"coming", "begun", "begun", "begun", "refused", "open"});
        fill.person = one_of({"", "A. Aarts"});
        return fill;
      }
    }
  }

  Command handover(const Crisis& crisis) {
    const std::string id = id_in(crisis.teams, "");
    const CrisisTeam* standing = standing_team(crisis, id);
    const std::string post = standing == nullptr ? crisis.leader.id : id_in(standing->positions);
    if (below(2) == 0) return TakeHandover{crisis.id, standing == nullptr ? "" : id, post};
    return OfferHandover{crisis.id, standing == nullptr ? "" : id, post, one_of({"D. Wouters", "M. Smit"}),
                         ""};
  }

  Command contradiction(const Crisis& crisis) {
    const std::string known = id_in(crisis.contradictions);
    switch (below(3)) {
      case 0:
        return AskContradiction{crisis.id, known, {}};
      case 1:
        return SettleContradiction{crisis.id, known, static_cast<std::int64_t>(below(4)), reason()};
      default:
        return RaiseContradiction{crisis.id,
                                  id_in(vru_plan().headings, ""),
                                  "Gewonden",
                                  {{one_of({"7", "9"}), "GHOR", {}}, {"11", one_of({"politie", ""}), {}}}};
    }
  }

  Command picture(const Crisis& crisis) {
    switch (below(8)) {
      case 7:
        return contradiction(crisis);
      case 0:
        return SendSituation{crisis.id, ""};
      case 1:
        return ProposeDecision{crisis.id, id_in(vru_plan().decisions, ""), "Ontruimen?", "", {}};
      case 2:
      case 3:
        return TakeDecision{crisis.id, id_in(crisis.decisions), "Ja",
                            crisis.sent.empty() ? 0 : crisis.sent[below(crisis.sent.size())].number,
                            reason()};
      case 4:
        return FollowDecision{crisis.id, id_in(crisis.decisions), one_of({"done", "partly", "refused"}),
                              reason()};
      case 5: {
        WriteAction action;
        action.id = crisis.id;
        action.action = below(2) == 0 ? "" : id_in(crisis.actions);
        if (action.action.empty()) action.text = "Lijst maken";
        if (action.action.empty() && below(2) == 0) action.card = one_of({"t0/1", "t0/9", "smoke/1", "t0"});
        action.owner = one_of({"", "leider-copi", "rol"});
        if (below(2) == 0) action.due = crisis.started + minutes(20);
        action.state = one_of({"", "done", "dropped"});
        return action;
      }
      default:
        return WriteLine{crisis.id, id_in(vru_plan().headings), "Rook", static_cast<std::int64_t>(below(3))};
    }
  }

  Command course(const Crisis& crisis, const Play& play) {
    switch (below(8)) {
      case 0:
        return ChangeProcedure{crisis.id, one_of({"spc", "mcp"}), reason()};
      case 1:
        return CloseCrisis{crisis.id, reason(), "", one_of({"", "Gemeente"}),
                           one_of({"", "release", "close"})};
      case 2:
        return MergeCrisis{crisis.id, pick(play.state.crises).id, reason()};
      case 3:
        return ApplyArticle39{crisis.id, {"GM0310"}, below(2) == 0, reason(), below(2) == 0};
      case 4:
        return RecordObjection{crisis.id, "GM0310", "burgemeester", "Onevenredig nadeel"};
      case 5:
        return ReviewCrisis{crisis.id, one_of({"stays", "other-form", "close"}), "Team op maat", "",
                            play.now + hours(24)};
      case 6:
        return AnswerQuestions{crisis.id, "is", "als", "nu", crisis.questions.version};
      default:
        return TakeStep{crisis.id, vru_plan().procedure(crisis.procedure)->phases[below(4)].id};
    }
  }

  Command command(const Crisis& crisis, const Play& play) {
    switch (below(4)) {
      case 0:
        return level_or_term(crisis);
      case 1:
        return team(crisis);
      case 2:
        return picture(crisis);
      default:
        return course(crisis, play);
    }
  }

  std::mt19937 random_;
};

void decisions_rest_on_a_picture_and_come_back(const Crisis& crisis) {  // 1, 2: BVR 2.4.3, 2.4.4
  for (const CrisisDecision& one : crisis.decisions) {
    if (one.state == "proposed") continue;
    CHECK(one.rests_on >= 1);
    CHECK_FALSE(one.decided_by.name.empty());
    CHECK((one.allowed || one.reason.size() >= 10));
    for (const FollowUp& follow : one.follow_ups)
      if (follow.state != "done")
        CHECK(std::ranges::any_of(crisis.actions, [&](const CrisisAction& action) {
          return action.decision == one.id || !action.decision.empty();
        }));
  }
}

void a_settled_contradiction_names_who_and_why_and_keeps_every_value(const Crisis& crisis) {
  for (const Contradiction& one : crisis.contradictions) {
    CHECK(one.values.size() >= 2);
    CHECK((one.state == "settled") == (one.chosen > 0));
    CHECK(one.chosen <= static_cast<std::int64_t>(one.values.size()));
    if (one.state != "settled") continue;
    CHECK_FALSE(one.settled_by.name.empty());
    CHECK_FALSE(one.reason.empty());
  }
}

void a_line_of_a_card_is_one_action(const Crisis& crisis) {
  std::vector<std::string> taken;
  for (const CrisisAction& one : crisis.actions) {
    if (one.card.empty() || one.state == "dropped") continue;
    CHECK(std::ranges::find(taken, one.card) == taken.end());
    taken.push_back(one.card);
  }
}

void terms_run_from_their_own_anchor(const Crisis& crisis) {  // 4: BVR 2.2, 2.3
  for (const TermNow& term : terms_of(vru_plan(), crisis)) {
    if (term.timer->anchor == "t0") CHECK(term.from.has_value() == (t0_of(crisis) != nullptr));
    if (term.timer->anchor == "t0" && term.from) CHECK(*term.from == t0_of(crisis)->at);
    if (term.timer->anchor == "none" || term.timer->anchor == "data") CHECK_FALSE(term.from);
    if (term.due) CHECK(*term.due == *term.from + seconds(term.timer->limit_s));
  }
}

void t0_is_an_act_with_a_trace(const Crisis& crisis, Instant now) {  // 5
  for (std::size_t i = 0; i < crisis.t0.size(); ++i) {
    const T0& one = crisis.t0[i];
    CHECK_FALSE(one.by.name.empty());
    CHECK(vru_plan().criterion(one.criterion) != nullptr);
    CHECK(one.at <= now);
    CHECK((i == 0 || crisis.t0[i - 1].withdrawn || one.reason.size() >= 10));
  }
}

void no_level_moves_a_power_by_itself(const Crisis& crisis) {  // 6, 7, 8: WVR 39, 40
  for (const Article39& one : crisis.article_39) {
    CHECK_FALSE(one.by.name.empty());
    CHECK_FALSE(one.municipalities.empty());
    if (one.ended)
      CHECK(std::ranges::any_of(
          crisis.actions, [&](const CrisisAction& action) { return action.text == vru_plan().report_task; }));
  }
}

void a_level_names_who_and_by_which_rule(const Crisis& crisis) {  // 10
  for (const LevelChange& one : crisis.levels) {
    CHECK_FALSE(one.by.name.empty());
    CHECK_FALSE(one.by.role.empty());
    CHECK_FALSE(one.rule.empty());
    CHECK((one.allowed || one.reason.size() >= 10));
  }
  if (!crisis.level.empty()) CHECK(vru_plan().procedure(crisis.procedure)->levels);
}

void nothing_is_filled_that_nobody_accepted(const Crisis& crisis) {
  for (const CrisisTeam& team : crisis.teams)
    for (const CrisisPosition& one : team.positions)
      if (one.begun) CHECK_FALSE(one.person.empty());
  for (std::size_t i = 0; i < crisis.teams.size(); ++i)
    for (std::size_t k = i + 1; k < crisis.teams.size(); ++k)
      CHECK((crisis.teams[i].id != crisis.teams[k].id || crisis.teams[i].closed || crisis.teams[k].closed));
}

void a_post_that_changed_hands_has_two_signatures(const Crisis& crisis) {
  for (const CrisisTeam& team : crisis.teams)
    for (const CrisisPosition& one : team.positions)
      if (one.handover && one.handover->taken) {
        CHECK_FALSE(one.handover->by.name.empty());
        CHECK(one.handover->taken_by.name != one.handover->by.name);
      }
}

void more_of_a_kind_are_coordinated(const Crisis& crisis) {  // BVR 2.1.1 c
  for (const CrisisTeam& team : crisis.teams) {
    CHECK(vru_plan().team(kind_of(team)) != nullptr);
    if (team.twin) CHECK_FALSE(team.twin->where.empty());
  }
  const bool had_second = std::ranges::any_of(
      crisis.teams, [](const CrisisTeam& team) { return team.twin && team.twin->of == "copi"; });
  if (had_second) CHECK(std::ranges::count(crisis.teams, "coordinerend-copi", &CrisisTeam::id) > 0);
}

void what_is_closed_rests(const Crisis& crisis) {
  if (!crisis.closed) return;
  CHECK_FALSE(crisis.next_due);
  if (!crisis.merged_into.empty()) return;
  CHECK(crisis.level.empty());
  for (const CrisisAction& one : crisis.actions) CHECK((one.state != "open" || !one.owner.empty()));
  CHECK_FALSE(has_standing_team(crisis));
}

// Kept up to date by the events that may move it; the others do not look (evolve.cpp).
void what_time_will_do_next_is_known(const State& state, const Crisis& crisis) {
  CHECK(crisis.next_due == earliest_due(plan_of(state, crisis), crisis));
}

// What only grows: a trace, a missed term, the identity of the crisis (15: MCP becomes SPC in the same one).
struct Trace {
  std::size_t t0 = 0, levels = 0, procedures = 0, missed = 0, sent = 0;
};

void history_only_grows(const Crisis& crisis, Trace& before) {
  CHECK(crisis.t0.size() >= before.t0);
  CHECK(crisis.levels.size() >= before.levels);
  CHECK(crisis.procedures.size() >= before.procedures);
  CHECK(crisis.missed.size() >= before.missed);
  CHECK(crisis.sent.size() >= before.sent);
  before = {crisis.t0.size(), crisis.levels.size(), crisis.procedures.size(), crisis.missed.size(),
            crisis.sent.size()};
}
}  // namespace

TEST_CASE("the_invariants_hold_after_every_act_of_random_people") {
  std::size_t acts = 0;
  std::size_t events = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Play play;
    People people(seed);
    std::map<std::string, Trace> traces;
    for (int n = 0; n < 120; ++n) {
      people.act_once(play);
      ++acts;
      for (const auto& [id, crisis] : play.state.crises) {
        decisions_rest_on_a_picture_and_come_back(crisis);
        terms_run_from_their_own_anchor(crisis);
        a_settled_contradiction_names_who_and_why_and_keeps_every_value(crisis);
        a_line_of_a_card_is_one_action(crisis);
        t0_is_an_act_with_a_trace(crisis, play.now);
        no_level_moves_a_power_by_itself(crisis);
        a_level_names_who_and_by_which_rule(crisis);
        nothing_is_filled_that_nobody_accepted(crisis);
        a_post_that_changed_hands_has_two_signatures(crisis);
        more_of_a_kind_are_coordinated(crisis);
        what_is_closed_rests(crisis);
        what_time_will_do_next_is_known(play.state, crisis);
        history_only_grows(crisis, traces[id]);
      }
    }
    events += play.happened.size();
  }
  // The sequences do reach what they are to try.
  CHECK(acts == 60 * 120);
  CHECK(events > 10'000);
}
