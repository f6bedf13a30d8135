// The desk: the shift's log and entry by hand (desk.md 3). Pure functions, as picture/picture.h.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/refusal.h"
#include "base/result.h"
#include "base/touched.h"
#include "desk/commands.h"
#include "doctrine/doctrine.h"
#include "observations/observation.h"

namespace voorzien::desk {

struct LogLine {
  static constexpr bool omits_absent = true;
  LogLineId id;
  Instant at;
  Instant written;
  std::string user;
  std::string name;
  std::string role;
  std::string text;
  std::optional<std::string> crisis;
  std::optional<SignalId> signal;
  std::optional<LogLineId> corrects;
  std::optional<Instant> moment;
  std::optional<std::vector<Attachment>> attachments;
  std::optional<Instant> erased = {};  // its text was, then
  std::optional<std::string> erased_by = {};
  std::optional<bool> exercise = {};  // true: of an exercise, of one crisis or of the region
};
DESCRIBE(LogLine, id, at, written, user, name, role, text, crisis, signal, corrects, moment, attachments,
         erased, erased_by, exercise)

struct LogLineWritten {
  static constexpr std::string_view kind = "log-line-written";
  LogLine line;
};
DESCRIBE(LogLineWritten, line)

struct EntryWritten {  // reactions/ turns it into an observation of the picture
  static constexpr std::string_view kind = "entry-written";
  observations::Observation observation;
  std::optional<SignalId> attach_to;
  bool new_signal = false;
  std::optional<std::vector<Attachment>> attachments;
};
DESCRIBE(EntryWritten, observation, attach_to, new_signal, attachments)

struct AttachmentKept {
  static constexpr std::string_view kind = "attachment-kept";
  Attachment attachment;
};
DESCRIBE(AttachmentKept, attachment)

struct LogLinesErased {  // their texts; that somebody wrote something stays
  static constexpr std::string_view kind = "log-lines-erased";
  std::vector<LogLineId> ids;
};
DESCRIBE(LogLinesErased, ids)

struct AttachmentsErased {  // their bytes and names; that something hung there stays
  static constexpr std::string_view kind = "attachments-erased";
  std::vector<std::string> sha256;
};
DESCRIBE(AttachmentsErased, sha256)

struct RegionExercise {  // the whole region exercises: what is made meanwhile says so
  std::string title;
  std::string reason;
  Instant since;
  std::string by;  // name and role at that moment
  std::string role;
};
DESCRIBE(RegionExercise, title, reason, since, by, role)

struct ExerciseBegun {
  static constexpr std::string_view kind = "exercise-begun";
  RegionExercise exercise;
};
DESCRIBE(ExerciseBegun, exercise)

struct ExerciseEnded {
  static constexpr std::string_view kind = "exercise-ended";
  std::string reason;
};
DESCRIBE(ExerciseEnded, reason)

using Event = std::variant<LogLineWritten, EntryWritten, AttachmentKept, LogLinesErased, AttachmentsErased,
                           ExerciseBegun, ExerciseEnded>;

struct Attached {    // by an entry by hand to its fact, or by a log line to its signal
  std::string type;  // fact, signal
  std::string id;
  Attachment attachment;
};
DESCRIBE(Attached, type, id, attachment)

struct State {
  static constexpr bool omits_absent = true;
  std::deque<LogLine> log;  // newest last, at most 10,000; older ones stay in the journal
  std::uint64_t next_id = 1;
  std::vector<Attachment> attachments;  // newest last, at most limits::attachments_known_max
  std::vector<Attached> attached;       // likewise
  std::optional<RegionExercise> exercise = {};
};
DESCRIBE(State, log, next_id, attachments, attached, exercise)

struct Context {
  Instant now;
  const doctrine::Doctrine& doctrine;
  std::string user;
  std::string name;
  std::string role;
  std::vector<std::string> real_crises =
      {};                              // when an exercise would begin: numbers of those that run and are none
  std::optional<bool> exercised = {};  // of a log line about a crisis: that one is an exercise, or not
};

struct Decision {
  std::vector<Event> events;
  std::string id;
  std::optional<Refusal> refusal;
  std::optional<Error> fault = {};  // no rule refused it: it names what is not there
};

[[nodiscard]] Decision decide(const State& state, const Command& command, const Context& context);
void evolve(State& state, const Event& event, const Context& context, Touched& touched);
// The newest that was kept under that hash, or nothing.
[[nodiscard]] const Attachment* find_attachment(const State& state, std::string_view sha256);

}  // namespace voorzien::desk
