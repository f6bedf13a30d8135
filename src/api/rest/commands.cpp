// POST /api/<matter>/<command>: a body becomes a command, the engine's outcome becomes the answer.
#include "api/rest/command_route.h"
#include "journal/hash.h"

namespace voorzien::api {
Response answer_of(const engine::Outcome& outcome, int status) {
  struct Visitor {
    int status;
    Response operator()(const engine::Accepted& accepted) const {
      return json_response(status, codec::encode(CommandAnswer{accepted.version, accepted.id}));
    }
    Response operator()(const engine::Refused& refused) const { return refusal_problem(refused); }
    Response operator()(const Error& error) const { return error_problem(error); }
  };
  return std::visit(Visitor{status}, outcome);
}

journal::Hash meaning_of(const Call& call) {
  const std::string text = call.caller.who.user + '\n' + call.request.path + '\n' + call.request.body;
  return journal::sha256(text);
}

namespace {
template <class T>
Route picture(std::string_view path, std::string_view act, std::string_view summary,
              std::vector<std::string_view> required) {
  return command_route<picture::Command, T>(path, act, summary, std::move(required));
}

void preview(Call call) {
  constexpr std::string_view required[] = {"text"};
  const auto question = codec::decode_body<desk::PreviewQuestion>(call.request.body, required);
  if (!question) return call.respond(error_problem(question.error()));
  call.respond(json_response(200, codec::encode(call.needs.preview(*question))));
}

Route preview_route() {
  Route out;
  out.method = "POST";
  out.pattern = "/api/entry/preview";
  out.act = "entry.preview";
  out.run = preview;
  out.summary = "What is understood of a line being typed, and what Enter would do; writes nothing";
  out.body = Body::Json;
  out.request_type = codec::type_of<desk::PreviewQuestion>;
  out.required = {"text"};
  out.response_type = codec::type_of<desk::PreviewAnswer>;
  return out;
}
}  // namespace

std::vector<Route> command_routes() {
  using namespace voorzien::picture;
  return {
      picture<SeeSignal>("/api/signal/see", "signal.see", "Marks a signal as seen by the caller", {"id"}),
      picture<VerifySignal>("/api/signal/verify", "signal.verify",
                            "Verifies a signal: grade, who was spoken to, so what", {"id", "grade"}),
      picture<RejectSignal>("/api/signal/reject", "signal.reject", "Rejects a signal, with a reason",
                            {"id", "reason"}),
      picture<CloseSignal>("/api/signal/close", "signal.close", "Closes a signal, with a reason",
                           {"id", "reason"}),
      picture<DeferSignal>("/api/signal/defer", "signal.defer", "Puts a signal away until a moment",
                           {"id", "until"}),
      picture<AssignSignal>("/api/signal/assign", "signal.assign",
                            "Names or takes away the owner of a signal", {"id", "owner"}),
      picture<MergeSignal>("/api/signal/merge", "signal.merge", "Lets a signal go on inside another",
                           {"id", "into"}),
      picture<SplitSignal>("/api/signal/split", "signal.split", "Makes some facts a signal of their own",
                           {"id", "observations"}),
      picture<UndoSignal>("/api/signal/undo", "signal.undo",
                          "Takes back the caller's own last act on a signal", {"id"}),
      picture<JudgeSignal>("/api/signal/judge", "signal.judge",
                           "Judges a signal that a detector made: hit, false, late, duplicate",
                           {"id", "verdict"}),
      picture<PromoteFinding>("/api/finding/promote", "finding.promote",
                              "Lets a finding through that was held back, with a reason", {"id", "reason"}),
      picture<SetBudget>("/api/budget/set", "budget.set",
                         "Sets how many false warnings a shift the desk accepts, with a reason",
                         {"per_shift", "reason"}),
      picture<SetTheme>("/api/theme/set", "theme.set", "Sets a theme's colour by hand, with a reason",
                        {"theme", "level", "reason"}),
      picture<ReleaseTheme>("/api/theme/release", "theme.release", "Gives a theme back to its rules",
                            {"theme"}),
      command_route<desk::Command, desk::WriteLog>("/api/log/write", "log.write", "Writes a log line",
                                                   {"text"}, 201),
      command_route<desk::Command, desk::WriteEntry>(
          "/api/entry/write", "entry.write", "Enters a report by hand: an observation with source and grade",
          {"text"}, 201),
      preview_route(),
      command_route<desk::Command, desk::BeginExercise>(
          "/api/exercise/begin", "exercise.begin",
          "The whole region exercises: every screen and product says so until it ends", {"title", "reason"}),
      command_route<desk::Command, desk::EndExercise>("/api/exercise/end", "exercise.end",
                                                      "Ends the exercise of the region", {"reason"}),
  };
}
}  // namespace voorzien::api
