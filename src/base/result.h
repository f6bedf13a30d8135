// Result<T>: a value, or an Error from the catalogue in errors.def.
//
// For bad input and a broken world only. A bug is ENSURE (base/ensure.h); a refusal by a rule is an
// ordinary outcome of decide, never an error. Example:
//   Result<Instant> at = parse_rfc3339(text);
//   if (!at) return at.error();
// or, inside a function that returns a Result:   ASSIGN_OR_RETURN(Instant at, parse_rfc3339(text));
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/ensure.h"

namespace voorzien {

enum class ErrorCode : int {
#define ERROR(number, name, sentence, remedy) name = number,
#include "base/errors.def"
#undef ERROR
};

// The sentence of the catalogue, English, for logs; screens translate the code's name.
[[nodiscard]] std::string_view sentence_of(ErrorCode code);
[[nodiscard]] std::string_view remedy_of(ErrorCode code);
// kebab-case name, e.g. "not-of-format": the stable `code` in problem details and remarks.
[[nodiscard]] std::string_view name_of(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string where;   // line:column, JSON pointer, field or file; empty when there is no place
  std::string detail;  // what was found there

  [[nodiscard]] std::string to_text() const;
  bool operator==(const Error&) const = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit on purpose
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit on purpose

  [[nodiscard]] explicit operator bool() const { return content_.index() == 0; }
  [[nodiscard]] const T& value() const& { return checked(), std::get<0>(content_); }
  [[nodiscard]] T& value() & { return checked(), std::get<0>(content_); }
  [[nodiscard]] T&& value() && { return checked(), std::get<0>(std::move(content_)); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const Error& error() const {
    ENSURE(content_.index() == 1, "error() needs an error");
    return std::get<1>(content_);
  }

 private:
  void checked() const { ENSURE(content_.index() == 0, "value() needs a value"); }
  std::variant<T, Error> content_;
};

struct Nothing {
  bool operator==(const Nothing&) const = default;
};
using Done = Result<Nothing>;

}  // namespace voorzien

#define VOORZIEN_JOIN_(a, b) a##b
#define VOORZIEN_JOIN(a, b) VOORZIEN_JOIN_(a, b)
#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_(VOORZIEN_JOIN(result_, __LINE__), declaration, expression)
#define ASSIGN_OR_RETURN_(name, declaration, expression) \
  auto name = (expression);                              \
  if (!name) return name.error();                        \
  declaration = std::move(name).value()
#define RETURN_IF_ERROR(expression)                                                        \
  if (auto VOORZIEN_JOIN(done_, __LINE__) = (expression); !VOORZIEN_JOIN(done_, __LINE__)) \
  return VOORZIEN_JOIN(done_, __LINE__).error()
