// What the command line asks of a running server over DIR/control.sock, one JSON object a line each way
// (decision 9). Described here because only the codec writes JSON; carried out in server/control/.
#pragma once

#include <optional>
#include <string>

#include "base/describe.h"

namespace voorzien::api {

struct AddUser {
  std::string user;
  std::string role;
  std::string password;
  std::optional<std::string> name = {};  // as on screen, and as positions in teams name people
};
DESCRIBE(AddUser, user, role, password, name)

struct DisableUser {
  std::string user;
};
DESCRIBE(DisableUser, user)

struct ImportRegion {  // absolute paths; names and basemap may be empty
  std::string boundaries;
  std::string names;
  std::string basemap;
};
DESCRIBE(ImportRegion, boundaries, names, basemap)

struct ErasePerson {
  std::string text;    // a name, an address, a number: what stands in the texts
  std::string by;      // who erases, as the journal will name it
  std::string reason;  // stands in the journal for good
};
DESCRIBE(ErasePerson, text, by, reason)

struct ImportDirectory {
  std::string file;            // absolute path
  std::string sha256;          // of the bytes that the command line read and told the faults of
  std::string by;              // who imports, as the journal will name it
  bool apply = false;          // false: say only what would change
  bool remove_absent = false;  // also remove what came from this file before and is not in it now
};
DESCRIBE(ImportDirectory, file, sha256, by, apply, remove_absent)

struct ImportCounts {
  std::string file;    // absolute path
  std::string sha256;  // of the bytes that the command line read and told the faults of
  std::string by;
  bool apply = false;
};
DESCRIBE(ImportCounts, file, sha256, by, apply)

struct ImportReadings {
  std::string file;     // absolute path
  std::string sha256;   // of the bytes that the command line read
  std::string station;  // its id
  std::string by;
  bool apply = false;
};
DESCRIBE(ImportReadings, file, sha256, station, by, apply)

struct ImportCapcodes {
  std::string file;    // absolute path
  std::string sha256;  // of the bytes that the command line read and told the faults of
  std::string source;  // whose list
  std::string date;    // of the list, YYYY-MM-DD
  std::string by;      // who imports, for the server's log
  bool apply = false;
};
DESCRIBE(ImportCapcodes, file, sha256, source, date, by, apply)

struct RemoveCapcodes {
  std::string source;  // whose list
  std::string date;    // of the list, YYYY-MM-DD
  std::string by;      // who removes, for the server's log
  bool apply = false;
};
DESCRIBE(RemoveCapcodes, source, date, by, apply)

struct ControlRequest {  // exactly one is set
  std::optional<AddUser> add_user;
  std::optional<DisableUser> disable_user;
  std::optional<ImportRegion> import_region;
  std::optional<ErasePerson> erase_person;
  std::optional<ImportDirectory> import_directory;
  std::optional<ImportCounts> import_counts;
  std::optional<ImportReadings> import_readings;
  std::optional<ImportCapcodes> import_capcodes;
  std::optional<RemoveCapcodes> remove_capcodes;
};
DESCRIBE(ControlRequest, add_user, disable_user, import_region, erase_person, import_directory, import_counts,
         import_readings, import_capcodes, remove_capcodes)

struct ControlFault {  // an Error of base/errors.def
  std::int64_t number = 0;
  std::string where;
  std::string detail;
};
DESCRIBE(ControlFault, number, where, detail)

struct ControlAnswer {
  std::optional<ControlFault> fault;
  std::string text;  // for the operator
};
DESCRIBE(ControlAnswer, fault, text)

}  // namespace voorzien::api
