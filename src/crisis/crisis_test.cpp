#include "crisis/crisis.h"

#include <algorithm>

#include "crisis/clock/terms.h"
#include "crisis/limits.h"
#include "crisis/procedure/phases.h"
#include "crisis/seal.h"
#include "crisis/team/teams.h"
#include "crisis/testing.h"

using namespace voorzien;
using namespace voorzien::crisis;
using voorzien::crisis::testing::at;
using voorzien::crisis::testing::Play;
using voorzien::crisis::testing::vru_plan;

namespace {
DeclareLevel declare(const std::string& id, const std::string& level, const std::string& was = "",
                     const std::string& criterion = "") {
  DeclareLevel out;
  out.id.value = id;
  out.level = level;
  out.was = was;
  out.criterion = criterion;
  return out;
}

TermNow term(const Crisis& crisis, const std::string& id) {
  static std::vector<TermNow> terms;
  terms = terms_of(vru_plan(), crisis);
  const auto found = std::ranges::find_if(terms, [&](const TermNow& one) { return one.timer->id == id; });
  REQUIRE(found != terms.end());
  return *found;
}

FillPosition fill(const std::string& id, const std::string& team, const std::string& position,
                  const std::string& state, const std::string& person = "J. de Boer") {
  FillPosition out;
  out.id.value = id;
  out.team = team;
  out.position = position;
  out.state = state;
  out.person = person;
  return out;
}
}  // namespace

TEST_CASE("the_leader_is_called_as_soon_as_a_crisis_begins") {
  Play play;
  const std::string id = play.start();
  const Crisis& crisis = play.crisis(id);
  REQUIRE(crisis.calls.size() == 1);
  CHECK(crisis.calls[0].position == vru_plan().leader);
  CHECK_FALSE(crisis.calls[0].phone.empty());
  CHECK(crisis.leader.state == "called");
  CHECK(crisis.number == "C-1127-1");
  AnswerCall answer;
  answer.id.value = id;
  answer.call = crisis.calls[0].id;
  answer.outcome = "reached";
  CHECK(play.act(answer) == "");
  CHECK(play.crisis(id).leader.state == "coming");
  CHECK(play.act(answer) == "already-so");
}

TEST_CASE("no_answer_shows_the_next_in_line_by_itself_and_by_hand") {
  Play play;
  const std::string id = play.start();
  play.advance(play.now + seconds(vru_plan().call_again_s));
  REQUIRE(play.crisis(id).calls.size() == 2);
  CHECK(play.crisis(id).calls[1].attempt == 2);
  CHECK(play.crisis(id).calls[1].contact != play.crisis(id).calls[0].contact);
  play.advance(play.now + hours(2));
  CHECK(play.crisis(id).calls.size() == 2);  // nobody is left on the list, and nothing is asked twice
}

TEST_CASE("grip_2_with_t0_activates_teams_calls_people_and_starts_the_terms_after_the_delay") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-2", "", "b")) == "");
  CHECK(play.crisis(id).level == "grip-2");
  CHECK(play.crisis(id).teams.empty());  // five seconds to take it back
  REQUIRE(play.crisis(id).alarm_at);
  const Instant t0 = play.now;
  CHECK(term(play.crisis(id), "T5").due == t0 + minutes(45));
  play.advance(play.now + seconds(vru_plan().alarm_delay_s));
  const Crisis& crisis = play.crisis(id);
  for (const std::string& team : vru_plan().level("grip-2")->teams)
    CHECK(standing_team(crisis, team) != nullptr);
  CHECK(standing_team(crisis, "bevolkingszorg") != nullptr);  // t0 alarms it whatever the level
  CHECK(crisis.calls.size() > 10);
  REQUIRE(term(crisis, "T1").met != nullptr);
  CHECK(term(crisis, "T1").met->at == t0 + seconds(vru_plan().alarm_delay_s));
  CHECK(crisis.phase == "alarm-begun");
}

