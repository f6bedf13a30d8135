// Runs a scenario file (tests/scenarios/README.md) over the engine's core in simulated time.
//
// Each line is `at HH:MM what…` (something comes in or somebody acts) or `expect what…`. The first line that
// does not hold stops the scenario, with file:line. Afterwards the journal that came of it is replayed into a
// fresh core, which must reach the same state hash.
#pragma once

#include <algorithm>
#include <cstdio>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

#include "codec/json.h"
#include "crisis_steps.inc.h"
#include "engine/core.h"
#include "feeds/feed.h"
#include "journal/hash.h"
#include "words.inc.h"

namespace voorzien::scenarios {

struct Outcome {
  std::string fault;  // file:line: what was expected and what was so; empty when all held
  int expectations = 0;
};

namespace {

using observations::Level;
using observations::Observation;
std::optional<Level> level_of(const std::string& word) {
  const std::map<std::string, Level> all{{"grey", Level::Grey},
                                         {"green", Level::Green},
                                         {"yellow", Level::Yellow},
                                         {"orange", Level::Orange},
                                         {"red", Level::Red}};
  if (word == "none") return std::nullopt;
  const auto found = all.find(word);
  if (found == all.end()) fail("'" + word + "' is no level");
  return found->second;
}

std::string word_of(const std::optional<Level>& level) {
  if (!level) return "none";
  constexpr const char* names[] = {"grey", "green", "yellow", "orange", "red"};
  return names[static_cast<int>(*level)];
}

class Runner {
 public:
  explicit Runner(const doctrine::Doctrine& doctrine)
      : doctrine_(doctrine), core_(doctrine, [] { return std::string(16, 's'); }) {}

  Outcome run(const std::string& name, const std::string& text) {
    Outcome out;
    std::istringstream lines(text);
    int number = 0;
    today = "2026-06-27";
    try {
      for (std::string line; std::getline(lines, line);) {
        ++number;
        const Words words = words_of(line);
        if (words.empty()) continue;
        if (words[0] == "day" && words.size() == 2) {
          today = words[1];
        } else if (words[0] == "at") {
          happen(words);
        } else if (words[0] == "expect") {
          ++out.expectations;
          expect(Words(words.begin() + 1, words.end()));
        } else {
          fail("a line begins with 'day', 'at' or 'expect'");
        }
      }
      replay();
    } catch (const Fail& failed) {
      out.fault = name + ":" + std::to_string(number) + ": " + failed.message;
    }
    return out;
  }

 private:
  [[nodiscard]] const picture::State& picture() const { return core_.state().picture; }

  // ---- what happens

  void happen(const Words& words) {
    if (words.size() < 3) fail("at HH:MM needs something to happen");
    now_ = time_of(words[1]);
    const Words rest(words.begin() + 3, words.end());
    refused_.clear();
    news_ = false;
    if (words[2] == "pager") return pager(rest);
    if (words[2] == "knmi") return knmi(rest);
    if (words[2] == "list") return list(rest);
    if (words[2] == "message") return message(rest);
    if (words[2] == "reading") return reading(rest);
    if (words[2] == "outage") return outage(rest);
    if (words[2] == "event") return event(rest);
    if (words[2] == "rubbish") return rubbish(rest);
    if (words[2] == "on-duty") return on_duty(rest);
    if (doctrine_.access.find(words[2]) != nullptr) return act(words[2], rest);
    if (words[2] == "nothing") return core_.tick(now_);
    fail("nobody knows '" + words[2] + "'");
  }

  static std::string option(const Words& words, const std::string& name, const std::string& other = "") {
    return option_of(words, name, other);
  }

  void deliver_one(const std::string& source, const observations::Observation& one) {
    observations::Understood understood;
    understood.observations = {one};
    deliver(source, std::move(understood));
  }
  void deliver(const std::string& source, observations::Understood understood) {
    observations::Delivery delivery;
    delivery.source.value = source;
    delivery.received = now_;
    const doctrine::Source* known = doctrine_.source(source);
    if (known == nullptr) fail("there is no source '" + source + "'");
    delivery.format = known->format;
    delivery.personal = known->personal;
    delivery.raw_sha256 = stable_id(source + std::to_string(++deliveries_));
    delivery.bytes = std::make_shared<const std::string>("bytes " + std::to_string(deliveries_));
    for (Observation& one : understood.observations) {
      one.source.value = source;
      one.personal = one.personal || known->personal;
      if (one.theme.empty()) one.theme = known->theme.value;
    }
    delivery.understood = std::move(understood);
    news_ = core_.deliver(delivery) != 0;
  }

