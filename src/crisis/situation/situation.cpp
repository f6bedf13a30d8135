// The situation of a crisis: one line a heading, one owner a heading; sent as a numbered, frozen totaalbeeld.
#include <algorithm>

#include "crisis/decide.h"
#include "crisis/limits.h"

namespace voorzien::crisis {

Decision on(const State& state, const WriteLine& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (found.plan->heading(command.heading) == nullptr)
    return refuse("unknown-heading", "heading", command.heading);
  if (auto refused = check_text(command.text, "text", limits::text_max, false)) return *refused;
  const auto known = std::ranges::find(found.crisis->lines, command.heading, &SituationLine::heading);
  const bool is_there = known != found.crisis->lines.end();
  const std::int64_t version = is_there ? known->version : 0;
  // One person never overwrites another: the writer sees both and chooses.
  if (command.version != version)
    return refuse("stale", "version", is_there ? known->by.name + ", " + format_rfc3339(known->at) : "");
  return {{LineWritten{command.id,
                       {command.heading, command.text, context.now, by_of(context), version + 1, ""}}},
          command.id.value,
          {}};
}

Decision on(const State& state, const SendSituation& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (crisis.lines.empty()) return refuse("nothing-to-send", "id");
  if (auto refused = check_text(command.note, "note", limits::words_max, false)) return *refused;
  const std::int64_t number = crisis.sent.empty() ? 1 : crisis.sent.back().number + 1;
  return {{SituationSent{crisis.id, {number, context.now, by_of(context), command.note, {}}}},
          crisis.id.value,
          {}};
}
}  // namespace voorzien::crisis
