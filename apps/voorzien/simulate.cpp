// `simulate`: runs of a seed or of a range of seeds, and the proof of the checkers by planted bugs.
#include <fmt/format.h>

#include <charconv>
#include <csignal>
#include <cstdio>

#include "commands.h"
#include "server/files.h"
#include "simulation/plants/plants.h"
#include "simulation/simulation.h"

namespace voorzien::app {
namespace {
// What to say when the engine stops itself (ENSURE) in the middle of a run.
std::string now_running;

extern "C" void say_how_to_repeat(int) {
  std::fprintf(stderr, "%s\nbroken   the process stopped itself; see the line above\n", now_running.c_str());
  std::_Exit(1);
}

struct Seeds {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

Result<Seeds> seeds_of(const SimulateOptions& options) {
  if (options.seeds.empty()) return Seeds{options.seed, options.seed};
  const std::size_t dots = options.seeds.find("..");
  const auto number = [](std::string_view text) -> std::optional<std::uint64_t> {
    std::uint64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
  };
  const auto first = number(std::string_view(options.seeds).substr(0, dots));
  const auto last = dots == std::string::npos ? std::nullopt : number(options.seeds.substr(dots + 2));
  if (!first || !last || *last < *first)
    return Error{ErrorCode::BadUse, "--seeds", "'" + options.seeds + "' is not N..M with N at most M"};
  return Seeds{*first, *last};
}

int prove(const simulation::Options& options) {
  std::size_t missed = 0;
  const auto all = simulation::prove_plants(options, [&](const simulation::Proof& proof) {
    const std::string by = proof.report.broken ? proof.report.broken->checker : "nothing";
    std::printf("%-16s %s by %-14s %s\n", proof.plant.c_str(), proof.is_caught ? "caught" : "MISSED",
                by.c_str(), simulation::repeat_line(proof.report).c_str());
    std::fflush(stdout);
    if (proof.is_caught) return;
    ++missed;
    std::printf("%s", simulation::to_text(proof.report).c_str());
  });
  std::printf("%zu planted bugs, %zu not caught by their checker\n", all.size(), missed);
  return missed == 0 ? 0 : 1;
}
}  // namespace

int simulate(const SimulateOptions& options) {
  const Result<doctrine::Doctrine> doctrine = server::load_doctrine(options.doctrine_dir);
  if (!doctrine) return fail(doctrine.error());
  const Result<Seeds> seeds = seeds_of(options);
  if (!seeds) return fail(seeds.error());
  if (!options.plant.empty() && simulation::find_plant(options.plant) == nullptr) {
    std::string names;
    for (const simulation::Plant& one : simulation::plants()) names += " " + std::string(one.name);
    return fail({ErrorCode::BadUse, "--plant", "there is no '" + options.plant + "'; there are:" + names});
  }
  if (options.hours <= 0 || options.hours > 1'000)
    return fail({ErrorCode::BadUse, "--hours", "more than 0 and at most 1000"});
  simulation::Options run{seeds->first, options.hours, options.plant, true, &*doctrine};
  if (options.plants) return prove(run);
  std::signal(SIGABRT, say_how_to_repeat);
  std::uint64_t entries = 0;
  for (run.seed = seeds->first; run.seed <= seeds->last; ++run.seed) {
    // In a range every eighth seed runs twice: that a run is determined by its seed fails everywhere or
    // nowhere.
    run.twice = options.seeds.empty() || run.seed % 8 == 0;
    now_running = simulation::repeat_line(run);
    const simulation::Report report = simulation::simulate(run);
    if (report.broken || options.seeds.empty() || options.steps)
      std::printf("%s", simulation::to_text(report).c_str());
    if (options.steps && !report.broken) std::printf("%s", report.last_steps.c_str());
    if (report.broken) return 1;
    entries += report.entries;
  }
  std::printf("%llu seeds of %g hours, %llu entries: every promise held\n",
              static_cast<unsigned long long>(seeds->last - seeds->first + 1), options.hours,
              static_cast<unsigned long long>(entries));
  return 0;
}
}  // namespace voorzien::app
