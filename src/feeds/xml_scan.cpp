#include "feeds/xml_scan.h"

#include <array>
#include <cstring>

#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {

enum : std::uint8_t {
  name_start = 1,
  name_char = 2,
  space = 4,
  text_stop = 8,        // may end or spoil character data
  attribute_stop = 16,  // may end or spoil an attribute value
  quiet_stop = 32,      // may spoil a comment, CDATA section or processing instruction
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> out{};
  const auto set = [&out](unsigned from, unsigned to, unsigned bits) {
    for (unsigned c = from; c <= to; ++c) out[c] = static_cast<std::uint8_t>(out[c] | bits);
  };
  set('A', 'Z', name_start | name_char);
  set('a', 'z', name_start | name_char);
  set('_', '_', name_start | name_char);
  set(':', ':', name_start | name_char);
  set(0x80, 0xff, name_start | name_char);  // looked at closer where they occur
  set('0', '9', name_char);
  set('-', '.', name_char);
  set(0, 0x1f, text_stop | attribute_stop | quiet_stop);
  for (const unsigned c : {0x9U, 0xaU, 0xdU}) out[c] = space;
  out[' '] = space;
  set('<', '<', text_stop | attribute_stop);
  set('&', '&', text_stop | attribute_stop);
  set(']', ']', text_stop | quiet_stop);
  set('"', '"', attribute_stop);
  set('\'', '\'', attribute_stop);
  set('-', '-', quiet_stop);
  set('?', '?', quiet_stop);
  set(0xef, 0xef, text_stop | attribute_stop | quiet_stop);  // U+FFFE and U+FFFF begin with it
  return out;
}
constexpr auto classes = make_classes();

bool is(char c, unsigned bits) { return (classes[static_cast<unsigned char>(c)] & bits) != 0; }

