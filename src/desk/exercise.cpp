#include "desk/exercise.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "desk/limits.h"

namespace voorzien::desk {
namespace {
Decision refuse(std::string rule, std::string field, std::string detail = "") {
  return {{}, "", Refusal{std::move(rule), std::move(field), std::move(detail)}};
}

std::optional<Decision> check_words(const std::string& text, const char* field) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return refuse("text-missing", field);
  if (characters(text) > limits::exercise_words_max)
    return refuse("too-long", field, "at most " + std::to_string(limits::exercise_words_max) + " characters");
  return std::nullopt;
}

std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& one : words) out += (out.empty() ? "" : ", ") + one;
  return out;
}
}  // namespace

Decision begin_exercise(const State& state, const BeginExercise& command, const Context& context) {
  if (auto refused = check_words(command.title, "title")) return *refused;
  if (auto refused = check_words(command.reason, "reason")) return *refused;
  if (state.exercise) return refuse("already-exercising", "title", state.exercise->title);
  // Who works in a real crisis must not be told by every screen that all of it is play.
  if (!context.real_crises.empty()) return refuse("real-crisis-runs", "", list_of(context.real_crises));
  return {{ExerciseBegun{{command.title, command.reason, context.now, context.name, context.role}}},
          "region",
          std::nullopt};
}

Decision end_exercise(const State& state, const EndExercise& command) {
  if (auto refused = check_words(command.reason, "reason")) return *refused;
  if (!state.exercise) return refuse("no-exercise", "");
  return {{ExerciseEnded{command.reason}}, "region", std::nullopt};
}

Decision enter_exercise(std::string id, const WriteEntry& command,
                        std::optional<std::vector<Attachment>> attachments, const Context& context) {
  LogLine line;
  line.id.value = std::move(id);
  line.at = std::min(command.at.value_or(context.now), context.now);  // as of any line
  line.written = context.now;
  line.user = context.user;
  line.name = context.name;
  line.role = context.role;
  line.text = command.text;
  if (!command.place.empty()) line.text += ", " + command.place;
  if (!command.from.empty()) line.text += " (" + command.from + ")";
  line.attachments = std::move(attachments);
  line.exercise = true;
  Decision out;
  out.id = line.id.value;
  out.events.emplace_back(LogLineWritten{std::move(line)});
  return out;
}
}  // namespace voorzien::desk
