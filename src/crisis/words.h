// Everything in a crisis that people typed or that names and calls people: what is sealed, and what is looked
// through when somebody is to be forgotten.
#pragma once

#include <string>

#include "crisis/state.h"

namespace voorzien::crisis {

template <class Take>
void each_word(CrisisPosition& position, Take take) {
  take(position.person);
  take(position.phone);
  if (position.link) take(position.link->name);
  if (!position.handover) return;
  take(position.handover->from);
  take(position.handover->to);
  take(position.handover->note);
}

template <class Take>
void each_word(Call& call, Take take) {
  for (std::string* text : {&call.name, &call.phone, &call.note}) take(*text);
}

template <class Take>
void each_word(CrisisTeam& team, Take take) {
  for (CrisisPosition& one : team.positions) each_word(one, take);
  take(team.closed_reason);
  take(team.handed_to);
}

template <class Take>
void each_word(Contradiction& contradiction, Take take) {
  take(contradiction.about);
  take(contradiction.reason);
  for (ContradictionValue& one : contradiction.values) {
    take(one.text);
    take(one.source);
  }
}

template <class Take>
void each_word(SituationVersion& version, Take take) {
  take(version.note);
  for (SituationLine& one : version.lines) take(one.text);
}

template <class Take>
void each_word(CrisisDecision& decision, Take take) {
  for (std::string* text : {&decision.question, &decision.advice, &decision.choice, &decision.reason})
    take(*text);
  for (FollowUp& one : decision.follow_ups) take(one.note);
}

template <class Take>
void each_word(Article39& record, Take take) {
  take(record.reason);
  for (Objection& one : record.objections) {
    take(one.by);
    take(one.text);
  }
}

template <class Take>
void each_word(Crisis& crisis, Take take) {
  for (std::string* text : {&crisis.closed_reason, &crisis.handed_to, &crisis.questions.what_is,
                            &crisis.questions.what_if, &crisis.questions.what_next})
    take(*text);
  for (LinkedSignal& one : crisis.signals) take(one.so_what);
  for (T0& one : crisis.t0) take(one.reason);
  for (LevelChange& one : crisis.levels) {
    take(one.reason);
    take(one.on_behalf_of);
  }
  for (ProcedureChange& one : crisis.procedures) take(one.reason);
  each_word(crisis.leader, take);
  for (CrisisTeam& one : crisis.teams) each_word(one, take);
  for (Call& one : crisis.calls) each_word(one, take);
  for (TermMet& one : crisis.met) take(one.note);
  for (SituationLine& one : crisis.lines) take(one.text);
  for (Contradiction& one : crisis.contradictions) each_word(one, take);
  for (SituationVersion& one : crisis.sent) each_word(one, take);
  for (CrisisAction& one : crisis.actions) {
    take(one.text);
    take(one.owner);
    take(one.note);
  }
  for (CrisisDecision& one : crisis.decisions) each_word(one, take);
  for (Article39& one : crisis.article_39) each_word(one, take);
  for (Review& one : crisis.reviews) take(one.text);
}

}  // namespace voorzien::crisis
