// Random people, stale screens and wrong names: whatever they ask in whatever order, these hold after every
// act. Each names the article that it stands in; a machine that is small is walked whole instead.
#include <algorithm>
#include <functional>
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
    play_now_ = play.now;
    if (play.state.crises.empty() || below(20) == 0) return start(play);
    play.name = one_of({"D. Wouters", "M. Smit"});
    play.role = one_of({"caco", "rol", "leider-copi", "burgemeester", "voorzitter", "officer", "im"});
    const Crisis& crisis = pick(play.state.crises);
    play.advance(play.now + (below(30) == 0 ? hours(9) : seconds(static_cast<std::int64_t>(below(900)))));
    play_now_ = play.now;
    if (below(4) == 0 && take_what_is_offered(play, crisis)) return;
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

  // By the one to whom it was offered.
  static bool take_what_is_offered(Play& play, const Crisis& crisis) {
    const auto take = [&](const std::string& team, const CrisisPosition& post) {
      play.name = post.handover->to;
      (void)play.act(TakeHandover{crisis.id, team, post.id});
      return true;
    };
    if (crisis.leader.handover && !crisis.leader.handover->taken) return take("", crisis.leader);
    for (const CrisisTeam& team : crisis.teams)
      for (const CrisisPosition& post : team.positions)
        if (post.handover && !post.handover->taken) return take(team.id, post);
    return false;
  }

  void start(Play& play) {
    StartCrisis start;
    start.title = one_of({"Brand", "Uitval", "Protest", ""});
    start.procedure = one_of({"spc", "mcp", "xyz"});
    start.municipalities = {"GM0310", "GM0344"};
    start.exercise = below(3) == 0;
    std::vector<LinkedSignal> signals;
    if (!start.exercise && below(2) == 0) {  // whose words are taken over, and wait for a person
      LinkedSignal one;
      one.id.value = "signal-" + std::to_string(play.state.next_id);
      one.number = "S-1127-001";
      one.title = "Brand woning";
      one.so_what = "Rook over de flat";
      one.since = one.linked = play.now;
      start.signals = {one.id};
      signals = {one};
    }
    (void)play.act(start, signals);
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
    const std::string id = below(3) == 0 ? "copi" : id_in(vru_plan().teams);
    switch (below(5)) {
      case 4:
        return PlanMeeting{crisis.id, id_in(crisis.teams),
                           below(3) == 0 ? std::nullopt : std::optional(play_now_ + minutes(30))};
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
    if (below(8) == 0) return TakeHandover{crisis.id, standing == nullptr ? "" : id, post};
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
  Instant play_now_;
};

// How often the property had something to say: one that never had says nothing.
using Property = std::function<std::size_t(const Play&, const Crisis&)>;

void holds_for_random_people(const Property& property) {
  std::size_t said = 0;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Play play;
    People people(seed);
    for (int n = 0; n < 120; ++n) {
      people.act_once(play);
      for (const auto& [id, crisis] : play.state.crises) said += property(play, crisis);
    }
  }
  CHECK(said > 0);
}

// What happens only grows in one world.
bool is_new_world(const Play& play, std::size_t& seen) {
  const bool is_new = play.happened.size() < seen;
  seen = play.happened.size();
  return is_new;
}

const TermNow& term_of(const std::vector<TermNow>& terms, const std::string& anchor) {
  return *std::ranges::find_if(terms, [&](const TermNow& one) { return one.timer->anchor == anchor; });
}

std::string propose(Play& play, const std::string& crisis, const std::string& type) {
  REQUIRE(play.act(ProposeDecision{CrisisId{crisis}, type, "Doen we dit?", "", {}}) == "");
  return play.last_id;
}

// A crisis in two municipalities with a picture to rest on.
std::string with_picture(Play& play) {
  StartCrisis start;
  start.title = "Gasexplosie flat";
  start.procedure = "spc";
  start.municipalities = {"GM0310", "GM0344"};
  REQUIRE(play.act(start) == "");
  const std::string id = play.last_id;
  REQUIRE(play.act(WriteLine{CrisisId{id}, "a1", "Explosie", 0}) == "");
  REQUIRE(play.act(SendSituation{CrisisId{id}, ""}) == "");
  return id;
}

