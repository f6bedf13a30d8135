// The sources of a region, as data: doctrine/<region>/sources.toml (decision 18).
//
// Adding a source of a known format is a table in that file and nothing else. Addresses and keys may be
// overridden in voorzien.toml; secrets never stand here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"

namespace voorzien::doctrine {

struct Source {
  SourceId id;
  std::string name;    // as on the screen: "KNMI waarschuwing"
  std::string format;  // feeds::Format name; "hand" for entry by hand
  ThemeId theme;
  std::vector<std::string> also;  // other themes that it keeps alive
  bool personal = false;
  std::string zone = "Europe/Amsterdam";
  std::string hour_at = "end";        // which end of its hour a value is stamped at: "start", "end"
  std::int64_t expected_s = 300;      // its rhythm
  std::int64_t silent_after_s = 900;  // grey after this
  std::string url;                    // empty: pushed or by film only
  std::int64_t poll_s = 0;            // 0: not polled
  std::string body;                   // JSON that is posted to `url`; empty: it is fetched with GET
  std::string
      region_only;     // "touching": only observations that touch the region's areas feed the picture; "all"
  std::string remedy;  // what to do when it is silent, Dutch
  std::int64_t raw_keep_s = 31'536'000;
};
DESCRIBE(Source, id, name, format, theme, also, personal, zone, hour_at, expected_s, silent_after_s, url,
         poll_s, body, region_only, remedy, raw_keep_s)

}  // namespace voorzien::doctrine
