#include "reactions/reactions.h"

namespace voorzien::reactions {

std::vector<picture::Event> react(const desk::Event& event, const picture::State&, const picture::Context&) {
  const auto* entry = std::get_if<desk::EntryWritten>(&event);
  if (entry == nullptr) return {};
  picture::ObservationAdded added;
  added.observation = entry->observation;
  if (entry->attach_to) added.attach_to = entry->attach_to->value;
  added.new_signal = entry->new_signal;
  return {added};
}
}  // namespace voorzien::reactions
