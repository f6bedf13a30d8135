// What changed between two plans. One walk over the described members of every type, so that a member that is
// added to plan.h is compared by itself.
#include <algorithm>
#include <boost/mp11/algorithm.hpp>
#include <type_traits>

#include "doctrine/print/document.h"
#include "doctrine/print/print.h"
#include "doctrine/print/words.h"

namespace voorzien::doctrine {
namespace {
struct Label {
  std::string_view member, dutch;
};
constexpr std::array labels = std::to_array<Label>({
    {"title", "titel"},
    {"region", "regio"},
    {"version", "versie"},
    {"leader", "operationele leiding"},
    {"report_task", "verslag na artikel 39"},
    {"prefill", "vooraf gevuld uit"},
    {"description_by", "beschrijving door"},
    {"alarm_delay_s", "tijd om in te trekken"},
    {"call_again_s", "volgende bellen na"},
    {"stale_s", "oud na"},
    {"partner_tasks", "taken van partners"},
    {"stage", "stap"},
    {"on", "door"},
    {"by", "door"},
    {"note", "toelichting"},
    {"after_s", "na"},
    {"to", "naar"},
    {"name", "naam"},
    {"rank", "rang"},
    {"reach", "bereik"},
    {"trigger", "wanneer"},
    {"teams", "teams"},
    {"may_declare", "mag afkondigen"},
    {"advised_by", "op advies van"},
    {"told", "direct bericht aan"},
    {"authority", "gezag"},
    {"authority_39", "gezag bij artikel 39"},
    {"coordinates", "stemt af tussen"},
    {"proposes", "stelt voor"},
    {"source", "bron"},
    {"duty", "piket"},
    {"task", "taak"},
    {"article", "artikel"},
    {"layer", "laag"},
    {"convened", "termijn vanaf bijeenroepen"},
    {"several", "meer dan één"},
    {"at_t0", "gealarmeerd bij t0"},
    {"by_hand", "met de hand bijeen"},
    {"relief_after_s", "aflossing na"},
    {"asks", "vraagt steun aan"},
    {"function", "functie"},
    {"mandate", "mandaat"},
    {"competence", "vakbekwaam als"},
    {"begins_s", "begint binnen"},
    {"chair", "voorzitter"},
    {"optional", "facultatief"},
    {"short_name", "korte naam"},
    {"kind", "soort"},
    {"levels", "met niveaus"},
    {"review_date", "datum van herijking verplicht"},
    {"begin", "beginfase"},
    {"forms", "vormen"},
    {"final", "einde"},
    {"from", "vanuit"},
    {"guards", "als"},
    {"text", "tekst"},
    {"obligation", "verplichting"},
    {"limit_s", "tijd"},
    {"anchor", "vanaf"},
    {"met_by", "gehaald als"},
    {"team", "team"},
    {"positions", "posities"},
    {"group", "groep"},
    {"owner", "eigenaar"},
    {"shared_with", "ook voor"},
    {"holders", "besluit neemt"},
    {"holders_39", "met artikel 39"},
    {"basis", "grondslag"},
    {"tell", "bericht aan"},
    {"ends", "eindigt"},
    {"ratify", "daarna"},
    {"from_level", "vanaf niveau"},
    {"theme", "thema"},
    {"procedure", "procedure"},
    {"t0", "t0 gezet"},
    {"within_s", "binnen"},
    {"points_to", "wijst naar"},
    {"from_colour", "vanaf kleur"},
    {"themes", "thema's"},
    {"scales", "gegroeid tot"},
    {"municipalities_from", "gemeenten vanaf"},
    {"expected", "verwacht"},
    {"asked", "gevraagd"},
    {"holder", "wie"},
    {"power", "bevoegdheid"},
});
std::string label(std::string_view member) {
  const auto found = std::ranges::find(labels, member, &Label::member);
  return std::string(found == labels.end() ? member : found->dutch);
}

// By what two things are the same one, and what a person calls it.
struct Called {
  std::string key, name;
};
Called called(const PlanLevel& one) { return {one.id, "Niveau " + one.name}; }
Called called(const PlanFunction& one) { return {one.id, "Functie " + one.name}; }
Called called(const PlanTeam& one) { return {one.id, "Team " + one.name}; }
Called called(const PlanPosition& one) { return {one.id, "positie " + one.name}; }
Called called(const Procedure& one) { return {one.id, "Procedure " + one.short_name}; }
Called called(const Phase& one) { return {one.id, "fase " + one.name}; }
Called called(const PlanStep& one) {
  const std::string what = one.on == "step" ? "\u201C" + one.name + "\u201D" : dutch(one.on);
  return {one.on + "/" + one.name + "/" + one.to, "stap door " + what};
}
Called called(const Criterion& one) { return {one.id, "Criterium " + one.id}; }
Called called(const PlanTimer& one) { return {one.id, "Termijn " + one.id + " " + one.name}; }
Called called(const PlanHeading& one) { return {one.id, "Kopje " + one.name}; }
Called called(const DecisionType& one) { return {one.id, "Besluit " + one.name}; }
Called called(const ActionCard& one) { return {one.id, "Kaart " + one.title}; }
Called called(const CardAction& one) { return {one.text, "actie " + one.text}; }
Called called(const Trait& one) { return {one.id, "Kenmerk " + one.text}; }
Called called(const OwnPower& one) {
  return {one.holder + "/" + one.article, "Eigen bevoegdheid " + one.holder};
}
Called called(const OverdueStep& one) { return {one.to, "Actie over haar tijd"}; }
Called called(const Adoption& one) {
  return {one.stage + "/" + one.on, "Vaststelling, " + dutch(one.stage) + " " + date_words(one.on)};
}

class Comparer {
 public:
  Comparer(const Doctrine& from, const Doctrine& to) : was_(from), now_(to) {}

