#include "simulation/simulation.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "journal/hash.h"
#include "simulation/checkers/checkers.h"
#include "simulation/faults.h"
#include "simulation/limits.h"
#include "simulation/plants/plants.h"
#include "simulation/world/feeds.h"
#include "simulation/world/people.h"

namespace voorzien::simulation {
namespace {
const Instant first_moment = from_civil_utc({2026, 6, 27, 10, 0, 0, 0});

// One run from its beginning to its end or its first broken promise.
class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        clock_(first_moment),
        agenda_(clock_),
        board_(options.seed, options.plant),
        screens_{{"the wall", false}, {"desk 1", true}, {"desk 2", true}, {"a phone", true}},
        draws_(options.seed, "screens"),
        process_({*options.doctrine, region_, clock_, agenda_, disk_, board_, trace_, ledger_, options.seed,
                  options.plant}),
        feeds_(options.seed, options.plant, agenda_, process_, trace_, ledger_),
        people_(options.seed, agenda_, process_, screens_, trace_, ledger_),
        faults_(options.seed, options.plant, agenda_, process_, disk_, trace_, ledger_) {
    Result<server::LoadedRegion> region = server::load_region("");  // the outlines in the binary
    ENSURE(region, "the built-in outlines load");
    region_.put(std::move(*region));
    ledger_.start = clock_.now();
  }

  Report run() {
    const Duration length{static_cast<std::int64_t>(options_.hours * 3.6e9)};
    const Instant end = first_moment + length;
    const Duration healing = std::min(limits::heal_within, Duration{length.us / 2});
    process_.start();
    feeds_.begin();
    people_.begin();
    faults_.begin();
    for (Screen& screen : screens_) watch(screen);
    plan_check();
    agenda_.at(end - healing, [this] {
      faults_.stop();
      feeds_.calm_down();
    });
    while (!report_.broken && agenda_.run_next(end)) {
    }
    clock_.move_to(end);
    settle(end);
    if (!report_.broken) check(true);
    return finish();
  }

 private:
  // The last inputs are answered; nothing new comes in.
  void settle(Instant end) {
    if (report_.broken) return;
    const Instant until = end + minutes(1);
    while (agenda_.run_next(until)) {
    }
  }

  void watch(Screen& screen) {
    board_.flush();
    if (screen.sleeps() && screen.is_connected() && draws_.chance(120)) {
      screen.cut_off();
      trace_.step(clock_.now(), "screen", screen.name() + " is cut off");
      agenda_.in(draws_.within(seconds(20), minutes(25)), [this, &screen] { watch_on(screen); });
      return;
    }
    watch_on(screen);
  }
  void watch_on(Screen& screen) {
    if (process_.is_up()) screen.follow(board_);
    agenda_.in(draws_.within(seconds(10), seconds(60)), [this, &screen] { watch(screen); });
  }

  void plan_check() {
    agenda_.in(limits::check_every, [this] {
      check(false);
      plan_check();
    });
  }

  void check(bool is_last) {
    if (!process_.is_up()) {
      if (is_last) report_.broken = {"heals", "the process is down: " + ledger_.refusal_to_start};
      return;
    }
    ++report_.checks;
    board_.flush();
    for (Screen& screen : screens_)
      if (screen.is_connected() || !screen.sleeps()) screen.follow(board_);
    const bool can_read = !disk_.faults.refuses_reads;
    if (!can_read) return;
    journal_.read(process_.store());
    if (from_zero_->state().seq > process_.store().last_seq()) from_zero_ = fresh_core();
    const Evidence evidence{ledger_,  process_,    board_,       screens_, *options_.doctrine,
                            journal_, *from_zero_, clock_.now(), is_last,  options_.plant};
    for (const Checker& checker : checkers()) {
      if (Broken seen = checker.check(evidence)) {
        report_.broken = {std::string(checker.name), std::move(*seen)};
        break;
      }
    }
    const engine::RegionState& state = process_.core().state();
    ledger_.states[state.seq] = engine::state_hash(state);
    trace_.step(clock_.now(), "check",
                fmt::format("{} at entry {}", is_last ? "last round" : "a round", state.seq),
                report_.broken ? "BROKEN: " + report_.broken->checker
                               : "state " + ledger_.states[state.seq].substr(0, 16) + ", root " +
                                     journal::to_hex(journal_.tree().root()).substr(0, 16));
  }

