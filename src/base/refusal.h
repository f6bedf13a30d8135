// Refusal: an ordinary outcome of decide: the rule that refused, the field at fault, and its parameters.
#pragma once

#include <string>

namespace voorzien {
struct Refusal {
  std::string rule;          // stable kebab-case code: "so-what-missing", "floor", "already-closed"
  std::string field;         // when one field is at fault, else empty
  std::string detail;        // parameters for the sentence, English
  std::string article = {};  // where the rule stands: "BVR 2.4.3", "2026.1"; empty: in no law and no plan
  bool operator==(const Refusal&) const = default;
};
}  // namespace voorzien