void apply_39(Play& play, const std::string& id, std::vector<std::string> municipalities) {
  play.as("voorzitter");
  REQUIRE(play.act(ApplyArticle39{CrisisId{id}, std::move(municipalities), true, "", false}) == "");
}
}  // namespace

TEST_CASE("BVR_2_4_3_a_decision_names_the_version_of_the_pictures_that_it_rests_on") {  // 1
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    for (const CrisisDecision& one : crisis.decisions) {
      if (one.state == "proposed") continue;
      CHECK(one.rests_on >= 1);
      CHECK(one.rests_on <= crisis.sent.back().number);
      CHECK_FALSE(one.decided_by.name.empty());
      CHECK((one.allowed || one.reason.size() >= 10));
      ++said;
    }
    // What was sent is frozen, each heading of the common and of every own picture with its own version.
    for (const SituationVersion& sent : crisis.sent)
      for (const SituationLine& line : sent.lines) {
        const auto now = std::ranges::find(crisis.lines, line.heading, &SituationLine::heading);
        REQUIRE(now != crisis.lines.end());
        CHECK(line.version <= now->version);
        CHECK((line.version < now->version || line.text == now->text));
      }
    return said;
  });
}

TEST_CASE("BVR_2_4_4_what_is_not_or_partly_followed_comes_back_to_who_gave_it") {  // 2
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    for (const CrisisDecision& one : crisis.decisions)
      for (const FollowUp& follow : one.follow_ups) {
        if (follow.state == "done") continue;
        ++said;
        CHECK(std::ranges::any_of(crisis.actions, [&](const CrisisAction& action) {
          return action.decision == one.id && action.text == one.number + ": " + follow.note;
        }));
      }
    return said;
  });
}

TEST_CASE("BVR_2_4_2_lid_3_data_that_nobody_worked_up_in_ten_minutes_is_a_breach") {  // 3
  holds_for_random_people([](const Play& play, const Crisis& crisis) {
    const std::vector<TermNow> terms = terms_of(vru_plan(), crisis);
    const TermNow& term = term_of(terms, "data");
    const auto waiting = std::ranges::find_if(crisis.lines, is_unconfirmed);
    CHECK(term.from.has_value() == (t0_of(crisis) != nullptr && waiting != crisis.lines.end()));
    if (!term.from || crisis.closed) return std::size_t{0};
    CHECK(*term.due == *term.from + minutes(10));
    // What time does comes before the next act: t0 in the past has its terms run out then.
    const bool is_settled = !crisis.next_due || *crisis.next_due > play.now;
    if (term.met != nullptr || !is_settled || *term.due > play.now) return std::size_t{0};
    CHECK(is_missed(term, crisis));
    return std::size_t{1};
  });
}

TEST_CASE("BVR_2_2_and_2_3_each_term_runs_from_its_own_anchor") {  // 4
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    for (const TermNow& term : terms_of(vru_plan(), crisis)) {
      if (term.timer->anchor == "t0") CHECK(term.from.has_value() == (t0_of(crisis) != nullptr));
      if (term.timer->anchor == "t0" && term.from) CHECK(*term.from == t0_of(crisis)->at);
      if (term.timer->anchor == "none") CHECK_FALSE(term.from);
      if (!term.due) continue;
      CHECK(*term.due == *term.from + seconds(term.timer->limit_s));
      ++said;
    }
    return said;
  });
}

