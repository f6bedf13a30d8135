#include "server/demo/people.h"

#include <array>
#include <cstdio>

#include "base/ids.h"
#include "server/submit_and_wait.h"

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

Done submit(engine::Submit& engine, const std::string& id, engine::Command command) {
  engine::CommandRequest request;
  request.command_id = "demonstration-" + id;
  request.body_sha256 = id;
  request.actor = {"demonstratie", "Demonstratie", "admin"};
  request.command = std::move(command);
  const Result<engine::Accepted> done = submit_and_wait(engine, std::move(request));
  if (!done) return done.error();
  return Nothing{};
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
  RETURN_IF_ERROR(submit(engine, "directory", network::Command{std::move(import)}));
  return submit(engine, "duty", network::Command{std::move(seats)});
}

Done bring_past_counts(engine::Submit& engine, picture::TakeCounts counts) {
  if (counts.series.empty()) return Nothing{};
  return submit(engine, "counts", picture::Command{std::move(counts)});
}
}  // namespace voorzien::server
