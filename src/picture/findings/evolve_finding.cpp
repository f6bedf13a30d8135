#include "picture/findings/evolve_finding.h"

#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
void touch(const Finding& finding, Touched& touched) {
  touched.add("finding", finding.id);
  touched.add("early-warning", "early-warning");
}
}  // namespace

void evolve_finding(State& state, const Finding& finding, const Context& context, Touched& touched) {
  state.findings.kept.insert_or_assign(finding.id, finding);
  set_timer(state, two("finding", finding.id),
            context.now + (finding.state == "held" ? limits::findings_held_kept : limits::findings_kept));
  touch(finding, touched);
  if (!finding.signal.empty()) touched.add("signal", finding.signal);
}

void note_signal(State& state, const Mark& mark, const std::string& signal, Touched& touched) {
  if (mark.kind != finding_kind) return;
  for (auto& [id, finding] : state.findings.kept) {
    if (finding.observation != mark.observation.value) continue;
    finding.signal = signal;
    touch(finding, touched);
    return;
  }
}

void note_hands(State& state, const Signal& signal, const std::string& act, const Context& context,
                Touched& touched) {
  if (signal.origin != "detection") return;
  for (auto& [id, finding] : state.findings.kept) {
    if (finding.signal != signal.id.value) continue;
    const std::string verdict = signal.hands.verdict.value_or(std::string{});
    if (verdict != finding.verdict) {
      finding.verdict = verdict;
      finding.judged_by = verdict.empty() ? std::string{} : context.name;
      finding.judged_at = verdict.empty() ? std::nullopt : std::optional(context.now);
    }
    if ((act == "verified" || act == "to-crisis") && !finding.known_at) finding.known_at = context.now;
    touch(finding, touched);
    return;
  }
}

}  // namespace voorzien::picture
