#include "desk/desk.h"

#include <algorithm>

#include "base/utf8.h"
#include "base/words.h"
#include "desk/decide.h"
#include "desk/exercise.h"
#include "desk/limits.h"
#include "desk/words.h"
#include "observations/level_words.h"

namespace voorzien::desk {
Decision refuse(std::string rule, std::string field, std::string detail) {
  return {{}, "", Refusal{std::move(rule), std::move(field), std::move(detail)}};
}

Instant time_of_fact(const std::optional<Instant>& told, Instant now) {
  return std::min(told.value_or(now), now);
}

namespace {
using observations::Level;

std::string next_id(const State& state, Instant now, std::uint64_t salt) {
  return make_ulid(now, state.next_id, salt);
}

using Hashes = std::optional<std::vector<std::string>>;
using Attachments = std::optional<std::vector<Attachment>>;

Error bad_attachment(std::size_t n, std::string detail) {
  return {ErrorCode::BadValue, "/attachments/" + std::to_string(n), std::move(detail)};
}

// What the hashes stand for; a line without any has none.
Result<Attachments> known(const State& state, const Hashes& hashes) {
  if (!hashes || hashes->empty()) return Attachments{};
  if (hashes->size() > limits::attachments_max)
    return Error{ErrorCode::BadValue, "/attachments",
                 "at most " + std::to_string(limits::attachments_max) + " attachments"};
  std::vector<Attachment> out;
  for (const std::string& sha256 : *hashes) {
    const Attachment* found = find_attachment(state, sha256);
    if (found == nullptr)
      return bad_attachment(out.size(), "no such attachment; POST it to /api/attachments first");
    if (found->erased) return bad_attachment(out.size(), "it was erased; POST it to /api/attachments again");
    if (std::ranges::find(out, sha256, &Attachment::sha256) != out.end())
      return bad_attachment(out.size(), "named twice");
    out.push_back(*found);
  }
  return Attachments{std::move(out)};
}

Decision faulty(const Error& error) {
  Decision out;
  out.fault = error;
  return out;
}

Decision on(const State& state, const WriteLog& command, const Context& context) {
  if (is_blank(command.text)) return refuse("text-missing", "text");
  if (characters(command.text) > limits::log_text_max)
    return refuse("too-long", "text", "at most " + std::to_string(limits::log_text_max) + " characters");
  if (command.corrects) {
    const bool is_known =
        std::ranges::any_of(state.log, [&](const LogLine& one) { return one.id == *command.corrects; });
    if (!is_known) return refuse("no-such-line", "corrects");
  }
  Result<Attachments> attachments = known(state, command.attachments);
  if (!attachments) return faulty(attachments.error());
  LogLine line;
  line.id.value = next_id(state, context.now, 1);
  line.at = time_of_fact(command.at, context.now);
  line.written = context.now;
  line.user = context.user;
  line.name = context.name;
  line.role = context.role;
  line.text = command.text;
  line.crisis = command.crisis;
  line.signal = command.signal;
  line.corrects = command.corrects;
  line.moment = command.moment;
  line.attachments = std::move(*attachments);
  if (context.exercised.value_or(state.exercise.has_value())) line.exercise = true;
  Decision out;
  out.id = line.id.value;
  out.events.emplace_back(LogLineWritten{std::move(line)});
  return out;
}

std::optional<Decision> check_entry(const WriteEntry& command, const Context& context) {
  if (is_blank(command.text)) return refuse("text-missing", "text");
  if (characters(command.text) > limits::entry_text_max)
    return refuse("too-long", "text", "at most " + std::to_string(limits::entry_text_max) + " characters");
  if (is_blank(command.place) && !command.point) return refuse("place-missing", "place");
  if (command.place.size() > limits::place_max) return refuse("too-long", "place");
  if (command.from.size() > limits::from_max) return refuse("too-long", "from");
  if (command.point && !geo::is_place(*command.point)) return refuse("no-place", "point");
  if (!command.grade.empty() && command.grade != "unsure" && command.grade != "likely" &&
      command.grade != "sure")
    return refuse("unknown-grade", "grade", "unsure, likely or sure");
  if (!command.theme.empty() && context.doctrine.theme(command.theme) == nullptr)
    return refuse("no-such-theme", "theme");
  if (command.until && *command.until <= context.now) return refuse("until-past", "until");
  return std::nullopt;
}

Decision on(const State& state, const WriteEntry& command, const Context& context) {
  if (auto refused = check_entry(command, context)) return *refused;
  Result<Attachments> attachments = known(state, command.attachments);
  if (!attachments) return faulty(attachments.error());
  if (state.exercise && !command.real.value_or(false))
    return enter_exercise(next_id(state, context.now, 1), command, std::move(*attachments), context);
  observations::Observation o;
  o.source.value = "hand";
  o.native_id = next_id(state, context.now, 2);
  o.id.value = stable_id("hand\x1f" + o.native_id);
  o.kind = "hand";
  o.theme = command.theme.empty() ? theme_by_words(context.doctrine, command.text) : command.theme;
  if (o.theme.empty()) return refuse("theme-missing", "theme", "no word of the text tells the theme");
  o.title = command.text;
  o.t_observed = time_of_fact(command.at, context.now);
  o.t_issued = o.t_received = context.now;
  o.valid_from = o.t_observed;
  o.valid_to = command.until;
  o.quantity = command.quantity;
  o.level = command.level;
  if (!o.level && o.quantity)
    o.level = observations::level_of(
        level_by_rule(context.doctrine, o.theme, o.quantity->value, o.quantity->unit).level);
  if (command.point) o.geometry = geo::Geometry{*command.point};
  o.place = command.place;
  o.place_precision = command.point ? "exact" : "town";
  if (!command.municipality.empty()) o.areas = {command.municipality};
  if (!context.doctrine.region_code.empty()) o.areas.push_back(context.doctrine.region_code);
  o.quality = "hand:" + (command.grade.empty() ? std::string("likely") : command.grade);
  o.native_level = command.from;
  Decision out;
  out.id = o.id.value;
  out.events.emplace_back(
      EntryWritten{std::move(o), command.attach_to, command.new_signal, std::move(*attachments)});
  return out;
}

Decision on(const State&, const KeepAttachment& command, const Context&) {
  return {{AttachmentKept{command.attachment}}, command.attachment.sha256, std::nullopt};
}

Decision on(const State& state, const BeginExercise& command, const Context& context) {
  return begin_exercise(state, command, context);
}

Decision on(const State& state, const EndExercise& command, const Context&) {
  return end_exercise(state, command);
}

template <class T>
void keep_newest(std::vector<T>& list, std::size_t most) {
  if (list.size() > most) list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
}

void hang(State& state, const char* type, const std::string& id, const std::vector<Attachment>& what) {
  for (const Attachment& one : what) state.attached.push_back({type, id, one});
  keep_newest(state.attached, limits::attachments_known_max);
}

void apply(State& state, const LogLineWritten& event, const Context&, Touched& touched) {
  const LogLine& line = event.line;
  if (line.signal && line.attachments) {
    hang(state, "signal", line.signal->value, *line.attachments);
    touched.add("signal", line.signal->value);
  }
  state.log.push_back(line);
  touched.add("log", line.id.value);
  if (state.log.size() > limits::log_kept_max) {
    touched.add("log", state.log.front().id.value);
    state.log.pop_front();
  }
}

void apply(State& state, const EntryWritten& event, const Context&, Touched&) {
  if (event.attachments) hang(state, "fact", event.observation.id.value, *event.attachments);
}

void apply(State& state, const AttachmentKept& event, const Context&, Touched&) {
  // Kept again, under its newest name: what hangs somewhere keeps the name that it had there.
  std::erase_if(state.attachments,
                [&](const Attachment& one) { return one.sha256 == event.attachment.sha256; });
  state.attachments.push_back(event.attachment);
  keep_newest(state.attachments, limits::attachments_known_max);
}

void apply(State& state, const LogLinesErased& event, const Context& context, Touched& touched) {
  for (LogLine& line : state.log) {
    if (std::ranges::find(event.ids, line.id) == event.ids.end()) continue;
    line.text.clear();
    line.erased = context.now;
    line.erased_by = context.name;
    touched.add("log", line.id.value);
  }
}

void apply(State& state, const AttachmentsErased& event, const Context& context, Touched& touched) {
  const auto erase_in = [&](Attachment& one) {
    if (std::ranges::find(event.sha256, one.sha256) == event.sha256.end()) return false;
    one.name.clear();
    one.erased = context.now;
    one.erased_by = context.name;
    return true;
  };
  for (Attachment& one : state.attachments) (void)erase_in(one);
  for (Attached& one : state.attached)
    if (erase_in(one.attachment)) touched.add(one.type, one.id);
  for (LogLine& line : state.log)
    if (line.attachments && std::ranges::count_if(*line.attachments, erase_in) > 0)
      touched.add("log", line.id.value);
}

void apply(State& state, const ExerciseBegun& event, const Context&, Touched& touched) {
  state.exercise = event.exercise;
  touched.add("region", "region");
}

void apply(State& state, const ExerciseEnded&, const Context&, Touched& touched) {
  state.exercise.reset();
  touched.add("region", "region");
}
}  // namespace

const Attachment* find_attachment(const State& state, std::string_view sha256) {
  const auto found =
      std::ranges::find(state.attachments.rbegin(), state.attachments.rend(), sha256, &Attachment::sha256);
  return found == state.attachments.rend() ? nullptr : &*found;
}

Decision decide(const State& state, const Command& command, const Context& context) {
  return std::visit([&](const auto& one) { return on(state, one, context); }, command);
}

void evolve(State& state, const Event& event, const Context& context, Touched& touched) {
  ++state.next_id;
  std::visit([&](const auto& one) { apply(state, one, context, touched); }, event);
}
}  // namespace voorzien::desk
