#include "simulation/world/people.h"

#include <fmt/format.h>

#include "journal/hash.h"
#include "simulation/limits.h"
#include "simulation/world/crisis_acts.h"

namespace voorzien::simulation {
namespace {
const std::vector<std::string> reasons{"Gebeld met de meldkamer", "Loos alarm", "Al bekend", "", "Rustig"};
const std::vector<std::string> themes{"fire", "weather", "energy", "rail", "no-such-theme"};

std::string word_of(const engine::Outcome& outcome) {
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome))
    return "accepted, entry " + std::to_string(accepted->version);
  if (const auto* refused = std::get_if<engine::Refused>(&outcome)) return "refused: " + refused->rule;
  return std::get<Error>(outcome).to_text();
}
}  // namespace

FakePeople::FakePeople(std::uint64_t seed, Agenda& agenda, FakeProcess& process, std::vector<Screen>& screens,
                       Trace& trace, Ledger& ledger)
    : draws_(seed, "people"),
      agenda_(agenda),
      process_(process),
      screens_(screens),
      trace_(trace),
      ledger_(ledger),
      people_{{{"terpstra", "R. Terpstra", "caco"}, 0, {}},
              {{"hoekstra", "L. Hoekstra", "vic"}, 1, {}},
              {{"dekker", "A. Dekker", "caco"}, 2, {}}} {}

void FakePeople::begin() {
  for (Person& person : people_)
    agenda_.in(draws_.within(seconds(5), minutes(2)), [this, &person] { work(person); });
}

void FakePeople::work(Person& person) {
  const Instant now = agenda_.now();
  if (now >= person.away_until) {
    act(person);
    if (draws_.chance(10)) {
      person.away_until = now + draws_.within(minutes(20), minutes(60));
      trace_.step(now, "person", person.actor.user + " goes home");
    }
  }
  agenda_.in(draws_.within(seconds(15), minutes(4)), [this, &person] { work(person); });
}

std::string FakePeople::words() {
  return draws_.chance(30) ? std::string(static_cast<std::size_t>(draws_.between(2'001, 5'000)), 'x')
                           : draws_.pick(reasons);
}

engine::Command FakePeople::on_signal(AskedCommand& asked, const std::vector<std::string>& signals) {
  using namespace picture;
  const auto any = [&] {
    return SignalId{signals.empty() || draws_.chance(30) ? "no-such-signal" : draws_.pick(signals)};
  };
  const SignalId id = any();
  const auto named = [&](const char* kind, picture::Command command) -> engine::Command {
    asked.kind = fmt::format("{} {}", kind, id.value.substr(0, 10));
    return command;
  };
  const Instant until = agenda_.now() + draws_.within(minutes(-5), minutes(40));
  switch (draws_.between(0, 8)) {
    case 0:
    case 1:
      return named("see", SeeSignal{id});
    case 2:
    case 3:
      return named("verify", VerifySignal{id, Grade::Likely, draws_.chance(800) ? "meldkamer" : "", words()});
    case 4:
      return named("reject", RejectSignal{id, words()});
    case 5:
      return named("close", CloseSignal{id, words()});
    case 6:
      return draws_.chance(500) ? named("defer", DeferSignal{id, until, words()})
                                : named("assign", AssignSignal{id, "hoekstra"});
    case 7:
      return named("merge", MergeSignal{id, any()});
    default:
      return named("undo", UndoSignal{id});
  }
}

engine::Command FakePeople::choose(const Person& person, AskedCommand& asked) {
  std::vector<std::string> signals;
  for (const auto& [key, known] : screens_[person.screen].mirror())
    if (key.first == "signal") signals.push_back(key.second);
  const std::int64_t kind = draws_.between(0, 14);
  if (kind >= 10) return crisis_act(draws_, screens_[person.screen].mirror(), asked);
  if (kind <= 5) return on_signal(asked, signals);
  if (kind <= 7) {
    asked.kind = "write log";
    asked.makes_entry = true;
    return desk::Command{
        desk::WriteLog{fmt::format("Regel {} van {}", commands_, person.actor.user), {}, {}, {}, {}}};
  }
  if (kind == 8) {
    asked.kind = "enter by hand";
    desk::WriteEntry entry;
    entry.text = fmt::format("Stroomstoring gemeld {}", commands_);
    entry.place = "Houten";
    entry.from = "Netbeheerder, telefoon";
    entry.grade = "likely";
    return desk::Command{entry};
  }
  const ThemeId theme{draws_.pick(themes)};
  asked.kind = "theme " + theme.value;
  if (draws_.chance(300)) return picture::Command{picture::ReleaseTheme{theme}};
  const auto level = static_cast<observations::Level>(draws_.between(1, 4));
  return picture::Command{
      picture::SetTheme{theme, level, words(), agenda_.now() + draws_.within(minutes(5), hours(3))}};
}

