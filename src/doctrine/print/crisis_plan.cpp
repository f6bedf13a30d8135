// The chapters of the compact regional crisis plan, in the order in which it is used.
#include <algorithm>

#include "doctrine/print/document.h"
#include "doctrine/print/words.h"

namespace voorzien::doctrine {
namespace {
using Rows = std::vector<std::vector<std::string>>;

// Filled blocks up to the level's place among all, open ones above it; readable in grey.
std::string pips(std::size_t filled, std::size_t all) {
  std::string out;
  for (std::size_t i = 0; i < all; ++i) out += i < filled ? "\u25A0" : "\u25A1";
  return out;
}

class Writer {
 public:
  Writer(const Doctrine& doctrine, Document& out) : plan_(doctrine.plan), names_(doctrine), out_(out) {}

  void levels() {
    chapter("Opschaling");
    text(
        "Een niveau regelt de coördinatie. Bevoegdheden volgen uit de wet en verschuiven niet door een "
        "niveau. Niveaus "
        "mogen worden overgeslagen, in beide richtingen. Na een afkondiging is er " +
        duration_words(plan_.alarm_delay_s) + " om haar in te trekken; dan begint de alarmering.");
    std::vector<std::string> sources;
    for (const PlanLevel& one : plan_.levels) sources.push_back(one.name + ": " + one.source);
    text("Bron: " + joined(sources, "; ") + ".", true);
    Rows rows;
    for (std::size_t i = 0; i < plan_.levels.size(); ++i) {
      const PlanLevel& one = plan_.levels[i];
      std::string authority = one.authority;
      if (!one.proposes.empty()) authority += "\nStelt voor: " + dutch(one.proposes) + " toepassen";
      std::string declare = names_.list(one.may_declare, &NamesOf::role);
      if (!one.advised_by.empty()) declare += "\nOp advies van: " + joined(one.advised_by);
      rows.push_back({one.name + "\n" + pips(i + 1, plan_.levels.size()),
                      capital(one.reach) + ".\n" + one.trigger, names_.list(one.teams, &NamesOf::team),
                      declare, names_.list(one.told, &NamesOf::function), capital(authority)});
    }
    table({"Niveau", "Wanneer", "Teams", "Mag afkondigen", "Direct bericht aan", "Gezag"},
          {9, 21, 12, 21, 21, 16}, std::move(rows));
  }

  void teams() {
    chapter("Teams en posities");
    text("De operationele leiding heeft: " + names_.position(plan_.leader) +
         ". De beschrijving van het incident verzendt: " + names_.position(plan_.description_by) +
         ". Wie binnen " + duration_words(plan_.call_again_s) +
         " niet antwoordt, wordt gevolgd door de volgende op de lijst.");
    for (const PlanTeam& one : plan_.teams) team(one);
  }

  void procedures() {
    chapter("Procedures");
    for (const Procedure& one : plan_.procedures) {
      part(one.name + " (" + one.short_name + ")");
      std::vector<std::string> about = {"Voor: " + dutch(one.kind),
                                        one.levels ? "met niveaus" : "zonder niveaus"};
      if (one.review_date) about.push_back("niet te verlaten zonder datum van herijking");
      text(joined(about, " \u00B7 ") + ".", true);
      out_.blocks.push_back(Drawing{&one});
      Rows rows;
      for (std::size_t i = 0; i < one.steps.size(); ++i) rows.push_back(step(one, i));
      table({"Nr", "Van", "Door", "Als", "Naar"}, {5, 31, 22, 24, 18}, std::move(rows));
      if (!one.forms.empty()) text("Vormen om uit te kiezen: " + joined(one.forms) + ".");
    }
    part("Kenmerken van de crisisdiagnose");
    text("Wat signalen laten zien weegt vanzelf mee; de rest wordt gevraagd. De keuze maakt een mens.");
    Rows rows;
    for (const Trait& one : plan_.traits) rows.push_back({one.text, names_.any(one.points_to), seen_by(one)});
    table({"Kenmerk", "Wijst naar", "Hoe het blijkt"}, {40, 14, 46}, std::move(rows));
  }