  template <class T>
  void members(const std::string& about, const T& from, const T& to) {
    using All = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<All>(
        [&](auto member) { value(about, member.name, from.*member.pointer, to.*member.pointer); });
  }

  std::vector<Difference> found;

 private:
  void value(const std::string& about, std::string_view member, const std::string& from,
             const std::string& to) {
    if (member == "key") return;  // a digest: what differs is told by itself
    if (from != to) add(about, member, was_.any(from), now_.any(to));
  }
  void value(const std::string& about, std::string_view member, const std::optional<std::string>& from,
             const std::optional<std::string>& to) {
    value(about, member, from.value_or(""), to.value_or(""));
  }
  void value(const std::string& about, std::string_view member, std::int64_t from, std::int64_t to) {
    const auto words = [&](std::int64_t one) {
      return member.ends_with("_s") ? duration_words(one) : std::to_string(one);
    };
    if (from != to) add(about, member, words(from), words(to));
  }
  void value(const std::string& about, std::string_view member, bool from, bool to) {
    if (from != to) add(about, member, from ? "ja" : "nee", to ? "ja" : "nee");
  }
  void value(const std::string& about, std::string_view member, const std::vector<std::string>& from,
             const std::vector<std::string>& to) {
    if (from != to) add(about, member, was_.list(from, &NamesOf::any), now_.list(to, &NamesOf::any));
  }
  template <class T>
  void value(const std::string& about, std::string_view, const std::vector<T>& from,
             const std::vector<T>& to) {
    const std::vector<std::string> was = keys_of(from), now = keys_of(to);
    for (std::size_t i = 0; i < from.size(); ++i)
      if (std::ranges::find(now, was[i]) == now.end())
        add_whole(about, called(from[i]).name, "bestaat", "vervalt");
    for (std::size_t i = 0; i < to.size(); ++i) {
      const auto before = std::ranges::find(was, now[i]);
      if (before == was.end())
        add_whole(about, called(to[i]).name, "", "nieuw");
      else
        members(inside(about, called(to[i]).name), from[static_cast<std::size_t>(before - was.begin())],
                to[i]);
    }
  }

  // Two of one key, such as steps by the same cause to the same phase, are told apart by their order.
  template <class T>
  static std::vector<std::string> keys_of(const std::vector<T>& list) {
    std::map<std::string, int> seen;
    std::vector<std::string> out;
    for (const T& one : list) {
      const std::string key = called(one).key;
      out.push_back(key + "#" + std::to_string(seen[key]++));
    }
    return out;
  }

  static std::string inside(const std::string& about, const std::string& name) {
    return about.empty() ? name : about + ", " + name;
  }
  void add(const std::string& about, std::string_view member, std::string from, std::string to) {
    const auto shown = [](std::string words) { return words.empty() ? std::string("\u2013") : words; };
    found.push_back(
        {about.empty() ? "Plan" : about, label(member), shown(std::move(from)), shown(std::move(to))});
  }
  void add_whole(const std::string& about, const std::string& name, const char* from, const char* to) {
    found.push_back({inside(about, name), "", *from == '\0' ? "\u2013" : from, to});
  }

  NamesOf was_, now_;
};

Document changes(const Doctrine& from, const Doctrine& to) {
  Document out;
  out.title = "Wijzigingen: " + to.plan.title;
  out.region = to.plan.region;
  out.version = "van versie " + from.plan.version + " naar versie " + to.plan.version;
  const std::vector<Difference> found = differences(from, to);
  out.standing = found.size() == 1 ? "1 wijziging" : std::to_string(found.size()) + " wijzigingen";
  if (found.empty()) {
    out.blocks.push_back(Text{"Er is niets gewijzigd."});
    return out;
  }
  TableOf table{{"Waar", "Wat", "Was", "Wordt"}, {26, 16, 29, 29}, {}};
  for (const Difference& one : found) table.rows.push_back({one.about, one.what, one.was, one.now});
  out.blocks.push_back(std::move(table));
  return out;
}
}  // namespace

std::vector<Difference> differences(const Doctrine& from, const Doctrine& to) {
  Comparer comparer(from, to);
  comparer.members("", from.plan, to.plan);
  return std::move(comparer.found);
}

std::string print_differences_html(const Doctrine& from, const Doctrine& to) {
  return to_html(changes(from, to));
}
std::string print_differences_markdown(const Doctrine& from, const Doctrine& to) {
  return to_markdown(changes(from, to));
}
std::string print_html(const Doctrine& doctrine) { return to_html(crisis_plan(doctrine)); }
std::string print_markdown(const Doctrine& doctrine) { return to_markdown(crisis_plan(doctrine)); }
}  // namespace voorzien::doctrine
