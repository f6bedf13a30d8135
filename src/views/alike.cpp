#include "views/alike.h"

namespace voorzien::views {

std::vector<desk::OpenSignal> open_signals(const Sight& sight) {
  std::vector<desk::OpenSignal> out;
  for (const std::string& key : sight.picture.open) {
    const picture::Signal& signal = sight.picture.signals.at(key.substr(key.find('/') + 1));
    out.push_back({signal.id.value, signal.theme, signal.face.title, signal.face.level, signal.face.place,
                   signal.face.point, signal.last_fact});
  }
  return out;
}
}  // namespace voorzien::views
