// Checkers: what has to hold whatever happens, each a small file and one sentence of promise.
//
// They look from outside: at the store, at what is published and at the ledger of the world, and at the state
// only where it is the promise itself. A checker that fails says what it saw.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/checkers/journal_scan.h"
#include "simulation/process.h"
#include "simulation/screens.h"

namespace voorzien::simulation {

struct Evidence {
  const Ledger& ledger;
  FakeProcess& process;  // up, between two turns
  Switchboard& board;    // nothing waits in it
  std::vector<Screen>& screens;
  const doctrine::Doctrine& doctrine;
  const JournalScan& journal;
  engine::Core& from_zero;  // replays from the first entry, round after round
  Instant now;
  bool is_last = false;  // the run has ended, long after the faults stopped
  std::string_view plant;
};

using Broken = std::optional<std::string>;  // what was seen

struct Checker {
  std::string_view name;
  std::string_view promise;
  Broken (*check)(const Evidence&);
};
[[nodiscard]] std::span<const Checker> checkers();
[[nodiscard]] std::string_view promise_of(std::string_view checker);

Broken check_acknowledged(const Evidence& seen);
Broken check_journal_whole(const Evidence& seen);
Broken check_damage_named(const Evidence& seen);
Broken check_replay(const Evidence& seen);
Broken check_look_back(const Evidence& seen);
Broken check_counted_once(const Evidence& seen);
Broken check_views_fold(const Evidence& seen);
Broken check_crisis_seen(const Evidence& seen);
Broken check_healed(const Evidence& seen);
Broken check_tests_hidden(const Evidence& seen);
Broken check_silence(const Evidence& seen);
Broken check_growth(const Evidence& seen);
Broken check_heals(const Evidence& seen);
Broken check_canary(const Evidence& seen);

// Where two pictures differ first, for the message.
[[nodiscard]] Broken difference(const Evidence& seen, const Mirror& expected, const Mirror& is,
                                std::string_view whose);

}  // namespace voorzien::simulation