TEST_CASE("BVR_2_2_1_t0_is_an_act_of_a_person_with_a_criterion_and_leaves_a_trace") {  // 5
  std::map<std::string, std::vector<T0>> before;
  std::size_t seen = 0;
  holds_for_random_people([&](const Play& play, const Crisis& crisis) {
    if (is_new_world(play, seen)) before.clear();
    std::vector<T0>& known = before[crisis.id.value];
    CHECK(crisis.t0.size() >= known.size());
    for (std::size_t i = 0; i < crisis.t0.size(); ++i) {
      const T0& one = crisis.t0[i];
      CHECK_FALSE(one.by.name.empty());
      CHECK(vru_plan().criterion(one.criterion) != nullptr);
      CHECK(one.at <= play.now);
      CHECK((i == 0 || crisis.t0[i - 1].withdrawn || one.reason.size() >= 10));
      if (i < known.size()) CHECK((one.at == known[i].at && one.set == known[i].set));
    }
    known = crisis.t0;
    return crisis.t0.size();
  });
}

TEST_CASE("WVR_39_moves_the_listed_powers_where_it_is_applied_and_no_level_does") {  // 6, walked whole
  std::size_t moved = 0;
  for (const doctrine::DecisionType& type : vru_plan().decisions)
    for (const std::vector<std::string>& applied :
         {std::vector<std::string>{}, {"GM0310"}, {"GM0310", "GM0344"}})
      for (const doctrine::PlanLevel& level : vru_plan().levels) {
        CAPTURE(type.id);
        CAPTURE(level.id);
        Play play;
        const std::string id = with_picture(play);
        play.as("voorzitter");
        REQUIRE(play.act(DeclareLevel{CrisisId{id}, level.id, "", "", "", "Op last van de minister", ""}) ==
                "");
        if (!applied.empty()) apply_39(play, id, applied);
        const bool is_moved = applied.size() == 2 && !type.holders_39.empty();
        moved += is_moved ? 1U : 0U;
        const std::string decision = propose(play, id, type.id);
        play.as("burgemeester");
        const auto& holders = is_moved ? type.holders_39 : type.holders;
        const std::string refused = play.act(TakeDecision{CrisisId{id}, decision, "Ja", 1, ""});
        CHECK((refused == "") == (std::ranges::find(holders, "burgemeester") != holders.end()));
      }
  CHECK(moved > 10);
}

TEST_CASE("WVR_39_lid_4_the_record_says_who_was_heard_and_keeps_every_objection") {  // 7
  std::map<std::string, std::size_t> before;
  std::size_t seen = 0;
  holds_for_random_people([&](const Play& play, const Crisis& crisis) {
    if (is_new_world(play, seen)) before.clear();
    std::size_t objections = 0;
    for (const Article39& one : crisis.article_39) {
      CHECK_FALSE(one.by.name.empty());
      CHECK_FALSE(one.municipalities.empty());
      for (const Objection& objection : one.objections) {
        CHECK(std::ranges::find(one.municipalities, objection.municipality) != one.municipalities.end());
        CHECK_FALSE(objection.text.empty());
      }
      objections += one.objections.size();
    }
    CHECK(objections >= before[crisis.id.value]);
    before[crisis.id.value] = objections;
    return crisis.article_39.size();
  });
}

TEST_CASE("WVR_40_the_end_of_article_39_opens_the_task_of_the_report") {  // 8
  Play play;
  const std::string id = with_picture(play);
  for (std::size_t time = 1; time <= 3; ++time) {
    apply_39(play, id, {"GM0310"});
    REQUIRE(play.act(ApplyArticle39{CrisisId{id}, {}, false, "", true}) == "");
    const auto is_report = [](const CrisisAction& one) { return one.text == vru_plan().report_task; };
    CHECK(static_cast<std::size_t>(std::ranges::count_if(play.crisis(id).actions, is_report)) == time);
  }
}

