// Every feed parser on one document of 5 MB of valid records, beside the bare parse of the same bytes by the
// library it stands on (pugixml or simdjson; a fresh parser each time, as a delivery has), in the same run.
// Without areas and places: what those cost is told by `geo` and `cap`. Goals: 50 MB/s, or half of the bare
// parse where that is less; and no document of 5 MB, hostile ones included, takes more than 250 ms.
#include <fmt/format.h>
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <pugixml.hpp>
#include <string>

#include "feeds/limits.h"
#include "parser_inputs.h"

namespace {
using namespace voorzien;
using bench::Composed;

constexpr double goal_mb_a_second = 50;
constexpr double goal_ms = 250;

// Of the processor, so that what else runs here does not count.
double processor_ms() {
  timespec at{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

template <class Work>
double best_ms(int rounds, Work work) {
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    const double start = processor_ms();
    work();
    best = std::min(best, processor_ms() - start);
  }
  return best;
}

double mb_a_second(std::size_t bytes, double ms) { return static_cast<double>(bytes) / 1e3 / ms; }

void bare_parse(const Composed& of, const std::string& bytes) {
  if (std::strcmp(of.peer, "pugixml") == 0) {
    pugi::xml_document tree;
    if (!tree.load_buffer(bytes.data(), bytes.size())) std::abort();
  } else {
    simdjson::dom::parser parser;
    if (parser.parse(bytes.data(), bytes.size()).error() != simdjson::SUCCESS) std::abort();
  }
}

feeds::Context context_of() {
  feeds::Context out;
  out.source = {"bench"};
  out.received = *parse_rfc3339("2026-06-27T13:00:00Z");
  return out;
}

std::string name_of(const Composed& of) {
  std::string out(feeds::name_of(of.format));
  return of.format == feeds::Format::Csaf ? out + (of.one_observation ? ", JSON" : ", RSS") : out;
}

// False when a goal is not reached.
bool measure(const Composed& of) {
  const feeds::Context context = context_of();
  const bench::Document document = bench::compose(of, feeds::limits::observations_max / 2);
  std::size_t observed = 0;
  const double ms =
      best_ms(7, [&] { observed = feeds::parse(of.format, document.bytes, context).observations.size(); });
  if (observed != (of.one_observation ? 1 : document.records)) {
    fmt::print("{}: {} observations of {} records\n", name_of(of), observed, document.records);
    return false;
  }
  const double ours = mb_a_second(document.bytes.size(), ms);
  double bare = 0;
  if (*of.peer != '\0')
    bare = mb_a_second(document.bytes.size(), best_ms(7, [&] { bare_parse(of, document.bytes); }));
  const double goal = bare > 0 ? std::min(goal_mb_a_second, bare / 2) : goal_mb_a_second;
  const bool reached = ours >= goal && ms <= goal_ms;
  fmt::print("{:<18}{:>8} records{:>8.1f} MB/s{:>8.1f} ms   {}{}\n", name_of(of), document.records, ours, ms,
             bare > 0 ? fmt::format("{} {:.0f} MB/s, ratio {:.2f}, ", of.peer, bare, ours / bare) : "",
             fmt::format("goal {:.0f}: {}", goal, reached ? "reached" : "NOT reached"));
  return reached;
}

bool measure_hostile(const Composed& of) {
  const feeds::Context context = context_of();
  double worst = 0;
  std::string what;
  for (const bench::Hostile& one : bench::hostile(of)) {
    const double ms = best_ms(2, [&] { (void)feeds::parse(of.format, one.bytes, context); });
    if (ms > goal_ms) fmt::print("{:<18}{:>8.0f} ms   {}\n", name_of(of), ms, one.what);
    if (ms <= worst) continue;
    worst = ms;
    what = one.what;
  }
  fmt::print("{:<18}{:>8.1f} ms   {}: goal {:.0f}: {}\n", name_of(of), worst, what, goal_ms,
             worst <= goal_ms ? "reached" : "NOT reached");
  return worst <= goal_ms;
}
}  // namespace

int main(int argc, char** argv) {
  const std::string_view only = argc > 1 ? argv[1] : "";  // one format, for a profiler
  std::setvbuf(stdout, nullptr, _IOLBF, 1U << 12U);       // a line at a time, also into a file
  bool all = true;
  fmt::print("one document of 5 MB of valid records, one core\n");
  for (const Composed& of : bench::composed())
    if (name_of(of).starts_with(only)) all = measure(of) && all;
  fmt::print("\nthe slowest of eighteen hostile documents of 5 MB\n");
  for (const Composed& of : bench::composed())
    if (name_of(of).starts_with(only)) all = measure_hostile(of) && all;
  return all ? 0 : 1;
}
