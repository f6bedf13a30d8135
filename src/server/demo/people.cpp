#include "server/demo/people.h"

#include <array>
#include <cstdio>

#include "base/ids.h"
#include "server/demo/act.h"

namespace voorzien::server {
namespace {
constexpr std::array<std::string_view, 48> surnames = {
    "Aarts",   "Bosma",   "Celik",    "Dekker",   "Evers",       "Faber",      "Gerritsen", "Huisman",
    "Idzinga", "Jansma",  "Kuipers",  "Lammers",  "Mulder",      "Nauta",      "Okkerse",   "Prins",
    "Quist",   "Roos",    "Smit",     "Tuinstra", "Uijterlinde", "Vos",        "Van Loon",  "Yilmaz",
    "Zwart",   "Van Dam", "Brouwer",  "Croes",    "De Wit",      "El Idrissi", "Franken",   "De Groot",
    "Hofman",  "Ivens",   "Jacobs",   "Koster",   "Leenders",    "Meijer",     "Noordam",   "Otten",
    "Postma",  "Ruiter",  "Scholten", "Timmer",   "Ubbink",      "Verhagen",   "Willems",   "Zeeman"};
constexpr std::string_view initials = "ABCDEFGHJKLMNPRSTVW";

std::string name_of(std::size_t n) {
  return std::string(1, initials[n % initials.size()]) + ". " + std::string(surnames[n % surnames.size()]);
}

network::Contact contact_of(const doctrine::PlanFunction& function, std::size_t n) {
  network::Contact out;
  // The one who is logged in as the leader in the demonstration stands first in line for that post.
  out.name = name_of(n);
  out.organisation = function.duty == "office" ? function.name : "Veiligheidsregio Utrecht";
  out.function = function.name;
  out.functions = {function.id};
  std::array<char, 16> number{};
  std::snprintf(number.data(), number.size(), "+31600000%03zu", n % 1'000);
  out.numbers = {{"piket", number.data()}};
  out.source = "demonstratie";
  out.id.value = stable_id("demonstration\x1f" + function.id + '\x1f' + out.name);
  return out;
}
}  // namespace

Done seat_demo_people(engine::Submit& engine, const doctrine::Plan& plan) {
  network::ImportContacts import;
  import.file = "demonstratie";
  network::SeatDuty seats;
  std::size_t n = 0;
  for (const doctrine::PlanFunction& function : plan.functions) {
    network::SetDuty& seat = seats.functions.emplace_back();
    seat.function = function.id;
    const std::size_t in_line = function.duty == "office" ? 1 : 2;
    for (std::size_t i = 0; i < in_line; ++i) {
      network::Contact contact = contact_of(function, n++);
      if (function.id == plan.leader && i == 0) contact.name = "D. Wouters";
      seat.contacts.push_back(contact.id);
      import.contacts.push_back(std::move(contact));
    }
  }
  if (import.contacts.empty()) return Nothing{};
  RETURN_IF_ERROR(act_as_demo(engine, "directory", network::Command{std::move(import)}));
  return act_as_demo(engine, "duty", network::Command{std::move(seats)});
}
}  // namespace voorzien::server
