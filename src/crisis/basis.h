// Where the rule stands that refused an act: an article of the law, or the plan that the crisis runs under.
#pragma once

#include <string>
#include <string_view>

#include "doctrine/plan.h"

namespace voorzien::crisis {

// Empty: a rule of the program itself, of no law and no plan.
[[nodiscard]] std::string basis_of(std::string_view rule, const doctrine::Plan& plan);

}  // namespace voorzien::crisis