TEST_CASE("Gemeentewet_176_whom_a_decision_must_tell_is_on_the_call_list_and_the_council_ratifies") {  // 9
  std::size_t ratified = 0;
  for (const doctrine::DecisionType& type : vru_plan().decisions)
    for (const bool is_applied : {false, true}) {
      CAPTURE(type.id);
      CAPTURE(is_applied);
      Play play;
      const std::string id = with_picture(play);
      if (is_applied) apply_39(play, id, {"GM0310", "GM0344"});
      const bool is_moved = is_applied && !type.holders_39.empty();
      const auto& holders = is_moved ? type.holders_39 : type.holders;
      REQUIRE_FALSE(holders.empty());
      play.as(holders.front());
      const std::string decision = propose(play, id, type.id);
      REQUIRE(play.act(TakeDecision{CrisisId{id}, decision, "Ja", 1, ""}) == "");
      for (const std::string& function : type.tell)
        CHECK(std::ranges::any_of(play.crisis(id).calls, [&](const Call& call) {
          return call.function == function && call.position.empty() && call.outcome.empty();
        }));
      const bool has_task = std::ranges::any_of(play.crisis(id).actions, [&](const CrisisAction& one) {
        return type.ratify && one.text == *type.ratify && one.decision == decision;
      });
      CHECK(has_task == (type.ratify.has_value() && !is_moved));
      ratified += has_task ? 1U : 0U;
    }
  CHECK(ratified >= 1);
  const doctrine::DecisionType* ordinance = vru_plan().decision("emergency-ordinance");
  REQUIRE(ordinance != nullptr);
  CHECK(ordinance->tell == std::vector<std::string>{"griffier", "cdk", "hoofdofficier", "communicatie"});
}

TEST_CASE("BVR_2_1_1_a_level_names_who_in_which_function_by_which_line_of_which_plan") {  // 10
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    for (const LevelChange& one : crisis.levels) {
      CHECK_FALSE(one.by.name.empty());
      CHECK_FALSE(one.by.role.empty());
      CHECK(one.rule.starts_with(vru_plan().version));
      CHECK((one.allowed || one.reason.size() >= 10));
    }
    if (!crisis.level.empty()) CHECK(vru_plan().procedure(crisis.procedure)->levels);
    return crisis.levels.size();
  });
}

TEST_CASE("another_procedure_keeps_the_identity_and_the_history_of_the_crisis") {  // 15
  struct Trace {
    std::string number;
    Instant started;
    std::size_t t0 = 0, levels = 0, procedures = 0, missed = 0, sent = 0, calls = 0, actions = 0;
  };
  std::map<std::string, Trace> before;
  std::size_t seen = 0;
  holds_for_random_people([&](const Play& play, const Crisis& crisis) {
    if (is_new_world(play, seen)) before.clear();
    const auto known = before.find(crisis.id.value);
    std::size_t said = 0;
    if (known != before.end()) {
      const Trace& was = known->second;
      CHECK(crisis.number == was.number);
      CHECK(crisis.started == was.started);
      CHECK(crisis.t0.size() >= was.t0);
      CHECK(crisis.levels.size() >= was.levels);
      CHECK(crisis.procedures.size() >= was.procedures);
      CHECK(crisis.missed.size() >= was.missed);
      CHECK(crisis.sent.size() >= was.sent);
      CHECK(crisis.calls.size() >= was.calls);
      CHECK(crisis.actions.size() >= was.actions);
      said = crisis.procedures.size() > was.procedures ? 1 : 0;
    }
    before[crisis.id.value] = {crisis.number,        crisis.started,           crisis.t0.size(),
                               crisis.levels.size(), crisis.procedures.size(), crisis.missed.size(),
                               crisis.sent.size(),   crisis.calls.size(),      crisis.actions.size()};
    return said;
  });
}

TEST_CASE("BVR_2_3_2_a_team_that_runs_too_long_asks_for_relief") {  // 16
  holds_for_random_people([](const Play& play, const Crisis& crisis) {
    std::size_t said = 0;
    for (const CrisisTeam& team : crisis.teams) {
      const doctrine::PlanTeam* rule = vru_plan().team(kind_of(team));
      if (crisis.closed || team.closed || !team.begun || rule == nullptr || rule->relief_after_s == 0)
        continue;
      const bool is_due = *team.begun + seconds(rule->relief_after_s) <= play.now;
      CHECK((std::ranges::find(crisis.relief, team.id) != crisis.relief.end()) == is_due);
      said += is_due ? 1U : 0U;
    }
    return said;
  });
}

