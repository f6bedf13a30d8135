// A directory as a table of text -> contacts, and what is wrong with it at row and column.
//
// A row with a fault is left out whole: half a contact would pass for a whole one at 03:00. All other rows
// are read. What was understood though it could have been otherwise is a remark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doctrine/plan.h"
#include "network/import/phone_numbers.h"
#include "network/network.h"

namespace voorzien::network {

struct ImportFault {
  std::size_t row = 0;     // as a spreadsheet counts; 0: the file
  std::size_t column = 0;  // from 1; 0: the row
  std::string found;
  std::string remedy;
  bool is_remark = false;  // the row is taken
};

namespace limits {
inline constexpr std::size_t import_faults_max = 1'000;
}

struct ContactsRead {
  std::vector<Contact> contacts;  // in the order of the file
  std::vector<ImportFault> faults;
  std::size_t faults_untold = 0;  // beyond the first limits::import_faults_max
  std::size_t rows = 0;           // below the header
  std::size_t faulty_rows = 0;    // of those, left out
};

// `file` is the name by which an import again knows its own contacts. Dates are civil days of the region;
// `geldig tot` is the last day on which the contact holds. Functions are of the plan: its id or its name.
[[nodiscard]] ContactsRead read_contacts(std::string_view bytes, std::string_view file,
                                         const PhoneNumbers& phone_numbers, const doctrine::Plan& plan);

// "row 3, column E: ...", one line.
[[nodiscard]] std::string to_text(const ImportFault& fault, std::string_view file);

}  // namespace voorzien::network
