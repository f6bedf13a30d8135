#include "simulation/faults.h"

#include <fmt/format.h>

#include <limits>

#include "simulation/limits.h"

namespace voorzien::simulation {
using adapters::DiskStore;

Faults::Faults(std::uint64_t seed, std::string plant, Agenda& agenda, FakeProcess& process,
               adapters::FakeDisk& disk, Trace& trace, Ledger& ledger)
    : draws_(seed, "faults"),
      plant_(std::move(plant)),
      agenda_(agenda),
      process_(process),
      disk_(disk),
      trace_(trace),
      ledger_(ledger) {}

void Faults::begin() { next(); }

void Faults::next() {
  agenda_.in(draws_.within(minutes(1), minutes(9)), [this] {
    if (stopped_) return;
    befall();
    next();
  });
}

void Faults::for_a_while(std::string_view what, Duration low, Duration high, std::function<void()> end) {
  busy_ = true;
  const Duration length = draws_.within(low, high);
  trace_.step(agenda_.now(), "disk", what, fmt::format("for {} s", length.us / 1'000'000));
  agenda_.in(length, [this, end = std::move(end)] {
    if (!busy_) return;
    busy_ = false;
    end();
    trace_.step(agenda_.now(), "disk", "works again");
  });
}

void Faults::befall() {
  const std::int64_t kind = draws_.between(0, 11);
  if (kind <= 3) {  // in the middle of what it does next
    const auto operation = static_cast<std::uint64_t>(draws_.between(1, 7));
    trace_.step(agenda_.now(), "disk", fmt::format("the power will go at operation {}", operation));
    return disk_.cut_power_at(operation);
  }
  if (kind == 4) return process_.die("killed");
  if (kind == 5) return process_.stop_cleanly();
  if (busy_) return;
  if (kind == 6) {
    // Room for a part of what comes next, so that some batches fit and some do not.
    std::size_t used = 0;
    for (const auto& [name, file] : disk_.files()) used += file.bytes.size();
    disk_.faults.capacity = used + static_cast<std::size_t>(draws_.between(0, 20'000));
    return for_a_while("is nearly full", minutes(1), minutes(12), [this] {
      if (plant_ != "stuck_disk") disk_.faults.capacity = std::numeric_limits<std::size_t>::max();
    });
  }
  if (kind == 7) {
    disk_.faults.refuses_writes = true;
    return for_a_while("refuses writes", seconds(5), minutes(3),
                       [this] { disk_.faults.refuses_writes = false; });
  }
  if (kind == 8) {
    process_.set_slow(true);
    return for_a_while("is slow", minutes(1), minutes(8), [this] { process_.set_slow(false); });
  }
  if (kind == 9) {
    disk_.faults.refuses_reads = true;
    return for_a_while("cannot be read", seconds(5), minutes(2),
                       [this] { disk_.faults.refuses_reads = false; });
  }
  if (kind == 10) return ruin_a_snapshot();
  flip_a_bit();
}

// Of an entry under a signed head: the last record, if it does not fit its check, is taken for torn
// (disk_store.h), and a leaf that is damaged before its first signature is signed as it is (atlas).
void Faults::flip_a_bit() {
  if (!process_.is_up() || flipped_) return;
  const auto head = process_.store().last_checkpoint();
  if (!head || !*head || (*head)->size == process_.store().last_seq()) return;
  const auto seq = static_cast<std::uint64_t>(draws_.between(1, static_cast<std::int64_t>((*head)->size)));
  const DiskStore::EntryPlace& place = process_.store().place_of(seq);
  const DiskStore::Span span = plant_ == "flipped_leaf" || draws_.chance(200) ? place.leaf : place.core;
  flipped_ = Flipped{span.at + draws_.random().below(span.size),
                     static_cast<unsigned>(draws_.random().below(8)), seq};
  disk_.flip_bit(DiskStore::log_file, flipped_->at, flipped_->bit);
  if (plant_ != "flipped_leaf") ledger_.damaged.insert(seq);
  trace_.step(agenda_.now(), "disk", fmt::format("a bit of entry {} flips", seq));
  if (plant_ == "flipped_leaf") return;
  // The audit of the day names it; the operator puts the page back from the backup.
  agenda_.in(draws_.within(minutes(3), minutes(25)), [this] { repair(); });
}

void Faults::repair() {
  if (!flipped_) return;
  disk_.flip_bit(DiskStore::log_file, flipped_->at, flipped_->bit);
  ledger_.damaged.clear();
  trace_.step(agenda_.now(), "disk", fmt::format("entry {} is put back from the backup", flipped_->seq));
  flipped_.reset();
}

void Faults::ruin_a_snapshot() {
  std::vector<std::string> names;
  for (const auto& [name, file] : disk_.files())
    if (name != DiskStore::log_file) names.push_back(name);
  if (names.empty()) return;
  const std::string name = draws_.pick(names);
  // Beyond the record's head and the numbers in it: in its hash or its state.
  const std::size_t from = 17 + 16 + 8;
  const std::size_t size = disk_.size(name);
  const std::size_t hash_end = from + 64;
  if (size <= hash_end + 8) return;
  const std::size_t at = draws_.chance(200) ? from + draws_.random().below(64)
                                            : hash_end + 8 + draws_.random().below(size - hash_end - 8);
  disk_.flip_bit(name, at, static_cast<unsigned>(draws_.random().below(8)));
  trace_.step(agenda_.now(), "disk", "a bit of " + name + " flips");
}

void Faults::stop() {
  stopped_ = true;
  busy_ = false;
  disk_.cut_power_at(0);
  disk_.faults.refuses_reads = disk_.faults.refuses_writes = false;
  if (plant_ == "stuck_disk")
    disk_.faults.capacity = 0;
  else
    disk_.faults.capacity = std::numeric_limits<std::size_t>::max();
  process_.set_slow(false);
  repair();
  ledger_.faults_stopped = agenda_.now();
  trace_.step(agenda_.now(), "disk", "the faults have stopped");
}

}  // namespace voorzien::simulation
