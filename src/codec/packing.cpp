#include "codec/packing.h"

#include <cstring>
#include <set>

#include "base/ids.h"

namespace voorzien::codec {
namespace {
constexpr std::size_t kept_text_max = 64;  // longer texts seldom occur twice
// What stands before a text: new and to be remembered, new and long, or 2 + the number of a remembered one.
constexpr std::uint64_t new_text = 0;
constexpr std::uint64_t long_text = 1;
constexpr std::uint64_t first_known = 2;
}  // namespace

void Packer::put_unsigned(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) out_ += static_cast<char>(value | 0x80U);
  out_ += static_cast<char>(value);
}

void Packer::put_signed(std::int64_t value) {
  put_unsigned((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
}

void Packer::put_double(double value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out_.append(bytes, sizeof value);
}

void Packer::put_text(std::string_view text) {
  if (text.size() > kept_text_max) {
    put_unsigned(long_text);
  } else {
    const auto [found, is_new] = known_.try_emplace(text, known_.size());
    if (!is_new) return put_unsigned(first_known + found->second);
    put_unsigned(new_text);
  }
  put_unsigned(text.size());
  out_ += text;
}

void Packer::put_instant(Instant at) {
  // Modulo 2^64, so that no pair of moments overflows.
  put_signed(
      static_cast<std::int64_t>(static_cast<std::uint64_t>(at.us) - static_cast<std::uint64_t>(last_us_)));
  last_us_ = at.us;
}

bool Unpacker::fail() {
  failed_ = true;
  rest_ = {};
  return false;
}

bool Unpacker::take_unsigned(std::uint64_t& out) {
  out = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) return fail();
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    if (shift == 63 && byte > 1) return fail();
    out |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80) return true;
  }
  return fail();
}

bool Unpacker::take_signed(std::int64_t& out) {
  std::uint64_t value = 0;
  if (!take_unsigned(value)) return false;
  out = static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
  return true;
}

bool Unpacker::take_double(double& out) {
  if (rest_.size() < sizeof out) return fail();
  std::memcpy(&out, rest_.data(), sizeof out);
  rest_.remove_prefix(sizeof out);
  return true;
}

bool Unpacker::take_text(std::string& out) {
  std::uint64_t which = 0;
  if (!take_unsigned(which)) return false;
  if (which >= first_known) {
    if (which - first_known >= known_.size()) return fail();
    out.assign(known_[which - first_known]);
    return true;
  }
  std::size_t size = 0;
  if (!take_count(size)) return false;
  const std::string_view text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  if (which == new_text) known_.push_back(text);
  out.assign(text);
  return true;
}

bool Unpacker::take_instant(Instant& out) {
  std::int64_t step = 0;
  if (!take_signed(step)) return false;
  last_us_ =
      static_cast<std::int64_t>(static_cast<std::uint64_t>(last_us_) + static_cast<std::uint64_t>(step));
  out.us = last_us_;
  return true;
}

bool Unpacker::take_count(std::size_t& out) {
  std::uint64_t count = 0;
  if (!take_unsigned(count)) return false;
  if (count > rest_.size()) return fail();
  out = static_cast<std::size_t>(count);
  return true;
}

namespace {
void describe(const TypeInfo& type, std::set<const TypeInfo*>& told, std::string& out) {
  out += std::to_string(static_cast<int>(type.kind)) + type.name;
  if (!told.insert(&type).second) return;
  out += '(';
  if (type.of != nullptr) describe(*type.of, told, out);
  for (const std::string& word : type.words) out += word + ' ';
  for (const auto* list : {&type.fields, &type.alternatives})
    for (const FieldInfo& one : *list) {
      out += one.name + ':';
      describe(*one.type, told, out);
    }
  out += ')';
}
}  // namespace

std::string shape_of(const TypeInfo& type) {
  std::string text;
  std::set<const TypeInfo*> told;
  describe(type, told, text);
  return stable_id(text);
}
}  // namespace voorzien::codec
