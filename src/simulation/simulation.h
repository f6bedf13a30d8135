// Simulation: a region's hours on a fake clock and a fake disk, from one seed: the engine as it runs in
// production, sources and people as they are, faults as they come, and checkers that look (docs/operations/
// simulation.md). Single-threaded; nothing in it reads a clock or draws chance but from the seed.
//
//   const Report report = simulate({.seed = 8123, .hours = 4, .plant = "", .doctrine = doctrine});
//   if (report.broken) std::puts(to_text(report).c_str());
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "doctrine/doctrine.h"

namespace voorzien::simulation {

struct Options {
  std::uint64_t seed = 1;
  double hours = 3;
  std::string plant;  // name of a planted bug, or empty
  bool twice = true;  // run a second time and compare step by step
  const doctrine::Doctrine* doctrine = nullptr;
};

struct BrokenPromise {
  std::string checker;
  std::string seen;
};

struct Report {
  std::uint64_t seed = 0;
  double hours = 0;
  std::string plant;
  std::optional<BrokenPromise> broken;  // the first
  std::string last_steps;
  std::uint64_t trace_hash = 0;
  std::uint64_t steps = 0, entries = 0, documents = 0, commands = 0, starts = 0, checks = 0, syncs = 0,
                busy = 0;
  std::vector<std::uint64_t> step_hashes;
};

[[nodiscard]] Report simulate(const Options& options);

// The one line that repeats it.
[[nodiscard]] std::string repeat_line(const Options& options);
[[nodiscard]] std::string repeat_line(const Report& report);
// Of a failure: that line, the promise and what was seen, the last steps. Of a success: one line of numbers.
[[nodiscard]] std::string to_text(const Report& report);

struct Proof {  // of a plant
  std::string plant;
  std::string checker;
  Report report;  // the run in which it was caught, or the last that missed it
  bool is_caught = false;
};
// Runs each plant on seed after seed until something catches it: that must be its own checker.
[[nodiscard]] std::vector<Proof> prove_plants(const Options& options,
                                              const std::function<void(const Proof&)>& each);

}  // namespace voorzien::simulation
