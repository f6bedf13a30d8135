// The parts of `decide`, one for each kind of command; only decide.cpp calls `on`.
#pragma once

#include <string>
#include <utility>

#include "crisis/crisis.h"

namespace voorzien::crisis {

// `article`: where that rule stands, when this refusal knows it better than its name (basis.h).
[[nodiscard]] Decision refuse(std::string rule, std::string field = "", std::string detail = "",
                              std::string article = "");
// The crisis that a command names; refused when there is none, or when it is closed.
struct Found {
  const Crisis* crisis = nullptr;
  const doctrine::Plan* plan = nullptr;
  std::optional<Refusal> refusal;
};
[[nodiscard]] Found find_running(const State& state, const CrisisId& id);
// Blank or longer than it may be.
[[nodiscard]] std::optional<Decision> check_text(const std::string& text, std::string_view field,
                                                 std::size_t most, bool required);
[[nodiscard]] std::optional<Decision> check_past(const std::optional<Instant>& at, std::string_view field,
                                                 const Context& context);
// "R. Terpstra, caco"
[[nodiscard]] By by_of(const Context& context);
// The role is among them; else it may act on a written reason, which stays visible.
[[nodiscard]] bool is_among(const std::string& role, const std::vector<std::string>& roles);
[[nodiscard]] bool is_reason(const std::string& text);
[[nodiscard]] std::size_t next_call_number(const Crisis& crisis);

// course/: begins, goes on, ends
[[nodiscard]] Decision on(const State&, const StartCrisis&, const Context&);
[[nodiscard]] Decision on(const State&, const LinkSignals&, const Context&);
[[nodiscard]] Decision on(const State&, const UnlinkSignal&, const Context&);
[[nodiscard]] Decision on(const State&, const RenameCrisis&, const Context&);
[[nodiscard]] Decision on(const State&, const ChangeProcedure&, const Context&);
[[nodiscard]] Decision on(const State&, const TakeStep&, const Context&);
[[nodiscard]] Decision on(const State&, const AdoptPlan&, const Context&);
[[nodiscard]] Decision on(const State&, const AnswerQuestions&, const Context&);
[[nodiscard]] Decision on(const State&, const AnswerTrait&, const Context&);
[[nodiscard]] Decision on(const State&, const ReviewCrisis&, const Context&);
[[nodiscard]] Decision on(const State&, const MergeCrisis&, const Context&);
[[nodiscard]] Decision on(const State&, const SplitCrisis&, const Context&);
[[nodiscard]] Decision on(const State&, const CloseCrisis&, const Context&);
// level/
[[nodiscard]] Decision on(const State&, const DeclareLevel&, const Context&);
[[nodiscard]] Decision on(const State&, const WithdrawLevel&, const Context&);
[[nodiscard]] Decision on(const State&, const SendAlarm&, const Context&);
[[nodiscard]] Decision on(const State&, const SetT0&, const Context&);
[[nodiscard]] Decision on(const State&, const ApplyArticle39&, const Context&);
[[nodiscard]] Decision on(const State&, const RecordObjection&, const Context&);
// team/
[[nodiscard]] Decision on(const State&, const ActivateTeam&, const Context&);
[[nodiscard]] Decision on(const State&, const PlanMeeting&, const Context&);
[[nodiscard]] Decision on(const State&, const FillPosition&, const Context&);
[[nodiscard]] Decision on(const State&, const OfferHandover&, const Context&);
[[nodiscard]] Decision on(const State&, const TakeHandover&, const Context&);
[[nodiscard]] Decision on(const State&, const AddPosition&, const Context&);
[[nodiscard]] Decision on(const State&, const AskSupport&, const Context&);
[[nodiscard]] Decision on(const State&, const AnswerCall&, const Context&);
[[nodiscard]] Decision on(const State&, const MakeAlarmLink&, const Context&);
[[nodiscard]] Decision on(const State&, const AnswerAlarm&, const Context&);
[[nodiscard]] Decision on(const State&, const MeetTerm&, const Context&);
// situation/
[[nodiscard]] Decision on(const State&, const WriteLine&, const Context&);
[[nodiscard]] Decision on(const State&, const SendSituation&, const Context&);
[[nodiscard]] Decision on(const State&, const RaiseContradiction&, const Context&);
[[nodiscard]] Decision on(const State&, const AskContradiction&, const Context&);
[[nodiscard]] Decision on(const State&, const SettleContradiction&, const Context&);
// decision/
[[nodiscard]] Decision on(const State&, const WriteAction&, const Context&);
[[nodiscard]] Decision on(const State&, const ProposeDecision&, const Context&);
[[nodiscard]] Decision on(const State&, const TakeDecision&, const Context&);
[[nodiscard]] Decision on(const State&, const FollowDecision&, const Context&);

// Gives every open action (of these owners; empty: of all) to somebody.
[[nodiscard]] std::vector<Event> hand_actions(const Crisis& crisis, const std::vector<std::string>& owners,
                                              const std::string& to);
// A new action by its next number.
[[nodiscard]] CrisisAction new_action(const Crisis& crisis, const Context& context, std::string text,
                                      std::string owner);

}  // namespace voorzien::crisis
