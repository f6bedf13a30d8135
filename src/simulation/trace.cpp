#include "simulation/trace.h"

#include <fmt/format.h>

#include "simulation/limits.h"

namespace voorzien::simulation {
namespace {
constexpr std::string_view legend =
    "  step   number of the step; two runs with the same seed take the same ones\n"
    "  time   of the region, UTC\n"
    "  who    world: senders of documents; person; process: the node; disk; screen; check: a round of "
    "checkers\n"
    "  what   what it did        -> what came of it (entry N, refused, busy, nothing new, no answer, ...)\n";

std::uint64_t add(std::uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return (hash ^ 0xff) * 0x100000001b3ULL;
}
}  // namespace

void Trace::step(Instant at, std::string_view who, std::string_view what, std::string_view came_of_it) {
  std::uint64_t hash = hashes_.empty() ? 0xcbf29ce484222325ULL : hashes_.back();
  hash = add(add(add(add(hash, std::to_string(at.us)), who), what), came_of_it);
  hashes_.push_back(hash);
  last_.push_back({hashes_.size(), at, std::string(who), std::string(what), std::string(came_of_it)});
  if (last_.size() > limits::steps_shown) last_.pop_front();
}

std::string Trace::last_steps() const {
  std::string out = fmt::format("{:>7}  {:<12}  {:<8}{}\n", "step", "time", "who", "what");
  for (const Step& one : last_) {
    out += fmt::format("{:>7}  {:<12}  {:<8}{}", one.number, format_rfc3339(one.at).substr(11, 12), one.who,
                       one.what.substr(0, 90));
    if (!one.came_of_it.empty()) out += "  -> " + one.came_of_it.substr(0, 120);
    out += '\n';
  }
  return out.append(legend);
}

}  // namespace voorzien::simulation
