#include "picture/findings/tell.h"

#include <algorithm>

#include "picture/findings/gate.h"
#include "picture/findings/thresholds.h"
#include "picture/findings/worded.h"
#include "picture/limits.h"

namespace voorzien::picture {

std::optional<Event> tell(const State& state, const doctrine::Detection& detection, Finding finding,
                          Instant now) {
  const auto known = state.findings.kept.find(finding.id);
  const bool is_new = known == state.findings.kept.end();
  if (is_new && state.findings.kept.size() >= limits::findings_max) return std::nullopt;
  if (!is_new && known->second.state == "shown") {
    keep_hands(known->second, finding);
    return FindingChanged{std::move(finding)};
  }
  Gated gated{"limit", ""};
  if (finding.score >= finding.limit)
    gated = gate(state, detection, finding, thresholds_of(state.findings, detection), now);
  finding.held = std::move(gated.held);
  finding.belongs_to = std::move(gated.belongs_to);
  finding.state = finding.held.empty() ? "shown" : "held";
  if (is_new) return FindingMade{std::move(finding)};
  finding.at = known->second.at;
  return FindingChanged{std::move(finding)};
}

std::string goes_on(const Findings& known, const Finding& found) {
  const Duration lasting = found.station ? hours(6) : hours(48);
  for (const auto& [id, one] : known.kept) {
    if (one.detector != found.detector || one.theme != found.theme || one.station != found.station) continue;
    if (found.updated - one.updated > lasting) continue;
    const bool meets = found.station || std::ranges::any_of(one.areas, [&](const std::string& area) {
                         return std::ranges::find(found.areas, area) != found.areas.end();
                       });
    if (meets) return id;
  }
  return {};
}

bool is_news(const Finding& known, const Finding& now) {
  constexpr double grows_by = 1;  // decades
  const bool reached = now.score >= now.limit && known.score < known.limit;
  return reached || now.score >= known.score + grows_by;
}

}  // namespace voorzien::picture
