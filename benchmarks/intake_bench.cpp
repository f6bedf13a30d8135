// From bytes to everybody's screen: parsed, decided, durable in SQLite, in the picture, encoded for push.
// Beside it, in the same run and on the same disk, the least that any durable store must do: bare SQLite
// writing rows of the same size in the same batches. Goals: 10,000 observations/s with p99 < 1 s (issue
// "First light"), 20,000 (issue "Nothing is lost"). Usage: intake_bench [observations]
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <semaphore>
#include <thread>

#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "api/push/hub.h"
#include "bare_sqlite.h"
#include "base/random.h"
#include "codec/entity_json.h"
#include "engine/loop.h"
#include "server/files.h"
#include "server/intake.h"
#include "server/region/region.h"

namespace {
using namespace voorzien;
using Steady = std::chrono::steady_clock;

constexpr std::ptrdiff_t in_flight = 4'096;  // observations handed over and not yet durable

// Where each document's time is kept until a frame reaches its version.
class Waits {
 public:
  void durable(std::uint64_t version, Steady::time_point since) {
    const std::lock_guard lock(mutex_);
    open_.emplace_back(version, since);
  }
  void reached(std::uint64_t version) {
    const Steady::time_point now = Steady::now();
    const std::lock_guard lock(mutex_);
    const auto end =
        std::partition(open_.begin(), open_.end(), [&](const auto& one) { return one.first > version; });
    for (auto it = end; it != open_.end(); ++it)
      waits_ms_.push_back(std::chrono::duration<double, std::milli>(now - it->second).count());
    open_.erase(end, open_.end());
  }
  std::size_t seen() {
    const std::lock_guard lock(mutex_);
    return waits_ms_.size();
  }
  double percentile(double part) {
    std::ranges::sort(waits_ms_);
    return waits_ms_.empty()
               ? 0
               : waits_ms_[static_cast<std::size_t>(part * static_cast<double>(waits_ms_.size() - 1))];
  }

 private:
  std::mutex mutex_;
  std::vector<std::pair<std::uint64_t, Steady::time_point>> open_;
  std::vector<double> waits_ms_;
};

class FillThenPublish final : public engine::Publisher {
 public:
  explicit FillThenPublish(api::Hub& hub) : hub_(hub) {}
  void publish(engine::Publication publication) override {
    if (!filled_) return filled_ = true, hub_.fill(std::move(publication));
    hub_.publish(std::move(publication));
  }

 private:
  api::Hub& hub_;
  bool filled_ = false;
};

// A screen: takes every frame of the desk, and learns from it how far it has come.
class Screen {
 public:
  Screen(api::Hub& hub, Waits& waits) : hub_(hub), waits_(waits) {
    hub_.on_news([this] { news_.release(); });
    thread_ = std::thread([this] { run(); });
  }
  ~Screen() {
    stop_ = true;
    news_.release();
    thread_.join();
    hub_.on_news({});
  }
  std::uint64_t bytes = 0;

