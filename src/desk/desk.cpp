#include "desk/desk.h"

#include <algorithm>

#include "desk/limits.h"
#include "desk/words.h"

namespace voorzien::desk {
namespace {
using observations::Level;

Decision refuse(std::string rule, std::string field, std::string detail = "") {
  return {{}, "", Refusal{std::move(rule), std::move(field), std::move(detail)}};
}

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

std::string next_id(const State& state, Instant now, std::uint64_t salt) {
  return make_ulid(now, state.next_id, salt);
}

std::optional<Level> level_of(std::string_view word) {
  if (word == "green") return Level::Green;
  if (word == "yellow") return Level::Yellow;
  if (word == "orange") return Level::Orange;
  if (word == "red") return Level::Red;
  return std::nullopt;
}

// A screen that was cut off counts on by its own clock and may be ahead of the region's; a line typed then is
// no less true. It is not refused (nothing that people wrote is lost): its fact is at the latest now.
Instant time_of_fact(const std::optional<Instant>& told, Instant now) {
  return std::min(told.value_or(now), now);
}

Decision on(const State& state, const WriteLog& command, const Context& context) {
  if (is_blank(command.text)) return refuse("text-missing", "text");
  if (characters(command.text) > limits::log_text_max)
    return refuse("too-long", "text", "at most " + std::to_string(limits::log_text_max) + " characters");
  if (command.corrects) {
    const bool known =
        std::ranges::any_of(state.log, [&](const LogLine& one) { return one.id == *command.corrects; });
    if (!known) return refuse("no-such-line", "corrects");
  }
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
    o.level = level_of(level_by_rule(context.doctrine, o.theme, o.quantity->value, o.quantity->unit).level);
  if (command.point) o.geometry = geo::Geometry{*command.point};
  o.place = command.place;
  o.place_precision = command.point ? "exact" : "town";
  if (!command.municipality.empty()) o.areas = {command.municipality};
  if (!context.doctrine.region_code.empty()) o.areas.push_back(context.doctrine.region_code);
  o.quality = "hand:" + (command.grade.empty() ? std::string("likely") : command.grade);
  o.native_level = command.from;
  Decision out;
  out.id = o.id.value;
  out.events.emplace_back(EntryWritten{std::move(o), command.attach_to, command.new_signal});
  return out;
}

void erase(State& state, const LogLinesErased& event, const Context& context, Touched& touched) {
  for (LogLine& line : state.log) {
    if (std::ranges::find(event.ids, line.id) == event.ids.end()) continue;
    line.text.clear();
    line.erased = context.now;
    line.erased_by = context.name;
    touched.add("log", line.id.value);
  }
}
}  // namespace

Decision decide(const State& state, const Command& command, const Context& context) {
  return std::visit([&](const auto& one) { return on(state, one, context); }, command);
}

void evolve(State& state, const Event& event, const Context& context, Touched& touched) {
  if (const auto* erased = std::get_if<LogLinesErased>(&event))
    return erase(state, *erased, context, touched);
  ++state.next_id;
  if (const auto* written = std::get_if<LogLineWritten>(&event)) {
    state.log.push_back(written->line);
    touched.add("log", written->line.id.value);
    if (state.log.size() > limits::log_kept_max) {
      touched.add("log", state.log.front().id.value);
      state.log.erase(state.log.begin());
    }
  }
}
}  // namespace voorzien::desk
