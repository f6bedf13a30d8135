// The definitions behind codec/json.h: how each kind of C++ value is written, read and described. Included by
// codec/instances/*.cpp only (tools/layers.json holds that).
//
//   described struct  object, members in the order of the description, those of base structs first
//   described enum    its enumerator in kebab-case
//   variant           object of the alternative with its `kind` as first member
//   optional          null or the value; may be absent in an object (see omits_absent)
//   vector, set       array; a set must not hold an item twice
//   map               object with the keys in order
//   Id                text          Instant  RFC 3339, UTC, microseconds       Duration  microseconds
//   double            shortest text that reads back the same; not finite: null
//
// A type that looks otherwise specialises Codec in a header of codec/instances/ (geo_json.h).
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "codec/json.h"
#include "codec/reader.h"
#include "codec/skipped.h"
#include "codec/struct_table.h"
#include "codec/type_info.h"
#include "codec/write.h"

namespace voorzien::codec {

template <class T>
struct Codec;  // static write(const T&, string&), read(Reader&, T&), type()

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

// "Signal" of voorzien::views::Signal, out of the compiler's own name of this function.
template <class T>
std::string type_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  const std::size_t start = text.find("T = ") + 4;
  text = text.substr(start, text.find_first_of(";]", start) - start);
  const std::size_t colons = text.rfind("::");
  return std::string(colons == std::string_view::npos ? text : text.substr(colons + 2));
}

// ---- single values
template <>
struct Codec<bool> {
  static void write(bool value, std::string& out) { out += value ? "true" : "false"; }
  static bool read(Reader& reader, bool& out) { return reader.read_bool(out); }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Boolean};
    return info;
  }
};

template <std::signed_integral T>
struct Codec<T> {
  static void write(T value, std::string& out) { append_integer(value, out); }
  static bool read(Reader& reader, T& out) {
    std::int64_t value = 0;
    if (!reader.read_integer(value)) return false;
    if (!std::in_range<T>(value)) return reader.fail(ErrorCode::BadValue, "number out of range");
    out = static_cast<T>(value);
    return true;
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Integer};
    return info;
  }
};

template <std::unsigned_integral T>
  requires(!std::same_as<T, bool>)
struct Codec<T> {
  static void write(T value, std::string& out) { append_unsigned(value, out); }
  static bool read(Reader& reader, T& out) {
    std::uint64_t value = 0;
    if (!reader.read_unsigned(value)) return false;
    if (!std::in_range<T>(value)) return reader.fail(ErrorCode::BadValue, "number out of range");
    out = static_cast<T>(value);
    return true;
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Unsigned};
    return info;
  }
};

template <>
struct Codec<double> {
  static void write(double value, std::string& out) { append_number(value, out); }
  static bool read(Reader& reader, double& out) {
    if (reader.body() == nullptr && reader.take_null()) {  // our own word for not finite
      out = std::numeric_limits<double>::quiet_NaN();
      return true;
    }
    return reader.read_double(out);
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Number};
    return info;
  }
};

template <>
struct Codec<std::string> {
  static void write(const std::string& value, std::string& out) { append_string(value, out); }
  static bool read(Reader& reader, std::string& out) {
    std::string_view text;
    if (!reader.read_text(text)) return false;
    out.assign(text);
    return true;
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Text};
    return info;
  }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static void write(const Id<Tag>& value, std::string& out) { append_string(value.value, out); }
  static bool read(Reader& reader, Id<Tag>& out) { return Codec<std::string>::read(reader, out.value); }
  static const TypeInfo& type() { return Codec<std::string>::type(); }
};

template <>
struct Codec<Instant> {
  static void write(Instant value, std::string& out) { append_instant(value, out); }
  static bool read(Reader& reader, Instant& out) {
    std::string_view text;
    if (!reader.read_text(text)) return false;
    const Result<Instant> at = parse_rfc3339(text);
    if (!at) return reader.fail(ErrorCode::BadTime, at.error().detail);
    // An offset can carry the first day of year 1 and the last of 9999 over the edge.
    static const Instant first = from_civil_utc({1, 1, 1, 0, 0, 0, 0});
    static const Instant beyond = from_civil_utc({10'000, 1, 1, 0, 0, 0, 0});
    if (*at < first || *at >= beyond) return reader.fail(ErrorCode::BadTime, "no such year in UTC");
    out = *at;
    return true;
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Moment};
    return info;
  }
};

template <>
struct Codec<Duration> {
  static void write(Duration value, std::string& out) { append_integer(value.us, out); }
  static bool read(Reader& reader, Duration& out) { return reader.read_integer(out.us); }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Length};
    return info;
  }
};

template <>
struct Codec<Skipped> {
  static void write(Skipped, std::string& out) { out += "null"; }
  static bool read(Reader& reader, Skipped&) { return !reader.failed(); }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Optional, .of = &Codec<bool>::type()};
    return info;
  }
};