 private:
  void run() {
    std::uint64_t after = hub_.catch_up("desk", 0).index;
    while (!stop_) {
      news_.acquire();
      bool behind = false;
      for (const api::Frame& frame : hub_.frames("desk", after, 10'000, behind)) {
        after = frame.index;
        bytes += frame.sse->size();
        waits_.reached(frame.version);
      }
    }
  }
  api::Hub& hub_;
  Waits& waits_;
  std::counting_semaphore<> news_{0};
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

// A pager line an observation, or own JSON with `each` outages a document; all of them news.
std::string document(std::string_view source, std::uint64_t n, int each, Instant now, Random& random) {
  const char* const towns[] = {"Houten",     "Vianen", "Zeist",     "Amersfoort",
                               "Nieuwegein", "Almere", "Veenendaal"};
  if (source == "pager") {
    const Civil t = to_civil_utc(now);
    return fmt::format(
        "FLEX|{:04}-{:02}-{:02} {:02}:{:02}:{:02}|1600/2/K/A|08.057|000701{:03}|ALN|A1 09{} Rit: {} "
        "Zilverdreef {}\n",
        t.year, t.month, t.day, t.hour, t.minute, t.second, n % 1'000, 100 + n % 90, n,
        towns[random.below(7)]);
  }
  std::string out = R"({"observations":[)";
  for (int i = 0; i < each; ++i)
    out += fmt::format(
        R"({}{{"native_id":"nb-{}-{}","kind":"notice","title":"Melding {} in {}","t_observed":"{}","lon":{:.4f},"lat":{:.4f}}})",
        i == 0 ? "" : ",", n, i, n, towns[random.below(7)], format_rfc3339(now),
        5.0 + 0.0001 * static_cast<double>(random.below(5'000)),
        52.0 + 0.0001 * static_cast<double>(random.below(2'000)));
  return out + "]}";
}

void check(const Done& done) {
  if (done) return;
  fmt::print(stderr, "{}\n", done.error().to_text());
  std::exit(1);
}

bool run(std::string_view source, int each, std::uint64_t observations) {
  const std::string folder = std::filesystem::temp_directory_path() / "voorzien-intake-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const Result<doctrine::Doctrine> doctrine = server::load_doctrine("");
  Result<server::LoadedRegion> region = server::load_region(folder);
  auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
  if (!doctrine || !region || !store) return false;
  adapters::SystemClock clock;
  api::Hub hub({[](const views::Entity& entity) { return codec::encode_entity(entity); },
                {doctrine::Audience::of_everything()},
                views::form_of,
                views::shown_to,
                [&] {
                  return api::Beat{format_rfc3339(clock.now()), 1.0};
                }});
  FillThenPublish publisher(hub);
  Result<std::unique_ptr<engine::Engine>> engine = engine::Engine::start(
      *doctrine, {**store, clock, publisher, [] { return adapters::random_salt(); }}, {});
  if (!engine) return false;
  server::CurrentRegion geography;
  geography.put(std::move(*region));
  const server::Intake intake(*doctrine, **engine, geography);
  Waits waits;
  double took = 0;
  std::uint64_t documents = observations / static_cast<std::uint64_t>(each);
  {
    Screen screen(hub, waits);
    const std::ptrdiff_t documents_in_flight = std::clamp<std::ptrdiff_t>(in_flight / each, 2, 1'024);
    std::counting_semaphore<> room{documents_in_flight};
    Random random(1);
    const auto start = Steady::now();
    for (std::uint64_t n = 0; n < documents; ++n) {
      room.acquire();
      const auto since = Steady::now();
      const Instant now = clock.now();
      intake.take(source, std::make_shared<const std::string>(document(source, n, each, now, random)), now,
                  std::nullopt, [&, since](const Result<server::Receipt>& receipt) {
                    check(receipt ? Done{Nothing{}} : Done{receipt.error()});
                    waits.durable(receipt->version, since);
                    room.release();
                  });
    }
    for (std::ptrdiff_t n = 0; n < documents_in_flight; ++n) room.acquire();
    while (waits.seen() < documents) std::this_thread::yield();
    took = std::chrono::duration<double>(Steady::now() - start).count();
  }
  const engine::Counts counts = (*engine)->counts();
  engine->reset();
  const double rate = static_cast<double>(documents * static_cast<std::uint64_t>(each)) / took;
  const auto bytes = std::filesystem::file_size(folder + "/journal.db");
  const double bare = bench::bare_sqlite(folder, counts.entries, counts.batches,
                                         bytes / std::max<std::uint64_t>(1, counts.entries));
  std::filesystem::remove_all(folder);
  const double documents_a_second = static_cast<double>(documents) / took;
  fmt::print(
      "{:<12}{:>4} a document {:>9.0f} observations/s {} | durable and pushed after p50 {:.0f} ms, p99 "
      "{:.0f} ms | "
      "{:.0f} documents/s, bare SQLite with the same bytes and batches {:.0f} rows/s, ratio {:.2f}\n",
      source, each, rate,
      rate >= 20'000   ? "(goal 20,000: reached)"
      : rate >= 10'000 ? "(goal 10,000: reached)"
                       : "(goal 10,000: NOT reached)",
      waits.percentile(0.5), waits.percentile(0.99), documents_a_second, bare, documents_a_second / bare);
  return true;
}
}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t observations = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const bool ok = run("pager", 1, observations / 2) && run("netbeheer", 20, observations) &&
                  run("netbeheer", 400, observations);
  return ok ? 0 : 1;
}
