#include "feeds/cap/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "feeds/cap/group.h"
#include "feeds/time_text.h"

namespace voorzien::feeds::cap {
namespace {
constexpr std::string_view space = " \t\r\n";
constexpr std::size_t references_compared_max = 1'000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A scheme and something after it (RFC 3986, 3.1).
bool is_absolute(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < uri.size() && is_letter(uri[0]) &&
         std::ranges::all_of(uri.substr(0, colon), [](char c) {
           return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
         });
}

// type/subtype (RFC 6838), parameters after it allowed.
bool is_media_type(std::string_view text) {
  text = trim(text.substr(0, text.find(';')));
  const std::size_t slash = text.find('/');
  const auto is_token = [](std::string_view part) {
    constexpr std::string_view marks = "!#$&^_.+-";
    return !part.empty() && std::ranges::all_of(part, [&](char c) {
      return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
    });
  };
  return slash != std::string_view::npos && is_token(text.substr(0, slash)) &&
         is_token(text.substr(slash + 1));
}

bool is_base64(std::string_view text) {
  std::size_t letters = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (space.find(c) != std::string_view::npos) continue;
    if (c == '=') {
      ++padding;
    } else if (padding > 0 || !(is_letter(c) || is_digit(c) || c == '+' || c == '/')) {
      return false;
    } else {
      ++letters;
    }
  }
  return padding <= 2 && (letters + padding) % 4 == 0;
}

std::optional<double> number_of(std::string_view text) {
  double out = 0;
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

class Checker {
 public:
  Checker(const Message& message, const Where& where, const Context& context, Remarks& remarks)
      : message_(message), where_(where), context_(context), remarks_(remarks) {}

  void check() {
    identity("identifier", message_.identifier);
    identity("sender", message_.sender);
    scope();
    references();
    languages();
    for (const Info& info : message_.infos) {
      if (!info.web.empty() && !is_absolute(info.web))
        add("cap-web", info.node, fmt::format("web '{}' is no full address", info.web.substr(0, 80)));
      for (const Resource& one : info.resources) resource(one);
      for (const Area& one : info.areas) heights(one);
    }
  }

 private:
  void add(std::string_view code, pugi::xml_node node, std::string message) {
    remarks_.add(code, where_(node), std::move(message));
  }

  void identity(std::string_view name, std::string_view value) {
    if (value.find_first_of(" \t\r\n,<&") != std::string_view::npos)
      add("cap-identity", message_.node,
          fmt::format("{} '{}' holds a blank, comma, < or &; references cannot name it", name,
                      value.substr(0, 80)));
  }

  void scope() {
    if (!message_.restriction.empty() && message_.scope != "Restricted")
      add("cap-scope", message_.node, "a restriction belongs to scope Restricted only");
    if (message_.addresses.empty() && message_.scope == "Private")
      add("cap-scope", message_.node, "scope Private without addresses");
  }

  // "sender,identifier,sent", blank between them.
  void references() {
    if (message_.references.empty()) {
      if (message_.type != "Alert" && !message_.type.empty())
        add("cap-references", message_.node,
            fmt::format("the {} names no message that it is about", message_.type.substr(0, 40)));
      return;
    }
    std::string_view rest = message_.references;
    const std::optional<Instant> sent = read_time(message_.sent, context_).at;
    bool malformed = false;
    bool itself = false;
    bool later = false;
    for (std::size_t i = 0; i < references_compared_max && !(rest = trim(rest)).empty(); ++i) {
      const std::string_view triple = rest.substr(0, rest.find_first_of(space));
      rest.remove_prefix(triple.size());
      const std::size_t first = triple.find(',');
      const std::size_t last = triple.rfind(',');
      if (first == std::string_view::npos || first == last) {
        malformed = true;
        continue;
      }
      const std::string_view identifier = triple.substr(first + 1, last - first - 1);
      itself = itself || (triple.substr(0, first) == message_.sender && identifier == message_.identifier);
      const std::optional<Instant> of = read_time(triple.substr(last + 1), context_).at;
      later = later || (of && sent && *of > *sent);
    }
    if (malformed) add("cap-references", message_.node, "a reference is not written sender,identifier,sent");
    if (itself) add("cap-references", message_.node, "the message refers to itself");
    if (later) add("cap-references", message_.node, "the message refers to one that was sent later");
  }

  // The same words in two languages: one of them was not translated. Once a message.
  void languages() {
    for (std::size_t i = 1; i < message_.infos.size(); ++i) {
      const Info& one = message_.infos[i];
      const Info& first = message_.infos.front();
      const bool other = !equal_folded(language_of(one).substr(0, 2), language_of(first).substr(0, 2));
      if (!other || one.description.empty() || one.description != first.description) continue;
      return add("cap-language", one.node,
                 fmt::format("the same description in {} and in {}", language_of(first).substr(0, 20),
                             language_of(one).substr(0, 20)));
    }
  }

  void resource(const Resource& one) {
    if (!one.mime_type.empty() && !is_media_type(one.mime_type))
      add("cap-resource", one.node,
          fmt::format("mimeType '{}' is not type/subtype", one.mime_type.substr(0, 80)));
    if (!one.uri.empty() && one.deref_uri.empty() && !is_absolute(one.uri))
      add("cap-resource", one.node,
          fmt::format("uri '{}' is no full address and there is no derefUri", one.uri.substr(0, 80)));
    if (!is_base64(one.deref_uri)) add("cap-resource", one.node, "derefUri is not base64");
  }

  void heights(const Area& area) {
    if (area.ceiling.empty()) return;
    const std::optional<double> ceiling = number_of(area.ceiling);
    const std::optional<double> altitude = number_of(area.altitude);
    if (area.altitude.empty())
      add("cap-ceiling", area.node, "a ceiling without an altitude");
    else if (ceiling && altitude && *ceiling < *altitude)
      add("cap-ceiling", area.node, "the ceiling is below the altitude");
  }

  const Message& message_;
  const Where& where_;
  const Context& context_;
  Remarks& remarks_;
};
}  // namespace

void check_rules(const Message& message, const Where& where, const Context& context, Remarks& remarks) {
  Checker(message, where, context, remarks).check();
}

}  // namespace voorzien::feeds::cap
