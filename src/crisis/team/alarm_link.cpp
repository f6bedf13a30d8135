// The link by which somebody who is called answers without an account (screens.md 3.6). The token is made
// where the link is shown and its hash stands in the post: it answers that one post, once, for an hour.
// Nothing here sends it.
//
//   none ── make ──▶ open ── answer ──▶ used
//                     │ an hour, or the post is another's: refused by name
//                     └── make: the former one is void
#include <algorithm>

#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
bool is_hash(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// The last call of who has the link, also when somebody wrote "voicemail" meanwhile.
const Call* call_of(const Crisis& crisis, const std::string& team, const CrisisPosition& post) {
  const auto found = std::ranges::find_if(crisis.calls.rbegin(), crisis.calls.rend(), [&](const Call& one) {
    return is_for(one, team, post.id) && one.name == post.link->name;
  });
  return found == crisis.calls.rend() ? nullptr : &*found;
}

std::optional<Decision> check_link(const CrisisPosition& post, const AnswerAlarm& command,
                                   const Context& context) {
  if (!post.link || post.link->hash != command.hash) return refuse("no-such-link", "token");
  if (post.link->used) return refuse("link-used", "token", format_rfc3339(*post.link->used));
  if (post.link->until <= context.now)
    return refuse("link-expired", "token", format_rfc3339(post.link->until));
  if (post.begun || (!post.person.empty() && post.person != post.link->name))
    return refuse("post-taken", "token", post.name);
  if (!is_among(command.state, {"coming", "begun", "refused"}))
    return refuse("unknown-state", "state", "coming, begun or refused");
  if (command.minutes < 0 || command.minutes > limits::alarm_minutes_max)
    return refuse("too-long", "minutes", "0 to " + std::to_string(limits::alarm_minutes_max));
  return std::nullopt;
}

CrisisPosition answered(const CrisisPosition& post, const AnswerAlarm& command, const Call* call,
                        const Context& context) {
  CrisisPosition next = post;
  next.link->used = context.now;
  next.state = command.state;
  next.since = context.now;
  next.eta.reset();
  if (command.state == "refused") {
    next.person.clear();
    next.phone.clear();
    next.contact.reset();
    return next;
  }
  next.person = post.link->name;
  if (call != nullptr) {
    next.phone = call->phone;
    next.contact = contact_of(call->contact);
  }
  if (command.state == "coming") next.eta = context.now + minutes(command.minutes);
  if (command.state == "begun") next.begun = context.now;
  return next;
}
}  // namespace

Decision on(const State& state, const MakeAlarmLink& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const auto call = std::ranges::find(found.crisis->calls, command.call, &Call::id);
  if (call == found.crisis->calls.end()) return refuse("no-such-call", "call", command.call);
  const CrisisPosition* post = find_post(*found.crisis, call->team, call->position);
  if (post == nullptr) return refuse("unknown-position", "call", call->position);
  if (!is_hash(command.hash)) return refuse("no-hash", "hash", "64 digits of 0-9 a-f");
  if (post->begun) return refuse("already-so", "call", post->name);
  if (call->name.empty()) return refuse("nobody-to-alarm", "call", post->name);
  CrisisPosition next = *post;
  next.link = AlarmLink{command.hash, call->name, context.now, by_of(context),
                        context.now + limits::alarm_link_lasts};
  return {{PositionChanged{command.id, call->team, std::move(next)}}, command.id.value, {}};
}

Decision on(const State& state, const AnswerAlarm& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisPosition* post = find_post(*found.crisis, command.team, command.position);
  if (post == nullptr) return refuse("no-such-link", "token");
  if (auto refused = check_link(*post, command, context)) return *refused;
  const Call* call = call_of(*found.crisis, command.team, *post);
  std::optional<Call> next;
  if (call != nullptr && command.state == "refused") next = next_in_line(*found.crisis, *call, context);
  CrisisPosition post_now = answered(*post, command, call, context);
  if (next) post_now.state = "open";  // and called again, with the next in line
  Decision out;
  out.id = command.id.value;
  if (call != nullptr && call->outcome != "reached")
    out.events.emplace_back(CallAnswered{command.id, call->id, "reached", ""});
  out.events.emplace_back(PositionChanged{command.id, command.team, std::move(post_now)});
  if (next) out.events.emplace_back(CallListed{command.id, std::move(*next)});
  return out;
}
}  // namespace voorzien::crisis
