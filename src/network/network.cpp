#include "network/network.h"

#include <algorithm>

#include "base/words.h"

namespace voorzien::network {
namespace {
constexpr std::size_t contacts_max = 200'000;
constexpr std::size_t on_duty_max = 50;  // in line for one function

Decision refuse(std::string rule, std::string field, std::string detail = "") {
  return {{}, "", Refusal{std::move(rule), std::move(field), std::move(detail)}};
}

Decision on(const State& state, const ImportContacts& command, const Context&) {
  for (const Contact& one : command.contacts)
    if (one.id.value.empty()) return refuse("text-missing", "contacts");
  if (state.contacts.size() + command.contacts.size() > contacts_max)
    return refuse("too-many", "contacts", std::to_string(contacts_max));
  if (command.contacts.empty() && command.removed.empty()) return refuse("nothing-to-import", "contacts");
  return {{ContactsImported{command.contacts, command.removed, command.file}}, command.file, {}};
}

Decision on(const State& state, const SetDuty& command, const Context& context) {
  if (command.function.empty()) return refuse("text-missing", "function");
  if (command.contacts.size() > on_duty_max)
    return refuse("too-many", "contacts", std::to_string(on_duty_max));
  for (const ContactId& id : command.contacts)
    if (!state.contacts.contains(id.value)) return refuse("no-such-contact", "contacts", id.value);
  return {{DutySet{command.function, {command.contacts, context.now, context.name}}}, command.function, {}};
}

Decision on(const State& state, const SeatDuty& command, const Context& context) {
  Decision out;
  for (const SetDuty& one : command.functions) {
    Decision each = on(state, one, context);
    if (each.refusal) return each;
    for (Event& event : each.events) out.events.push_back(std::move(event));
  }
  return out;
}

void drop_from_duty(State& state, Touched& touched) {
  for (auto& [function, duty] : state.duty) {
    std::erase_if(duty.contacts, [&](const ContactId& id) { return !state.contacts.contains(id.value); });
    touched.add("duty", function);
  }
}

void apply(State& state, const ContactsImported& event, Touched& touched) {
  ++state.imports;
  for (const Contact& one : event.contacts) state.contacts[one.id.value] = one;
  for (const ContactId& id : event.removed) state.contacts.erase(id.value);
  drop_from_duty(state, touched);
}

void apply(State& state, const ContactsForgotten& event, Touched& touched) {
  ++state.imports;
  for (const ContactId& id : event.ids) state.contacts.erase(id.value);
  for (const Contact& one : event.left) state.contacts[one.id.value] = one;
  drop_from_duty(state, touched);
}

void apply(State& state, const DutySet& event, Touched& touched) {
  state.duty[event.function] = event.duty;
  touched.add("duty", event.function);
}
}  // namespace

namespace {
void clear(Contact& contact) {
  contact.name.clear();
  contact.email.clear();
  contact.numbers.clear();
}
}  // namespace

bool clear_words(Event& event) {
  if (auto* forgotten = std::get_if<ContactsForgotten>(&event)) {
    for (Contact& one : forgotten->left) clear(one);
    return !forgotten->left.empty();
  }
  auto* imported = std::get_if<ContactsImported>(&event);
  if (imported == nullptr) return false;
  for (Contact& one : imported->contacts) clear(one);
  return !imported->contacts.empty();
}

void clear_words(Command& command) {
  auto* import = std::get_if<ImportContacts>(&command);
  if (import == nullptr) return;
  for (Contact& one : import->contacts) clear(one);
}

Decision decide(const State& state, const Command& command, const Context& context) {
  return std::visit([&](const auto& one) { return on(state, one, context); }, command);
}

void evolve(State& state, const Event& event, const Context&, Touched& touched) {
  std::visit([&](const auto& one) { apply(state, one, touched); }, event);
}

bool holds(const Contact& contact, std::string_view words) {
  const auto has = [&](std::string_view text) { return holds_folded(text, words); };
  return has(contact.name) || has(contact.email) || std::ranges::any_of(contact.aliases, has) ||
         std::ranges::any_of(contact.numbers, has, &Number::e164);
}

std::vector<ContactId> holding(const State& state, std::string_view words) {
  std::vector<ContactId> out;
  for (const auto& [id, contact] : state.contacts)
    if (holds(contact, words)) out.push_back(contact.id);
  return out;
}

std::vector<Event> forget(const State& state, const std::vector<ContactId>& ids, bool imports_lose_words) {
  if (ids.empty() && !imports_lose_words) return {};
  ContactsForgotten out{ids, {}};
  for (const auto& [id, contact] : state.contacts)
    if (std::ranges::find(ids, contact.id) == ids.end()) out.left.push_back(contact);
  return {Event{std::move(out)}};
}

bool is_valid(const Contact& contact, Instant now) {
  return (!contact.valid_from || *contact.valid_from <= now) &&
         (!contact.valid_to || now < *contact.valid_to);
}

std::vector<const Contact*> on_duty(const State& state, std::string_view function, Instant now) {
  std::vector<const Contact*> out;
  const auto duty = state.duty.find(std::string(function));
  if (duty == state.duty.end()) return out;
  for (const ContactId& id : duty->second.contacts) {
    const auto contact = state.contacts.find(id.value);
    if (contact != state.contacts.end() && is_valid(contact->second, now)) out.push_back(&contact->second);
  }
  return out;
}
}  // namespace voorzien::network