TEST_CASE("a_level_is_taken_back_within_its_delay_and_never_after_it") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-1")) == "");
  WithdrawLevel withdraw;
  withdraw.id.value = id;
  CHECK(play.act(withdraw) == "");
  CHECK(play.crisis(id).level == "");
  play.advance(play.now + minutes(1));
  CHECK(play.crisis(id).teams.empty());
  REQUIRE(play.act(declare(id, "grip-1")) == "");
  play.advance(play.now + seconds(vru_plan().alarm_delay_s));
  CHECK(play.act(withdraw) == "alarm-already-sent");
  CHECK(play.crisis(id).levels.size() == 2);
  CHECK(play.crisis(id).levels[0].withdrawn);
}

TEST_CASE("t0_of_a_level_that_is_taken_back_goes_with_it_and_stays_in_the_trace") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-2", "", "b")) == "");
  REQUIRE(play.act(WithdrawLevel{{id}}) == "");
  CHECK(t0_of(play.crisis(id)) == nullptr);
  REQUIRE(play.crisis(id).t0.size() == 1);
  CHECK(play.crisis(id).t0[0].withdrawn);
  CHECK_FALSE(term(play.crisis(id), "T1").from);
  play.advance(play.now + hours(1));
  CHECK(play.crisis(id).missed.empty());
  // One that stood before is not the level's to take back.
  SetT0 set;
  set.id.value = id;
  set.criterion = "a";
  REQUIRE(play.act(set) == "");
  REQUIRE(play.act(declare(id, "grip-2", "", "b")) == "");
  REQUIRE(play.act(WithdrawLevel{{id}}) == "");
  REQUIRE(t0_of(play.crisis(id)) != nullptr);
  CHECK(t0_of(play.crisis(id))->criterion == "a");
}

TEST_CASE("who_may_not_declare_needs_an_order_or_a_reason_that_stays_visible") {
  Play play;
  const std::string id = play.start();
  play.as("caco");
  CHECK(play.act(declare(id, "grip-2")) == "not-allowed-reason-missing");
  DeclareLevel reasoned = declare(id, "grip-2");
  reasoned.reason = "kort";
  CHECK(play.act(reasoned) == "not-allowed-reason-missing");
  reasoned.reason = "ROL en leider CoPI nemen niet op";
  CHECK(play.act(reasoned) == "");
  CHECK_FALSE(play.crisis(id).levels[0].allowed);
  CHECK(play.crisis(id).levels[0].by.role == "caco");
  CHECK(play.crisis(id).levels[0].rule.starts_with(vru_plan().version));
  DeclareLevel ordered = declare(id, "grip-3", "grip-2");
  ordered.on_behalf_of = "burgemeester De Vries";
  CHECK(play.act(ordered) == "");
  CHECK(play.crisis(id).levels[1].allowed);
}

TEST_CASE("levels_are_skipped_and_a_stale_screen_is_told_who_was_first") {
  Play play;
  const std::string id = play.start();
  play.as("burgemeester");
  CHECK(play.act(declare(id, "grip-3")) == "");
  play.as("rol");
  CHECK(play.act(declare(id, "grip-2")) == "stale");
  CHECK(play.act(declare(id, "grip-3", "grip-3")) == "already-that-level");
  CHECK(play.act(declare(id, "grip-9", "grip-3")) == "unknown-level");
}

TEST_CASE("t0_is_an_act_with_a_criterion_and_moving_it_leaves_a_trace") {
  Play play;
  const std::string id = play.start();
  SetT0 set;
  set.id.value = id;
  set.criterion = "z";
  CHECK(play.act(set) == "unknown-criterion");
  set.criterion = "a";
  set.at = play.now + minutes(1);
  CHECK(play.act(set) == "time-in-future");
  set.at = play.now - minutes(3);
  CHECK(play.act(set) == "");
  set.at = play.now - minutes(1);
  CHECK(play.act(set) == "t0-stands");
  set.reason = "eerste melding was om 13:59, niet eerder";
  CHECK(play.act(set) == "");
  REQUIRE(play.crisis(id).t0.size() == 2);
  CHECK(play.crisis(id).t0[0].at == play.now - minutes(3));
  CHECK(play.crisis(id).t0[1].by.name == "D. Wouters");
}