struct CodeRange {
  char32_t from, to;
};
// Beyond ASCII; a name may go on with the second list too.
constexpr CodeRange name_starts[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},
                                     {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},
                                     {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
                                     {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
constexpr CodeRange name_goes_on[] = {{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t n>
bool within(const CodeRange (&ranges)[n], char32_t c) {
  for (const CodeRange& range : ranges)
    if (c >= range.from && c <= range.to) return true;
  return false;
}

// One character of valid UTF-8.
char32_t decode(const char*& p) {
  const auto byte = [&p](int i) { return static_cast<char32_t>(static_cast<unsigned char>(p[i])); };
  const char32_t first = byte(0);
  char32_t c = first;
  int length = 1;
  if (first >= 0xf0) {
    c = (first & 7U) << 18U | (byte(1) & 63U) << 12U | (byte(2) & 63U) << 6U | (byte(3) & 63U);
    length = 4;
  } else if (first >= 0xe0) {
    c = (first & 15U) << 12U | (byte(1) & 63U) << 6U | (byte(2) & 63U);
    length = 3;
  } else if (first >= 0xc0) {
    c = (first & 31U) << 6U | (byte(1) & 63U);
    length = 2;
  }
  p += length;
  return c;
}

bool is_xml_char(char32_t c) {
  return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

bool is_wide_name(std::string_view name) {
  const char* p = name.data();
  const char* end = p + name.size();
  for (bool first = true; p < end; first = false) {
    if (static_cast<unsigned char>(*p) < 0x80) {
      ++p;
      continue;
    }
    const char32_t c = decode(p);
    if (!within(name_starts, c) && (first || !within(name_goes_on, c))) return false;
  }
  return true;
}

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

constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xmlns_uri = "http://www.w3.org/2000/xmlns/";

std::string quoted(std::string_view text) { return "'" + std::string(text.substr(0, 80)) + "'"; }

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

bool Scanner::pseudo_attribute(std::string_view name, std::string_view& value) {
  skip_space();
  if (!at(name)) return false;
  p_ += name.size();
  skip_space();
  if (*p_ != '=') return malformed(p_, "expected = in the XML declaration");
  ++p_;
  skip_space();
  const char quote = *p_;
  if (quote != '"' && quote != '\'') return malformed(p_, "expected a quote in the XML declaration");
  const char* from = ++p_;
  while (p_ < end_ && *p_ != quote && *p_ != '<' && *p_ != '>') ++p_;
  if (*p_ != quote) return malformed(p_, "expected the closing quote in the XML declaration");
  value = {from, static_cast<std::size_t>(p_ - from)};
  ++p_;
  return true;
}

bool Scanner::declaration() {
  if (!at("<?xml") || !is(p_[5], space)) return true;
  p_ += 5;
  std::string_view value;
  if (!pseudo_attribute("version", value)) return malformed(p_, "the XML declaration has no version");
  if (!value.starts_with("1.") || value.size() < 3) return malformed(p_, "unknown XML version");
  const bool gap = is(*p_, space);
  if (pseudo_attribute("encoding", value)) {
    if (!gap || value.empty()) return malformed(p_, "a faulty encoding in the XML declaration");
  }
  if (fault_) return false;
  const bool gap_again = is(p_[0], space) || is(p_[-1], space);
  if (pseudo_attribute("standalone", value)) {
    if (!gap_again || (value != "yes" && value != "no"))
      return malformed(p_, "standalone must be yes or no in the XML declaration");
  }
  if (fault_) return false;
  skip_space();
  if (!at("?>")) return malformed(p_, "the XML declaration does not end with ?>");
  p_ += 2;
  return true;
}

bool Scanner::document() {
  while (true) {
    if (depth_ > 0) {
      if (!text()) return false;
    } else {
      skip_space();
      if (p_ >= end_) break;
      if (*p_ != '<')
        return malformed(p_,
                         root_seen_ ? "text after the end of the document" : "text before the first element");
    }
    if (!markup()) return false;
  }
  if (!root_seen_) return fail("xml-malformed", end_, "there is no element in the document");
  return true;
}

// At '<'.
bool Scanner::markup() {
  const char next = p_[1];
  if (next == '/') return close_tag();
  if (next == '?') return instruction();
  if (next == '!') {
    if (at("<!--")) return comment();
    if (at("<![CDATA[")) {
      if (depth_ == 0) return malformed(p_, "a CDATA section outside the root element");
      return cdata();
    }
    if (at("<!DOCTYPE") || at("<!ENTITY"))
      return fail("forbidden", p_,
                  "a DOCTYPE or ENTITY is never accepted; treat the sender as faulty or hostile");
    return malformed(p_, "unknown markup after <!");
  }
  return open_tag();
}

bool Scanner::comment() {
  const char* from = p_;
  p_ += 4;
  while (true) {
    while (!is(*p_, quiet_stop)) ++p_;
    if (*p_ == '-') {
      if (p_[1] != '-') {
        ++p_;
        continue;
      }
      if (p_[2] != '>') return malformed(p_, "-- inside a comment");
      p_ += 3;
      return true;
    }
    if (*p_ == ']' || *p_ == '?') {
      ++p_;
    } else if (static_cast<unsigned char>(*p_) == 0xef) {
      if (!rare_char()) return false;
    } else if (p_ >= end_) {
      return fail("xml-truncated", from, "a comment is not closed");
    } else {
      return bad_char(p_);
    }
  }
}

bool Scanner::cdata() {
  const char* from = p_;
  p_ += 9;
  while (true) {
    while (!is(*p_, quiet_stop)) ++p_;
    if (*p_ == ']') {
      if (p_[1] == ']' && p_[2] == '>') {
        p_ += 3;
        return count_node();
      }
      ++p_;
    } else if (*p_ == '-' || *p_ == '?') {
      ++p_;
    } else if (static_cast<unsigned char>(*p_) == 0xef) {
      if (!rare_char()) return false;
    } else if (p_ >= end_) {
      return fail("xml-truncated", from, "a CDATA section is not closed");
    } else {
      return bad_char(p_);
    }
  }
}

bool Scanner::instruction() {
  const char* from = p_;
  p_ += 2;
  Name target;
  if (!name(target)) return false;
  const std::string_view word = target.whole;
  if (word.size() == 3 && (word[0] | 32) == 'x' && (word[1] | 32) == 'm' && (word[2] | 32) == 'l')
    return malformed(from, "an XML declaration that is not at the very beginning");
  if (!target.prefix.empty()) return malformed(from, "a colon in the name of a processing instruction");
  if (!is(*p_, space) && !at("?>"))
    return malformed(p_, "expected a space after the name of the instruction");
  while (true) {
    while (!is(*p_, quiet_stop)) ++p_;
    if (*p_ == '?') {
      if (p_[1] == '>') {
        p_ += 2;
        return true;
      }
      ++p_;
    } else if (*p_ == '-' || *p_ == ']') {
      ++p_;
    } else if (static_cast<unsigned char>(*p_) == 0xef) {
      if (!rare_char()) return false;
    } else if (p_ >= end_) {
      return fail("xml-truncated", from, "a processing instruction is not closed");
    } else {
      return bad_char(p_);
    }
  }
}

bool Scanner::name(Name& out) {
  const char* from = p_;
  if (!is(*p_, name_start)) return malformed(p_, "expected a name");
  const char* colon = nullptr;
  int colons = 0;
  unsigned char seen = 0;
  while (is(*p_, name_char)) {
    seen = static_cast<unsigned char>(seen | static_cast<unsigned char>(*p_));
    if (*p_ == ':') {
      ++colons;
      colon = p_;
    }
    ++p_;
  }
  out.whole = {from, static_cast<std::size_t>(p_ - from)};
  out.prefix = {};
  out.local = out.whole;
  if (seen >= 0x80 && !is_wide_name(out.whole)) return malformed(from, quoted(out.whole) + " is no XML name");
  if (colons == 0) return true;
  if (colons > 1 || colon == from || colon + 1 == p_ || (!is(colon[1], name_start)))
    return malformed(from, quoted(out.whole) + " is no name with a prefix");
  out.prefix = {from, static_cast<std::size_t>(colon - from)};
  out.local = {colon + 1, static_cast<std::size_t>(p_ - colon - 1)};
  return true;
}

bool Scanner::count_node() {
  if (++nodes_ > limits::nodes_max)
    return fail("too-large", p_, "more than " + std::to_string(limits::nodes_max) + " nodes");
  return true;
}

bool Scanner::open_tag() {
  const char* from = p_;
  if (depth_ == 0 && root_seen_) return fail("xml-second-root", p_, "a second root element");
  ++p_;
  Name element;
  if (!name(element)) return false;
  if (!count_node()) return false;
  const std::size_t outer = binding_count_;
  bool closed = false;
  attribute_count_ = 0;
  if (*p_ == '>') {
    ++p_;
  } else if (!attributes(closed)) {
    return false;
  }
  root_seen_ = true;
  if ((attribute_count_ > 0 || !element.prefix.empty()) && !check_names(element, from)) return false;
  if (closed) {
    binding_count_ = outer;
    return true;
  }
  if (depth_ >= stack_.size())
    return fail("too-deep", from, "nested deeper than " + std::to_string(limits::nesting_max));
  stack_[depth_++] = {element.whole, static_cast<std::size_t>(from - begin_), outer};
  return true;
}

bool Scanner::attributes(bool& closed) {
  while (true) {
    const char* before = p_;
    skip_space();
    if (*p_ == '>') {
      ++p_;
      return true;
    }
    if (*p_ == '/') {
      if (p_[1] != '>') return malformed(p_, "expected > after /");
      p_ += 2;
      closed = true;
      return true;
    }
    if (p_ == before) return malformed(p_, "expected a space, > or /> in a tag");
    if (attribute_count_ >= attributes_.size())
      return fail("too-large", p_, "more than " + std::to_string(limits::attributes_max) + " attributes");
    Attribute& attribute = attributes_[attribute_count_++];
    attribute.offset = static_cast<std::size_t>(p_ - begin_);
    if (!name(attribute.name)) return false;
    skip_space();
    if (*p_ != '=') return malformed(p_, "expected = after the attribute " + quoted(attribute.name.whole));
    ++p_;
    skip_space();
    if (!attribute_value(attribute.value)) return false;
    if (!count_node()) return false;
  }
}

bool Scanner::attribute_value(std::string_view& value) {
  const char quote = *p_;
  if (quote != '"' && quote != '\'') return malformed(p_, "an attribute value without quotes");
  const char* from = ++p_;
  while (true) {
    while (!is(*p_, attribute_stop)) ++p_;
    if (*p_ == quote) break;
    if (*p_ == '"' || *p_ == '\'') {
      ++p_;
    } else if (*p_ == '&') {
      if (!reference()) return false;
    } else if (*p_ == '<') {
      return malformed(p_, "< inside an attribute value");
    } else if (static_cast<unsigned char>(*p_) == 0xef) {
      if (!rare_char()) return false;
    } else {
      return bad_char(p_);
    }
  }
  value = {from, static_cast<std::size_t>(p_ - from)};
  ++p_;
  return true;
}

bool Scanner::bind(const Attribute& attribute) {
  const bool is_default = attribute.name.prefix.empty();
  const std::string_view prefix = is_default ? std::string_view() : attribute.name.local;
  const char* where = begin_ + attribute.offset;
  if (prefix == "xmlns" || attribute.value == xmlns_uri || (prefix == "xml") != (attribute.value == xml_uri))
    return malformed(where, "a namespace declaration that XML reserves");
  if (!is_default && attribute.value.empty())
    return malformed(where, "the prefix " + quoted(prefix) + " is bound to nothing");
  if (binding_count_ >= bindings_.size())
    return fail("too-large", where, "more than " + std::to_string(limits::namespaces_max) + " namespaces");
  bindings_[binding_count_++] = {prefix, attribute.value};
  return true;
}

const std::string_view* Scanner::uri_of(std::string_view prefix) const {
  for (std::size_t i = binding_count_; i > 0; --i)
    if (bindings_[i - 1].prefix == prefix) return &bindings_[i - 1].uri;
  return prefix == "xml" ? &xml_uri : nullptr;
}

// Duplicates and prefixes, once all attributes of the tag are known.
bool Scanner::check_names(const Name& element, const char* at_element) {
  bool prefixed = false;
  for (std::size_t i = 0; i < attribute_count_; ++i) {
    const Attribute& one = attributes_[i];
    for (std::size_t k = 0; k < i; ++k)
      if (attributes_[k].name.whole == one.name.whole)
        return fail("xml-duplicate-attribute", begin_ + one.offset,
                    "the attribute " + quoted(one.name.whole) + " stands twice in one tag");
    const bool declares = one.name.prefix == "xmlns" || one.name.whole == "xmlns";
    if (declares && !bind(one)) return false;
    if (!declares && !one.name.prefix.empty()) prefixed = true;
  }
  const auto undeclared = [this](const char* where, std::string_view prefix) {
    return fail("xml-undeclared-prefix", where, "the prefix " + quoted(prefix) + " is not declared");
  };
  if (element.prefix == "xmlns") return malformed(at_element, "an element with the prefix xmlns");
  if (!element.prefix.empty() && uri_of(element.prefix) == nullptr)
    return undeclared(at_element, element.prefix);
  if (!prefixed) return true;
  for (std::size_t i = 0; i < attribute_count_; ++i) {
    const Attribute& one = attributes_[i];
    if (one.name.prefix.empty() || one.name.prefix == "xmlns") continue;
    const std::string_view* uri = uri_of(one.name.prefix);
    if (uri == nullptr) return undeclared(begin_ + one.offset, one.name.prefix);
    for (std::size_t k = 0; k < i; ++k) {
      const Attribute& other = attributes_[k];
      if (other.name.prefix.empty() || other.name.prefix == "xmlns" || other.name.local != one.name.local)
        continue;
      if (*uri_of(other.name.prefix) == *uri)
        return fail("xml-duplicate-attribute", begin_ + one.offset,
                    "the attribute " + quoted(one.name.whole) + " stands twice in one namespace");
    }
  }
  return true;
}

bool Scanner::close_tag() {
  const char* from = p_;
  p_ += 2;
  if (depth_ == 0) return fail("xml-mismatched-tag", from, "an end tag without a start tag");
  const Open& open = stack_[depth_ - 1];
  if (at(open.name) && !is(p_[open.name.size()], name_char)) {
    p_ += open.name.size();
  } else {
    Name found;
    if (!name(found)) return false;
    const std::string_view whole{begin_, static_cast<std::size_t>(end_ - begin_)};
    std::size_t line = 1;
    for (const char c : whole.substr(0, open.offset)) line += c == '\n';
    return fail("xml-mismatched-tag", from,
                "</" + std::string(found.whole.substr(0, 80)) + "> closes <" +
                    std::string(open.name.substr(0, 80)) + "> of line " + std::to_string(line));
  }
  skip_space();
  if (*p_ != '>') return malformed(p_, "expected > at the end of an end tag");
  ++p_;
  binding_count_ = open.bindings;
  --depth_;
  return true;
}

// Character data up to the next '<'.
bool Scanner::text() {
  while (true) {
    while (!is(*p_, text_stop)) ++p_;
    switch (*p_) {
      case '<':
        return true;
      case '&':
        if (!reference()) return false;
        break;
      case ']':
        if (p_[1] == ']' && p_[2] == '>') return malformed(p_, "]]> in character data");
        ++p_;
        break;
      default:
        if (static_cast<unsigned char>(*p_) != 0xef) return bad_char(p_);
        if (!rare_char()) return false;
    }
  }
}

// At '&'.
bool Scanner::reference() {
  const char* from = p_++;
  for (const std::string_view known : {"amp;", "lt;", "gt;", "quot;", "apos;"})
    if (at(known)) {
      p_ += known.size();
      return true;
    }
  if (*p_ != '#') {
    std::size_t length = 0;
    while (length < 40 && is(p_[length], name_char)) ++length;
    return fail(
        "xml-unknown-entity", from,
        length == 0 ? "& without a name after it" : "the entity " + quoted({p_, length}) + " is not defined");
  }
  ++p_;
  const bool hex = *p_ == 'x';
  if (hex) ++p_;
  char32_t value = 0;
  const char* digits = p_;
  while (value <= 0x10ffff) {
    const char c = *p_;
    unsigned digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<unsigned>(c - '0');
    if (hex && (c | 32) >= 'a' && (c | 32) <= 'f') digit = static_cast<unsigned>((c | 32) - 'a' + 10);
    if (digit >= (hex ? 16U : 10U)) break;
    value = value * (hex ? 16 : 10) + digit;
    ++p_;
  }
  if (p_ == digits || *p_ != ';' || !is_xml_char(value))
    return fail("xml-unknown-entity", from, "a faulty character reference");
  ++p_;
  return true;
}

}  // namespace

std::optional<XmlFault> scan_xml(const std::string& text) { return Scanner(text).run(); }

}  // namespace voorzien::feeds
