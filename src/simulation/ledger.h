// Ledger: what is true outside the engine, kept by the simulated world itself: what was told, asked and
// answered. The checkers hold the engine to it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/instant.h"
#include "engine/submit.h"

namespace voorzien::simulation {

enum class Answered { Not, Accepted, Refused, Failed };

// What the screen of a person showed of a crisis when they asked for another value of it.
struct SawOfCrisis {
  std::string crisis;
  std::string what;   // "level", or a heading
  std::string value;  // the level, or the version of the heading; empty or 0: none
  bool operator==(const SawOfCrisis&) const = default;
};

struct AskedCommand {
  std::string person;
  std::string kind;
  bool makes_entry = false;  // a log line always does
  Answered answered = Answered::Not;
  engine::Accepted accepted;  // the first time; a retry must be answered the same
  std::optional<SawOfCrisis> saw = {};
  std::string contradiction;  // what a later answer said otherwise
  bool in_doubt = false;      // some try got no answer, so a Failed says nothing about it
  int outstanding = 0;        // tries that may still be answered
};

// A fact that the world told of. Its mark stands in its title and in nothing else.
struct ToldFact {
  std::string source;
  bool is_test = false;
  int times = 0;
};

struct SourceTruth {
  std::optional<Instant> last_handed;   // anything understandable, whatever became of it
  std::optional<Instant> last_durable;  // answered with success
  bool stalled = false;
};

struct Ledger {
  Instant start;
  std::map<std::string, AskedCommand> commands;  // by id
  std::map<std::string, ToldFact> facts;         // by mark
  std::map<std::string, SourceTruth> sources;
  std::uint64_t documents = 0;      // handed over, retries counted
  std::uint64_t last_answered = 0;  // the highest entry that anybody was told of
  std::uint64_t starts = 0;
  std::uint64_t stops = 0;
  std::set<std::uint64_t> damaged;              // entries with a flipped bit, not yet repaired
  std::string refusal_to_start;                 // of the last start that failed
  std::optional<Instant> faults_stopped;        // from here on everything has to heal
  std::optional<Instant> last_accepted;         // command
  std::map<std::uint64_t, std::string> states;  // entry -> state hash when it was the last, now and then
  std::uint64_t busy = 0;
};

// "QX" and digits: nothing else in the region is spelled so.
[[nodiscard]] inline std::string mark_of(std::uint64_t number) { return "QX" + std::to_string(number); }
// The mark in a text, or empty.
[[nodiscard]] inline std::string mark_in(std::string_view text) {
  const std::size_t at = text.find("QX");
  if (at == std::string_view::npos) return {};
  const std::size_t end = text.find_first_not_of("0123456789", at + 2);
  return std::string(text.substr(at, (end == std::string_view::npos ? text.size() : end) - at));
}

}  // namespace voorzien::simulation
