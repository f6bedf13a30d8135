// What reading a telephone number needs to know about the world's numbering plans: a port, fulfilled by
// adapters/phone_number/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voorzien::network {

class PhoneNumbers {
 public:
  virtual ~PhoneNumbers() = default;
  // A number as people write it, Dutch without country code -> E.164 (ITU-T E.164: "+31612345678"); nothing
  // when no such number can exist. Short numbers ("112") are given as they are.
  [[nodiscard]] virtual std::optional<std::string> e164(std::string_view written) const = 0;
};

}  // namespace voorzien::network
