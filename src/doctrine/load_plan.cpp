#include <algorithm>
#include <array>

#include "base/ids.h"
#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
constexpr std::int64_t day_s = 86'400;

void load_overall(const toml::table& root, const std::string& file, Doctrine& out,
                  std::vector<Fault>& faults) {
  Plan& plan = out.plan;
  Reader reader(root, file, faults);
  reader.read("title", plan.title, true);
  reader.read("region", plan.region, true);
  reader.read("version", plan.version, true);
  reader.read("leader", plan.leader, true);
  reader.read("description_by", plan.description_by, true);
  reader.read("report_task", plan.report_task, true);
  std::string authority_39;
  reader.read("authority_39", authority_39);
  if (!authority_39.empty()) plan.authority_39 = std::move(authority_39);
  reader.read("alarm_delay_s", plan.alarm_delay_s, 0, 60);
  reader.read("call_again_s", plan.call_again_s, 10, 3'600);
  reader.read("stale_s", plan.stale_s, 60, day_s);
  for (const toml::table* one : reader.tables("adoption")) {
    Reader inner(*one, file, faults);
    Adoption& step = plan.adoption.emplace_back();
    inner.read_word("stage", step.stage, {"proposal", "views", "adopted", "in-force"});
    inner.read("on", step.on, true);
    inner.read("by", step.by, true);
    inner.read("note", step.note);
    inner.done();
  }
  for (const toml::table* one : reader.tables("overdue")) {
    Reader inner(*one, file, faults);
    OverdueStep& step = plan.overdue.emplace_back();
    inner.read("after_s", step.after_s, 0, 30 * day_s);
    inner.read("to", step.to, true);
    inner.done();
  }
  reader.done();
}

constexpr std::array<std::pair<std::string_view, Part>, 8> parts = {{{"plan.toml", load_overall},
                                                                     {"levels.toml", load_levels},
                                                                     {"teams.toml", load_teams},
                                                                     {"procedures.toml", load_procedures},
                                                                     {"timers.toml", load_timers},
                                                                     {"headings.toml", load_headings},
                                                                     {"decisions.toml", load_decisions},
                                                                     {"cards.toml", load_cards}}};
}  // namespace

bool is_plan_file(std::string_view name) {
  return std::ranges::any_of(parts, [&](const auto& part) { return part.first == name; });
}

bool load_plan(const Files& files, Doctrine& out, std::vector<Fault>& faults, Places& places) {
  const auto there = [&](const auto& part) { return files.contains(std::string(part.first)); };
  if (std::ranges::none_of(parts, there)) return false;
  const std::size_t before = faults.size();
  for (const auto& [name, part] : parts) {
    const auto text = files.find(std::string(name));
    if (text == files.end())
      faults.push_back(
          {std::string(name), 1, 1,
           "the file is missing: the files of the plan belong together; add it, or leave all out"});
    else
      load_part(text->first, text->second, part, out, faults, &places);
  }
  std::string texts;
  for (const auto& [name, part] : parts)
    if (const auto text = files.find(std::string(name)); text != files.end()) texts += text->second + '\0';
  out.plan.key = out.plan.version + "-" + stable_id(texts).substr(0, 8);
  return faults.size() == before;
}
}  // namespace voorzien::doctrine