void FakePeople::act(Person& person) {
  const std::string id = fmt::format("{}-{}", person.actor.user, ++commands_);
  AskedCommand& asked = ledger_.commands[id];
  asked.person = person.actor.user;
  engine::CommandRequest request;
  request.command_id = id;
  request.body_sha256 = journal::sha256(id);
  request.actor = person.actor;
  request.command = choose(person, asked);
  const bool is_known = last_ && ledger_.commands.at(last_->command_id).answered == Answered::Accepted;
  if (is_known && draws_.chance(20)) {  // the id of the last one, for something else
    engine::CommandRequest stolen = request;
    stolen.command_id = last_->command_id;
    trace_.step(agenda_.now(), "person", person.actor.user + " uses " + stolen.command_id + " again");
    process_.ask(std::move(stolen), [this, known = last_->command_id](const engine::Outcome& outcome) {
      const bool is_reused = std::holds_alternative<Error>(outcome);
      trace_.step(agenda_.now(), "person", "answer on the id used again", word_of(outcome));
      AskedCommand& first = ledger_.commands.at(known);
      if (!is_reused) first.contradiction = "its id was taken for another command: " + word_of(outcome);
    });
  }
  last_ = request;
  send(person, request, 1);
  if (draws_.chance(80)) send(person, request, limits::command_tries_max);  // clicked twice
}

void FakePeople::send(Person& person, engine::CommandRequest request, std::size_t tries) {
  const std::string id = request.command_id;
  AskedCommand& asked = ledger_.commands.at(id);
  trace_.step(agenda_.now(), "person", fmt::format("{} asks {}: {}", person.actor.user, id, asked.kind));
  auto done = std::make_shared<bool>(false);
  ++asked.outstanding;
  process_.ask(request, [this, id, done](const engine::Outcome& outcome) {
    *done = true;
    answered(id, outcome);
  });
  agenda_.in(limits::patience, [this, &person, request, done, id, tries] {
    AskedCommand& known = ledger_.commands.at(id);
    --known.outstanding;
    if (!*done) known.in_doubt = true;
    const bool is_settled = known.answered == Answered::Accepted || known.answered == Answered::Refused;
    if (is_settled || tries >= limits::command_tries_max || agenda_.now() < person.away_until) return;
    if (known.answered == Answered::Failed && draws_.chance(300)) return;  // enough of it
    send(person, request, tries + 1);
  });
}

void FakePeople::answered(const std::string& id, const engine::Outcome& outcome) {
  trace_.step(agenda_.now(), "person", "answer on " + id, word_of(outcome));
  AskedCommand& asked = ledger_.commands.at(id);
  const auto* accepted = std::get_if<engine::Accepted>(&outcome);
  if (asked.answered == Answered::Accepted) {
    if (accepted == nullptr) {
      const auto* error = std::get_if<Error>(&outcome);
      if (error == nullptr) asked.contradiction = "accepted, then " + word_of(outcome);
    } else if (*accepted != asked.accepted) {
      asked.contradiction =
          fmt::format("accepted as entry {}, then as entry {}", asked.accepted.version, accepted->version);
    }
    return;
  }
  if (accepted != nullptr) {
    asked.answered = Answered::Accepted;
    asked.accepted = *accepted;
    ledger_.last_answered = std::max(ledger_.last_answered, accepted->version);
    ledger_.last_accepted = agenda_.now();
  } else if (std::holds_alternative<engine::Refused>(outcome)) {
    asked.answered = Answered::Refused;
  } else {
    asked.answered = Answered::Failed;
  }
}

}  // namespace voorzien::simulation
