#include "crisis/seal.h"

#include "crisis/words.h"

namespace voorzien::crisis {
namespace {
bool take(std::string& text) {
  const bool had = !text.empty();
  text.clear();
  return had;
}

// All words of it.
template <class T>
bool take_all(T& value) {
  bool had = false;
  each_word(value, [&had](std::string& text) { had = take(text) || had; });
  return had;
}

bool take(CrisisAction& action) {
  const bool had = take(action.text);
  return take(action.note) || had;
}

template <class List>
bool take_texts(List& lines) {
  bool had = false;
  for (SituationLine& line : lines) had = take(line.text) || had;
  return had;
}

struct Clear {
  bool operator()(CrisisStarted& event) const {
    bool had = take_texts(event.crisis.lines);
    for (LinkedSignal& one : event.crisis.signals) had = take(one.so_what) || had;
    return take_all(event.crisis.leader) || had;
  }
  bool operator()(SignalsLinked& event) const {
    bool had = false;
    for (LinkedSignal& one : event.signals) had = take(one.so_what) || had;
    return had;
  }
  bool operator()(LevelDeclared& event) const {
    const bool had = take(event.change.reason);
    return take(event.change.on_behalf_of) || had;
  }
  bool operator()(T0Set& event) const { return take(event.t0.reason); }
  bool operator()(ProcedureChanged& event) const { return take(event.change.reason); }
  bool operator()(PlanChanged& event) const { return take(event.reason); }
  bool operator()(TeamActivated& event) const {
    bool had = false;
    for (CrisisPosition& one : event.team.positions) had = take_all(one) || had;
    return had;
  }
  bool operator()(TeamClosed& event) const {
    const bool had = take(event.reason);
    return take(event.handed_to) || had;
  }
  bool operator()(PositionChanged& event) const { return take_all(event.position); }
  bool operator()(CallListed& event) const { return take_all(event.call); }
  bool operator()(CallAnswered& event) const { return take(event.note); }
  bool operator()(TermWasMet& event) const { return take(event.met.note); }
  bool operator()(LineWritten& event) const { return take(event.line.text); }
  bool operator()(ContradictionChanged& event) const { return take_all(event.contradiction); }
  bool operator()(SituationSent& event) const { return take_all(event.version); }
  bool operator()(ActionChanged& event) const { return take(event.action); }
  bool operator()(DecisionChanged& event) const { return take_all(event.decision); }
  bool operator()(Article39Changed& event) const { return take_all(event.record); }
  bool operator()(QuestionsAnswered& event) const {
    bool had = take(event.questions.what_is);
    had = take(event.questions.what_if) || had;
    return take(event.questions.what_next) || had;
  }
  bool operator()(Reviewed& event) const { return take(event.review.text); }
  bool operator()(CrisisMerged& event) const { return take(event.reason); }
  bool operator()(CrisisClosed& event) const {
    const bool had = take(event.reason);
    return take(event.handed_to) || had;
  }
  bool operator()(CrisisForgotten& event) const { return take_all(event.crisis); }
  template <class T>
  bool operator()(T&) const {
    return false;
  }
};

struct ClearCommand {
  void operator()(DeclareLevel& c) const { clear({&c.reason, &c.on_behalf_of}); }
  void operator()(SetT0& c) const { clear({&c.reason}); }
  void operator()(ChangeProcedure& c) const { clear({&c.reason}); }
  void operator()(AdoptPlan& c) const { clear({&c.reason}); }
  void operator()(ActivateTeam& c) const { clear({&c.reason, &c.handed_to}); }
  void operator()(FillPosition& c) const { clear({&c.person, &c.phone}); }
  void operator()(OfferHandover& c) const { clear({&c.to, &c.note}); }
  void operator()(AddPosition& c) const { clear({&c.person, &c.phone}); }
  void operator()(AskSupport& c) const { clear({&c.text}); }
  void operator()(AnswerCall& c) const { clear({&c.note}); }
  void operator()(MeetTerm& c) const { clear({&c.note}); }
  void operator()(WriteLine& c) const { clear({&c.text}); }
  void operator()(RaiseContradiction& c) const {
    clear({&c.about});
    for (ContradictionValue& one : c.values) clear({&one.text, &one.source});
  }
  void operator()(SettleContradiction& c) const { clear({&c.reason}); }
  void operator()(SendSituation& c) const { clear({&c.note}); }
  void operator()(WriteAction& c) const { clear({&c.text, &c.note}); }
  void operator()(ProposeDecision& c) const { clear({&c.question, &c.advice}); }
  void operator()(TakeDecision& c) const { clear({&c.choice, &c.reason}); }
  void operator()(FollowDecision& c) const { clear({&c.note}); }
  void operator()(ApplyArticle39& c) const { clear({&c.reason}); }
  void operator()(RecordObjection& c) const { clear({&c.by, &c.text}); }
  void operator()(AnswerQuestions& c) const { clear({&c.what_is, &c.what_if, &c.what_next}); }
  void operator()(ReviewCrisis& c) const { clear({&c.text}); }
  void operator()(MergeCrisis& c) const { clear({&c.reason}); }
  void operator()(SplitCrisis& c) const { clear({&c.reason}); }
  void operator()(CloseCrisis& c) const { clear({&c.reason, &c.handed_to}); }
  template <class T>
  void operator()(T&) const {}

  static void clear(std::initializer_list<std::string*> texts) {
    for (std::string* text : texts) text->clear();
  }
};
}  // namespace

bool clear_words(Event& event) { return std::visit(Clear{}, event); }
void clear_words(Command& command) { std::visit(ClearCommand{}, command); }
}  // namespace voorzien::crisis
