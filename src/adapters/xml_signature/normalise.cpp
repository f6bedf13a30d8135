#include "adapters/xml_signature/normalise.h"

#include <string>

#include "adapters/xml_signature/handles.h"

namespace voorzien::adapters {
namespace {
constexpr std::string_view space = " \t\r\n";

bool is_blank(std::string_view text) { return text.find_first_not_of(space) == std::string_view::npos; }
bool is_text(const xmlNode* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

void remove_node(xmlNode* node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

// Stylesheets and comments before and after the root element.
bool remove_outside(xmlDoc* doc) {
  bool changed = false;
  for (xmlNode* one = doc->children; one != nullptr;) {
    xmlNode* next = one->next;
    if (one->type != XML_ELEMENT_NODE) remove_node(one), changed = true;
    one = next;
  }
  return changed;
}

// Only where elements stand and no words between them; a text of nothing but blanks is content. The depth is
// that of the gate.
bool remove_indents(xmlNode* node, const xmlNode* except) {
  bool elements = false;
  bool words = false;
  for (const xmlNode* one = node->children; one != nullptr; one = one->next) {
    elements = elements || one->type == XML_ELEMENT_NODE;
    words = words || (is_text(one) && !is_blank(text_of(one->content)));
  }
  bool changed = false;
  for (xmlNode* one = node->children; one != nullptr;) {
    xmlNode* next = one->next;
    if (one->type == XML_ELEMENT_NODE) {
      if (one != except) changed = remove_indents(one, except) || changed;
    } else if (elements && !words && one->type == XML_TEXT_NODE) {
      remove_node(one);
      changed = true;
    }
    one = next;
  }
  return changed;
}

template <class Change>
bool change_texts(xmlNode* node, const xmlNode* except, const Change& change) {
  bool changed = false;
  for (xmlNode* one = node->children; one != nullptr; one = one->next) {
    if (one == except) continue;
    if (one->type == XML_ELEMENT_NODE) changed = change_texts(one, except, change) || changed;
    if (!is_text(one)) continue;
    const std::string_view before = text_of(one->content);
    const std::string after = change(*one, before);
    if (after == before) continue;
    xmlNodeSetContentLen(one, nullptr, 0);
    xmlNodeAddContentLen(one, reinterpret_cast<const xmlChar*>(after.data()), static_cast<int>(after.size()));
    changed = true;
  }
  return changed;
}

bool trim_texts(xmlNode* root) {
  return change_texts(root, nullptr, [](const xmlNode& node, std::string_view text) {
    std::size_t from = 0;
    std::size_t to = text.size();
    if (node.prev == nullptr) from = std::min(text.find_first_not_of(space), to);
    if (node.next == nullptr)
      while (to > from && space.find(text[to - 1]) != std::string_view::npos) --to;
    return std::string(text.substr(from, to - from));
  });
}

// A signature is written by the library that makes it; its line ends are as it signed them.
bool drop_returns(xmlNode* root, const xmlNode* signature) {
  return change_texts(root, signature, [](const xmlNode&, std::string_view text) {
    std::string out;
    for (const char c : text)
      if (c != '\r') out += c;
    return out;
  });
}

bool add_returns(xmlNode* root, const xmlNode* signature) {
  return change_texts(root, signature, [](const xmlNode&, std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '\n' && (out.empty() || out.back() != '\r')) out += '\r';
      out += c;
    }
    return out;
  });
}
}  // namespace

bool undo(Undo what, xmlDoc* doc, const xmlNode* signature) {
  xmlNode* root = xmlDocGetRootElement(doc);
  switch (what) {
    case Undo::Nothing:
      return true;
    case Undo::Indents: {
      const bool outside = remove_outside(doc);
      return remove_indents(root, nullptr) || outside;
    }
    case Undo::IndentsOutside:
      (void)remove_outside(doc);
      return remove_indents(root, signature);
    case Undo::TextIndents:
      (void)remove_outside(doc);
      (void)remove_indents(root, nullptr);
      return trim_texts(root);
    case Undo::CarriageReturns:
      return drop_returns(root, signature);
    case Undo::LineFeeds:
      return add_returns(root, signature);
  }
  return false;
}

}  // namespace voorzien::adapters
