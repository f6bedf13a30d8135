// Lists of capcodes from strangers: whatever the bytes, claims that can be shown or faults with a place, and
// every code is found again.
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "network/capcodes/changes.h"
#include "network/capcodes/limits.h"
#include "network/capcodes/read.h"

using namespace voorzien;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const network::CapcodesRead read = network::read_capcodes({reinterpret_cast<const char*>(data), size});
  if (read.claims.size() + read.faulty_lines + read.repeated != read.lines) std::abort();
  for (const network::CapcodeClaim& one : read.claims) {
    if (network::capcode_of(one.code) != one.code) std::abort();
    const std::string words = network::to_text(one);
    if (words.empty() || !is_utf8(words)) std::abort();
    if (one.name.size() > network::limits::capcode_text_bytes_max) std::abort();
  }
  for (const network::CapcodeFault& fault : read.faults) {
    const std::string text = network::to_text(fault, "fuzz");
    if (fault.found.empty() || fault.remedy.empty() || !is_utf8(text)) std::abort();
    if (text.find('\n') != std::string::npos) std::abort();
  }
  const network::CapcodeList list{"fuzz", "2024-01-01", read.claims};
  const network::CapcodeBook book({list});
  for (const network::CapcodeClaim& one : read.claims)
    if (book.find(one.code).empty()) std::abort();
  const network::CapcodeChanges again = network::changes_of(book, list);
  if (!again.added.empty() || !again.changed.empty() || !again.gone.empty() || !again.replaces) std::abort();
  return 0;
}
