#include "simulation/plants/plants.h"

#include <algorithm>
#include <array>

namespace voorzien::simulation {
namespace {
constexpr std::array<Plant, 17> all = {{
    {"lost_ack", "acknowledged", "the store says yes before it is durable"},
    {"forgetful_ids", "acknowledged", "after a restart the command ids that were answered are forgotten"},
    {"liar_refusal", "views_fold", "now and then the store says no to what it has written"},
    {"renumbered", "acknowledged", "two entries of a batch change places"},
    {"flipped_leaf", "journal_whole", "a bit of a stored leaf hash flips and nobody is told"},
    {"wrong_snapshot", "replay", "a snapshot misses a fact and carries a hash that fits"},
    {"dropped_upsert", "views_fold", "now and then a change does not reach the screens"},
    {"dropped_removal", "views_fold", "now and then what is gone stays on the screens"},
    {"stale_heal", "healed", "the answer to `since` leaves out its oldest change"},
    {"double_signal", "counted_once", "a page that comes again is taken for another"},
    {"shown_test", "tests_hidden", "a test message is taken in as an actual one"},
    {"blind_retry", "crisis_seen",
     "a level refused as stale is declared all the same, on the one that stands"},
    {"hidden_silence", "silence", "a poller reports `unchanged` for a source that does not answer"},
    {"chatter", "growth", "what was heard is written at each turn"},
    {"unseeded", "determinism", "a salt does not follow from the seed"},
    {"stuck_disk", "heals", "the disk stays full after the faults have stopped"},
    {"canary", "canary", "nothing; its checker fails by itself, to show that a failure is seen"},
}};
}  // namespace

std::span<const Plant> plants() { return all; }

const Plant* find_plant(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Plant::name);
  return found == all.end() ? nullptr : &*found;
}
}  // namespace voorzien::simulation
