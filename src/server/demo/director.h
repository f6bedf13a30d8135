// Director: the film's own people. Each act of the script is submitted at its moment as the account would by
// the API, and waited for, so that a newcomer sees the screens of a crisis alive.
//
// Words in a body stand for what is only known then: <crisis> the newest that the film's people began,
// <signal:WORDS> the open signal with WORDS in its title, <call:FUNCTION> the open call for a function,
// <decision:WORDS>, <action:WORDS>, <version:HEADING> of a line, <+20m> so long after the act. The same act
// does nothing twice (its own command id). One that is refused, or finds nothing, because a visitor did
// otherwise, is passed over and logged. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/rest/answers.h"
#include "engine/loop.h"
#include "server/film/compose.h"

namespace voorzien::server {

class Director {
 public:
  // An error names the act with a user or a command that there is not, or that the policy does not allow.
  [[nodiscard]] static Result<std::unique_ptr<Director>> of(std::vector<film::Act> acts,
                                                            const std::vector<api::DemoAccount>& people,
                                                            const doctrine::Access& access,
                                                            engine::Engine& engine);
  [[nodiscard]] std::optional<Instant> next() const;
  void skip() { ++index_; }
  // Does the next one; waits until it is on disk. False: it was passed over.
  bool act();
  [[nodiscard]] std::size_t passed_over() const { return passed_over_; }

 private:
  struct Part {
    film::Act act;
    engine::Actor actor;
  };
  Director(std::vector<Part> parts, engine::Engine& engine) : parts_(std::move(parts)), engine_(engine) {}
  [[nodiscard]] Result<engine::Command> command_of(const film::Act& act);

  std::vector<Part> parts_;
  engine::Engine& engine_;
  std::size_t index_ = 0;
  std::size_t passed_over_ = 0;
};

// The body with what its words in <> stand for; an error names the word that stands for nothing now.
[[nodiscard]] Result<std::string> fill_in(const film::Act& act, const engine::RegionState& state);

}  // namespace voorzien::server
