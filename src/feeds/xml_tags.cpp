// Tags: names, attributes, namespaces, and that each end tag closes what is open.
#include "feeds/xml_scanner.h"

namespace voorzien::feeds::xml {

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

}  // namespace voorzien::feeds::xml