TEST_CASE("no_term_runs_at_a_plain_grip_1") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-1")) == "");
  play.advance(play.now + hours(3));
  for (const TermNow& one : terms_of(vru_plan(), play.crisis(id))) CHECK_FALSE(one.from);
  CHECK(play.crisis(id).missed.empty());
}

TEST_CASE("a_term_runs_out_once_stays_visible_and_is_late_when_met_after_all") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-2", "", "b")) == "");
  play.advance(play.now + hours(4));
  const auto missed = play.crisis(id).missed;
  CHECK(std::ranges::count(missed, "T4") == 1);
  CHECK(std::ranges::count(missed, "T1") == 0);
  CHECK(std::ranges::count(missed, "T12") == 0);  // nobody convened the GBT
  CHECK(play.count<TermMissed>() == missed.size());
  ActivateTeam begin;
  begin.id.value = id;
  begin.team = "copi";
  begin.act = "begin";
  CHECK(play.act(begin) == "");
  const TermNow late = term(play.crisis(id), "T4");
  REQUIRE(late.met != nullptr);
  CHECK(is_missed(late, play.crisis(id)));
}

TEST_CASE("a_team_that_began_in_time_but_was_written_later_met_its_term") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-2", "", "b")) == "");
  const Instant t0 = play.now;
  play.advance(t0 + minutes(40));
  ActivateTeam begin;
  begin.id.value = id;
  begin.team = "copi";
  begin.act = "begin";
  begin.at = t0 + minutes(24);
  CHECK(play.act(begin) == "");
  CHECK_FALSE(is_missed(term(play.crisis(id), "T4"), play.crisis(id)));
  begin.at = play.now + minutes(1);
  begin.team = "rot";
  CHECK(play.act(begin) == "time-in-future");
}

TEST_CASE("the_gbt_has_sixty_minutes_from_its_convening_not_from_t0") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-2", "", "b")) == "");
  play.advance(play.now + minutes(30));
  CHECK_FALSE(term(play.crisis(id), "T12").from);
  ActivateTeam activate;
  activate.id.value = id;
  activate.team = "gbt";
  activate.act = "activate";
  REQUIRE(play.act(activate) == "");
  CHECK(term(play.crisis(id), "T12").due == play.now + minutes(60));
}

TEST_CASE("a_position_is_filled_by_a_name_and_a_full_team_has_begun") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-1")) == "");
  play.advance(play.now + seconds(10));
  FillPosition nobody = fill(id, "copi", "leider-copi", "begun", "");
  CHECK(play.act(nobody) == "text-missing");
  CHECK(play.act(fill(id, "copi", "nachtwacht", "begun")) == "unknown-position");
  CHECK(play.act(fill(id, "gbt", "leider-copi", "begun")) == "unknown-position");
  const CrisisTeam team = *standing_team(play.crisis(id), "copi");
  for (const CrisisPosition& one : team.positions)
    if (!one.optional) CHECK(play.act(fill(id, "copi", one.id, "begun")) == "");
  CHECK(standing_team(play.crisis(id), "copi")->begun);
}

TEST_CASE("mcp_becomes_spc_in_one_act_and_stays_the_same_crisis") {
  Play play;
  const std::string id = play.start("mcp", "Cyberstoring gemeenten");
  CHECK(play.act(declare(id, "grip-1")) == "procedure-without-levels");
  LinkedSignal signal;
  signal.id.value = "S1";
  signal.title = "Uitval";
  LinkSignals link;
  link.id.value = id;
  link.signals = {signal.id};
  REQUIRE(play.act(link, {signal}) == "");
  ChangeProcedure change;
  change.id.value = id;
  change.procedure = "spc";
  CHECK(play.act(change) == "text-missing");
  change.reason = "Ziekenhuis zonder systemen";
  REQUIRE(play.act(change) == "");
  REQUIRE(play.state.crises.size() == 1);
  CHECK(play.crisis(id).signals.size() == 1);
  CHECK(play.crisis(id).procedures.size() == 2);
  CHECK(play.act(declare(id, "grip-2")) == "");
}

