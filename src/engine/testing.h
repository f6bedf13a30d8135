// What the engine's tests share: the region's own doctrine, a pager page, a log line, an afternoon of them,
// and a clock and a publisher that stand still and remember. Tests only.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <mutex>

#include "base/random.h"
#include "engine/loop.h"
#include "journal/hash.h"

namespace voorzien::engine::testing {

inline const doctrine::Doctrine& doctrine_of_the_region() {
  static const doctrine::Loaded loaded = [] {
    doctrine::Files files;
    for (const auto& item : std::filesystem::directory_iterator(VOORZIEN_SOURCE_DIR "/doctrine/vru")) {
      std::ifstream in(item.path());
      files[item.path().filename().string()] = std::string((std::istreambuf_iterator<char>(in)), {});
    }
    return doctrine::load(files);
  }();
  REQUIRE(loaded.faults.empty());
  return loaded.doctrine;
}

inline const Instant noon = from_civil_utc({2026, 6, 27, 12, 0, 0, 0});

inline std::string fixed_salt() { return "0123456789abcdef"; }

inline observations::Delivery page(int n, const std::string& text, const std::string& place,
                                   bool personal = true) {
  observations::Observation one;
  one.source = SourceId{"pager"};
  one.native_id = "page-" + std::to_string(n);
  one.id = ObservationId{stable_id("pager|" + one.native_id)};
  one.native_version = "1";
  one.kind = "page";
  one.theme = "fire";
  one.title = text;
  one.place = place;
  one.place_precision = "town";
  one.areas = {"VR09"};
  one.geometry = geo::Point{5.1, 52.0 + 0.001 * n};
  one.native_level = "P 1";
  one.personal = personal;
  one.t_observed = noon + seconds(n);
  one.t_received = noon + seconds(n);
  observations::Delivery out;
  out.source = one.source;
  out.format = "flex";
  out.received = noon + seconds(n);
  out.bytes = std::make_shared<const std::string>(text);
  out.raw_sha256 = journal::to_hex(journal::sha256(text));
  one.raw_sha256 = out.raw_sha256;
  out.personal = personal;
  out.understood.observations = {one};
  return out;
}

inline CommandRequest log_line(const std::string& id, const std::string& text,
                               const std::vector<std::string>& attachments = {}) {
  desk::WriteLog line{text, {}, {}, {}, {}};
  if (!attachments.empty()) line.attachments = attachments;
  return {id, journal::sha256(text), {"terpstra", "R. Terpstra", "caco"}, desk::Command{std::move(line)}};
}

// An afternoon of pages and log lines, from a seed.
inline void play(Core& core, journal::Store& store, std::size_t batch_size) {
  Random random(7);
  std::size_t in_batch = 0;
  for (int n = 0; n < 300; ++n) {
    if (random.below(4) == 0)
      (void)core.command(log_line("c" + std::to_string(n), "regel " + std::to_string(n)),
                         noon + seconds(n * 20));
    else
      core.deliver(page(n * 20, "P 1 BR woning straat " + std::to_string(random.below(40)),
                        random.below(2) ? "Houten" : "Vianen"));
    if (++in_batch < batch_size) continue;
    REQUIRE(store.append(take_batch(core)));
    (void)core.take_publication({});
    in_batch = 0;
  }
  core.tick(noon + hours(3));
  core.flush_heard();
  REQUIRE(store.append(take_batch(core)));
}

struct FixedClock final : Clock {
  Instant now() override { return noon; }
};
struct Collector final : Publisher {
  void publish(Publication publication) override {
    const std::lock_guard lock(mutex);
    versions.push_back(publication.version);
    upserts += publication.upserts.size();
  }
  std::mutex mutex;
  std::vector<std::uint64_t> versions;
  std::size_t upserts = 0;
};

inline Outcome ask(Engine& engine, CommandRequest request) {
  std::promise<Outcome> promise;
  engine.command(std::move(request), [&](const Outcome& outcome) { promise.set_value(outcome); });
  return promise.get_future().get();
}

}  // namespace voorzien::engine::testing