  void terms() {
    chapter("Wettelijke termijnen");
    text(
        "De termijnen lopen vanaf t0: het moment waarop een mens vaststelt dat aan een criterium voor "
        "grootschalige alarmering is voldaan. Zij lopen niet bij elk niveau. Wat te laat was, blijft "
        "zichtbaar.");
    Rows criteria;
    for (const Criterion& one : plan_.criteria) criteria.push_back({one.id, capital(one.name), one.text});
    table({"", "Criterium", "Wanneer"}, {5, 20, 75}, std::move(criteria));
    Rows rows;
    for (const PlanTimer& one : plan_.timers)
      rows.push_back({one.id, one.name, one.obligation, one.article,
                      one.limit_s == 0 ? "zo spoedig mogelijk" : duration_words(one.limit_s),
                      one.anchor == "none" ? "\u2013" : dutch(one.anchor), met_by(one)});
    table({"", "Termijn", "Verplichting", "Artikel", "Tijd", "Vanaf", "Gehaald als"},
          {5, 13, 30, 12, 9, 13, 18}, std::move(rows));
  }

  void headings() {
    chapter("Het beeld");
    text("Een kopje zonder nieuws oogt oud na " + duration_words(plan_.stale_s) +
         ". Partners zien de kopjes die zij voor hun taak nodig hebben.");
    part("Totaalbeeld");
    Rows rows;
    for (const PlanHeading& one : plan_.headings)
      if (one.team.empty())
        rows.push_back({one.id, one.name, one.text, names_.position(one.owner), shared(one)});
    table({"", "Kopje", "Wat de wet vraagt", "Eigenaar", "Ook voor"}, {5, 17, 38, 18, 22}, std::move(rows));
    part("Eigen beeld per team");
    Rows own;
    for (const PlanTeam& each : plan_.teams)
      for (const PlanHeading& one : plan_.headings)
        if (one.team == each.id) own.push_back({each.name, one.name, one.text, names_.position(one.owner)});
    table({"Team", "Kopje", "Inhoud", "Eigenaar"}, {19, 16, 43, 22}, std::move(own));
  }

  void decisions() {
    chapter("Besluiten");
    text(
        "Wie besluit, op welke grond, en wie het moet horen. De kolom \u201Cmet artikel 39\u201D geldt "
        "alleen in de "
        "gemeenten waarvoor de voorzitter dat artikel heeft toegepast.");
    Rows rows;
    for (const DecisionType& one : plan_.decisions)
      rows.push_back({one.name, names_.list(one.holders, &NamesOf::role),
                      one.holders_39.empty() ? "gelijk" : names_.list(one.holders_39, &NamesOf::role),
                      one.basis, names_.list(one.tell, &NamesOf::function),
                      one.ratify ? one.ends + " Daarna: " + *one.ratify : one.ends});
    table({"Besluit", "Besluit neemt", "Met artikel 39", "Grondslag", "Bericht aan", "Eindigt"},
          {20, 15, 14, 13, 20, 18}, std::move(rows));
    part("Eigen bevoegdheden van anderen");
    text("Deze stuurt de operationeel leider niet.");
    Rows powers;
    for (const OwnPower& one : plan_.own_powers) powers.push_back({one.holder, one.power, one.article});
    table({"Wie", "Bevoegdheid", "Grondslag"}, {26, 48, 26}, std::move(powers));
  }

  void cards() {
    chapter("Actiekaarten");
    text("Een kaart verschijnt zodra alle voorwaarden waar zijn. " + overdue());
    for (const ActionCard& one : plan_.cards) {
      part(one.title);
      text("Verschijnt als: " + conditions(one) + ".", true);
      Rows rows;
      for (const CardAction& action : one.actions)
        rows.push_back({"\u2610", action.text, names_.position(action.owner),
                        action.within_s == 0 ? "\u2013" : "binnen " + duration_words(action.within_s)});
      table({"", "Actie", "Eigenaar", "Tijd"}, {5, 55, 24, 16}, std::move(rows));
    }
  }

