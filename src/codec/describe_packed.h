// The definitions behind codec/packed.h. Included by codec/instances/*.cpp only, beside describe_json.h,
// which gives the shape of the type.
#pragma once

#include "codec/describe_json.h"
#include "codec/packed.h"
#include "codec/packing.h"

namespace voorzien::codec {

template <class T>
struct Packed;  // static put(const T&, Packer&), take(Unpacker&, T&)

template <>
struct Packed<bool> {
  static void put(bool value, Packer& out) { out.put_unsigned(value ? 1 : 0); }
  static bool take(Unpacker& in, bool& out) {
    std::uint64_t value = 0;
    if (!in.take_unsigned(value)) return false;
    out = value == 1;
    return value <= 1 || in.fail();
  }
};

template <std::signed_integral T>
struct Packed<T> {
  static void put(T value, Packer& out) { out.put_signed(value); }
  static bool take(Unpacker& in, T& out) {
    std::int64_t value = 0;
    if (!in.take_signed(value)) return false;
    out = static_cast<T>(value);
    return std::in_range<T>(value) || in.fail();
  }
};

template <std::unsigned_integral T>
  requires(!std::same_as<T, bool>)
struct Packed<T> {
  static void put(T value, Packer& out) { out.put_unsigned(value); }
  static bool take(Unpacker& in, T& out) {
    std::uint64_t value = 0;
    if (!in.take_unsigned(value)) return false;
    out = static_cast<T>(value);
    return std::in_range<T>(value) || in.fail();
  }
};

template <>
struct Packed<double> {
  static void put(double value, Packer& out) { out.put_double(value); }
  static bool take(Unpacker& in, double& out) { return in.take_double(out); }
};

template <>
struct Packed<std::string> {
  static void put(const std::string& value, Packer& out) { out.put_text(value); }
  static bool take(Unpacker& in, std::string& out) { return in.take_text(out); }
};

template <class Tag>
struct Packed<Id<Tag>> {
  static void put(const Id<Tag>& value, Packer& out) { out.put_text(value.value); }
  static bool take(Unpacker& in, Id<Tag>& out) { return in.take_text(out.value); }
};

template <>
struct Packed<Instant> {
  static void put(Instant value, Packer& out) { out.put_instant(value); }
  static bool take(Unpacker& in, Instant& out) { return in.take_instant(out); }
};

template <DescribedEnum T>
struct Packed<T> {
  static void put(T value, Packer& out) { out.put_signed(static_cast<std::int64_t>(value)); }
  static bool take(Unpacker& in, T& out) {
    std::int64_t value = 0;
    if (!in.take_signed(value)) return false;
    for (const auto& row : Codec<T>::rows())
      if (static_cast<std::int64_t>(row.value) == value) {
        out = row.value;
        return true;
      }
    return in.fail();
  }
};

template <class T>
struct Packed<std::optional<T>> {
  static void put(const std::optional<T>& value, Packer& out) {
    out.put_unsigned(value ? 1 : 0);
    if (value) Packed<T>::put(*value, out);
  }
  static bool take(Unpacker& in, std::optional<T>& out) {
    bool is_there = false;
    if (!Packed<bool>::take(in, is_there)) return false;
    if (!is_there) return out.reset(), true;
    return Packed<T>::take(in, out.emplace());
  }
};

template <class List>
struct PackedList {
  using Item = typename List::value_type;
  static void put(const List& value, Packer& out) {
    out.put_unsigned(value.size());
    for (const Item& item : value) Packed<Item>::put(item, out);
  }
  static bool take(Unpacker& in, List& out) {
    std::size_t count = 0;
    if (!in.take_count(count)) return false;
    out.clear();
    for (; count > 0; --count)
      if (!Packed<Item>::take(in, out.emplace_back())) return false;
    return true;
  }
};
template <class T>
struct Packed<std::vector<T>> : PackedList<std::vector<T>> {};
template <class T>
struct Packed<std::deque<T>> : PackedList<std::deque<T>> {};

template <class T>
struct Packed<std::set<T>> {
  static void put(const std::set<T>& value, Packer& out) {
    out.put_unsigned(value.size());
    for (const T& item : value) Packed<T>::put(item, out);
  }
  static bool take(Unpacker& in, std::set<T>& out) {
    std::size_t count = 0;
    if (!in.take_count(count)) return false;
    out.clear();
    for (; count > 0; --count) {
      T item{};
      if (!Packed<T>::take(in, item)) return false;
      out.insert(out.end(), std::move(item));
    }
    return true;
  }
};

template <class Key, class T>
struct Packed<std::map<Key, T>> {
  static void put(const std::map<Key, T>& value, Packer& out) {
    out.put_unsigned(value.size());
    for (const auto& [key, item] : value) {
      Packed<Key>::put(key, out);
      Packed<T>::put(item, out);
    }
  }
  static bool take(Unpacker& in, std::map<Key, T>& out) {
    std::size_t count = 0;
    if (!in.take_count(count)) return false;
    out.clear();
    for (; count > 0; --count) {
      Key key{};
      if (!Packed<Key>::take(in, key)) return false;
      const auto place = out.try_emplace(out.end(), std::move(key));
      if (!Packed<T>::take(in, place->second)) return false;
    }
    return true;
  }
};

template <class... Ts>
struct Packed<std::variant<Ts...>> {
  using Choice = std::variant<Ts...>;
  static void put(const Choice& value, Packer& out) {
    out.put_unsigned(value.index());
    std::visit([&out]<class T>(const T& one) { Packed<T>::put(one, out); }, value);
  }
  static bool take(Unpacker& in, Choice& out) {
    std::uint64_t index = 0;
    if (!in.take_unsigned(index)) return false;
    std::uint64_t at = 0;
    bool done = false;
    const auto take_if = [&]<class T>(T*) {
      if (at++ != index) return false;
      done = Packed<T>::take(in, out.template emplace<T>());
      return true;
    };
    return (take_if(static_cast<Ts*>(nullptr)) || ...) ? done : in.fail();
  }
};

template <DescribedStruct T>
struct Packed<T> {
  using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
  static void put(const T& value, Packer& out) {
    boost::mp11::mp_for_each<Members>([&](auto member) {
      Packed<std::remove_cvref_t<decltype(value.*member.pointer)>>::put(value.*member.pointer, out);
    });
  }
  static bool take(Unpacker& in, T& out) {
    bool good = true;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      good =
          good && Packed<std::remove_cvref_t<decltype(out.*member.pointer)>>::take(in, out.*member.pointer);
    });
    return good;
  }
};

// ---- packed.h
template <class T>
std::string pack(const T& value) {
  const std::string shape = shape_of(Codec<T>::type());
  Packer out;
  out.put_text(shape);
  Packed<T>::put(value, out);
  return out.take();
}

template <class T>
Result<T> unpack(std::string_view bytes) {
  Unpacker in(bytes);
  std::string shape;
  if (!in.take_text(shape)) return Error{ErrorCode::Malformed, "", "no packed value"};
  if (shape != shape_of(Codec<T>::type()))
    return Error{ErrorCode::NotOfFormat, "", "packed by another version of the program"};
  T out{};
  if (!Packed<T>::take(in, out) || !in.at_end())
    return Error{ErrorCode::Malformed, "", "the packed bytes end early or hold a value that cannot be"};
  return out;
}

}  // namespace voorzien::codec