  // pager "text" [observed=HH:MM] [place=…]: through the real parser of pager lines.
  void pager(const Words& words) {
    const Instant at = time_of_option(words, "observed").value_or(now_);
    const Civil utc = to_civil_utc(at);
    char stamp[40];
    std::snprintf(stamp, sizeof stamp, "%04d-%02d-%02d %02d:%02d:%02d", utc.year, utc.month, utc.day,
                  utc.hour, utc.minute, utc.second);
    const std::string line =
        std::string("FLEX|") + stamp + "|1600/2/K/A|08.057|000700001|ALN|" + words.at(0) + "\n";
    feeds::Context context;
    context.source.value = "pager";
    context.received = now_;
    context.zone = "utc";
    context.personal = true;
    observations::Understood understood = feeds::parse(feeds::Format::Flex, line, context);
    if (understood.observations.size() != 1) fail("the pager line was not understood");
    Observation& one = understood.observations[0];
    one.place = option(words, "place", "Vianen");
    one.areas = {"GM-" + one.place, "VR09"};
    deliver("pager", std::move(understood));
  }

  std::optional<Instant> time_of_option(const Words& words, const std::string& name) const {
    const std::string text = option(words, name);
    return text.empty() ? std::nullopt : std::optional(time_of(text));
  }

  Observation warning(const std::string& id, const std::string& level, const std::string& window,
                      const std::string& issued) const {
    Observation out;
    out.native_id = id;
    out.kind = "weather-warning";
    out.title = "Onweer met zware windstoten";
    out.level = level_of(level);
    out.native_level = level;
    out.t_issued = issued.empty() ? now_ : time_of(issued);
    const std::size_t dash = window.find('-');
    if (dash == std::string::npos) fail("a window is HH:MM-HH:MM");
    out.valid_from = time_of(window.substr(0, dash));
    out.valid_to = time_of(window.substr(dash + 1));
    out.geometry = geo::circle({5.2, 52.0}, 30'000);
    out.areas = {"GM-Houten", "GM-Vianen", "VR09"};
    out.quality = "official";
    return out;
  }

  // knmi [ID LEVEL HH:MM-HH:MM]… [issued=HH:MM]: the whole list.
  void knmi(const Words& words) {
    observations::Understood list;
    list.full_list = true;
    for (std::size_t i = 0; i + 2 < words.size(); i += 3)
      list.observations.push_back(warning(words[i], words[i + 1], words[i + 2], option(words, "issued")));
    if (option(words, "status") == "test")
      for (Observation& one : list.observations) one.status = observations::Status::Test;
    deliver("knmi", std::move(list));
  }

  // list SOURCE: an empty document, as a sign of life.
  void list(const Words& words) { deliver(words.at(0), {}); }

  void rubbish(const Words& words) {
    observations::Understood bad;
    bad.verdict = observations::Verdict::Rejected;
    bad.remarks = {{"not-of-format", "1:1", "an HTML page; ask the sender"}};
    deliver(words.at(0), std::move(bad));
  }

  // message alert|update|cancel ID [refs=A,B] [level=…] [issued=HH:MM]: of a partner, as CAP makes them.
  void message(const Words& words) {
    Observation out;
    out.native_id = words.at(1);
    out.kind = "alert";
    out.title = "Bericht " + words.at(1);
    out.level = level_of(option(words, "level", "orange"));
    out.t_issued = time_of_option(words, "issued").value_or(now_);
    out.valid_to = time_of("23:00");
    out.areas = {"VR09"};
    std::istringstream refs(option(words, "refs"));
    for (std::string one; std::getline(refs, one, ',');) out.references.push_back(one);
    if (words[0] == "cancel") out.status = observations::Status::Ended;
    deliver_one("partners", out);
  }

  // reading STATION METRES: measured now at a water station.
  void reading(const Words& words) {
    Observation out;
    out.native_id = words.at(0) + "/" + format_rfc3339(now_);
    out.kind = "water-level";
    out.title = words.at(0);
    out.place = words.at(0);
    out.quality = "measured";
    out.t_observed = now_;
    out.quantity = observations::Quantity{std::stod(words.at(1)) * 100, "cm"};
    deliver_one("rws", out);
  }

  void outage(const Words& words) {  // outage ID HOUSEHOLDS PLACE HH:MM
    Observation out;
    out.native_id = words.at(0);
    out.kind = "outage";
    out.title = "Storing " + words.at(2);
    out.place = words.at(2);
    out.areas = {"GM-" + words[2], "VR09"};
    out.quantity = observations::Quantity{std::stod(words.at(1)), "households"};
    out.t_issued = now_;
    out.valid_to = time_of(words.at(3));
    deliver_one("netbeheer", out);
  }

  void event(const Words& words) {  // event NAME VISITORS PLACE HH:MM-HH:MM
    Observation out = warning(words.at(0), "green", words.at(3), "");
    out.kind = "event";
    out.title = words[0];
    out.level.reset();
    out.native_level.clear();
    out.place = words.at(2);
    out.areas = {"GM-" + words[2], "VR09"};
    out.geometry.reset();
    out.quantity = observations::Quantity{std::stod(words.at(1)), "visitors"};
    deliver_one("evenementen", out);
  }

  // ---- what people do

  const picture::Signal& signal(const std::string& words) const {
    const picture::Signal* out = nullptr;
    for (const auto& [id, one] : picture().signals) {
      const bool fits = one.face.title.find(words) != std::string::npos;
      if (fits && (out == nullptr || out->hands.state == "closed")) out = &one;
    }
    if (out == nullptr) fail("there is no signal \"" + words + "\"");
    return *out;
  }

  void command(const std::string& role, engine::Command command) {
    engine::CommandRequest request;
    request.command_id = "c" + std::to_string(++commands_);
    request.body_sha256 = journal::sha256(request.command_id);
    static const std::map<std::string, std::string> names{
        {"caco", "R. Terpstra"}, {"vic", "L. Hoekstra"}, {"rol", "D. Wouters"}, {"leider-copi", "A. Aarts"}};
    const auto known = names.find(role);
    request.actor = {role, known == names.end() ? "de " + role : known->second, role};
    request.command = std::move(command);
    const engine::Outcome outcome = core_.command(request, now_);
    if (const auto* refused = std::get_if<engine::Refused>(&outcome)) refused_ = refused->rule;
    news_ = std::holds_alternative<engine::Accepted>(outcome);
  }

  void act(const std::string& role, const Words& words) {
    using namespace picture;
    const std::string& what = words.at(0);
    if (std::optional<crisis::Command> asked = CrisisWords(core_.state(), words).command())
      return command(role, std::move(*asked));
    if (what == "lowers" || what == "sets") {  // sets THEME LEVEL "reason" [until=HH:MM]
      return command(
          role, picture::Command{SetTheme{
                    {words.at(1)}, *level_of(words.at(2)), words.at(3), time_of_option(words, "until")}});
    }
    if (what == "releases") return command(role, picture::Command{ReleaseTheme{{words.at(1)}}});
    if (what == "writes") return command(role, desk::Command{desk::WriteLog{words.at(1), {}, {}, {}, {}}});
    if (what == "exercises")  // exercises "name" "why": the whole region
      return command(role, desk::Command{desk::BeginExercise{words.at(1), words.at(2)}});
    if (what == "ends-exercise") return command(role, desk::Command{desk::EndExercise{words.at(1)}});
    if (what == "enters") return enter(role, words);
    const SignalId id = signal(words.at(1)).id;
    if (what == "opens") return command(role, picture::Command{SeeSignal{id}});
    if (what == "verifies")  // verifies "signal" "so what" [spoken=…]
      return command(role,
                     picture::Command{VerifySignal{id, Grade::Likely, option(words, "spoken"), words.at(2)}});
    if (what == "rejects") return command(role, picture::Command{RejectSignal{id, words.at(2)}});
    if (what == "closes") return command(role, picture::Command{CloseSignal{id, words.at(2)}});
    if (what == "defers")
      return command(role, picture::Command{DeferSignal{id, time_of(words.at(2)), option(words, "promise")}});
    if (what == "merges") return command(role, picture::Command{MergeSignal{id, signal(words.at(2)).id}});
    if (what == "undoes") return command(role, picture::Command{UndoSignal{id}});
    fail("a person cannot '" + what + "'");
  }

  // on-duty FUNCTION "Name" +316…: somebody of the directory stands first in line.
  void on_duty(const Words& words) {
    network::Contact contact;
    contact.id.value = stable_id(words.at(0) + words.at(1));
    contact.name = words.at(1);
    contact.functions = {words.at(0)};
    contact.numbers = {{"piket", words.at(2)}};
    command("admin", network::Command{network::ImportContacts{{contact}, {}, "verhaal"}});
    command("admin", network::Command{network::SetDuty{words.at(0), {contact.id}}});
  }

  void enter(const std::string& role,
             const Words& words) {  // enters "text" place=… [households=N] [to="signal"]
    desk::WriteEntry entry;
    entry.text = words.at(1);
    entry.place = option(words, "place");
    entry.grade = "likely";
    entry.from = "Netbeheerder, telefoon";
    entry.until = time_of_option(words, "until");
    if (const std::string count = option(words, "households"); !count.empty())
      entry.quantity = observations::Quantity{std::stod(count), "households"};
    if (const std::string to = option(words, "to"); !to.empty()) entry.attach_to = signal(to).id;
    if (option(words, "real") == "yes") entry.real = true;
    command(role, desk::Command{entry});
  }

  // ---- what must be so

  void expect(const Words& words) {
    const std::string& what = words.at(0);
    if (what == "theme") return same("theme " + words.at(1), words.at(2), word_of(theme(words[1])));
    if (what == "signals") return same("signals", words.at(1), std::to_string(open_count()));
    if (what == "signal") return expect_signal(words);
    if (what == "crisis")
      return expect_crisis(crisis_named(core_.state(), words.at(1)), plan_of(words.at(1)), now_, words);
    if (what == "crises") return same("crises", words.at(1), std::to_string(open_crises()));
    if (what == "refused") return same("refused", words.at(1), refused_.empty() ? "nothing" : refused_);
    if (what == "news") return same("news", words.at(1), news_ ? "yes" : "no");
    if (what == "source")
      return same("source " + words.at(1), words.at(2), picture().sources.at(words[1]).state);
    if (what == "counted-out") return same(words.at(1), words.at(2), std::to_string(count_out(words[1])));
    if (what == "facts") return same("facts", words.at(1), std::to_string(picture().live.size()));
    if (what == "log") return same("log", words.at(1), std::to_string(core_.state().desk.log.size()));
    fail("nobody can expect '" + what + "'");
  }

  const doctrine::Plan& plan_of(const std::string& title) const {
    return core_.state().crisis.plans.at(crisis_named(core_.state(), title).plan);
  }

  std::size_t open_crises() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        core_.state().crisis.crises, [](const auto& one) { return !one.second.closed; }));
  }

