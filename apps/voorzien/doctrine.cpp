// `doctrine`: check says every fault as file:line:column: message, print makes the regional crisis plan, diff
// tells two versions apart in words.
#include <cstdio>
#include <optional>
#include <utility>

#include "commands.h"
#include "doctrine/checks/explore.h"
#include "doctrine/print/print.h"
#include "server/files.h"

namespace voorzien::app {
namespace {
constexpr int has_faults = 1;

// The doctrine of a folder without a fault; else what is wrong is told, and nothing comes back.
std::optional<doctrine::Doctrine> whole(const std::string& folder, int& exit_code) {
  const Result<doctrine::Files> files = server::doctrine_files(folder);
  if (!files) {
    exit_code = fail(files.error());
    return {};
  }
  doctrine::Loaded loaded = doctrine::load(*files);
  for (const doctrine::Fault& fault : loaded.faults)
    std::fprintf(stderr, "%s%s%s\n", folder.c_str(), folder.empty() ? "" : "/", fault.to_text().c_str());
  exit_code = loaded.faults.empty() ? 0 : has_faults;
  if (!loaded.faults.empty()) return {};
  if (loaded.doctrine.plan.empty()) {
    std::fprintf(stderr, "voorzien: %s: there are no plan files (plan.toml, levels.toml, ...) to print\n",
                 folder.empty() ? "the doctrine in the binary" : folder.c_str());
    exit_code = has_faults;
    return {};
  }
  return std::move(loaded.doctrine);
}

void write(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void tell_plan(const doctrine::Plan& plan) {
  std::size_t states = 0, positions = 0;
  for (const doctrine::Procedure& one : plan.procedures) states += doctrine::explore(one).states;
  for (const doctrine::PlanTeam& one : plan.teams) positions += one.positions.size();
  std::printf(
      "plan %s: %zu levels, %zu teams, %zu positions, %zu procedures (%zu states explored), %zu terms, "
      "%zu headings, %zu kinds of decision, %zu cards: no fault\n",
      plan.version.c_str(), plan.levels.size(), plan.teams.size(), positions, plan.procedures.size(), states,
      plan.timers.size(), plan.headings.size(), plan.decisions.size(), plan.cards.size());
}
}  // namespace

int doctrine_check(const std::string& folder) {
  const Result<doctrine::Files> files = server::doctrine_files(folder);
  if (!files) return fail(files.error());
  const doctrine::Loaded loaded = doctrine::load(*files);
  for (const doctrine::Fault& fault : loaded.faults) std::printf("%s\n", fault.to_text().c_str());
  if (!loaded.faults.empty()) return has_faults;
  std::printf("%zu themes, %zu sources, %zu roles: no fault\n", loaded.doctrine.themes.size(),
              loaded.doctrine.sources.size(), loaded.doctrine.access.roles.size());
  if (!loaded.doctrine.plan.empty()) tell_plan(loaded.doctrine.plan);
  return 0;
}

int doctrine_print(const DoctrinePrintOptions& options) {
  int exit_code = 0;
  const std::optional<doctrine::Doctrine> it = whole(options.folder, exit_code);
  if (!it) return exit_code;
  const bool html = options.format == "html";
  if (options.against.empty()) {
    write(html ? doctrine::print_html(*it) : doctrine::print_markdown(*it));
    return 0;
  }
  const std::optional<doctrine::Doctrine> other = whole(options.against, exit_code);
  if (!other) return exit_code;
  write(html ? doctrine::print_differences_html(*other, *it)
             : doctrine::print_differences_markdown(*other, *it));
  return 0;
}
}  // namespace voorzien::app
