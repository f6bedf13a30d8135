#include "network/import/columns.h"

#include <algorithm>
#include <array>

#include "geo/fold.h"

namespace voorzien::network {
namespace {
struct Known {
  std::string_view written;  // folded, without blanks
  Field field;
  std::string_view label = "";
};

// The first of a field is the one that remedies name.
constexpr auto known = std::to_array<Known>({
    {"organisatie", Field::Organisation},
    {"organisation", Field::Organisation},
    {"organization", Field::Organisation},
    {"partner", Field::Organisation},
    {"dienst", Field::Organisation},
    {"bedrijf", Field::Organisation},
    {"instantie", Field::Organisation},
    {"naam", Field::Name},
    {"name", Field::Name},
    {"persoon", Field::Name},
    {"person", Field::Name},
    {"contactpersoon", Field::Name},
    {"contact", Field::Name},
    {"voornaam", Field::FirstName},
    {"firstname", Field::FirstName},
    {"voorletters", Field::FirstName},
    {"achternaam", Field::LastName},
    {"lastname", Field::LastName},
    {"surname", Field::LastName},
    {"functie", Field::Function},
    {"function", Field::Function},
    {"rol", Field::Function},
    {"role", Field::Function},
    {"positie", Field::Function},
    {"position", Field::Function},
    {"piketfunctie", Field::DutyFunctions},
    {"piketfuncties", Field::DutyFunctions},
    {"dutyfunction", Field::DutyFunctions},
    {"dutyfunctions", Field::DutyFunctions},
    {"functions", Field::DutyFunctions},
    {"telefoon", Field::Phone, "telefoon"},
    {"telefoonnummer", Field::Phone, "telefoon"},
    {"tel", Field::Phone, "telefoon"},
    {"nummer", Field::Phone, "telefoon"},
    {"phone", Field::Phone, "telefoon"},
    {"phonenumber", Field::Phone, "telefoon"},
    {"telephone", Field::Phone, "telefoon"},
    {"number", Field::Phone, "telefoon"},
    {"mobiel", Field::Phone, "mobiel"},
    {"mobile", Field::Phone, "mobiel"},
    {"gsm", Field::Phone, "mobiel"},
    {"06", Field::Phone, "mobiel"},
    {"piket", Field::Phone, "piket"},
    {"piketnummer", Field::Phone, "piket"},
    {"dutynumber", Field::Phone, "piket"},
    {"duty", Field::Phone, "piket"},
    {"24/7", Field::Phone, "piket"},
    {"247", Field::Phone, "piket"},
    {"kantoor", Field::Phone, "kantoor"},
    {"office", Field::Phone, "kantoor"},
    {"vast", Field::Phone, "kantoor"},
    {"werk", Field::Phone, "kantoor"},
    {"work", Field::Phone, "kantoor"},
    {"prive", Field::Phone, "privé"},
    {"private", Field::Phone, "privé"},
    {"thuis", Field::Phone, "privé"},
    {"home", Field::Phone, "privé"},
    {"satelliet", Field::Phone, "satelliet"},
    {"email", Field::Email},
    {"emailadres", Field::Email},
    {"mail", Field::Email},
    {"plaats", Field::Place},
    {"place", Field::Place},
    {"woonplaats", Field::Place},
    {"vestiging", Field::Place},
    {"city", Field::Place},
    {"gebied", Field::Areas},
    {"gebieden", Field::Areas},
    {"area", Field::Areas},
    {"areas", Field::Areas},
    {"afkorting", Field::Aliases},
    {"abbreviation", Field::Aliases},
    {"alias", Field::Aliases},
    {"aliases", Field::Aliases},
    {"crisistype", Field::CrisisTypes},
    {"crisistypen", Field::CrisisTypes},
    {"geldigvan", Field::ValidFrom},
    {"geldigtot", Field::ValidTo},
    {"validfrom", Field::ValidFrom},
    {"vanaf", Field::ValidFrom},
    {"ingangsdatum", Field::ValidFrom},
    {"validto", Field::ValidTo},
    {"validuntil", Field::ValidTo},
    {"tot", Field::ValidTo},
    {"einddatum", Field::ValidTo},
    {"crisistypes", Field::CrisisTypes},
    {"afkortingen", Field::Aliases},
    {"gemeente", Field::Areas},
});

std::string squeezed(std::string_view written) {
  std::string out;
  for (const char c : geo::fold(written))
    if (c != ' ' && c != '_' && c != ':' && c != '*') out += c;
  return out;
}

std::optional<Heading> find(std::string_view word) {
  const auto same = [&](const Known& one) { return one.written == word; };
  if (const auto found = std::ranges::find_if(known, same); found != known.end())
    return Heading{found->field, std::string(found->label)};
  return std::nullopt;
}

// "telefoon 2", "tel. piket", "telefoonnummer mobiel": a telephone with what it is for behind it.
std::optional<Heading> telephone(std::string_view word) {
  for (const std::string_view begin : {"telefoonnummer", "telefoon", "telephone", "phone", "tel", "nummer"}) {
    if (!word.starts_with(begin)) continue;
    const std::string_view rest = word.substr(begin.size());
    if (const auto inner = find(rest); inner && inner->field == Field::Phone) return inner;
    if (!rest.empty() && std::ranges::all_of(rest, [](char c) { return c >= '0' && c <= '9'; }))
      return Heading{Field::Phone, "telefoon " + std::string(rest)};
  }
  return std::nullopt;
}
}  // namespace

std::optional<Heading> heading_of(std::string_view written) {
  const std::string word = squeezed(written);
  if (auto found = find(word)) return found;
  if (auto found = telephone(word)) return found;
  std::string_view base = word;  // "mobiel 2"
  while (!base.empty() && base.back() >= '0' && base.back() <= '9') base.remove_suffix(1);
  if (base.size() < word.size() && !base.empty())
    if (auto found = find(base); found && found->field == Field::Phone) {
      found->label += ' ' + word.substr(base.size());
      return found;
    }
  return std::nullopt;
}

std::string known_headings(std::string_view written) {
  const std::string word = squeezed(written);
  if (word.size() > 2)
    for (const Known& one : known)
      if (geo::begins_with_one_typo(one.written, word) || one.written.starts_with(word) ||
          word.starts_with(one.written))
        return "did you mean '" + std::string(one.written) + "'?";
  return "known are organisatie, naam, functie, piketfunctie, telefoon, mobiel, piket, kantoor, email, "
         "plaats, "
         "gebied, afkorting, crisistype, geldig van, geldig tot";
}
}  // namespace voorzien::network