TEST_CASE("a_slow_crisis_needs_a_date_of_review_and_says_when_it_is_past") {
  Play play;
  const std::string id = play.start("mcp");
  ReviewCrisis review;
  review.id.value = id;
  review.outcome = "stays";
  CHECK(play.act(review) == "review-date-missing");
  review.next = play.now - minutes(1);
  CHECK(play.act(review) == "time-in-past");
  review.next = play.now + hours(48);
  CHECK(play.act(review) == "");
  play.advance(play.now + hours(49));
  CHECK(play.crisis(id).review_due);
  CHECK(play.count<ReviewDue>() == 1);
}

TEST_CASE("two_writers_of_a_heading_never_overwrite_each_other") {
  Play play;
  const std::string id = play.start();
  WriteLine line;
  line.id.value = id;
  line.heading = "a2";
  line.text = "Brand op laag 3";
  CHECK(play.act(line) == "");
  line.text = "Brand op laag 4";
  CHECK(play.act(line) == "stale");
  line.version = 1;
  CHECK(play.act(line) == "");
  CHECK(play.crisis(id).lines.size() == 1);
  CHECK(play.crisis(id).lines[0].version == 2);
  line.heading = "z9";
  CHECK(play.act(line) == "unknown-heading");
}

TEST_CASE("a_line_of_an_action_card_becomes_one_action_with_the_words_owner_and_time_of_the_plan") {
  Play play;
  const std::string id = play.start();
  WriteAction action;
  action.id.value = id;
  action.card = "t0/3";
  CHECK(play.act(action) == "unknown-card");  // not before its condition is true
  SetT0 t0;
  t0.id.value = id;
  t0.criterion = "b";
  REQUIRE(play.act(t0) == "");
  const Instant since = play.crisis(id).cards_since.at("t0");
  CHECK(since == play.now);
  action.card = "t0/9";
  CHECK(play.act(action) == "unknown-card");
  action.card = "t0/3";
  action.state = "done";
  REQUIRE(play.act(action) == "");
  const CrisisAction made = play.crisis(id).actions[0];
  CHECK(made.text == "Verzend de beschrijving van het incident.");
  CHECK(made.owner == "caco");
  CHECK(made.due == since + seconds(300));
  CHECK(made.state == "done");
  CHECK(play.act(action) == "already-so");
  WriteAction taken_back;
  taken_back.id.value = id;
  taken_back.action = made.id;
  taken_back.state = "dropped";
  REQUIRE(play.act(taken_back) == "");
  CHECK(play.act(action) == "");
}

TEST_CASE("a_decision_rests_on_a_sent_picture_is_taken_once_and_comes_back_when_not_followed") {
  Play play;
  const std::string id = play.start();
  ProposeDecision propose;
  propose.id.value = id;
  propose.question = "Ontruimen tot 300 meter?";
  REQUIRE(play.act(propose) == "");
  TakeDecision take;
  take.id.value = id;
  take.decision = play.last_id;
  take.choice = "Ja, tot 300 meter";
  CHECK(play.act(take) == "rests-on-missing");
  WriteLine line;
  line.id.value = id;
  line.heading = "a1";
  line.text = "Explosie";
  REQUIRE(play.act(line) == "");
  SendSituation send;
  send.id.value = id;
  REQUIRE(play.act(send) == "");
  take.rests_on = 2;
  CHECK(play.act(take) == "no-such-situation");
  take.rests_on = 1;
  CHECK(play.act(take) == "");
  CHECK(play.act(take) == "already-decided");
  FollowDecision follow;
  follow.id.value = id;
  follow.decision = take.decision;
  follow.state = "partly";
  CHECK(play.act(follow) == "text-missing");
  follow.note = "1 afsluiter vast";
  CHECK(play.act(follow) == "");
  REQUIRE(play.crisis(id).actions.size() == 1);
  CHECK(play.crisis(id).actions[0].owner == "rol");  // back to who gave it (BVR 2.4.4)
}