TEST_CASE("a_settled_contradiction_names_who_and_why_and_keeps_every_value") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    for (const Contradiction& one : crisis.contradictions) {
      CHECK(one.values.size() >= 2);
      CHECK((one.state == "settled") == (one.chosen > 0));
      CHECK(one.chosen <= static_cast<std::int64_t>(one.values.size()));
      if (one.state != "settled") continue;
      CHECK_FALSE(one.settled_by.name.empty());
      CHECK_FALSE(one.reason.empty());
    }
    return crisis.contradictions.size();
  });
}

TEST_CASE("a_line_of_a_card_is_one_action") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::vector<std::string> taken;
    for (const CrisisAction& one : crisis.actions) {
      if (one.card.empty() || one.state == "dropped") continue;
      CHECK(std::ranges::find(taken, one.card) == taken.end());
      taken.push_back(one.card);
    }
    return taken.size();
  });
}

TEST_CASE("nothing_is_filled_that_nobody_accepted_and_each_team_stands_once") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    for (const CrisisTeam& team : crisis.teams)
      for (const CrisisPosition& one : team.positions) {
        if (!one.begun) continue;
        CHECK_FALSE(one.person.empty());
        ++said;
      }
    for (std::size_t i = 0; i < crisis.teams.size(); ++i)
      for (std::size_t k = i + 1; k < crisis.teams.size(); ++k)
        CHECK((crisis.teams[i].id != crisis.teams[k].id || crisis.teams[i].closed || crisis.teams[k].closed));
    return said;
  });
}

TEST_CASE("a_post_that_changed_hands_has_two_signatures") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    const auto look = [&](const CrisisPosition& one) {
      if (!one.handover || !one.handover->taken) return;
      CHECK_FALSE(one.handover->by.name.empty());
      CHECK(one.handover->taken_by.name != one.handover->by.name);
      ++said;
    };
    look(crisis.leader);
    for (const CrisisTeam& team : crisis.teams) std::ranges::for_each(team.positions, look);
    return said;
  });
}

TEST_CASE("BVR_2_1_1_c_more_of_a_kind_are_coordinated") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    for (const CrisisTeam& team : crisis.teams) {
      CHECK(vru_plan().team(kind_of(team)) != nullptr);
      if (!team.twin) continue;
      CHECK_FALSE(team.twin->where.empty());
      if (team.twin->of != "copi") continue;
      CHECK(std::ranges::count(crisis.teams, "coordinerend-copi", &CrisisTeam::id) > 0);
      ++said;
    }
    return said;
  });
}

TEST_CASE("only_a_standing_team_meets_and_it_says_who_planned_it") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    std::size_t said = 0;
    for (const CrisisTeam& team : crisis.teams) {
      if (!team.meeting) continue;
      CHECK_FALSE(team.closed);
      CHECK_FALSE(team.meeting->by.name.empty());
      ++said;
    }
    return said;
  });
}

TEST_CASE("what_is_closed_rests_and_every_open_action_has_an_owner") {
  holds_for_random_people([](const Play&, const Crisis& crisis) {
    if (!crisis.closed) return std::size_t{0};
    CHECK_FALSE(crisis.next_due);
    if (!crisis.merged_into.empty()) return std::size_t{1};
    CHECK(crisis.level.empty());
    for (const CrisisAction& one : crisis.actions) CHECK((one.state != "open" || !one.owner.empty()));
    CHECK_FALSE(has_standing_team(crisis));
    return std::size_t{1};
  });
}

// Kept up to date by the events that may move it; the others do not look (evolve.cpp).
TEST_CASE("what_time_will_do_next_is_known") {
  holds_for_random_people([](const Play& play, const Crisis& crisis) {
    CHECK(crisis.next_due == earliest_due(plan_of(play.state, crisis), crisis));
    return std::size_t{crisis.next_due ? 1U : 0U};
  });
}
