// What people may ask of the picture. Each is `POST /api/<matter>/<command>` with these fields as JSON body.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "observations/observation.h"
#include "picture/point.h"

namespace voorzien::picture {

enum class Grade { Unsure, Likely, Sure };
DESCRIBE_ENUM(Grade, Unsure, Likely, Sure)

struct SeeSignal {  // POST /api/signal/see: opening it marks it seen by that person
  static constexpr std::string_view kind = "see-signal";
  SignalId id;
};
DESCRIBE(SeeSignal, id)

struct VerifySignal {  // POST /api/signal/verify: needs grade, a source spoken to or a second source, and a
                       // so-what
  static constexpr std::string_view kind = "verify-signal";
  SignalId id;
  Grade grade = Grade::Likely;
  std::string spoken_to;  // who was spoken to; may be empty when the signal has facts of two or more sources
  std::string so_what;    // one line: what does it mean and for whom
};
DESCRIBE(VerifySignal, id, grade, spoken_to, so_what)

struct RejectSignal {  // POST /api/signal/reject
  static constexpr std::string_view kind = "reject-signal";
  SignalId id;
  std::string reason;
};
DESCRIBE(RejectSignal, id, reason)

struct CloseSignal {  // POST /api/signal/close
  static constexpr std::string_view kind = "close-signal";
  SignalId id;
  std::string reason;
};
DESCRIBE(CloseSignal, id, reason)

struct DeferSignal {  // POST /api/signal/defer: "bel terug 14:30"; comes back by itself
  static constexpr std::string_view kind = "defer-signal";
  SignalId id;
  Instant until;
  std::string promise;  // "Bel netbeheerder terug"; empty for a plain put-away
};
DESCRIBE(DeferSignal, id, until, promise)

struct AssignSignal {  // POST /api/signal/assign; an empty owner takes the owner away
  static constexpr std::string_view kind = "assign-signal";
  SignalId id;
  std::string owner;
};
DESCRIBE(AssignSignal, id, owner)

struct MergeSignal {  // POST /api/signal/merge: `id` goes on inside `into`; both keep their history
  static constexpr std::string_view kind = "merge-signal";
  SignalId id;
  SignalId into;
};
DESCRIBE(MergeSignal, id, into)

struct SplitSignal {  // POST /api/signal/split: the named facts become a signal of their own
  static constexpr std::string_view kind = "split-signal";
  SignalId id;
  std::vector<ObservationId> observations;
};
DESCRIBE(SplitSignal, id, observations)

struct UndoSignal {  // POST /api/signal/undo: takes back the actor's own last act on it (verify, reject,
                     // close, defer, assign)
  static constexpr std::string_view kind = "undo-signal";
  SignalId id;
};
DESCRIBE(UndoSignal, id)

struct SetTheme {  // POST /api/theme/set: raise at once with a reason; lower for at most 4 h, never below the
                   // floor
  static constexpr std::string_view kind = "set-theme";
  ThemeId theme;
  observations::Level level = observations::Level::Grey;
  std::string reason;
  std::optional<Instant> until;
};
DESCRIBE(SetTheme, theme, level, reason, until)

struct ReleaseTheme {  // POST /api/theme/release: back to the rule's colour
  static constexpr std::string_view kind = "release-theme";
  ThemeId theme;
};
DESCRIBE(ReleaseTheme, theme)

enum class FindingVerdict { Hit, False, Late, Duplicate };
DESCRIBE_ENUM(FindingVerdict, Hit, False, Late, Duplicate)

struct JudgeSignal {  // POST /api/signal/judge: of one that a detector made; may be judged anew or undone
  static constexpr std::string_view kind = "judge-signal";
  SignalId id;
  FindingVerdict verdict = FindingVerdict::Hit;
};
DESCRIBE(JudgeSignal, id, verdict)

struct PromoteFinding {  // POST /api/finding/promote: one that was held back becomes a signal
  static constexpr std::string_view kind = "promote-finding";
  std::string id;
  std::string reason;
};
DESCRIBE(PromoteFinding, id, reason)

struct SetBudget {  // POST /api/budget/set: false warnings a shift, how they are shared out and over what,
                    // from the next finding on; what is absent stays as it is
  static constexpr std::string_view kind = "set-budget";
  double per_shift = 2;
  std::string reason;
  std::optional<double> cluster_share = {};
  std::optional<double> measured_share = {};
  std::optional<double> warn_chance = {};
  std::optional<std::vector<std::string>> unwatched = {};
  static constexpr bool omits_absent = true;
};
DESCRIBE(SetBudget, per_shift, reason, cluster_share, measured_share, warn_chance, unwatched)

struct TakeCounts {  // `counts import`: what was counted before this system did, a day of five-minute ticks
                     // each
  static constexpr std::string_view kind = "take-counts";
  std::vector<std::string> series;            // "pager/care/GM0307"
  std::map<std::string, std::string> counts;  // as Findings::counts, with indices into `series` here
  std::string origin;                         // which file or generator
};
DESCRIBE(TakeCounts, series, counts, origin)

struct TakeReadings {  // `readings import`: what a station measured before this system heard of it
  static constexpr std::string_view kind = "take-readings";
  std::string station;          // its id, as /api/stations has it
  std::vector<Point> readings;  // by time, each moment once, before now
  std::string origin;           // which file or generator
};
DESCRIBE(TakeReadings, station, readings, origin)

using Command = std::variant<SeeSignal, VerifySignal, RejectSignal, CloseSignal, DeferSignal, AssignSignal,
                             MergeSignal, SplitSignal, UndoSignal, SetTheme, ReleaseTheme, JudgeSignal,
                             PromoteFinding, SetBudget, TakeCounts, TakeReadings>;

}  // namespace voorzien::picture