  void functions() {
    chapter("Functies en piket");
    Rows rows;
    for (const PlanFunction& one : plan_.functions) {
      std::vector<std::string> seats;
      for (const PlanTeam& each : plan_.teams)
        for (const PlanPosition& position : each.positions)
          if ((position.function.empty() ? position.id : position.function) == one.id)
            if (std::ranges::find(seats, each.name) == seats.end()) seats.push_back(each.name);
      rows.push_back({one.name, dutch(one.duty), seats.empty() ? "krijgt bericht" : joined(seats)});
    }
    table({"Functie", "Piket", "Zit in"}, {40, 20, 40}, std::move(rows));
  }

  void adoption() {
    chapter("Vaststelling");
    Rows rows;
    for (const Adoption& one : plan_.adoption)
      rows.push_back({date_words(one.on), capital(dutch(one.stage)), one.by, one.note});
    table({"Datum", "Stap", "Door", "Toelichting"}, {18, 16, 20, 46}, std::move(rows));
  }

 private:
  void chapter(std::string title) { out_.blocks.push_back(Section{1, std::move(title)}); }
  void part(std::string title) { out_.blocks.push_back(Section{2, std::move(title)}); }
  void text(std::string words, bool small = false) { out_.blocks.push_back(Text{std::move(words), small}); }
  // A column that says nothing in any row is left out, for the widest one to grow.
  void table(std::vector<std::string> heads, std::vector<int> widths, Rows rows) {
    if (rows.empty()) return;
    for (std::size_t i = heads.size(); i-- > 0;) {
      const auto at = static_cast<std::ptrdiff_t>(i);
      const bool says_something =
          std::ranges::any_of(rows, [&](const auto& row) { return !row[i].empty() && row[i] != "\u2013"; });
      if (says_something) continue;
      const int freed = widths[i];
      heads.erase(heads.begin() + at);
      widths.erase(widths.begin() + at);
      for (auto& row : rows) row.erase(row.begin() + at);
      if (!widths.empty()) *std::ranges::max_element(widths) += freed;
    }
    out_.blocks.push_back(TableOf{std::move(heads), std::move(widths), std::move(rows)});
  }

  static std::string capital(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
    return words;
  }

  void team(const PlanTeam& one) {
    part(one.name);
    text(one.task);
    std::vector<std::string> about = {one.article, one.layer};
    if (one.at_t0) about.push_back("gealarmeerd bij t0");
    if (one.by_hand) about.push_back("met de hand bijeengeroepen");
    if (one.convened) about.push_back("termijn vanaf bijeenroepen");
    if (one.several) about.push_back("er kan er meer dan één zijn");
    if (one.relief_after_s > 0) about.push_back("aflossing na " + duration_words(one.relief_after_s));
    if (!one.asks.empty()) about.push_back("vraagt steun aan " + names_.list(one.asks, &NamesOf::any));
    text(joined(about, " \u00B7 ") + ".", true);
    Rows rows;
    for (const PlanPosition& each : one.positions) {
      std::string name = each.name;
      if (each.chair) name += "\n(voorzitter)";
      if (each.optional) name += "\n(facultatief)";
      rows.push_back({name, names_.function(each.function.empty() ? each.id : each.function), each.mandate,
                      each.competence, each.begins_s == 0 ? "\u2013" : duration_words(each.begins_s)});
    }
    table({"Positie", "Vult", "Mandaat", "Vakbekwaam als", "Begint binnen"}, {20, 22, 28, 20, 10},
          std::move(rows));
  }

  [[nodiscard]] std::string phase(const Procedure& procedure, const std::string& id) const {
    const auto found = std::ranges::find(procedure.phases, id, &Phase::id);
    return found == procedure.phases.end() ? id : found->name;
  }

