// XmlDocument: a document that passed the gate, as a pugixml tree, plus the few reading helpers that the
// XML parsers of this room share. Views into the tree live as long as the XmlDocument.
#pragma once

#include <deque>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/remarks.h"
#include "observations/understood.h"

namespace voorzien::feeds {

// "cap:alert" -> prefix "cap", local "alert".
struct XmlName {
  std::string_view prefix;
  std::string_view local;
};
[[nodiscard]] XmlName name_of(pugi::xml_node node);
[[nodiscard]] std::string_view local_name(pugi::xml_node node);
[[nodiscard]] bool is_element(pugi::xml_node node);
// The first child element with this local name, whatever its prefix.
[[nodiscard]] pugi::xml_node child_of(pugi::xml_node node, std::string_view local);
[[nodiscard]] std::string_view attribute_of(pugi::xml_node node, std::string_view local);
[[nodiscard]] std::string_view namespace_of(pugi::xml_node node);
// What a prefix stands for at a node; empty for one that is not declared.
[[nodiscard]] std::string_view uri_of(pugi::xml_node node, std::string_view prefix);

class XmlDocument {
 public:
  // The bytes must outlive the document. Nothing when it passed the gate and was read.
  [[nodiscard]] std::optional<observations::Remark> load(std::string_view bytes);
  [[nodiscard]] pugi::xml_node root() const { return tree_.document_element(); }
  // The text that was read, as UTF-8 without a byte order mark.
  [[nodiscard]] std::string_view source() const { return source_; }
  // What is doubtful about its encoding, if anything.
  [[nodiscard]] const std::optional<observations::Remark>& doubt() const { return doubt_; }
  // "line:column" of the start of a node.
  [[nodiscard]] std::string where(pugi::xml_node node) const;
  // All character data directly inside an element, with CDATA, white space as it stands.
  [[nodiscard]] std::string_view text(pugi::xml_node node);
  // The same without white space around it.
  [[nodiscard]] std::string_view trimmed(pugi::xml_node node);

 private:
  std::string buffer_;     // taken to pieces by pugixml
  std::string converted_;  // what the document says in UTF-8, when it came in another encoding
  std::string_view source_;
  std::optional<observations::Remark> doubt_;
  pugi::xml_document tree_;
  std::deque<std::string> joined_;                // text that stood in several pieces
  mutable std::vector<std::size_t> line_starts_;  // made at the first question
};

// `load`, with what is wrong put into `remarks` as a rejection, and what is doubtful as a remark.
[[nodiscard]] bool load_or_reject(XmlDocument& document, std::string_view bytes, Remarks& remarks);

}  // namespace voorzien::feeds