template <DescribedEnum T>
struct Codec<T> {
  struct Row {
    T value;
    std::string word;
  };
  static const std::vector<Row>& rows() {
    static const std::vector<Row> all = [] {
      std::vector<Row> out;
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
        out.push_back({one.value, kebab(one.name)});
      });
      return out;
    }();
    return all;
  }
  static void write(T value, std::string& out) {
    for (const Row& row : rows())
      if (row.value == value) {
        out += '"';
        out += row.word;
        out += '"';
        return;
      }
    ENSURE(false, "an enum holds one of its enumerators");
  }
  static bool read(Reader& reader, T& out) {
    std::string_view word;
    if (!reader.read_text(word)) return false;
    std::string words;
    for (const Row& row : rows()) {
      if (row.word == word) {
        out = row.value;
        return true;
      }
      words += words.empty() ? row.word : ", " + row.word;
    }
    return reader.fail(ErrorCode::BadValue, "one of " + words + " expected");
  }
  static const TypeInfo& type() {
    static const TypeInfo info = [] {
      TypeInfo out{.kind = TypeInfo::Kind::Words, .name = type_name<T>()};
      for (const Row& row : rows()) out.words.push_back(row.word);
      return out;
    }();
    return info;
  }
};

// ---- of other values
template <class T>
struct Codec<std::optional<T>> {
  static void write(const std::optional<T>& value, std::string& out) {
    if (value)
      Codec<T>::write(*value, out);
    else
      out += "null";
  }
  static bool read(Reader& reader, std::optional<T>& out) {
    if (reader.take_null()) {
      out.reset();
      return true;
    }
    return Codec<T>::read(reader, out.emplace());
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Optional, .of = &Codec<T>::type()};
    return info;
  }
};

template <class List>
void write_list(const List& list, std::string& out) {
  out += '[';
  bool is_first = true;
  for (const auto& item : list) {
    if (!is_first) out += ',';
    is_first = false;
    Codec<typename List::value_type>::write(item, out);
  }
  out += ']';
}

template <class List>
struct ListCodec {
  using Item = typename List::value_type;
  static void write(const List& value, std::string& out) { write_list(value, out); }
  static bool read(Reader& reader, List& out) {
    if (!reader.begin_array()) return false;
    out.clear();
    while (reader.next_item())
      if (!Codec<Item>::read(reader, out.emplace_back())) return false;
    return !reader.failed();
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::List, .of = &Codec<Item>::type()};
    return info;
  }
};
template <class T>
struct Codec<std::vector<T>> : ListCodec<std::vector<T>> {};
template <class T>
struct Codec<std::deque<T>> : ListCodec<std::deque<T>> {};

template <class T>
struct Codec<std::set<T>> {
  static void write(const std::set<T>& value, std::string& out) { write_list(value, out); }
  static bool read(Reader& reader, std::set<T>& out) {
    if (!reader.begin_array()) return false;
    out.clear();
    while (reader.next_item()) {
      T item{};
      if (!Codec<T>::read(reader, item)) return false;
      if (!out.insert(std::move(item)).second) return reader.fail(ErrorCode::BadValue, "given twice");
    }
    return !reader.failed();
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::List, .of = &Codec<T>::type()};
    return info;
  }
};

inline const std::string& text_of(const std::string& key) { return key; }
template <class Tag>
const std::string& text_of(const Id<Tag>& key) {
  return key.value;
}

template <class Key, class T>
struct Codec<std::map<Key, T>> {  // Key is a text or an Id
  static void write(const std::map<Key, T>& value, std::string& out) {
    out += '{';
    bool is_first = true;
    for (const auto& [key, item] : value) {
      if (!is_first) out += ',';
      is_first = false;
      append_string(text_of(key), out);
      out += ':';
      Codec<T>::write(item, out);
    }
    out += '}';
  }
  static bool read(Reader& reader, std::map<Key, T>& out) {
    if (!reader.begin_object()) return false;
    out.clear();
    std::string_view key;
    while (reader.next_field(key)) {
      const std::size_t before = out.size();
      const auto place = out.try_emplace(out.end(), Key{std::string(key)});
      if (out.size() == before) return reader.fail(ErrorCode::BadValue, "given twice");
      if (!Codec<T>::read(reader, place->second)) return false;
    }
    return !reader.failed();
  }
  static const TypeInfo& type() {
    static const TypeInfo info{.kind = TypeInfo::Kind::Map, .of = &Codec<T>::type()};
    return info;
  }
};

// ---- structs and choices
template <class T>
inline constexpr bool is_optional_value = false;
template <class T>
inline constexpr bool is_optional_value<std::optional<T>> = true;

// A struct with `static constexpr bool omits_absent = true` leaves out optionals without a value: the
// journal's entries, which are many, and read by nobody who would miss the nulls. A type with `static
// constexpr bool left_out_when_absent = true` is left out wherever an optional of it holds none.
template <class T>
constexpr bool left_out_when_absent = requires { T::value_type::left_out_when_absent; };