  [[nodiscard]] std::vector<std::string> step(const Procedure& procedure, std::size_t index) const {
    const PlanStep& one = procedure.steps[index];
    std::vector<std::string> from, guards;
    for (const std::string& id : one.from) from.push_back(phase(procedure, id));
    for (const std::string& guard : one.guards) guards.push_back(dutch(guard));
    const std::string cause = one.on == "step" ? "\u201C" + one.name + "\u201D" : dutch(one.on);
    return {std::to_string(index + 1), joined(from), cause, guards.empty() ? "\u2013" : joined(guards, "; "),
            phase(procedure, one.to)};
  }

  [[nodiscard]] std::string seen_by(const Trait& one) const {
    if (one.asked) return "wordt gevraagd";
    std::vector<std::string> out;
    if (!one.from_colour.empty()) out.push_back("signaal vanaf " + dutch(one.from_colour));
    if (!one.themes.empty()) out.push_back("thema " + names_.list(one.themes, &NamesOf::theme));
    if (!one.scales.empty()) out.push_back("gegroeid tot " + joined(one.scales, " of "));
    if (one.municipalities_from > 0)
      out.push_back("raakt " + std::to_string(one.municipalities_from) + " of meer gemeenten");
    if (one.expected) out.push_back("verwacht, nog niet zo");
    return joined(out, "; ");
  }

  [[nodiscard]] std::string met_by(const PlanTimer& one) const {
    if (one.met_by == "team") return names_.team(one.team) + " in functie";
    if (one.met_by == "positions") return "in functie: " + names_.list(one.positions, &NamesOf::position);
    if (one.met_by == "told") return "bericht bij: " + names_.list(one.positions, &NamesOf::function);
    return dutch(one.met_by);
  }

  [[nodiscard]] static std::string shared(const PlanHeading& one) {
    std::vector<std::string> out;
    for (const std::string& task : one.shared_with) out.push_back(dutch(task));
    return out.empty() ? "\u2013" : joined(out);
  }

  [[nodiscard]] std::string conditions(const ActionCard& one) const {
    std::vector<std::string> out;
    if (one.t0) out.push_back("t0 is gezet");
    if (!one.from_level.empty()) out.push_back(names_.level(one.from_level) + " of hoger");
    if (!one.team.empty()) out.push_back(names_.team(one.team) + " is in functie");
    if (!one.theme.empty()) out.push_back("een signaal van thema " + names_.theme(one.theme));
    if (!one.procedure.empty()) out.push_back("procedure " + names_.procedure(one.procedure));
    return joined(out, " en ");
  }

  [[nodiscard]] std::string overdue() const {
    std::vector<std::string> out;
    for (const OverdueStep& one : plan_.overdue)
      out.push_back("na " + duration_words(one.after_s) + " " + names_.position(one.to));
    return out.empty() ? "" : "Een actie over haar tijd wordt getoond aan: " + joined(out) + ".";
  }

  const Plan& plan_;
  NamesOf names_;
  Document& out_;
};
}  // namespace

Document crisis_plan(const Doctrine& doctrine) {
  Document out;
  out.title = doctrine.plan.title;
  out.region = doctrine.plan.region;
  out.version = "versie " + doctrine.plan.version;
  if (!doctrine.plan.adoption.empty()) {
    const Adoption& last = doctrine.plan.adoption.back();
    std::string stage = dutch(last.stage);
    out.standing =
        (last.stage == "in-force" ? "In werking sinds " : "Nog niet in werking: " + stage + " op ") +
        date_words(last.on) + ", " + last.by;
  }
  Writer writer(doctrine, out);
  writer.levels();
  writer.teams();
  writer.procedures();
  writer.terms();
  writer.headings();
  writer.decisions();
  writer.cards();
  writer.functions();
  writer.adoption();
  return out;
}
}  // namespace voorzien::doctrine