  Level theme(const std::string& id) const {
    const auto found = picture().themes.find(id);
    return found == picture().themes.end() ? Level::Grey : found->second.level;
  }

  std::size_t open_count() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        picture().signals, [](const auto& one) { return one.second.hands.state != "closed"; }));
  }

  std::int64_t count_out(const std::string& why) const {
    const auto found = picture().not_counted_today.find(why);
    return found == picture().not_counted_today.end() ? 0 : found->second;
  }

  void expect_signal(const Words& words) const {  // signal "title" [level=…] [state=…] [facts=N] …
    const picture::Signal& one = signal(words.at(1));
    const std::map<std::string, std::string> is{{"level", word_of(one.face.level)},
                                                {"state", one.hands.state},
                                                {"facts", std::to_string(one.fact_count)},
                                                {"scale", one.face.scale},
                                                {"expected", one.face.expected ? "yes" : "no"},
                                                {"late", one.late ? "yes" : "no"},
                                                {"returned", one.returned ? one.returned_why : "no"},
                                                {"closed", one.hands.closed_reason},
                                                {"climb", climbed(one)},
                                                {"promise", one.hands.promise}};
    for (std::size_t i = 2; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      const std::string name = words[i].substr(0, equals);
      if (equals == std::string::npos || !is.contains(name))
        fail("nobody knows '" + words[i] + "' of a signal");
      same("signal " + name, words[i].substr(equals + 1), is.at(name));
    }
  }

  static std::string climbed(const picture::Signal& one) {
    if (!one.hands.climb_from) return "no";
    std::string out = "begun";
    for (const picture::Climbed& step : one.hands.climb)
      if (step.done_at) out = step.what;
    return out;
  }

  void replay() {
    core_.flush_heard();
    engine::Core fresh(doctrine_, [] { return std::string(16, 'r'); });
    for (const journal::Entry& entry : engine::take_batch(core_).entries)
      if (const Done done = fresh.replay(entry); !done) fail("replay: " + done.error().to_text());
    same("state hash after replay", engine::state_hash(core_.state()), engine::state_hash(fresh.state()));
  }

  const doctrine::Doctrine& doctrine_;
  engine::Core core_;
  Instant now_;
  bool news_ = false;
  std::string refused_;
  int deliveries_ = 0;
  int commands_ = 0;
};
}  // namespace

inline Outcome run_scenario(const std::string& name, const std::string& text,
                            const doctrine::Doctrine& doctrine) {
  return Runner(doctrine).run(name, text);
}
}  // namespace voorzien::scenarios
