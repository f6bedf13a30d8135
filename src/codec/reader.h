// Reader: a JSON text taken in one pass, forwards, value by value. simdjson on-demand stands behind it in
// reader.cpp only, so that the instances of a type do not pay for its header.
//
// A Reader always stands before one value: the whole text at first, a member's value after `next_field`, an
// item after `next_item`. That value is taken once, by one of the read_* or begin_* calls. The first failure
// is kept with the JSON pointer of the place; after it every call answers false. A string_view that was read
// lives as long as the Reader.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::codec {

class Reader {
 public:
  explicit Reader(std::string_view json);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool begin_object();
  bool next_field(std::string_view& key);  // false: the object has ended, or something failed
  bool begin_array();
  bool next_item();

  bool take_null();  // true when the value is null, which is then taken
  bool read_bool(bool& out);
  bool read_double(double& out);
  bool read_integer(std::int64_t& out);
  bool read_unsigned(std::uint64_t& out);
  bool read_text(std::string_view& out);

  // Keeps the first failure, at the value where the reader stands or at its member `field`. Always false.
  bool fail(ErrorCode code, std::string detail, std::string_view field = {});
  [[nodiscard]] bool failed() const;
  [[nodiscard]] std::size_t depth() const;  // 1 inside the outermost object

  // After the last value: true when nothing but white space follows.
  bool at_end();
  [[nodiscard]] const Error& error() const;

  // Set for what others send: see decode_body in json.h.
  struct Body {
    std::span<const std::string_view> required;
  };
  void set_body(const Body* body) { body_ = body; }
  [[nodiscard]] const Body* body() const { return body_; }

 private:
  struct Inside;
  struct Release {
    void operator()(Inside* inside) const;
  };
  std::unique_ptr<Inside, Release> inside_;
  const Body* body_ = nullptr;
};

}  // namespace voorzien::codec
