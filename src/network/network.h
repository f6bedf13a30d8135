// The network: the region's directory of organisations and people, and who is on duty for which function.
// Pure functions, as picture/picture.h. Rosters come later; `on duty now` is a list in order of calling.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/refusal.h"
#include "base/touched.h"

namespace voorzien::network {

struct Number {
  std::string label;  // "piket", "mobiel", "kantoor"
  std::string e164;   // +31612345678
};
DESCRIBE(Number, label, e164)

struct Contact {  // a person, or a desk that is always manned
  ContactId
      id;  // follows from organisation, name and function, so that an import again changes nothing twice
  std::string organisation;
  std::string name;                    // of the person; empty: a desk
  std::string function;                // as people say it
  std::vector<std::string> functions;  // duty function ids of the plan that it may fill
  std::vector<Number> numbers;         // in order of trying
  std::string email;
  std::string place;
  std::vector<std::string> areas;    // CBS codes
  std::vector<std::string> aliases;  // abbreviations by which people look for it
  std::vector<std::string> crisis_types;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;
  std::string source;  // file and row of the import
};
DESCRIBE(Contact, id, organisation, name, function, functions, numbers, email, place, areas, aliases,
         crisis_types, valid_from, valid_to, source)

struct OnDuty {
  std::vector<ContactId> contacts;  // in order of calling
  Instant since;
  std::string by;
};
DESCRIBE(OnDuty, contacts, since, by)

// ---- commands: POST /api/directory/import, /api/duty/set

struct ImportContacts {
  static constexpr std::string_view kind = "import-contacts";
  std::vector<Contact> contacts;
  std::vector<ContactId> removed;
  std::string file;
};
DESCRIBE(ImportContacts, contacts, removed, file)

struct SetDuty {  // who is on duty now, in order of calling; nobody: empty
  static constexpr std::string_view kind = "set-duty";
  std::string function;
  std::vector<ContactId> contacts;
};
DESCRIBE(SetDuty, function, contacts)

struct SeatDuty {  // several at once: the start of a roster, of an import or of a demonstration
  static constexpr std::string_view kind = "seat-duty";
  std::vector<SetDuty> functions;
};
DESCRIBE(SeatDuty, functions)

using Command = std::variant<ImportContacts, SetDuty, SeatDuty>;

// ---- events

struct ContactsImported {
  static constexpr std::string_view kind = "contacts-imported";
  std::vector<Contact> contacts;
  std::vector<ContactId> removed;
  std::string file;
};
DESCRIBE(ContactsImported, contacts, removed, file)

struct DutySet {
  static constexpr std::string_view kind = "duty-set";
  std::string function;
  OnDuty duty;
};
DESCRIBE(DutySet, function, duty)

// People are forgotten. The imports that they came by lose their words, and with them those of everybody
// else: who stays is told again.
struct ContactsForgotten {
  static constexpr std::string_view kind = "contacts-forgotten";
  std::vector<ContactId> ids;
  std::vector<Contact> left;
};
DESCRIBE(ContactsForgotten, ids, left)

using Event = std::variant<ContactsImported, DutySet, ContactsForgotten>;

struct State {
  std::map<std::string, Contact> contacts;  // by id
  std::map<std::string, OnDuty> duty;       // by function id
  std::uint64_t imports = 0;  // so far: who keeps an index of the contacts knows by it when that is old
};
DESCRIBE(State, contacts, duty, imports)

struct Context {
  Instant now;
  std::string user;
  std::string name;
  std::string role;
};

struct Decision {
  std::vector<Event> events;
  std::string id;
  std::optional<Refusal> refusal;
};

[[nodiscard]] Decision decide(const State& state, const Command& command, const Context& context);
void evolve(State& state, const Event& event, const Context& context, Touched& touched);
// Names and numbers stand outside the hashed leaf (as crisis/seal.h). True when something was taken out.
bool clear_words(Event& event);
void clear_words(Command& command);
// Of those whose name, number, address or alias holds the words, in whatever case of A to Z.
[[nodiscard]] std::vector<ContactId> holding(const State& state, std::string_view words);
[[nodiscard]] bool holds(const Contact& contact, std::string_view words);
// One event, or none when there is nobody to forget and no import loses its words.
[[nodiscard]] std::vector<Event> forget(const State& state, const std::vector<ContactId>& ids,
                                        bool imports_lose_words);
[[nodiscard]] bool is_valid(const Contact& contact, Instant now);
// Of those on duty for a function, in order, who is valid now.
[[nodiscard]] std::vector<const Contact*> on_duty(const State& state, std::string_view function, Instant now);

}  // namespace voorzien::network
