#include "feeds/xml_scan.h"

#include "feeds/xml_scanner.h"

namespace voorzien::feeds {
namespace xml {

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
  if (!value.starts_with("1.") || value.size() < 3 ||
      value.find_first_not_of("0123456789", 2) != std::string_view::npos)
    return malformed(p_, "unknown XML version");
  const bool gap = is(*p_, space);
  if (pseudo_attribute("encoding", value)) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    if (!gap || value.empty() || value.find_first_not_of(letters) != std::string_view::npos)
      return malformed(p_, "a faulty encoding in the XML declaration");
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

bool Scanner::count_node() {
  if (++nodes_ > limits::nodes_max)
    return fail("too-large", p_, "more than " + std::to_string(limits::nodes_max) + " nodes");
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

}  // namespace xml

std::optional<XmlFault> scan_xml(const std::string& text) { return xml::Scanner(text).run(); }

}  // namespace voorzien::feeds
