#include "reactions/reactions.h"

#include <utility>

#include "picture/promises.h"

namespace voorzien::reactions {
namespace {
// "Bel netbeheerder terug": the one who was to be called has called. The signal is no longer put away.
std::vector<picture::Event> keep_promise(const picture::State& picture, const picture::Context& context,
                                         const std::vector<std::string>& names,
                                         const std::optional<SignalId>& belongs_to) {
  const picture::Signal* signal =
      picture::promise_to(picture, names, belongs_to ? belongs_to->value : std::string{});
  if (signal == nullptr) return {};
  picture::Hands hands = signal->hands;
  const std::string promise = std::exchange(hands.promise, {});
  hands.call_back_at.reset();
  return {picture::SignalActed{signal->id, "promise-kept", promise, context.user, context.name, context.role,
                               std::move(hands)}};
}

std::vector<picture::Event> on(const desk::EntryWritten& entry, const picture::State& picture,
                               const picture::Context& context) {
  // The promise first: what the new fact then does to the signal follows from how it stands without it.
  std::vector<picture::Event> out =
      keep_promise(picture, context, {entry.observation.native_level}, entry.attach_to);
  picture::ObservationAdded added;
  added.observation = entry.observation;
  if (entry.attach_to) added.attach_to = entry.attach_to->value;
  added.new_signal = entry.new_signal;
  out.emplace_back(std::move(added));
  return out;
}

std::vector<picture::Event> on(const desk::LogLineWritten& written, const picture::State& picture,
                               const picture::Context& context) {
  return keep_promise(picture, context, picture::names_in(written.line.text), written.line.signal);
}

std::vector<picture::Event> on(const desk::AttachmentKept&, const picture::State&, const picture::Context&) {
  return {};
}

std::vector<picture::Event> on(const desk::LogLinesErased&, const picture::State&, const picture::Context&) {
  return {};
}

std::vector<picture::Event> on(const desk::AttachmentsErased&, const picture::State&,
                               const picture::Context&) {
  return {};
}

std::vector<picture::Event> on(const desk::ExerciseBegun&, const picture::State&, const picture::Context&) {
  return {};
}

std::vector<picture::Event> on(const desk::ExerciseEnded&, const picture::State&, const picture::Context&) {
  return {};
}
}  // namespace

std::vector<picture::Event> react(const desk::Event& event, const picture::State& picture,
                                  const picture::Context& context) {
  return std::visit([&](const auto& one) { return on(one, picture, context); }, event);
}
}  // namespace voorzien::reactions
