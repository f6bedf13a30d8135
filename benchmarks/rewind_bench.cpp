// Looking back: random seconds in a journal of a day with 10,000 observations alive, and in one of a year;
// each beside a full replay of the same journal in the same run. Goals of the issue: any second of the last
// 24 hours < 100 ms, any second of a year < 1 s. Only the store's file and the engine's Past are under the
// clock; every second is asked for once, so that no state kept from the one before helps.
#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "adapters/sqlite/store.h"
#include "base/ensure.h"
#include "base/random.h"
#include "engine/moment.h"
#include "engine/past.h"
#include "engine/restore.h"
#include "engine/snapshot_rules.h"
#include "server/files.h"

namespace {
using namespace voorzien;
using Clock = std::chrono::steady_clock;

const Instant start = from_civil_utc({2026, 1, 1, 0, 0, 0, 0});

const doctrine::Doctrine& doctrine_of_the_region() {
  static const Result<doctrine::Doctrine> loaded = server::load_doctrine("");
  ENSURE(loaded, "the region's own doctrine is whole");
  return *loaded;
}

// A road-side report of the shape that a real one has.
observations::Delivery report(std::int64_t n, std::int64_t version, Instant at, Duration valid) {
  observations::Observation one;
  one.source = SourceId{"ndw"};
  one.native_id = "NDW03_" + std::to_string(n);
  one.id = ObservationId{stable_id("ndw|" + one.native_id)};
  one.native_version = std::to_string(version);
  one.kind = "traffic";
  one.theme = "traffic";
  one.title = "Wegwerkzaamheden A" + std::to_string(2 + n % 28) + " hectometer " + std::to_string(n % 900);
  one.place = "A" + std::to_string(2 + n % 28);
  one.place_precision = "exact";
  one.areas = {"VR09", "GM0344"};
  const double lon = 4.8 + 0.0007 * static_cast<double>(n % 1'000);
  const double lat = 51.9 + 0.0004 * static_cast<double>(n % 970);
  one.geometry = geo::LineString{{{lon, lat}, {lon + 0.01, lat + 0.002}, {lon + 0.02, lat + 0.003}}};
  one.native_level = "low";
  one.t_issued = one.t_received = at;
  one.valid_from = at;
  one.valid_to = at + valid;
  observations::Delivery out;
  out.source = one.source;
  out.format = "datex2";
  out.received = at;
  out.understood.observations = {one};
  return out;
}

struct Journal {
  std::string folder;
  std::unique_ptr<journal::Store> store;
  Instant end;
  std::size_t alive = 0;
};

// Writes a journal as the loop does: entries in batches, snapshots when they are due, the superfluous
// dropped.
Journal make(const std::string& name, std::int64_t alive, std::int64_t entries, Duration span) {
  Journal out;
  std::string pattern = (std::filesystem::temp_directory_path() / ("voorzien-" + name + "-XXXXXX")).string();
  ENSURE(::mkdtemp(pattern.data()) != nullptr, "there is a place to write");
  out.folder = pattern;
  auto opened = adapters::open_sqlite_store(out.folder, adapters::StoreAccess::Write);
  ENSURE(opened, "the store opens");
  out.store = std::move(*opened);
  engine::Core core(doctrine_of_the_region(), [] { return std::string(16, 's'); });
  std::uint64_t newest = 0;
  Instant newest_at;
  const auto commit = [&] {
    ENSURE(out.store->append(engine::take_batch(core)), "the store takes a batch");
    (void)core.take_publication({});
    const engine::RegionState& state = core.state();
    if (!engine::is_snapshot_due(state.seq - newest, state.at - newest_at)) return;
    ENSURE(engine::keep_snapshot(*out.store, core.snapshot()), "the store takes a snapshot");
    ENSURE(out.store->drop_snapshots(engine::superfluous(*out.store->snapshots())), "and drops some");
    newest = state.seq;
    newest_at = state.at;
  };
  for (std::int64_t n = 0; n < alive; ++n) {
    const Instant before = start - hours(1) + Duration{hours(1).us / alive * n};
    core.deliver(report(n, 1, before, span + days(2)));
    if (n % 500 == 499) commit();
  }
  Random random(5);
  const Duration step{span.us / entries};
  for (std::int64_t n = 0; n < entries; ++n) {
    const auto which = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(alive)));
    core.deliver(report(which, n + 2, start + Duration{step.us * (n + 1)}, span + days(2)));
    if (n % 50 == 49) commit();
  }
  commit();
  out.end = core.state().at;
  out.alive = core.state().picture.live.size();
  return out;
}

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

