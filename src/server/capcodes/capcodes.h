// Lists of capcodes in the data folder: `voorzien capcodes import` puts them there, `remove` takes them back,
// start-up reads them.
//
// DIR/capcodes/SOURCE@YYYY-MM-DD.txt holds one list as it was given; source and date stand in the name, so a
// list is replaced by one move of a file, and taken back by removing that. All of them are in use side by
// side. docs/formats/capcodes.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "api/control.h"
#include "base/instant.h"
#include "base/result.h"
#include "network/capcodes/capcodes.h"

namespace voorzien::server {

// BadUse when the source is not 1 to 40 of a-z 0-9 . _ -, or the date no day up to tomorrow of `now` (machine
// time; tomorrow, as the list may be of a day that has begun elsewhere).
[[nodiscard]] Done check_capcode_list(std::string_view source, std::string_view date, Instant now);
// The bytes of a list, for both ends: the command line tells its faults, the server what it changes.
[[nodiscard]] Result<std::string> read_capcodes_file(const std::string& file);

// What taking the list over changes, or would, for the operator. Nothing is written when the list holds no
// code, or when the folder's limits are passed (network/capcodes/limits.h). The caller holds the folder.
[[nodiscard]] Result<std::string> import_capcodes(const api::ImportCapcodes& asked,
                                                  const std::filesystem::path& data, Instant now);

// Takes a list back: its file goes, durably. NotFound when there is none of that source and day.
[[nodiscard]] Result<std::string> remove_capcodes(const api::RemoveCapcodes& asked,
                                                  const std::filesystem::path& data);

struct LoadedCapcodes {
  network::CapcodeBook book;
  std::vector<Error> faults;  // files that were left out: where and why
};
[[nodiscard]] LoadedCapcodes load_capcodes(const std::filesystem::path& data);

}  // namespace voorzien::server
