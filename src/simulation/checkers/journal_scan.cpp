#include "simulation/checkers/journal_scan.h"

#include "engine/entry_core.h"
#include "simulation/ledger.h"

namespace voorzien::simulation {
void JournalScan::read(adapters::DiskStore& store) {
  if (store.last_seq() < read_) *this = {};
  (void)store.read(read_ + 1, UINT64_MAX, [this](const journal::Entry& entry) { return take(entry); });
}

void JournalScan::overwrite(std::uint64_t seq, const CrisisId& crisis, const std::string& what,
                            const std::string& value) {
  std::string& stands = stands_[{crisis.value, what}];
  if (what != "level" && stands.empty()) stands.assign(1, '0');
  overwritten_.try_emplace(seq, SawOfCrisis{crisis.value, what, stands});
  stands = value;
}

void JournalScan::take(std::uint64_t seq, const crisis::Event& event) {
  if (const auto* started = std::get_if<crisis::CrisisStarted>(&event)) {
    for (const crisis::SituationLine& line : started->crisis.lines)
      stands_[{started->crisis.id.value, line.heading}] = std::to_string(line.version);
  } else if (const auto* declared = std::get_if<crisis::LevelDeclared>(&event)) {
    overwrite(seq, declared->id, "level", declared->change.level);
  } else if (const auto* withdrawn = std::get_if<crisis::LevelWithdrawn>(&event)) {
    overwrite(seq, withdrawn->id, "level", withdrawn->back_to);
  } else if (const auto* written = std::get_if<crisis::LineWritten>(&event)) {
    overwrite(seq, written->id, written->line.heading, std::to_string(written->line.version));
  }
}

bool JournalScan::take(const journal::Entry& entry) {
  const Result<engine::EntryCore> core = engine::from_entry(entry);
  if (!core) return false;  // damaged: other checkers say so
  read_ = entry.seq;
  tree_.add(entry.leaf_hash);
  if (core->command) commands_[core->command->id].push_back(entry.seq);
  Minute& minute = minutes_[core->at.us / minutes(1).us];
  minute.timers += core->kind == "timer" ? 1 : 0;
  bool turns = false;
  for (const engine::Happened& one : core->happened) {
    if (one.crisis) take(entry.seq, *one.crisis);
    if (!one.picture) continue;
    if (const auto* added = std::get_if<picture::ObservationAdded>(&*one.picture)) {
      const std::string& id = added->observation.id.value;
      if (!living_.insert(id).second) added_twice_.push_back(id);
      if (const std::string mark = mark_in(added->observation.title); !mark.empty())
        observations_[mark].insert(id);
    } else if (const auto* ended = std::get_if<picture::ObservationEnded>(&*one.picture)) {
      living_.erase(ended->id.value);
    } else if (std::holds_alternative<picture::SourceTurned>(*one.picture)) {
      turns = true;
    } else if (const auto* heard = std::get_if<picture::SourcesHeard>(&*one.picture)) {
      for (const picture::Heard& of : heard->heard) turns |= of.asked.has_value();
    }
  }
  minute.turns += turns ? 1 : 0;
  minute.heard += core->kind == "heard" && !turns ? 1 : 0;
  return true;
}
}  // namespace voorzien::simulation