  [[nodiscard]] std::unique_ptr<engine::Core> fresh_core() const {
    return std::make_unique<engine::Core>(*options_.doctrine, [] { return std::string{}; });
  }

  Report finish() {
    report_.seed = options_.seed;
    report_.hours = options_.hours;
    report_.plant = options_.plant;
    report_.last_steps = trace_.last_steps();
    report_.trace_hash = trace_.hash();
    report_.step_hashes = trace_.hashes();
    report_.steps = trace_.steps();
    report_.entries = journal_.entries();
    report_.documents = ledger_.documents;
    report_.commands = ledger_.commands.size();
    report_.starts = ledger_.starts;
    report_.syncs = disk_.syncs();
    report_.busy = ledger_.busy;
    return std::move(report_);
  }

  const Options& options_;
  FakeClock clock_;
  Agenda agenda_;
  adapters::FakeDisk disk_;
  Trace trace_;
  Ledger ledger_;
  Switchboard board_;
  std::vector<Screen> screens_;
  server::CurrentRegion region_;
  Draws draws_;
  FakeProcess process_;
  FakeFeeds feeds_;
  FakePeople people_;
  Faults faults_;
  JournalScan journal_;
  std::unique_ptr<engine::Core> from_zero_ = fresh_core();
  Report report_;
};

void compare(Report& first, const Report& second) {
  const std::vector<std::uint64_t>& a = first.step_hashes;
  const std::vector<std::uint64_t>& b = second.step_hashes;
  if (first.broken || a == b) return;
  const auto parted = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  first.broken = {"determinism",
                  fmt::format("a second run parts from the first at step {}", parted.first - a.begin() + 1)};
}
}  // namespace

Report simulate(const Options& options) {
  ENSURE(options.doctrine != nullptr, "a simulation has a doctrine");
  Report report = Run(options).run();
  if (options.twice && !report.broken) compare(report, Run(options).run());
  return report;
}

namespace {
std::string line_of(std::uint64_t seed, double hours, const std::string& plant) {
  std::string out = fmt::format("voorzien simulate --seed {} --hours {}", seed, hours);
  return plant.empty() ? out : out + " --plant " + plant;
}
}  // namespace

std::string repeat_line(const Options& options) {
  return line_of(options.seed, options.hours, options.plant);
}
std::string repeat_line(const Report& report) { return line_of(report.seed, report.hours, report.plant); }

std::string to_text(const Report& report) {
  if (!report.broken)
    return fmt::format(
        "seed {}: {} entries of {} documents and {} commands, {} starts, {} busy, {} rounds of "
        "checkers, {} steps, trace {:016x}\n",
        report.seed, report.entries, report.documents, report.commands, report.starts, report.busy,
        report.checks, report.steps, report.trace_hash);
  return fmt::format("{}\nbroken   {}: {}\nseen     {}\n\n{}", repeat_line(report), report.broken->checker,
                     promise_of(report.broken->checker), report.broken->seen, report.last_steps);
}

std::vector<Proof> prove_plants(const Options& options, const std::function<void(const Proof&)>& each) {
  std::vector<Proof> out;
  for (const Plant& plant : plants()) {
    Proof proof{std::string(plant.name), std::string(plant.checker), {}, false};
    for (std::size_t n = 0; n < limits::plant_seeds_max && !proof.report.broken; ++n) {
      Options one = options;
      one.seed = options.seed + n;
      one.plant = proof.plant;
      one.twice = plant.checker == "determinism";
      proof.report = simulate(one);
    }
    proof.is_caught = proof.report.broken && proof.report.broken->checker == proof.checker;
    each(proof);
    out.push_back(std::move(proof));
  }
  return out;
}

}  // namespace voorzien::simulation
