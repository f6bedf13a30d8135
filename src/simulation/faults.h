// Faults: what befalls the disk and the process, and what each may harm (the atlas: docs/operations/
// simulation.md). One disk fault at a time; all stop well before the run ends, and then it must heal.
#pragma once

#include "simulation/process.h"

namespace voorzien::simulation {

class Faults {
 public:
  Faults(std::uint64_t seed, std::string plant, Agenda& agenda, FakeProcess& process,
         adapters::FakeDisk& disk, Trace& trace, Ledger& ledger);
  void begin();
  void stop();  // everything that still harms is put right, as an operator would

 private:
  void next();
  void befall();
  void for_a_while(std::string_view what, Duration low, Duration high, std::function<void()> end);
  void flip_a_bit();
  void ruin_a_snapshot();
  void repair();

  Draws draws_;
  std::string plant_;
  Agenda& agenda_;
  FakeProcess& process_;
  adapters::FakeDisk& disk_;
  Trace& trace_;
  Ledger& ledger_;
  bool stopped_ = false;
  bool busy_ = false;  // a disk fault is on
  struct Flipped {
    std::size_t at = 0;
    unsigned bit = 0;
    std::uint64_t seq = 0;
  };
  std::optional<Flipped> flipped_;
};

}  // namespace voorzien::simulation
