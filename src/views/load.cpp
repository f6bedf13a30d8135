// What the coming hours bring, as screens see it: one entity a load.
#include <algorithm>

#include "picture/forecasts/make_load.h"
#include "views/parts.h"

namespace voorzien::views {

std::optional<Entity> view_load(const Sight& sight, std::string_view id) {
  const auto& kinds = sight.doctrine.detection.loads;
  const auto kind = std::ranges::find(kinds, id, &picture::load_id);
  if (kind == kinds.end()) return std::nullopt;
  Load out;
  out.id = std::string(id);
  out.name = kind->name;
  out.name_en = kind->name_en;
  out.theme = kind->theme.value;
  out.source = kind->source.value;
  const auto health = sight.picture.sources.find(out.source);
  out.silent = health != sight.picture.sources.end() && health->second.state == "silent";
  const auto known = sight.picture.loads.of.find(out.id);
  if (known == sight.picture.loads.of.end()) return out;
  const picture::LoadForecast& newest = known->second.newest;
  // What waits for its truth is the engine's.
  if (!newest.steps.empty() && !out.silent && picture::is_current(newest, sight.now)) {
    out.forecast = newest;
    out.forecast->to_score.clear();
  }
  out.scores = known->second.scores;
  out.missed = known->second.missed;
  return out;
}

}  // namespace voorzien::views
