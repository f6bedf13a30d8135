// A post changes hands (desk.md 3 and 6): who leaves offers it and signs, who comes takes it and signs. Until
// then it is the first one's.
#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
Decision on(const State& state, const OfferHandover& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisPosition* post = find_post(*found.crisis, command.team, command.position);
  if (post == nullptr) return refuse("unknown-position", "position", command.position);
  if (post->person.empty()) return refuse("nobody-to-hand-over", "position", post->name);
  if (auto refused = check_text(command.to, "to", limits::words_max, true)) return *refused;
  if (auto refused = check_text(command.note, "note", limits::text_max, false)) return *refused;
  if (command.to == context.name) return refuse("both-must-sign", "to", context.name);
  CrisisPosition next = *post;
  next.handover = Handover{post->person, command.to, command.note, context.now, by_of(context), {}, {}};
  return {{PositionChanged{command.id, command.team, std::move(next)}}, command.id.value, {}};
}

Decision on(const State& state, const TakeHandover& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisPosition* post = find_post(*found.crisis, command.team, command.position);
  if (post == nullptr) return refuse("unknown-position", "position", command.position);
  if (!post->handover || post->handover->taken) return refuse("nothing-offered", "position", post->name);
  if (post->handover->to != context.name) return refuse("offered-to-another", "position", post->handover->to);
  CrisisPosition next = *post;
  next.handover->taken = context.now;
  next.handover->taken_by = by_of(context);
  next.person = next.handover->to;
  next.phone.clear();
  next.contact.reset();
  next.state = "begun";
  if (!next.begun) next.begun = context.now;
  next.since = context.now;
  return {{PositionChanged{command.id, command.team, std::move(next)}}, command.id.value, {}};
}
}  // namespace voorzien::crisis
