// One door to all parsers: bytes of a named format -> what was understood.
//
// Pure: no clock, no network. Each wire format has a folder (cap/, datex2/, flex/, knmi/, water/, own/ and so
// on) with one function of this shape; format.cpp maps names to them. Bounded: a document over
// `limits.h`'s size is rejected, depth and item counts are capped, and hostile bytes cost bounded time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/xml_signatures.h"
#include "geo/areas.h"
#include "geo/gazetteer.h"
#include "observations/understood.h"

namespace voorzien::feeds {

enum class Format {
  Cap,
  KnmiWarnings,
  Datex2,
  RwsCsv,
  Flex,
  RwsJson,
  MeteoalarmJson,
  MeteoalarmAtom,
  KnmiEdr,
  EnergyNl,
  NsDisruptions,
  NlAlert,
  UsgsGeojson,
  GdacsRss,
  Luchtmeetnet,
  Csaf,
  Observations
};

// "cap", "knmi-warnings", …, "observations": the names of docs/feeds/README.md; nothing for an unknown one.
[[nodiscard]] std::optional<Format> format_by_name(std::string_view name);
[[nodiscard]] std::string_view name_of(Format format);
[[nodiscard]] const std::vector<std::string>& format_names();
// What the bytes look like, for `feed check auto`.
[[nodiscard]] std::optional<Format> guess_format(std::string_view bytes);

struct Context {
  SourceId source;
  std::string theme;                          // overrides the format's default when not empty
  const geo::AreaIndex* areas = nullptr;      // null: areas only from geocodes, remark `areas-coarse`
  const geo::Gazetteer* places = nullptr;     // null: no place by name
  const XmlSignatures* signatures = nullptr;  // null: a signature cannot be checked, and is said so
  std::optional<Instant> received;            // null in `feed check`
  std::string zone = "Europe/Amsterdam";  // of times without one: "utc" or "Europe/Amsterdam" (inputs.md 2.7)
  bool personal = false;
  bool hour_at_start = false;  // the source stamps what it measured in an hour at the start of that hour
};

[[nodiscard]] observations::Understood parse(Format format, std::string_view bytes, const Context& context);

}  // namespace voorzien::feeds
