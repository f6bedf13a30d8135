#include "adapters/phone_number/libphonenumber.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>

namespace voorzien::adapters {
namespace {
namespace phone = i18n::phonenumbers;

constexpr const char* region = "NL";
constexpr std::size_t written_max = 40;

// Short numbers of the Netherlands that an alarm list may hold: the library's rules for whole numbers refuse
// them.
bool is_short_number(std::string_view digits) {
  constexpr std::array<std::string_view, 5> known = {"112", "113", "116000", "116111", "144"};
  return std::ranges::find(known, digits) != known.end();
}

class Libphonenumber final : public network::PhoneNumbers {
 public:
  [[nodiscard]] std::optional<std::string> e164(std::string_view written) const override {
    if (written.empty() || written.size() > written_max) return std::nullopt;
    if (is_short_number(written)) return std::string(written);
    if (has_letters(written)) return std::nullopt;
    const phone::PhoneNumberUtil& numbers = *phone::PhoneNumberUtil::GetInstance();
    phone::PhoneNumber number;
    if (numbers.Parse(std::string(written), region, &number) != phone::PhoneNumberUtil::NO_PARSING_ERROR)
      return std::nullopt;
    // An extension would be lost in E.164, and with it the person.
    if (number.has_extension() || !numbers.IsValidNumber(number)) return std::nullopt;
    std::string out;
    numbers.Format(number, phone::PhoneNumberUtil::E164, &out);
    return out;
  }

 private:
  // The library would dial 0800-BRAND; in a list it is a name in the wrong column.
  static bool has_letters(std::string_view text) {
    if (text.starts_with("tel:")) text.remove_prefix(4);
    return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  }
};
}  // namespace

std::unique_ptr<network::PhoneNumbers> make_phone_numbers() { return std::make_unique<Libphonenumber>(); }
}  // namespace voorzien::adapters