TEST_CASE("a_sent_picture_is_what_stood_when_it_was_sent_and_its_event_repeats_none_of_it") {
  Play play;
  const std::string id = play.start();
  const auto write = [&](const std::string& text, std::int64_t version) {
    return play.act(WriteLine{CrisisId{id}, "a1", text, version});
  };
  REQUIRE(write("Explosie", 0) == "");
  REQUIRE(play.act(SendSituation{CrisisId{id}, "eerste"}) == "");
  REQUIRE(write("Explosie, 2 gewonden", 1) == "");
  const Crisis& crisis = play.crisis(id);
  REQUIRE(crisis.sent.size() == 1);
  REQUIRE(crisis.sent[0].lines.size() == 1);
  CHECK(crisis.sent[0].lines[0].text == "Explosie");
  for (const Event& event : play.happened)
    if (const auto* sent = std::get_if<SituationSent>(&event)) CHECK(sent->version.lines.empty());
  // One of an older journal tells its lines itself.
  SituationSent older{CrisisId{id}, crisis.sent[0]};
  older.version.number = 2;
  evolve(play.state, Event(older), {play.now, vru_plan(), "", "", ""}, play.touched);
  CHECK(play.crisis(id).sent[1].lines[0].text == "Explosie");
}

TEST_CASE("an_overdue_action_climbs_step_by_step") {
  Play play;
  const std::string id = play.start();
  WriteAction action;
  action.id.value = id;
  action.text = "Lijst vermisten maken";
  action.owner = "hoofd-bz";
  action.due = play.now + minutes(10);
  REQUIRE(play.act(action) == "");
  play.advance(play.now + hours(2));
  CHECK(play.crisis(id).actions[0].climbed.size() == vru_plan().overdue.size());
}

TEST_CASE("article_39_is_its_own_record_moves_the_power_and_its_end_opens_the_report") {
  Play play;
  const std::string id = play.start();
  play.as("voorzitter");
  REQUIRE(play.act(declare(id, "grip-4")) == "");
  CHECK(play.crisis(id).article_39.empty());  // a level moves no power
  ApplyArticle39 apply;
  apply.id.value = id;
  CHECK(play.act(apply) == "text-missing");
  apply.municipalities = {"GM0310"};
  apply.consulted = true;
  CHECK(play.act(apply) == "");
  CHECK(play.act(apply) == "article-39-stands");
  RecordObjection objection;
  objection.id.value = id;
  objection.municipality = "GM0344";
  objection.by = "burgemeester";
  objection.text = "Onevenredig nadeel voor onze gemeente";
  CHECK(play.act(objection) == "unknown-municipality");
  objection.municipality = "GM0310";
  CHECK(play.act(objection) == "");
  CloseCrisis close;
  close.id.value = id;
  close.reason = "voorbij";
  CHECK(play.act(close) == "level-stands");
  apply.end = true;
  CHECK(play.act(apply) == "");
  REQUIRE(play.crisis(id).article_39.size() == 1);
  CHECK(play.crisis(id).article_39[0].ended);
  CHECK(play.crisis(id).article_39[0].objections.size() == 1);
  REQUIRE(play.crisis(id).actions.size() == 1);
  CHECK(play.crisis(id).actions[0].text == vru_plan().report_task);
}