template <class T>
const StructTable& table_of() {
  static const StructTable table = [] {
    using boost::describe::mod_inherited;
    using boost::describe::mod_public;
    using Members = boost::describe::describe_members<T, mod_public | mod_inherited>;
    static_assert(boost::mp11::mp_size<Members>::value <= 64, "which fields were seen is one word of bits");
    static const T sample{};
    StructTable out;
    constexpr bool omits_absent = requires { T::omits_absent; };
    boost::mp11::mp_for_each<Members>([&](auto member) {
      const auto& place = sample.*member.pointer;
      using Value = std::remove_cvref_t<decltype(place)>;
      StructTable::Field field;
      field.name = member.name;
      field.prefix = "\"" + std::string(member.name) + "\":";
      field.offset = static_cast<std::size_t>(reinterpret_cast<const char*>(&place) -
                                              reinterpret_cast<const char*>(&sample));
      field.write = [](const void* value, std::string& text) {
        Codec<Value>::write(*static_cast<const Value*>(value), text);
      };
      field.read = [](Reader& reader, void* value) {
        return Codec<Value>::read(reader, *static_cast<Value*>(value));
      };
      field.type = []() -> const TypeInfo& { return Codec<Value>::type(); };
      if constexpr (is_optional_value<Value>) {
        field.is_optional = true;
        field.left_out = omits_absent || left_out_when_absent<Value>;
        field.is_absent = [](const void* value) { return !*static_cast<const Value*>(value); };
      }
      out.fields.push_back(std::move(field));
    });
    return out;
  }();
  return table;
}

template <DescribedStruct T>
struct Codec<T> {
  static void write(const T& value, std::string& out) {
    out += '{';
    write_fields(table_of<T>(), &value, out, true);
    out += '}';
  }
  static bool read(Reader& reader, T& out) {
    return reader.begin_object() && read_fields(table_of<T>(), reader, &out);
  }
  static const TypeInfo& type() {
    static const TypeInfo info{
        .kind = TypeInfo::Kind::Object, .name = type_name<T>(), .fields = fields_of(table_of<T>())};
    return info;
  }
};

template <class... Ts>
struct Codec<std::variant<Ts...>> {
  using Choice = std::variant<Ts...>;
  static void write(const Choice& value, std::string& out) {
    std::visit(
        [&]<class T>(const T& one) {
          out += "{\"kind\":\"";
          out += T::kind;
          out += '"';
          write_fields(table_of<T>(), &one, out, false);
          out += '}';
        },
        value);
  }
  template <class T>
  static bool read_as(Reader& reader, std::string_view word, Choice& out, bool& known) {
    if (word != T::kind) return false;
    known = true;
    return read_fields(table_of<T>(), reader, &out.template emplace<T>());
  }
  static bool read(Reader& reader, Choice& out) {
    std::string_view word;
    if (!reader.begin_object() || !read_tag(reader, "kind", word)) return false;
    bool known = false;
    const bool done = (read_as<Ts>(reader, word, out, known) || ...);
    return known ? done
                 : reader.fail(ErrorCode::BadValue, "no such kind: " + std::string(word.substr(0, 64)));
  }
  static const TypeInfo& type() {
    static const TypeInfo info = [] {
      TypeInfo out{.kind = TypeInfo::Kind::Choice, .tag = "kind"};
      (out.alternatives.push_back({std::string(Ts::kind), &Codec<Ts>::type()}), ...);
      return out;
    }();
    return info;
  }
};

// ---- json.h
template <class T>
void encode_to(const T& value, std::string& out) {
  Codec<T>::write(value, out);
}

template <class T>
Result<T> read_whole(Reader& reader) {
  T out{};
  if (Codec<T>::read(reader, out) && reader.at_end()) return out;
  return reader.error();
}

template <class T>
Result<T> decode(std::string_view json) {
  Reader reader(json);
  return read_whole<T>(reader);
}

template <class T>
Result<T> decode_body(std::string_view json, std::span<const std::string_view> required) {
  Reader reader(json);
  const Reader::Body body{required};
  reader.set_body(&body);
  return read_whole<T>(reader);
}

template <class T>
const TypeInfo& type_of() {
  return Codec<T>::type();
}

template <class T>
std::string schema() {
  return schema_of(Codec<T>::type());
}

// Instantiates everything of json.h for one type.
#define VOORZIEN_JSON(...)                                                                  \
  template void encode_to<__VA_ARGS__>(const __VA_ARGS__&, std::string&);                   \
  template Result<__VA_ARGS__> decode<__VA_ARGS__>(std::string_view);                       \
  template Result<__VA_ARGS__> decode_body<__VA_ARGS__>(std::string_view,                   \
                                                        std::span<const std::string_view>); \
  template const TypeInfo& type_of<__VA_ARGS__>();                                          \
  template std::string schema<__VA_ARGS__>();

}  // namespace voorzien::codec
