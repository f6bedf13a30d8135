// FakePeople: who works at the desk. They act on what their screen shows, which may be old; they click twice,
// contradict each other, try again with the same command id when no answer comes, use an id again for
// something else, and go home in the middle of it.
#pragma once

#include <vector>

#include "simulation/process.h"
#include "simulation/screens.h"

namespace voorzien::simulation {

class FakePeople {
 public:
  FakePeople(std::uint64_t seed, Agenda& agenda, FakeProcess& process, std::vector<Screen>& screens,
             Trace& trace, Ledger& ledger);
  void begin();

 private:
  struct Person {
    engine::Actor actor;
    std::size_t screen = 0;
    Instant away_until;
  };
  void work(Person& person);
  void act(Person& person);
  void send(Person& person, engine::CommandRequest request, std::size_t tries);
  void answered(const std::string& id, const engine::Outcome& outcome);
  [[nodiscard]] engine::Command choose(const Person& person, AskedCommand& asked);
  [[nodiscard]] engine::Command on_signal(AskedCommand& asked, const std::vector<std::string>& signals);
  [[nodiscard]] std::string words();

  Draws draws_;
  Agenda& agenda_;
  FakeProcess& process_;
  std::vector<Screen>& screens_;
  Trace& trace_;
  Ledger& ledger_;
  std::vector<Person> people_;
  std::uint64_t commands_ = 0;
  std::optional<engine::CommandRequest> last_;
};

}  // namespace voorzien::simulation
