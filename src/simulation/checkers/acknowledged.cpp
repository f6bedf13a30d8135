// What was accepted is in the journal once, and what was refused or failed is not.
#include <fmt/format.h>

#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
namespace {
Broken look_at(const std::string& id, const AskedCommand& asked, const std::vector<std::uint64_t>& entries,
               const std::map<std::string, std::size_t>& rows) {
  if (!asked.contradiction.empty()) return fmt::format("command {}: {}", id, asked.contradiction);
  if (entries.size() > 1)
    return fmt::format("command {} was done {} times: entries {} and {}", id, entries.size(), entries[0],
                       entries[1]);
  const auto row = rows.find(id);
  const std::size_t known = row == rows.end() ? 0 : row->second;
  if (asked.answered == Answered::Accepted) {
    if (known != 1)
      return fmt::format("command {} was accepted and has {} rows among the answered ones", id, known);
    if (asked.makes_entry && entries.empty())
      return fmt::format("command {} was accepted as entry {} and no entry holds it", id,
                         asked.accepted.version);
    if (!entries.empty() && entries[0] != asked.accepted.version)
      return fmt::format("command {} was accepted as entry {} and stands in entry {}", id,
                         asked.accepted.version, entries[0]);
    return std::nullopt;
  }
  const bool said_no = asked.answered == Answered::Failed || asked.answered == Answered::Refused;
  if (said_no && !asked.in_doubt && asked.outstanding == 0 && !entries.empty())
    return fmt::format("command {} was answered with a refusal and stands in entry {}", id, entries[0]);
  return std::nullopt;
}
}  // namespace

Broken check_acknowledged(const Evidence& seen) {
  adapters::DiskStore& store = seen.process.store();
  if (seen.ledger.last_answered > store.last_seq())
    return fmt::format("entry {} was answered for, and the journal ends at {}", seen.ledger.last_answered,
                       store.last_seq());
  if (seen.journal.entries() < store.last_seq()) return std::nullopt;  // not readable: others tell of it
  std::map<std::string, std::size_t> rows;
  (void)store.each_command([&](const journal::CommandRow& row) { ++rows[std::string(row.id)]; });
  for (const auto& [id, asked] : seen.ledger.commands) {
    const auto entries = seen.journal.commands().find(id);
    if (Broken broken = look_at(
            id, asked,
            entries == seen.journal.commands().end() ? std::vector<std::uint64_t>{} : entries->second, rows))
      return broken;
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
