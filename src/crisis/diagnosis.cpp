#include "crisis/diagnosis.h"

#include <algorithm>
#include <array>

namespace voorzien::crisis {
namespace {
constexpr std::array<std::string_view, 5> colours = {"", "green", "yellow", "orange", "red"};

std::ptrdiff_t rank_of(std::string_view colour) {
  return std::ranges::find(colours, colour) - colours.begin();
}

bool has(const std::vector<std::string>& list, const std::string& one) {
  return std::ranges::find(list, one) != list.end();
}

bool fits(const doctrine::Trait& trait, const LinkedSignal& signal) {
  if (!trait.from_colour.empty() && rank_of(signal.level) < rank_of(trait.from_colour)) return false;
  if (!trait.themes.empty() && !has(trait.themes, signal.theme)) return false;
  if (!trait.scales.empty() && !has(trait.scales, signal.scale)) return false;
  return !trait.expected || signal.expected;
}

TraitNow weigh(const doctrine::Trait& trait, const std::vector<LinkedSignal>& signals,
               const std::vector<std::string>& municipalities, const std::vector<Answer>& answers) {
  const auto answer = std::ranges::find(answers, trait.id, &Answer::trait);
  // What a person said goes before what the signals tell.
  if (answer != answers.end()) return {&trait, answer->answer, answer->by.name};
  if (trait.asked) return {&trait, "unknown", ""};
  if (trait.municipalities_from > 0 &&
      static_cast<std::int64_t>(municipalities.size()) < trait.municipalities_from)
    return {&trait, "no", ""};
  const auto signal =
      std::ranges::find_if(signals, [&](const LinkedSignal& one) { return fits(trait, one); });
  if (signal == signals.end()) return {&trait, signals.empty() ? "unknown" : "no", ""};
  return {&trait, "yes", signal->number};
}
}  // namespace

std::vector<TraitNow> traits_of(const doctrine::Plan& plan, const std::vector<LinkedSignal>& signals,
                                const std::vector<std::string>& municipalities,
                                const std::vector<Answer>& answers) {
  std::vector<TraitNow> out;
  for (const doctrine::Trait& trait : plan.traits)
    out.push_back(weigh(trait, signals, municipalities, answers));
  return out;
}

Advice advice_of(const doctrine::Plan& plan, const std::vector<TraitNow>& traits) {
  Advice out;
  for (const doctrine::Procedure& procedure : plan.procedures) {
    std::int64_t holds = 0;
    std::int64_t of = 0;
    for (const TraitNow& one : traits) {
      if (one.trait->points_to != procedure.id) continue;
      ++of;
      if (one.holds == "yes") ++holds;
    }
    const bool more = out.of == 0 ? holds > 0 : holds * out.of > out.holds * of;
    if (more) out = {procedure.id, out.level, holds, of};
  }
  std::int64_t rank = 0;
  for (const TraitNow& one : traits) {
    const doctrine::PlanLevel* level = plan.level(one.trait->points_to);
    if (level == nullptr || one.holds != "yes" || level->rank <= rank) continue;
    rank = level->rank;
    out.level = level->id;
  }
  return out;
}
}  // namespace voorzien::crisis
