#include "views/alike.h"

#include <algorithm>

namespace voorzien::views {

std::vector<desk::OpenSignal> open_signals(const Sight& sight) {
  std::vector<desk::OpenSignal> out;
  for (const std::string& key : sight.picture.open) {
    const picture::Signal& signal = sight.picture.signals.at(key.substr(key.find('/') + 1));
    const auto rule = std::ranges::find(sight.doctrine.rules.signals, signal.rule, &doctrine::SignalRule::id);
    out.push_back({signal.id.value,
                   signal.theme,
                   signal.face.title,
                   signal.face.level,
                   signal.face.place,
                   signal.face.point,
                   signal.last_fact,
                   signal.fact_count,
                   {signal.face.quantity, signal.face.unit},
                   rule == sight.doctrine.rules.signals.end() ? std::string{} : rule->quantity});
  }
  return out;
}
}  // namespace voorzien::views
