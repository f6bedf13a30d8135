// The only way in: what api and intake may ask of the engine. Thread-safe; answers come on the engine's
// publishing thread, after the entry is durable (rule 4), never before.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "base/describe.h"
#include "base/result.h"
#include "crisis/commands.h"
#include "desk/commands.h"
#include "journal/entry.h"
#include "network/network.h"
#include "observations/delivery.h"
#include "picture/commands.h"

namespace voorzien::engine {

struct Actor {
  std::string user;  // account name
  std::string name;  // as on screen: "R. Terpstra"
  std::string role;
};

using Command = std::variant<picture::Command, desk::Command, crisis::Command, network::Command>;

struct CommandRequest {
  std::string
      command_id;  // 1-128 printable ASCII; the same id with the same body is answered the same, once done
  journal::Hash body_sha256{};  // the same id with another body is refused (422, key-reused)
  Actor actor;
  Command command;
  std::shared_ptr<const std::string> bytes = {};  // of an attachment: kept with the entry
};

struct Accepted {
  std::uint64_t version = 0;  // seq of the entry (of the first time, on a retry); 0 when it changed nothing
  std::string id;             // of what was made, or of what was changed
  bool operator==(const Accepted&) const = default;
};
DESCRIBE(Accepted, version, id)

struct Refused {             // an ordinary outcome of decide: 409
  std::string rule;          // stable code: "so-what-missing", "floor", "already-closed", ...
  std::string field;         // when one field is at fault
  std::string detail;        // parameters for the sentence, English
  std::string article = {};  // where the rule stands: of the law, or of the plan of the crisis
  bool operator==(const Refused&) const = default;
};
using Outcome = std::variant<Accepted, Refused, Error>;

class Submit {
 public:
  virtual ~Submit() = default;
  // False answers Error{Busy} at once when the inbox is full.
  virtual void command(CommandRequest request, std::function<void(const Outcome&)> answer) = 0;
  // `answer` gets the seq of the entry, or 0 when nothing in it was new.
  virtual void deliver(observations::Delivery delivery,
                       std::function<void(const Result<std::uint64_t>&)> answer) = 0;
};

}  // namespace voorzien::engine