TEST_CASE("scaling_down_and_closing_give_every_open_action_an_owner") {
  Play play;
  const std::string id = play.start();
  REQUIRE(play.act(declare(id, "grip-1")) == "");
  WriteAction action;
  action.id.value = id;
  action.text = "Nazorg bewoners";
  action.owner = "leider-copi";
  REQUIRE(play.act(action) == "");
  DeclareLevel down = declare(id, "", "grip-1");
  CHECK(play.act(down) == "reason-missing");
  down.reason = "Brand is meester, nazorg bij de gemeente";
  CHECK(play.act(down) == "actions-need-owner");
  down.actions_to = "Gemeente De Bilt";
  CHECK(play.act(down) == "");
  CHECK(play.crisis(id).actions[0].owner == "Gemeente De Bilt");
  CloseCrisis close;
  close.id.value = id;
  close.reason = "Overgedragen aan de gemeente";
  CHECK(play.act(close) == "actions-need-owner");
  close.actions_to = "Gemeente De Bilt";
  CHECK(play.act(close) == "");
  CHECK(play.crisis(id).closed);
  CHECK(play.act(action) == "closed");
  CHECK_FALSE(play.crisis(id).next_due);
}

TEST_CASE("two_crises_that_turn_out_to_be_one_keep_both_histories") {
  Play play;
  const std::string first = play.start();
  const std::string second = play.start("spc", "Rook Bilthoven");
  REQUIRE(play.act(declare(first, "grip-1")) == "");
  WriteAction action;
  action.id.value = second;
  action.text = "Meetploeg";
  REQUIRE(play.act(action) == "");
  MergeCrisis merge;
  merge.id.value = first;
  merge.into.value = second;
  merge.reason = "Zelfde brand";
  CHECK(play.act(merge) == "lower-level-goes-on");
  merge.id.value = second;
  merge.into.value = first;
  CHECK(play.act(merge) == "");
  CHECK(play.crisis(second).merged_into == first);
  CHECK(play.crisis(first).actions.size() == 1);
  CHECK(play.crisis(second).actions[0].state == "dropped");
  CHECK(play.act(merge) == "closed");
}

TEST_CASE("what_is_exercised_never_joins_what_is_real") {
  Play play;
  const std::string real = play.start();
  StartCrisis start;
  start.title = "OEFENING treinongeval";
  start.procedure = "spc";
  start.exercise = true;
  REQUIRE(play.act(start) == "");
  LinkedSignal signal;  // of the real picture: it asks for attention until somebody deals with it
  signal.id.value = "S1";
  CHECK(play.act(LinkSignals{{play.last_id}, {signal.id}}, {signal}) == "exercise-and-real");
  start.signals = {signal.id};
  CHECK(play.act(start, {signal}) == "exercise-and-real");
  MergeCrisis merge;
  merge.id.value = play.last_id;
  merge.into.value = real;
  merge.reason = "per ongeluk";
  CHECK(play.act(merge) == "exercise-and-real");
}

TEST_CASE("closing_asks_what_becomes_of_the_linked_signals") {
  Play play;
  const std::string id = play.start();
  LinkedSignal signal;
  signal.id.value = "S1";
  REQUIRE(play.act(LinkSignals{{id}, {signal.id}}, {signal}) == "");
  CloseCrisis close;
  close.id.value = id;
  close.reason = "Voorbij, niets meer te doen";
  CHECK(play.act(close) == "signals-need-choice");
  close.signals = "close";
  CHECK(play.act(close) == "");
  CHECK(std::get<CrisisClosed>(play.happened.back()).close_signals);
}

TEST_CASE("the_oldest_closed_crisis_makes_room_and_a_running_one_never_does") {
  Play play;
  const std::string running = play.start();
  std::string oldest;
  for (std::size_t n = 0; n < limits::crises_max; ++n) {
    const std::string id = play.start();
    if (oldest.empty()) oldest = id;
    CloseCrisis close;
    close.id.value = id;
    close.reason = "Voorbij, niets meer te doen";
    REQUIRE(play.act(close) == "");
    play.advance(play.now + seconds(1));
  }
  CHECK(play.state.crises.size() == limits::crises_max);
  CHECK(play.state.crises.contains(running));
  CHECK_FALSE(play.state.crises.contains(oldest));
  CHECK(play.state.plans.size() == 1);
}

