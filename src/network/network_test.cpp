#include "network/network.h"

#include <doctest/doctest.h>

#include "network/search.h"

using namespace voorzien;
using namespace voorzien::network;

namespace {
const Instant now = *parse_rfc3339("2026-11-27T12:00:00Z");
const Context admin{now, "beheer", "B. Beheer", "admin"};

Contact contact(const std::string& id, const std::string& name, const std::string& function,
                const std::string& organisation, const std::string& place = "") {
  Contact out;
  out.id.value = id;
  out.name = name;
  out.function = function;
  out.organisation = organisation;
  out.place = place;
  out.numbers = {{"piket", "+31600000001"}};
  return out;
}

State with(const std::vector<Contact>& contacts) {
  State state;
  Touched touched;
  const Decision decision = decide(state, ImportContacts{contacts, {}, "lijst.csv"}, admin);
  REQUIRE_FALSE(decision.refusal);
  for (const Event& event : decision.events) evolve(state, event, admin, touched);
  return state;
}

std::vector<Contact> contacts_of(const State& state) {
  std::vector<Contact> out;
  for (const auto& [id, contact] : state.contacts) out.push_back(contact);
  return out;
}

std::string first(const State& state, const std::string& words) {
  const SearchIndex index(contacts_of(state));
  const auto found = index.search(words, now, 5);
  return found.empty() ? "" : found.front()->id.value;
}
}  // namespace

TEST_CASE("somebody_is_found_by_part_of_a_name_a_slip_an_abbreviation_and_a_place") {
  Contact grid = contact("1", "J. Gerritsen", "Wachtdienst", "Netbeheerder Midden", "Utrecht");
  grid.aliases = {"NBM"};
  const State state =
      with({grid, contact("2", "F. Celik", "Officier van dienst geneeskundig", "GHOR", "Zeist"),
            contact("3", "A. Aarts", "Leider CoPI", "Brandweer", "Amersfoort")});
  CHECK(first(state, "gerr") == "1");
  CHECK(first(state, "gerritzen") == "1");
  CHECK(first(state, "nbm") == "1");
  CHECK(first(state, "zeist") == "2");
  CHECK(first(state, "officier ghor") == "2");
  CHECK(first(state, "leider copi") == "3");
  CHECK(first(state, "officier amersfoort") == "");
  CHECK(first(state, "xyz") == "");
}

TEST_CASE("who_is_on_duty_keeps_the_order_of_calling_and_leaves_out_who_is_no_longer_valid") {
  Contact former = contact("1", "O. Ud", "ROL", "VRU");
  former.valid_to = now;
  State state =
      with({former, contact("2", "D. Wouters", "ROL", "VRU"), contact("3", "R. Bos", "ROL", "VRU")});
  Touched touched;
  CHECK(decide(state, SetDuty{"rol", {{"9"}}}, admin).refusal->rule == "no-such-contact");
  for (const Event& event : decide(state, SetDuty{"rol", {{"3"}, {"1"}, {"2"}}}, admin).events)
    evolve(state, event, admin, touched);
  const auto line = on_duty(state, "rol", now);
  REQUIRE(line.size() == 2);
  CHECK(line[0]->id.value == "3");
  CHECK(line[1]->id.value == "2");
  for (const Event& event : decide(state, ImportContacts{{}, {{"3"}}, "lijst.csv"}, admin).events)
    evolve(state, event, admin, touched);
  CHECK(on_duty(state, "rol", now).size() == 1);
}

TEST_CASE("names_and_numbers_stand_outside_the_leaf") {
  Event event = ContactsImported{{contact("1", "J. Gerritsen", "Wacht", "Netbeheerder")}, {}, "lijst.csv"};
  CHECK(clear_words(event));
  const Contact& left = std::get<ContactsImported>(event).contacts[0];
  CHECK(left.name.empty());
  CHECK(left.numbers.empty());
  CHECK(left.organisation == "Netbeheerder");
}

TEST_CASE("a_person_is_forgotten_and_the_others_of_the_same_import_keep_their_words") {
  State state = with({contact("1", "J. Dijkstra", "ROL", "VRU"), contact("2", "M. Smit", "ROL", "VRU")});
  Touched touched;
  const Decision duty = decide(state, SetDuty{"rol", {ContactId{"1"}, ContactId{"2"}}}, admin);
  for (const Event& event : duty.events) evolve(state, event, admin, touched);
  const std::vector<ContactId> held = holding(state, "dijkstra");
  REQUIRE(held == std::vector{ContactId{"1"}});
  std::vector<Event> events = forget(state, held, true);
  REQUIRE(events.size() == 1);
  // Its own entry is sealed like an import.
  Event sealed = events.front();
  CHECK(clear_words(sealed));
  CHECK(std::get<ContactsForgotten>(sealed).left.front().name.empty());
  // As a replay finds it: the import has lost everybody's words.
  for (auto& [id, one] : state.contacts) one.name.clear();
  evolve(state, events.front(), admin, touched);
  CHECK_FALSE(state.contacts.contains("1"));
  CHECK(state.contacts.at("2").name == "M. Smit");
  CHECK(state.duty.at("rol").contacts == std::vector{ContactId{"2"}});
  CHECK(forget(state, {}, false).empty());
}

TEST_CASE("a_person_is_found_by_name_number_or_address_of_mail") {
  Contact one = contact("1", "J. Dijkstra", "ROL", "VRU");
  one.email = "j.dijkstra@vru.example";
  CHECK(holds(one, "DIJKSTRA"));
  CHECK(holds(one, "+3160000000"));
  CHECK(holds(one, "@vru.example"));
  CHECK_FALSE(holds(one, "VRU-piket"));
}
