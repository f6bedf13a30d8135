// Doctrine: all of the region's doctrine that has been loaded, immutable while in force.
//
// `load` is a function of file texts only (who reads files is the server's matter): it gives the whole
// doctrine, or every fault with file:line:column. A crisis or a rule names the version it worked under.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "doctrine/access.h"
#include "doctrine/detection.h"
#include "doctrine/plan.h"
#include "doctrine/sources.h"
#include "doctrine/themes.h"

namespace voorzien::doctrine {

struct Doctrine {
  std::string region_code;                // VR09
  std::string region_name;                // Midden-Nederland
  std::vector<std::string> region_codes;  // whose things are shown: VR09, VR14, VR25
  std::string version;
  std::vector<Theme> themes;
  std::vector<Source> sources;
  Access access;
  Rules rules;          // signal rules, climb times, limits (themes.h)
  Detection detection;  // what is counted (detection.h); may be empty
  Plan plan;            // what runs a crisis (plan.h)
  [[nodiscard]] const Theme* theme(std::string_view id) const;
  [[nodiscard]] const Source* source(std::string_view id) const;
};

struct Fault {
  std::string file;
  int line = 0;
  int column = 0;
  std::string message;
  [[nodiscard]] std::string to_text() const;  // file:line:column: message
};

// File name ("themes.toml", "sources.toml", "access.toml", "region.toml"; "detection.toml" if
// there is one; the plan's files, all or none) ->
// text.
using Files = std::map<std::string, std::string>;

struct Loaded {
  Doctrine doctrine;  // meaningful only when there are no faults
  std::vector<Fault> faults;
};
[[nodiscard]] Loaded load(const Files& files);

}  // namespace voorzien::doctrine
