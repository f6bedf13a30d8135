#include "doctrine/print/words.h"

#include <algorithm>
#include <array>

namespace voorzien::doctrine {
namespace {
struct Word {
  std::string_view word, dutch;
};
constexpr std::array words = std::to_array<Word>({
    // adoption
    {"proposal", "ontwerp"},
    {"views", "zienswijzen"},
    {"adopted", "vastgesteld"},
    {"in-force", "in werking"},
    // what makes a step
    {"started", "de crisis begint"},
    {"t0-set", "t0 is gezet"},
    {"alarm-begun", "de alarmering is begonnen"},
    {"description-sent", "de beschrijving is verzonden"},
    {"team-begun", "een team begint"},
    {"team-closed", "een team sluit"},
    {"level-set", "een niveau is afgekondigd"},
    {"level-ended", "het niveau is ingetrokken"},
    {"reviewed", "er is herijkt"},
    {"questions-answered", "de drie vragen zijn beantwoord"},
    {"step", "iemand zet de stap"},
    // guards
    {"has-t0", "t0 is gezet"},
    {"has-level", "er is een niveau"},
    {"has-no-level", "er is geen niveau"},
    {"a-team-begun", "een team is begonnen"},
    {"all-teams-closed", "alle teams zijn gesloten"},
    {"leader-called", "de operationeel leider is gebeld"},
    {"leader-begun", "de operationeel leider is begonnen"},
    {"has-review-date", "er is een datum van herijking"},
    {"actions-owned", "elke open actie heeft een eigenaar"},
    {"has-analysis", "er is een strategische analyse"},
    // procedures, timers, teams, functions
    {"flash", "flitscrisis"},
    {"tailored", "maatwerk"},
    {"t0", "t0"},
    {"convened", "bijeenroepen"},
    {"data", "gegevens beschikbaar"},
    {"none", "geen vast moment"},
    {"alarm", "de alarmering is begonnen"},
    {"told", "bericht ontvangen"},
    {"description", "de beschrijving is verzonden"},
    {"team", "team in functie"},
    {"positions", "in functie"},
    {"heading", "verwerkt in het kopje"},
    {"situation", "het totaalbeeld is beschikbaar"},
    {"hand", "met de hand afgetekend"},
    {"hard", "hard piket"},
    {"free", "vrije instroom"},
    {"office", "ambt of bellijst"},
    {"article-39", "artikel 39 WVR"},
    // colours, partners
    {"yellow", "geel"},
    {"orange", "oranje"},
    {"red", "rood"},
    {"water", "water"},
    {"energy", "energie"},
    {"rail", "spoor"},
    {"road", "weg"},
    {"health", "zorg"},
    {"telecom", "telecom"},
    {"municipality", "gemeente"},
    {"media", "media"},
    {"all", "alle partners"},
});
constexpr std::array<std::string_view, 12> months = {"januari",   "februari", "maart",    "april",
                                                     "mei",       "juni",     "juli",     "augustus",
                                                     "september", "oktober",  "november", "december"};

template <class T>
std::string name_of(const T* found, const std::string& id) {
  return found == nullptr ? id : found->name;
}
}  // namespace

std::string dutch(std::string_view word) {
  const auto found = std::ranges::find(words, word, &Word::word);
  return std::string(found == words.end() ? word : found->dutch);
}

std::string duration_words(std::int64_t seconds) {
  struct Unit {
    std::int64_t length;
    const char* name;
  };
  // 90 minutes is said in minutes, as the law does; a day in hours; less than two of a unit in the smaller
  // one.
  constexpr Unit units[] = {{86'400, " dagen"}, {3'600, " uur"}};
  for (const Unit& unit : units)
    if (seconds >= 2 * unit.length && seconds % unit.length == 0)
      return std::to_string(seconds / unit.length) + unit.name;
  if (seconds >= 60 && seconds % 60 == 0) return std::to_string(seconds / 60) + " min";
  return std::to_string(seconds) + " s";
}

std::string date_words(std::string_view date) {
  if (date.size() != 10) return std::string(date);
  const std::size_t month = static_cast<std::size_t>((date[5] - '0') * 10 + (date[6] - '0'));
  if (month < 1 || month > months.size()) return std::string(date);
  const std::string_view day = date.substr(date[8] == '0' ? 9 : 8);
  return std::string(day) + " " + std::string(months[month - 1]) + " " + std::string(date.substr(0, 4));
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& one : parts) {
    if (one.empty()) continue;
    if (!out.empty()) out += between;
    out += one;
  }
  return out;
}

std::string NamesOf::role(const std::string& id) const { return name_of(doctrine_.access.find(id), id); }
std::string NamesOf::function(const std::string& id) const {
  return name_of(doctrine_.plan.function(id), id);
}
std::string NamesOf::position(const std::string& id) const {
  return name_of(doctrine_.plan.position(id), id);
}
std::string NamesOf::team(const std::string& id) const { return name_of(doctrine_.plan.team(id), id); }
std::string NamesOf::level(const std::string& id) const { return name_of(doctrine_.plan.level(id), id); }
std::string NamesOf::theme(const std::string& id) const { return name_of(doctrine_.theme(id), id); }
std::string NamesOf::procedure(const std::string& id) const {
  const Procedure* found = doctrine_.plan.procedure(id);
  return found == nullptr ? id : found->short_name;
}

std::string NamesOf::any(const std::string& id) const {
  for (const Get get : {&NamesOf::team, &NamesOf::position, &NamesOf::function, &NamesOf::role,
                        &NamesOf::level, &NamesOf::procedure, &NamesOf::theme})
    if (std::string name = (this->*get)(id); name != id) return name;
  for (const Procedure& procedure : doctrine_.plan.procedures)
    for (const Phase& phase : procedure.phases)
      if (phase.id == id) return phase.name;
  return dutch(id);
}

std::string NamesOf::list(const std::vector<std::string>& ids, Get get) const {
  std::vector<std::string> out;
  for (const std::string& id : ids) out.push_back((this->*get)(id));
  return joined(out);
}
}  // namespace voorzien::doctrine
