// The scanner behind scan_xml, split over two files: xml_scan.cpp (the document, comments, text) and
// xml_tags.cpp (tags, attributes, namespaces). One object reads one text once.
#pragma once

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "feeds/limits.h"
#include "feeds/xml_chars.h"
#include "feeds/xml_scan.h"

namespace voorzien::feeds::xml {

struct Name {
  std::string_view whole;
  std::string_view prefix;
  std::string_view local;
};
struct Attribute {
  Name name;
  std::string_view value;
  std::size_t offset = 0;
};
struct Open {
  std::string_view name;
  std::size_t offset = 0;
  std::size_t bindings = 0;  // how many were in force outside it
};
struct Binding {
  std::string_view prefix;
  std::string_view uri;
};

inline constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns_uri = "http://www.w3.org/2000/xmlns/";

inline std::string quoted(std::string_view text) { return "'" + std::string(text.substr(0, 80)) + "'"; }

class Scanner {
 public:
  explicit Scanner(const std::string& text)
      : begin_(text.data()), end_(text.data() + text.size()), p_(begin_) {}

  std::optional<XmlFault> run() {
    if (declaration()) document();
    return std::move(fault_);
  }

 private:
  bool fail(const char* code, const char* at, std::string message) {
    if (!fault_) fault_ = XmlFault{code, static_cast<std::size_t>(at - begin_), std::move(message)};
    return false;
  }
  bool malformed(const char* at, std::string message) {
    if (at >= end_) return truncated();
    return fail("xml-malformed", at, std::move(message));
  }
  bool truncated() {
    const std::string open =
        depth_ > 0 ? "; <" + std::string(stack_[depth_ - 1].name.substr(0, 80)) + "> is still open" : "";
    return fail("xml-truncated", end_, "the document ends too early" + open);
  }
  bool bad_char(const char* at) {
    if (at >= end_) return truncated();
    return fail("xml-control-character", at, "a character that XML does not allow");
  }
  void skip_space() {
    while (is(*p_, space)) ++p_;
  }
  [[nodiscard]] bool at(std::string_view word) const {
    return static_cast<std::size_t>(end_ - p_) >= word.size() &&
           std::memcmp(p_, word.data(), word.size()) == 0;
  }
  // At 0xEF: U+FFFE and U+FFFF are no characters; steps over the character.
  bool rare_char() {
    const char* from = p_;
    return is_xml_char(decode(p_)) || bad_char(from);
  }

  bool declaration();
  bool pseudo_attribute(std::string_view name, std::string_view& value);
  bool document();
  bool markup();
  bool comment();
  bool cdata();
  bool instruction();
  bool name(Name& out);
  bool open_tag();
  bool attributes(bool& closed);
  bool attribute_value(std::string_view& value);
  bool bind(const Attribute& attribute);
  bool check_names(const Name& element, const char* at_element);
  [[nodiscard]] const std::string_view* uri_of(std::string_view prefix) const;
  bool count_node();
  bool close_tag();
  bool text();
  bool reference();

  const char* begin_;
  const char* end_;
  const char* p_;
  std::optional<XmlFault> fault_;
  std::array<Open, limits::nesting_max> stack_{};
  std::size_t depth_ = 0;
  bool root_seen_ = false;
  std::size_t nodes_ = 0;
  std::array<Attribute, limits::attributes_max> attributes_{};
  std::size_t attribute_count_ = 0;
  std::array<Binding, limits::namespaces_max> bindings_{};
  std::size_t binding_count_ = 0;
};

}  // namespace voorzien::feeds::xml
