// Packer and Unpacker: the single values of the packed form (codec/packed.h), without any type's template.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "base/instant.h"
#include "codec/type_info.h"

namespace voorzien::codec {

// Remembers where the texts that it was given lie: they stay where they are until it has ended.
class Packer {
 public:
  void put_unsigned(std::uint64_t value);  // seven bits a byte, lowest first
  void put_signed(std::int64_t value);
  void put_double(double value);
  void put_text(std::string_view text);
  void put_instant(Instant at);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  boost::unordered_flat_map<std::string_view, std::uint64_t> known_;  // looked up only, never iterated
  std::int64_t last_us_ = 0;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
  // After the first failure all of these answer false.
  bool take_unsigned(std::uint64_t& out);
  bool take_signed(std::int64_t& out);
  bool take_double(double& out);
  bool take_text(std::string& out);
  bool take_instant(Instant& out);
  bool take_count(std::size_t& out);  // of items that follow: never more than there are bytes
  bool fail();
  [[nodiscard]] bool at_end() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  std::vector<std::string_view> known_;
  std::int64_t last_us_ = 0;
  bool failed_ = false;
};

// Names, kinds and order of everything in the type, as 26 characters.
[[nodiscard]] std::string shape_of(const TypeInfo& type);

}  // namespace voorzien::codec
