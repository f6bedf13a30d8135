// POST /api/crisis/<command>, /api/directory/import, /api/duty/set.
#include "api/rest/command_route.h"

namespace voorzien::api {
namespace {
template <class T>
Route crisis(std::string_view path, std::string_view act, std::string_view summary,
             std::vector<std::string_view> required, int status = 200) {
  return command_route<voorzien::crisis::Command, T>(path, act, summary, std::move(required), status);
}
}  // namespace

std::vector<Route> crisis_command_routes() {
  using namespace voorzien::crisis;
  return {
      crisis<StartCrisis>("/api/crisis/start", "crisis.start",
                          "Starts a crisis of signals, or of a title alone", {"procedure"}, 201),
      crisis<LinkSignals>("/api/crisis/link", "crisis.link", "Adds signals to a crisis", {"id", "signals"}),
      crisis<UnlinkSignal>("/api/crisis/unlink", "crisis.unlink", "Takes a signal out of a crisis",
                           {"id", "signal"}),
      crisis<RenameCrisis>("/api/crisis/rename", "crisis.rename", "Changes title, place and municipalities",
                           {"id", "title"}),
      crisis<DeclareLevel>("/api/crisis/level", "crisis.level",
                           "Declares a level, up or down; may set t0 with it", {"id", "level"}),
      crisis<WithdrawLevel>("/api/crisis/withdraw-level", "crisis.withdraw-level",
                            "Takes a declared level back before its alarm goes", {"id"}),
      crisis<SendAlarm>("/api/crisis/alarm", "crisis.alarm", "Sends the alarm of a declared level now",
                        {"id"}),
      crisis<SetT0>("/api/crisis/t0", "crisis.t0", "Sets t0 with its criterion", {"id", "criterion"}),
      crisis<ChangeProcedure>("/api/crisis/procedure", "crisis.procedure",
                              "Goes on under another procedure: the same crisis, the same history",
                              {"id", "procedure", "reason"}),
      crisis<TakeStep>("/api/crisis/step", "crisis.step", "Takes a step of the procedure", {"id", "to"}),
      crisis<AdoptPlan>("/api/crisis/plan", "crisis.plan", "Goes on under the plan that is in force now",
                        {"id", "reason"}),
      crisis<ActivateTeam>("/api/crisis/team", "crisis.team", "Activates, begins or closes a team",
                           {"id", "team", "act"}),
      crisis<FillPosition>("/api/crisis/position", "crisis.position",
                           "Fills, begins, refuses or opens a position", {"id", "team", "position", "state"}),
      crisis<OfferHandover>("/api/crisis/hand-over", "crisis.position",
                            "Offers a post to who relieves: the first of two signatures",
                            {"id", "team", "position", "to"}),
      crisis<TakeHandover>("/api/crisis/take-over", "crisis.position",
                           "Takes a post that was offered: the second signature", {"id", "team", "position"}),
      crisis<AddPosition>("/api/crisis/add-position", "crisis.add-position", "A partner joins a team",
                          {"id", "team", "name"}),
      crisis<AskSupport>("/api/crisis/support", "crisis.support", "A team asks another for support",
                         {"id", "team", "of", "text"}),
      crisis<AnswerCall>("/api/crisis/call", "crisis.call", "Says what came of a call",
                         {"id", "call", "outcome"}),
      crisis<MakeAlarmLink>("/api/crisis/alarm-link", "crisis.call",
                            "Makes the link by which who is called for a post answers without an account",
                            {"id", "call", "hash"}),
      crisis<MeetTerm>("/api/crisis/term", "crisis.term", "Says that a term was met", {"id", "timer"}),
      crisis<WriteLine>("/api/crisis/line", "crisis.line", "Writes a heading of the situation",
                        {"id", "heading", "text"}),
      crisis<RaiseContradiction>("/api/crisis/contradict", "crisis.contradict",
                                 "Puts values that cannot all be so side by side", {"id", "about", "values"}),
      crisis<AskContradiction>("/api/crisis/ask", "crisis.settle",
                               "Asks every source of a contradiction again", {"id", "contradiction"}),
      crisis<SettleContradiction>("/api/crisis/settle", "crisis.settle",
                                  "Says which of the values is so, and why",
                                  {"id", "contradiction", "chosen", "reason"}),
      crisis<SendSituation>("/api/crisis/situation", "crisis.situation",
                            "Sends the totaalbeeld as it stands, numbered and frozen", {"id"}),
      crisis<WriteAction>("/api/crisis/action", "crisis.action", "Makes or changes an action", {"id"}),
      crisis<ProposeDecision>("/api/crisis/propose", "crisis.propose", "Puts a question to be decided",
                              {"id", "question"}),
      crisis<TakeDecision>("/api/crisis/decide", "crisis.decide", "Decides, on a version of the totaalbeeld",
                           {"id", "decision", "choice"}),
      crisis<FollowDecision>("/api/crisis/follow", "crisis.follow", "Says how a decision was carried out",
                             {"id", "decision", "state"}),
      crisis<ApplyArticle39>("/api/crisis/article-39", "crisis.article-39",
                             "Applies WVR 39 to municipalities, or ends it", {"id"}),
      crisis<RecordObjection>("/api/crisis/objection", "crisis.objection",
                              "Records the written objection of a mayor (WVR 39 lid 4)",
                              {"id", "municipality", "by", "text"}),
      crisis<AnswerQuestions>("/api/crisis/questions", "crisis.questions",
                              "Answers what is, what if, what next", {"id"}),
      crisis<AnswerTrait>("/api/crisis/trait", "crisis.trait", "Answers a trait of the diagnosis",
                          {"id", "trait", "answer"}),
      crisis<ReviewCrisis>("/api/crisis/review", "crisis.review", "Reviews a crisis and sets the next date",
                           {"id", "outcome"}),
      crisis<MergeCrisis>("/api/crisis/merge", "crisis.merge", "Lets a crisis go on inside another",
                          {"id", "into", "reason"}),
      crisis<SplitCrisis>("/api/crisis/split", "crisis.split", "Makes some signals a crisis of their own",
                          {"id", "signals", "title", "reason"}, 201),
      crisis<CloseCrisis>("/api/crisis/close", "crisis.close",
                          "Closes a crisis and hands its open actions over", {"id", "reason"}),
      command_route<network::Command, network::ImportContacts>(
          "/api/directory/import", "directory.import", "Adds, changes and removes contacts of the directory",
          {}),
      command_route<network::Command, network::SetDuty>(
          "/api/duty/set", "duty.set", "Says who is on duty for a function, in order of calling",
          {"function", "contacts"}),
  };
}
}  // namespace voorzien::api