TEST_CASE("sealing_takes_names_numbers_and_texts_out_of_an_event") {
  Call call;
  call.id = "call-1";
  call.name = "D. Wouters";
  call.phone = "+31612345678";
  Event event = CallListed{{"C1"}, call};
  CHECK(clear_words(event));
  CHECK(std::get<CallListed>(event).call.name.empty());
  CHECK(std::get<CallListed>(event).call.phone.empty());
  CHECK(std::get<CallListed>(event).call.id == "call-1");
  Event nothing = AlarmBegun{{"C1"}};
  CHECK_FALSE(clear_words(nothing));
}

TEST_CASE("a_team_says_when_it_meets_next_and_a_closed_one_meets_no_more") {
  Play play;
  const std::string id = play.start();
  const CrisisId crisis{id};
  CHECK(play.act(PlanMeeting{crisis, "copi", play.now + minutes(20)}) == "unknown-team");
  REQUIRE(play.act(ActivateTeam{crisis, "copi", "activate", {}, "", "", "", {}}) == "");
  CHECK(play.act(PlanMeeting{crisis, "copi", {}}) == "already-so");
  CHECK(play.act(PlanMeeting{crisis, "copi", play.now}) == "time-in-past");
  CHECK(play.act(PlanMeeting{crisis, "copi", play.now + minutes(20)}) == "");
  REQUIRE(play.crisis(id).teams[0].meeting);
  CHECK(play.crisis(id).teams[0].meeting->at == play.now + minutes(20));
  CHECK(play.crisis(id).teams[0].meeting->by.name == "D. Wouters");
  CHECK(play.act(PlanMeeting{crisis, "copi", play.now + minutes(30)}) == "");
  CHECK(play.crisis(id).teams[0].meeting->at == play.now + minutes(30));
  CHECK(play.act(PlanMeeting{crisis, "copi", {}}) == "");
  CHECK_FALSE(play.crisis(id).teams[0].meeting);
  REQUIRE(play.act(PlanMeeting{crisis, "copi", play.now + minutes(30)}) == "");
  REQUIRE(play.act(ActivateTeam{crisis, "copi", "close", {}, "Klaar", "", "", {}}) == "");
  CHECK_FALSE(play.crisis(id).teams[0].meeting);
}

TEST_CASE("a_refusal_names_the_article_or_the_plan_that_it_stands_in") {
  Play play;
  const std::string id = play.start();
  const CrisisId crisis{id};
  const auto article = [&](const Command& command) {
    Context context{play.now, vru_plan(), "u", "U. Ser", play.role, {}, play.duty};
    const Decision decision = decide(play.state, command, context);
    REQUIRE(decision.refusal);
    return decision.refusal->article;
  };
  CHECK(article(TakeStep{crisis, "closed-not"}) == "Regionaal crisisplan 2026.1");
  CHECK(article(SetT0{crisis, "z", {}, ""}) == "BVR 2.2.1");
  CHECK(article(SendSituation{crisis, ""}) == "BVR 2.4.1 lid 3");
  CHECK(article(MeetTerm{crisis, "T4", {}, ""}) == "BVR 2.3.1 a");  // of that term
  CHECK(article(RecordObjection{crisis, "GM0310", "b", "t"}) == "WVR 39");
  play.as("caco");
  CHECK(article(declare(id, "grip-4")) == "RCP 2026, tabel 3, regel 4");
  REQUIRE(play.act(ProposeDecision{crisis, "emergency-ordinance", "Doen?", "", {}}) == "");
  const std::string decision = play.last_id;
  CHECK(article(TakeDecision{crisis, decision, "Ja", 0, ""}) == "BVR 2.4.3");
  REQUIRE(play.act(WriteLine{crisis, "a1", "Rook", 0}) == "");
  REQUIRE(play.act(SendSituation{crisis, ""}) == "");
  CHECK(article(TakeDecision{crisis, decision, "Ja", 1, ""}) == "Gemeentewet 176");
  CHECK(article(WriteLine{crisis, "a1", "", 0}) == "");  // stale: a rule of the program
  CHECK(article(TakeStep{CrisisId{"none"}, "x"}) == "");
}
