// Boxed: an optional whose value lies elsewhere, so that what holds many of them, mostly empty, stays small.
// It is copied as its value is.
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace voorzien {

template <class T>
class Boxed {
 public:
  using value_type = T;

  Boxed() = default;
  template <class Value>
    requires std::constructible_from<T, Value> && (!std::same_as<std::remove_cvref_t<Value>, Boxed>)
  Boxed(Value&& value)  // NOLINT(google-explicit-constructor): as an optional is made
      : value_(std::make_unique<T>(std::forward<Value>(value))) {}
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(Boxed other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  ~Boxed() = default;

  T& emplace() { return *(value_ = std::make_unique<T>()); }
  void reset() { value_.reset(); }
  explicit operator bool() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace voorzien
