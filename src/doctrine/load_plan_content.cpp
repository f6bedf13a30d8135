// headings.toml, and decisions.toml with the powers of others.
#include "doctrine/load.h"

namespace voorzien::doctrine {
void load_headings(const toml::table& root, const std::string& file, Doctrine& out,
                   std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  reader.read("tasks", out.plan.partner_tasks);
  for (const toml::table* one : reader.tables("heading")) {
    Reader inner(*one, file, faults);
    PlanHeading& heading = out.plan.headings.emplace_back();
    inner.read("id", heading.id, true);
    inner.read("group", heading.group);
    inner.read("name", heading.name, true);
    inner.read("text", heading.text, true);
    inner.read("article", heading.article, true);
    inner.read("team", heading.team);
    inner.read("owner", heading.owner);
    inner.read_word("prefill", heading.prefill, {"", "title", "so-what", "scale"});
    inner.read("shared_with", heading.shared_with);
    inner.done();
  }
  reader.done();
}

void load_decisions(const toml::table& root, const std::string& file, Doctrine& out,
                    std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("decision")) {
    Reader inner(*one, file, faults);
    DecisionType& decision = out.plan.decisions.emplace_back();
    inner.read("id", decision.id, true);
    inner.read("name", decision.name, true);
    inner.read("holders", decision.holders);
    inner.read("holders_39", decision.holders_39);
    inner.read("basis", decision.basis, true);
    inner.read("tell", decision.tell);
    inner.read("ends", decision.ends);
    std::string ratify;
    inner.read("ratify", ratify);
    if (!ratify.empty()) decision.ratify = std::move(ratify);
    inner.done();
  }
  for (const toml::table* one : reader.tables("own_power")) {
    Reader inner(*one, file, faults);
    OwnPower& power = out.plan.own_powers.emplace_back();
    inner.read("holder", power.holder, true);
    inner.read("power", power.power, true);
    inner.read("article", power.article, true);
    inner.done();
  }
  reader.done();
}
}  // namespace voorzien::doctrine
