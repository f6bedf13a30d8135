#include "desk/exercise.h"

#include <utility>

#include "base/utf8.h"
#include "base/words.h"
#include "desk/decide.h"
#include "desk/limits.h"

namespace voorzien::desk {
namespace {
std::optional<Decision> check_words(const std::string& text, const char* field) {
  if (is_blank(text)) return refuse("text-missing", field);
  if (characters(text) > limits::exercise_words_max)
    return refuse("too-long", field, "at most " + std::to_string(limits::exercise_words_max) + " characters");
  return std::nullopt;
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
  line.at = time_of_fact(command.at, context.now);
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
