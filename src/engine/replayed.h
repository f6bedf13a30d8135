// What a replay takes of an entry: when, by whom and what happened. What was asked or came in has no part in
// the state, and an event that stands whole in the sealed part is read there only: half of an entry is passed
// over (codec/skipped.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "codec/skipped.h"
#include "engine/entry_core.h"
#include "engine/submit.h"
#include "journal/entry.h"

namespace voorzien::engine {

struct Replayed {
  std::uint64_t seq = 0;
  Instant at;
  Actor actor;
  std::vector<Happened> happened;
  bool has_lost = false;  // its sealed part was erased
};

// An error names the entry, as that of from_entry.
[[nodiscard]] Result<Replayed> to_replay(const journal::Entry& entry);

// EntryCore and its parts with all but that passed over, for an entry whose events are all sealed.
struct SealedCommand {
  codec::Skipped id;
  std::string user;
  std::string name;
  std::string role;
  std::optional<codec::Skipped> picture;
  std::optional<codec::Skipped> desk;
  std::optional<codec::Skipped> crisis;
  std::optional<codec::Skipped> network;
};
DESCRIBE(SealedCommand, id, user, name, role, picture, desk, crisis, network)

struct SealedPlace {
  std::optional<codec::Skipped> picture;
  std::optional<codec::Skipped> desk;
  std::optional<std::int64_t> sealed;
  std::optional<codec::Skipped> crisis;
  std::optional<codec::Skipped> network;
};
DESCRIBE(SealedPlace, picture, desk, sealed, crisis, network)

struct SealedCore {
  codec::Skipped seq;
  Instant at;
  codec::Skipped kind;
  std::optional<codec::Skipped> received;
  std::optional<SealedCommand> command;
  std::vector<SealedPlace> happened;
  std::string sealed_commitment;
  std::optional<Erased> erased;
};
DESCRIBE(SealedCore, seq, at, kind, received, command, happened, sealed_commitment, erased)

}  // namespace voorzien::engine
