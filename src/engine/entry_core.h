// What an entry says: the described structs behind journal::Entry::core and ::sealed
// (docs/formats/journal.md).
//
// kind: received (one document that changed something), command (one act of a person), timer (what was due),
// heard (freshness, at most once a minute, or a turn in asking), erased (personal parts of other entries are
// gone). An event that holds personal values stands in Sealed; its place in the core holds only its index
// there, and of a log line all but its text, so that erasing leaves order and proof intact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/boxed.h"
#include "base/describe.h"
#include "crisis/commands.h"
#include "crisis/events.h"
#include "desk/desk.h"
#include "doctrine/doctrine.h"
#include "journal/entry.h"
#include "journal/erasure.h"
#include "network/network.h"
#include "observations/understood.h"
#include "picture/commands.h"
#include "picture/events.h"

namespace voorzien::engine {

struct Received {
  SourceId source;
  std::string format;
  Instant received;
  std::int64_t bytes = 0;
  observations::Verdict verdict = observations::Verdict::Accepted;
  std::string raw_sha256;      // empty for a personal source: then it stands in Sealed
  std::string raw_commitment;  // of a personal source: hex(SHA-256(salt || bytes))
  std::optional<std::int64_t> film_line;
  static constexpr bool omits_absent = true;
};
DESCRIBE(Received, source, format, received, bytes, verdict, raw_sha256, raw_commitment, film_line)

struct Commanded {
  std::string id;
  std::string user;
  std::string name;
  std::string role;
  Boxed<picture::Command> picture;
  Boxed<desk::Command> desk;
  Boxed<crisis::Command> crisis;
  Boxed<network::Command> network;
  static constexpr bool omits_absent = true;
};
DESCRIBE(Commanded, id, user, name, role, picture, desk, crisis, network)

// Why personal parts of other entries are gone. Never what they said.
struct Erased {
  std::string user;
  std::string name;
  std::string role;
  std::string cause;   // person, retention
  std::string reason;  // what the person who erased gave as reason; of retention the source
  std::vector<journal::SeqRange> entries;  // whose sealed parts and salts were erased
  std::int64_t documents = 0;              // raw ones
};
DESCRIBE(Erased, user, name, role, cause, reason, entries, documents)

// One of the matters, or sealed; boxed, as there are many of them and each matter's events are large. A
// matter beside sealed is what stays when the sealed part is gone.
struct Happened {
  Boxed<picture::Event> picture;
  Boxed<desk::Event> desk;
  std::optional<std::int64_t> sealed;  // index into Sealed::happened
  Boxed<crisis::Event> crisis = {};
  Boxed<network::Event> network = {};
  static constexpr bool omits_absent = true;
};
DESCRIBE(Happened, picture, desk, sealed, crisis, network)

struct EntryCore {
  std::uint64_t seq = 0;
  Instant at;
  std::string kind;
  std::optional<Received> received;
  std::optional<Commanded> command;
  std::vector<Happened> happened;
  std::string sealed_commitment;
  std::optional<Erased> erased = {};
  static constexpr bool omits_absent = true;
};
DESCRIBE(EntryCore, seq, at, kind, received, command, happened, sealed_commitment, erased)

struct Sealed {
  std::string raw_sha256;
  std::vector<Happened> happened;
};
DESCRIBE(Sealed, raw_sha256, happened)

// An entry that is decided and not yet bytes.
struct Draft {
  Boxed<EntryCore> core;          // there always; boxed, as drafts change hands and a core is large
  std::string sealed_raw_sha256;  // of a personal document: stands in Sealed
  std::string salt;               // 16 random bytes, used only when something is sealed
};

// Raw bytes that an entry names. They are kept with it; personal ones stand behind its commitment.
struct NamedRaw {
  std::string sha256;
  std::string_view bytes;  // of a personal one
  bool personal = false;
};
[[nodiscard]] Draft to_draft(EntryCore&& core, const NamedRaw& raw, std::string salt);

// Splits off what is personal, encodes, hashes; of the draft little is left. Depends on nothing but its
// arguments: any thread may do it.
[[nodiscard]] journal::Entry to_entry(Draft& draft, const std::vector<std::string>& personal_sources);
[[nodiscard]] std::vector<std::string> personal_sources(const doctrine::Doctrine& doctrine);
// The entry with its sealed events back in place; erased ones are left out. An error names the entry.
[[nodiscard]] Result<EntryCore> from_entry(const journal::Entry& entry);

}  // namespace voorzien::engine
