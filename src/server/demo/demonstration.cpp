#include "server/demo/demonstration.h"

#include <future>

#include "server/embedded.h"
#include "server/film/compose.h"

namespace voorzien::server {
namespace {
constexpr std::string_view script_name = "films/summer_afternoon.film.txt";

Result<Demonstration> composed_film() {
  ASSIGN_OR_RETURN(film::Composed composed, film::compose(embedded(script_name)));
  views::RegionFacts facts;
  facts.demo = true;
  facts.film_title = composed.title;
  facts.film_from = composed.from;
  facts.film_to = composed.to;
  for (const film::Chapter& chapter : composed.chapters)
    facts.chapters.push_back({chapter.at, chapter.title, chapter.text});
  ASSIGN_OR_RETURN(film::Film film, film::Film::from_text(std::move(composed.lines)));
  // Not at the quiet beginning: the second chapter is where it starts to move.
  const Instant start = facts.chapters.size() > 1 ? facts.chapters[1].at : composed.from;
  return Demonstration{
      std::move(film),          std::move(facts),        start, 10, std::move(composed.usual),
      std::move(composed.past), std::move(composed.acts)};
}

Result<Demonstration> film_of(const std::string& path) {
  ASSIGN_OR_RETURN(film::Film film, film::Film::open(path));
  if (film.size() == 0) return Error{ErrorCode::Malformed, path, "the film has no lines"};
  ASSIGN_OR_RETURN(const film::FilmLine first, film.line(0));
  ASSIGN_OR_RETURN(const film::FilmLine last, film.line(film.size() - 1));
  views::RegionFacts facts;
  facts.demo = true;
  facts.film_title = path.substr(path.rfind('/') + 1);
  facts.film_from = first.received;
  facts.film_to = last.received;
  return Demonstration{std::move(film), std::move(facts), first.received};
}
}  // namespace

namespace {
// Of the demonstration there is one mayor, of Vijfheerenlanden, where the film's crisis is: he sees the
// crises of that municipality (access.toml).
std::string account_role(const api::DemoAccount& account) {
  return account.role == "burgemeester" ? account.role + ":GM1961" : account.role;
}
}  // namespace

Result<Demonstration> make_demonstration(const std::string& film_file) {
  return film_file.empty() ? composed_film() : film_of(film_file);
}

std::vector<api::DemoAccount> demo_accounts() {
  return {{"terpstra", "beeld-2026", "R. Terpstra", "caco", "/beeld"},
          {"hoekstra", "vooruit-2026", "L. Hoekstra", "vic", "/beeld"},
          {"wouters", "rol-2026", "D. Wouters", "rol", "/crisis"},
          {"aarts", "copi-2026", "A. Aarts", "leider-copi", "/crisis"},
          {"idrissi", "beeld-im-2026", "F. El Idrissi", "im", "/crisis"},
          {"devries", "gemeente-2026", "J. de Vries", "burgemeester", "/crisis"},
          {"jansen", "net-2026", "K. Jansen", "partner-energy", "/crisis"},
          {"lezer", "lezen-2026", "M. Lezer", "reader", "/beeld"},
          {"beheer", "beheer-2026", "B. Beheer", "admin", "/beeld"}};
}

Done add_demo_accounts(access::Accounts& accounts, access::Passwords& passwords, Instant machine_now) {
  // Each hash takes a twentieth of a second by design: all at once, or the demonstration starts slowly.
  std::vector<std::pair<const api::DemoAccount*, std::future<Result<std::string>>>> missing;
  const std::vector<api::DemoAccount> all = demo_accounts();
  for (const api::DemoAccount& one : all) {
    ASSIGN_OR_RETURN(const auto known, accounts.find(one.user));
    if (!known)
      missing.emplace_back(
          &one, std::async(std::launch::async, [&passwords, &one] { return passwords.hash(one.password); }));
  }
  for (auto& [one, hashing] : missing) {
    ASSIGN_OR_RETURN(std::string hash, hashing.get());
    RETURN_IF_ERROR(
        accounts.put({one->user, one->name, account_role(*one), std::move(hash), false, machine_now}));
  }
  return Nothing{};
}
}  // namespace voorzien::server
