// Play: the picture's functions driven the way the engine drives them, for tests of this and other rooms.
#pragma once

#include <deque>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/ensure.h"
#include "doctrine/doctrine.h"
#include "picture/findings/watch.h"
#include "picture/picture.h"

namespace voorzien::picture::testing {

// The region's own doctrine, from the files beside the source.
inline doctrine::Doctrine region_doctrine(const std::string& source_dir) {
  doctrine::Files files;
  for (const char* name : {"themes.toml", "sources.toml", "access.toml", "region.toml", "detection.toml"}) {
    std::ifstream in(source_dir + "/doctrine/vru/" + name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files[name] = text.str();
  }
  doctrine::Loaded loaded = doctrine::load(files);
  ENSURE(loaded.faults.empty(), "the region's doctrine has no faults");
  return std::move(loaded.doctrine);
}

class Play {
 public:
  explicit Play(const doctrine::Doctrine& doctrine) : watch(doctrine), doctrine_(doctrine) {}

  // Timers that are due first, each at its own moment; then the input.
  void advance(Instant to) {
    for (;;) {
      watch.pass(now);
      const std::optional<Instant> of_watch = watch.next_due(state);
      std::optional<Instant> next = next_due(state, doctrine_);
      if (of_watch && (!next || *of_watch < *next)) next = of_watch;
      if (!next || *next > to) break;
      now = std::max(now, *next);
      std::vector<Event> events = due(state, context());
      if (of_watch == next)
        for (Event& event : watch.close(state, now)) events.push_back(std::move(event));
      settle(std::move(events));
    }
    now = std::max(now, to);
  }

  // True when something in it was news.
  bool deliver(observations::Delivery delivery) {
    advance(delivery.received);
    std::vector<Event> events = observe(state, delivery, context());
    const bool news = !events.empty();
    events.insert(events.begin(), SourcesHeard{{heard_of(delivery, news)}});
    settle(std::move(events));
    return news;
  }

  bool deliver(const std::string& source, Instant at, std::vector<Observation> observations,
               bool full_list = false) {
    observations::Delivery delivery;
    delivery.source.value = source;
    delivery.received = at;
    delivery.raw_sha256 = stable_id(source + format_rfc3339(at));
    const doctrine::Source* known = doctrine_.source(source);
    delivery.personal = known != nullptr && known->personal;
    for (Observation& one : observations) {
      one.source.value = source;
      one.personal = one.personal || delivery.personal;
    }
    delivery.understood.observations = std::move(observations);
    delivery.understood.full_list = full_list;
    return deliver(std::move(delivery));
  }

  Decision command(const Command& command, const std::string& name = "R. Terpstra") {
    Context here = context();
    here.user = here.name = name;
    here.role = "caco";
    Decision decision = decide(state, command, here);
    if (!decision.refusal) settle(decision.events, here);
    return decision;
  }

  void settle(std::vector<Event> events) { settle(std::move(events), context()); }
  void settle(std::vector<Event> events, const Context& here) {
    std::deque<Event> waiting(std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    for (std::size_t n = 0; !waiting.empty(); ++n) {
      ENSURE(n < 500'000, "reactions come to an end");
      const Event event = std::move(waiting.front());
      waiting.pop_front();
      evolve(state, event, here, touched);
      std::vector<Event> next = react(state, event, here);
      waiting.insert(waiting.begin(), std::make_move_iterator(next.begin()),
                     std::make_move_iterator(next.end()));
    }
  }

  [[nodiscard]] Context context() const { return {now, doctrine_, {}, {}, {}}; }
  [[nodiscard]] std::vector<const Signal*> open_signals() const {
    std::vector<const Signal*> out;
    for (const auto& [id, one] : state.signals)
      if (one.hands.state != "closed") out.push_back(&one);
    return out;
  }
  [[nodiscard]] Level theme(const std::string& id) const {
    const auto found = state.themes.find(id);
    return found == state.themes.end() ? Level::Grey : found->second.level;
  }

  State state;
  Touched touched;
  Instant now;
  Watch watch;

 private:
  const doctrine::Doctrine& doctrine_;
};

inline Instant at(const std::string& hh_mm) {  // of the summer afternoon, local time
  const Result<Instant> out = parse_rfc3339("2026-06-27T" + hh_mm + ":00+02:00");
  ENSURE(static_cast<bool>(out), "the time is hh:mm");
  return *out;
}

inline Observation page(const std::string& text, Instant when, const std::string& place = "Vianen") {
  Observation out;
  out.native_id = text + format_rfc3339(when);
  out.kind = "page";
  out.theme = "fire";
  out.title = text;
  out.t_observed = out.t_issued = out.valid_from = when;
  out.place = place;
  out.place_precision = "town";
  out.geometry = geo::Point{5.09, 51.99};
  out.areas = {"GM1961", "VR09"};
  out.quality = "report";
  out.personal = true;
  return out;
}

inline Observation warning(const std::string& id, Level level, Instant issued, Instant from, Instant to) {
  Observation out;
  out.native_id = id;
  out.kind = "weather-warning";
  out.theme = "weather";
  out.title = "Onweer met zware windstoten";
  out.t_issued = issued;
  out.valid_from = from;
  out.valid_to = to;
  out.level = level;
  out.native_level = level == Level::Orange ? "orange" : level == Level::Red ? "red" : "yellow";
  out.geometry = geo::circle({5.2, 52.0}, 30'000);
  out.areas = {"GM0321", "GM1961", "VR09"};
  out.quality = "official";
  return out;
}

}  // namespace voorzien::picture::testing
