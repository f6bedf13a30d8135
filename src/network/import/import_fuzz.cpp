// Tables of contacts from strangers: whatever the bytes, contacts that can be reached or faults with a place.
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "network/import/contacts.h"

using namespace voorzien;

namespace {
class AnyDigits final : public network::PhoneNumbers {
 public:
  [[nodiscard]] std::optional<std::string> e164(std::string_view written) const override {
    if (written.find_first_not_of("0123456789 ") != std::string_view::npos) return std::nullopt;
    return '+' + std::string(written);
  }
};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  doctrine::Plan plan;
  plan.functions.push_back({"ovd", "Officier van dienst", "hard"});
  const network::ContactsRead read =
      network::read_contacts({reinterpret_cast<const char*>(data), size}, "fuzz.csv", AnyDigits{}, plan);
  if (read.contacts.size() + read.faulty_rows != read.rows) std::abort();
  for (const network::Contact& one : read.contacts) {
    if (one.organisation.empty() && one.name.empty()) std::abort();
    if (one.numbers.empty() && one.email.empty()) std::abort();
    if (!is_utf8(one.name) || !is_utf8(one.organisation)) std::abort();
  }
  for (const network::ImportFault& fault : read.faults)
    if (fault.found.empty() || fault.remedy.empty()) std::abort();
  return 0;
}
