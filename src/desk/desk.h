// The desk: the shift's log and entry by hand (desk.md 3). Pure functions, as picture/picture.h.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/refusal.h"
#include "base/touched.h"
#include "desk/commands.h"
#include "doctrine/doctrine.h"
#include "observations/observation.h"

namespace voorzien::desk {

struct LogLine {
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
  std::optional<Instant> erased = {};  // its text was, then
  std::optional<std::string> erased_by = {};
};
DESCRIBE(LogLine, id, at, written, user, name, role, text, crisis, signal, corrects, moment, erased,
         erased_by)

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
};
DESCRIBE(EntryWritten, observation, attach_to, new_signal)

struct LogLinesErased {  // their texts; that somebody wrote something stays
  static constexpr std::string_view kind = "log-lines-erased";
  std::vector<LogLineId> ids;
};
DESCRIBE(LogLinesErased, ids)

using Event = std::variant<LogLineWritten, EntryWritten, LogLinesErased>;

struct State {
  std::vector<LogLine> log;  // newest last, at most 10,000; older ones stay in the journal
  std::uint64_t next_id = 1;
};
DESCRIBE(State, log, next_id)

struct Context {
  Instant now;
  const doctrine::Doctrine& doctrine;
  std::string user;
  std::string name;
  std::string role;
};

struct Decision {
  std::vector<Event> events;
  std::string id;
  std::optional<Refusal> refusal;
};

[[nodiscard]] Decision decide(const State& state, const Command& command, const Context& context);
void evolve(State& state, const Event& event, const Context& context, Touched& touched);

}  // namespace voorzien::desk
