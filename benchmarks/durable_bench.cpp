// Acts of people made durable: 1,024 in flight beside bare SQLite with rows of the same size in the same
// batches, in turns, since what a disk does changes from second to second; then one at a time in that store
// beside the disk's own fdatasync, all on one disk in one run.
// Goals of the issue: p99 < 3x that of fdatasync; at least 0.7x bare SQLite. durable_bench.py runs this and
// adds PostgreSQL.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <semaphore>
#include <vector>

#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "bare_sqlite.h"
#include "engine/loop.h"
#include "journal/hash.h"
#include "server/files.h"

namespace {
using namespace voorzien;
using Steady = std::chrono::steady_clock;

constexpr int alone = 1'000;
constexpr std::ptrdiff_t together = 1'024;
constexpr std::uint64_t acts = 50'000;  // of a round
constexpr std::uint64_t rounds = 7;

double ms_since(Steady::time_point start) {
  return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

double at(std::vector<double> of, double part) {
  std::ranges::sort(of);
  return of[static_cast<std::size_t>(part * static_cast<double>(of.size() - 1))];
}

class Nobody final : public engine::Publisher {
 public:
  void publish(engine::Publication) override {}
};

engine::CommandRequest log_line(std::uint64_t n) {
  desk::WriteLog line;
  line.text = fmt::format("Regel {}: dijkwacht meldt kwel bij paal {}, waterschap ter plaatse", n, n % 900);
  return {fmt::format("bench-{}", n),
          journal::sha256(line.text),
          {"terpstra", "R. Terpstra", "caco"},
          desk::Command(std::move(line))};
}

void check(const engine::Outcome& outcome) {
  if (std::holds_alternative<engine::Accepted>(outcome)) return;
  fmt::print(stderr, "an act was not accepted\n");
  std::exit(1);
}

// What the disk takes for the same: the same bytes appended to a file that is as long as a log already, and
// fdatasync.
std::vector<double> bare_syncs(const std::string& folder, std::size_t bytes) {
  const int file = ::open((folder + "/bare").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  const std::string block(bytes, 'x');
  for (int i = 0; i < alone; ++i) [[maybe_unused]]
    const auto made = ::write(file, block.data(), block.size());
  ::fsync(file);
  ::lseek(file, 0, SEEK_SET);
  std::vector<double> out;
  for (int i = 0; i < alone; ++i) {
    const auto start = Steady::now();
    [[maybe_unused]] const auto made = ::write(file, block.data(), block.size());
    ::fdatasync(file);
    out.push_back(ms_since(start));
  }
  ::close(file);
  return out;
}

std::vector<double> one_at_a_time(engine::Engine& engine) {
  std::vector<double> out;
  std::binary_semaphore answered{0};
  for (std::uint64_t n = 0; n < alone; ++n) {
    engine::CommandRequest request = log_line(rounds * acts + n);
    const auto start = Steady::now();
    engine.command(std::move(request), [&](const engine::Outcome& outcome) {
      check(outcome);
      answered.release();
    });
    answered.acquire();
    out.push_back(ms_since(start));
  }
  return out;
}

// Each of 1,024 people writes the next line when the one before was answered. What they and the edge do for a
// line (its text, its hash) is done before: it is not the engine's.
class Crowd {
 public:
  Crowd(engine::Engine& engine, std::uint64_t first) : engine_(engine) {
    for (std::uint64_t n = 0; n < acts; ++n) requests_.push_back(log_line(first + n));
  }
  double acts_a_second() {
    const auto start = Steady::now();
    for (std::ptrdiff_t n = 0; n < together; ++n) write_next();
    all_answered_.acquire();
    return static_cast<double>(acts) / (ms_since(start) / 1e3);
  }

 private:
  void write_next() {
    const std::uint64_t n = next_++;
    if (n >= acts) return;
    engine_.command(std::move(requests_[n]), [this](const engine::Outcome& outcome) {
      check(outcome);
      write_next();
      if (++answered_ == acts) all_answered_.release();
    });
  }

  engine::Engine& engine_;
  std::vector<engine::CommandRequest> requests_;
  std::atomic<std::uint64_t> next_ = 0;
  std::uint64_t answered_ = 0;  // the engine answers one after the other
  std::binary_semaphore all_answered_{0};
};

// Of the file with its log, for each act in it.
std::size_t bytes_an_act(const std::string& folder, std::uint64_t acts_in_it) {
  sqlite3* db = nullptr;
  sqlite3_open((folder + "/journal.db").c_str(), &db);
  sqlite3_stmt* size = nullptr;
  sqlite3_prepare_v2(db, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", -1, &size,
                     nullptr);
  sqlite3_step(size);
  const auto bytes = static_cast<std::uint64_t>(sqlite3_column_int64(size, 0));
  sqlite3_finalize(size);
  sqlite3_close(db);
  return static_cast<std::size_t>(bytes / acts_in_it);
}

struct Rounds {
  std::vector<double> ours, bare, ratio;
  std::size_t bytes = 0, a_commit = 0;
};

Rounds in_turns(engine::Engine& engine, const std::string& folder) {
  Rounds out;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const engine::Counts before = engine.counts();
    out.ours.push_back(Crowd(engine, round * acts).acts_a_second());
    const engine::Counts counts = engine.counts();
    const std::uint64_t batches = counts.batches - before.batches;
    out.bytes = bytes_an_act(folder, (round + 1) * acts);
    out.a_commit = acts / batches;
    out.bare.push_back(bench::bare_sqlite(folder, acts, batches, out.bytes));
    out.ratio.push_back(out.ours.back() / out.bare.back());
  }
  return out;
}

std::string goal(bool holds, std::string_view what) {
  return fmt::format("(goal {}: {})", what, holds ? "reached" : "NOT reached");
}
}  // namespace

int main() {
  const std::string folder = std::filesystem::temp_directory_path() / "voorzien-durable-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const Result<doctrine::Doctrine> doctrine = server::load_doctrine("");
  auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
  if (!doctrine || !store) return 1;
  adapters::SystemClock clock;
  Nobody nobody;
  auto engine =
      engine::Engine::start(*doctrine, {**store, clock, nobody, [] { return adapters::random_salt(); }}, {});
  if (!engine) return 1;
  const Rounds crowd = in_turns(**engine, folder);
  const std::vector<double> single = one_at_a_time(**engine);
  const std::vector<double> syncs = bare_syncs(folder, 8'192);
  const double slower = at(single, 0.99) / at(syncs, 0.99);
  fmt::print(
      "one act in flight: durable and answered p50 {:.2f} ms, p99 {:.2f} ms | fdatasync of 8 KB p50 {:.2f} "
      "ms, p99 "
      "{:.2f} ms | ratio of p99 {:.1f} {}\n",
      at(single, 0.5), at(single, 0.99), at(syncs, 0.5), at(syncs, 0.99), slower, goal(slower < 3, "< 3"));
  engine->reset();
  store->reset();
  const double ratio = at(crowd.ratio, 0.5);
  fmt::print(
      "1,024 acts in flight: {:.0f} acts/s | bare SQLite, rows of {} bytes, {} a commit: {:.0f} rows/s | "
      "medians of {} rounds in turns; ratio {:.2f} ({:.2f} to {:.2f}) {}\n",
      at(crowd.ours, 0.5), crowd.bytes, crowd.a_commit, at(crowd.bare, 0.5), rounds, ratio,
      at(crowd.ratio, 0), at(crowd.ratio, 1), goal(ratio >= 0.7, ">= 0.7"));
  std::filesystem::remove_all(folder);
  return 0;
}
