// Telephone numbers by libphonenumber (Debian's libphonenumber8).
#pragma once

#include <memory>

#include "network/import/phone_numbers.h"

namespace voorzien::adapters {
[[nodiscard]] std::unique_ptr<network::PhoneNumbers> make_phone_numbers();
}