double at(std::vector<double>& sorted, double share) {
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

double full_replay(Journal& of, std::uint64_t until) {
  engine::Core core(doctrine_of_the_region(), [] { return std::string(16, 's'); });
  const auto from = Clock::now();
  ENSURE(engine::replay_to(core, *of.store, until), "the journal replays");
  return ms_since(from);
}

bool measure(const std::string& what, Journal& of, Duration back, int samples, double goal_ms) {
  engine::Past past(doctrine_of_the_region(), *of.store);
  Random random(9);
  std::vector<double> state, picture;
  for (int n = 0; n < samples; ++n) {
    const Instant moment =
        of.end -
        seconds(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(back.us / 1'000'000))));
    const auto from = Clock::now();
    const auto then = past.after(*past.seq_at(moment));
    ENSURE(then, "every second has a state");
    state.push_back(ms_since(from));
    // What GET /api/picture answers from.
    const auto seen = engine::make_moment(*then, {}, *of.store);
    (void)seen->list("theme");
    (void)seen->list("signal");
    picture.push_back(ms_since(from));
  }
  for (auto* one : {&state, &picture}) std::ranges::sort(*one);
  const std::uint64_t middle = of.store->last_seq() - of.store->last_seq() / 4;
  const double replay = full_replay(of, middle);
  const bool reached = picture.back() < goal_ms;
  fmt::print("{}: {} entries, {} facts alive, {} snapshots of {:.0f} MB in all\n", what, of.store->last_seq(),
             of.alive, of.store->snapshots()->size(),
             static_cast<double>(std::filesystem::file_size(of.folder + "/snapshots.db")) / 1e6);
  fmt::print("  {:<44}{:>9.1f}{:>9.1f}{:>9.1f} ms\n", "state of a random second, p50 p95 max", at(state, 0.5),
             at(state, 0.95), state.back());
  fmt::print("  {:<44}{:>9.1f}{:>9.1f}{:>9.1f} ms (goal max {:.0f}: {})\n",
             "with themes and signals viewed, p50 p95 max", at(picture, 0.5), at(picture, 0.95),
             picture.back(), goal_ms, reached ? "reached" : "NOT reached");
  fmt::print("  {:<44}{:>9.1f} ms, ratio {:.1f}\n", fmt::format("full replay of {} entries", middle), replay,
             replay / at(picture, 0.5));
  return reached;
}

// Going forward ten seconds at a time, as a hand does, and the steps of eight hours that a screen loads.
void scrub(Journal& of) {
  engine::Past past(doctrine_of_the_region(), *of.store);
  std::vector<double> steps;
  for (int n = 0; n < 400; ++n) {
    const auto from = Clock::now();
    ENSURE(past.after(*past.seq_at(of.end - hours(6) + seconds(10 * n))), "every second has a state");
    steps.push_back(ms_since(from));
  }
  std::ranges::sort(steps);
  fmt::print("  {:<44}{:>9.2f}{:>9.2f}{:>9.1f} ms\n", "ten seconds further, p50 p95 max", at(steps, 0.5),
             at(steps, 0.95), steps.back());
  const std::uint64_t from_seq = *past.seq_at(of.end - hours(8));
  std::size_t told = 0;
  std::size_t changes = 0;
  const auto from = Clock::now();
  for (std::uint64_t after = from_seq; after < of.store->last_seq();)
    after = *past.walk(after, of.store->last_seq(), seconds(15), {}, [&](const engine::Step& step) {
      ++told;
      changes += step.upserts.size() + step.removals.size();
      return true;
    });
  fmt::print("  {:<44}{:>9.0f} ms for {} steps, {} changes\n", "the rewind of 8 hours, a step 15 s",
             ms_since(from), told, changes);
}
}  // namespace

int main() {
  Journal day = make("day", 10'000, 20'000, hours(24));
  bool reached = measure("a day", day, hours(24), 300, 100);
  scrub(day);
  Journal year = make("year", 2'000, 200'000, days(365));
  reached = measure("a year", year, days(365), 300, 1'000) && reached;
  for (const Journal* one : {&day, &year}) std::filesystem::remove_all(one->folder);
  return reached ? 0 : 1;
}
