// What people may ask of the desk: a log line, an entry by hand. POST /api/<matter>/<command>.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "desk/attachment.h"
#include "geo/geometry.h"
#include "observations/observation.h"

namespace voorzien::desk {

struct WriteLog {  // POST /api/log/write
  static constexpr std::string_view kind = "write-log";
  static constexpr bool omits_absent = true;
  std::string text;           // 1..4,000 characters
  std::optional<Instant> at;  // time of the fact; else the time of entry
  std::optional<std::string> crisis;
  std::optional<SignalId> signal;
  std::optional<LogLineId> corrects;   // `Verbeter`: adds a line, never changes one
  std::optional<Instant> moment = {};  // the picture that the writer was looking back at
  std::optional<std::vector<std::string>> attachments = {};  // hashes that POST /api/attachments answered
};
DESCRIBE(WriteLog, text, at, crisis, signal, corrects, moment, attachments)

// POST /api/entry/write (desk.md 3): a call becomes an observation with source, place, theme, grade.
// Only text and place are needed. The preview (POST /api/entry/preview {text, place_choice?}) tells what was
// understood and what it looks like; nothing is written by it.
struct WriteEntry {
  static constexpr std::string_view kind = "write-entry";
  static constexpr bool omits_absent = true;
  std::string text;
  std::string place;  // name of the place chosen
  std::optional<geo::Point> point;
  std::string municipality;      // GM code or empty
  std::string theme;             // theme id; empty = by the words of the text
  std::string from;              // who called: "Netbeheerder, telefoon"
  std::string grade;             // unsure, likely, sure
  std::optional<Instant> at;     // time of the fact
  std::optional<Instant> until;  // "terug 19:30"
  std::optional<observations::Quantity> quantity;
  std::optional<observations::Level> level;                  // set by the person, else by rule
  std::optional<SignalId> attach_to;                         // the signal it belongs to; none = by rule
  bool new_signal = false;                                   // Alt+Enter: a signal of its own
  std::optional<std::vector<std::string>> attachments = {};  // as of WriteLog
  std::optional<bool> real = {};  // while the region exercises: true says that it is no part of it
};
DESCRIBE(WriteEntry, text, place, point, municipality, theme, from, grade, at, until, quantity, level,
         attach_to, new_signal, attachments, real)

// POST /api/attachments: the bytes travel beside the command and go into the journal's raw rows.
struct KeepAttachment {
  static constexpr std::string_view kind = "keep-attachment";
  Attachment attachment;
};
DESCRIBE(KeepAttachment, attachment)

struct BeginExercise {  // POST /api/exercise/begin: the whole region exercises, on every screen
  static constexpr std::string_view kind = "begin-exercise";
  std::string title;
  std::string reason;
};
DESCRIBE(BeginExercise, title, reason)

struct EndExercise {  // POST /api/exercise/end
  static constexpr std::string_view kind = "end-exercise";
  std::string reason;
};
DESCRIBE(EndExercise, reason)

using Command = std::variant<WriteLog, WriteEntry, KeepAttachment, BeginExercise, EndExercise>;

}  // namespace voorzien::desk
