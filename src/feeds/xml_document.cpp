#include "feeds/xml_document.h"

#include <algorithm>

#include "feeds/remarks.h"
#include "feeds/xml_gate.h"

namespace voorzien::feeds {
namespace {
constexpr unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                           pugi::parse_wconv_attribute | pugi::parse_embed_pcdata;
}  // namespace

XmlName name_of(pugi::xml_node node) {
  const std::string_view whole = node.name();
  const std::size_t colon = whole.find(':');
  if (colon == std::string_view::npos) return {{}, whole};
  return {whole.substr(0, colon), whole.substr(colon + 1)};
}

std::string_view local_name(pugi::xml_node node) { return name_of(node).local; }

bool is_element(pugi::xml_node node) { return node.type() == pugi::node_element; }

pugi::xml_node child_of(pugi::xml_node node, std::string_view local) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
    if (is_element(child) && local_name(child) == local) return child;
  return {};
}

std::string_view attribute_of(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view whole = attribute.name();
    const std::size_t colon = whole.find(':');
    if (whole.starts_with("xmlns")) continue;
    if ((colon == std::string_view::npos ? whole : whole.substr(colon + 1)) == local)
      return attribute.value();
  }
  return {};
}

std::string_view namespace_of(pugi::xml_node node) { return uri_of(node, name_of(node).prefix); }

std::string_view uri_of(pugi::xml_node node, std::string_view prefix) {
  for (; node; node = node.parent())
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (!name.starts_with("xmlns")) continue;
      if (prefix.empty() ? name.size() == 5 : name.size() > 6 && name[5] == ':' && name.substr(6) == prefix)
        return attribute.value();
    }
  return {};
}

std::optional<observations::Remark> XmlDocument::load(std::string_view bytes) {
  GatedXml gated;
  if (auto remark = pass_gate(bytes, gated)) return remark;
  buffer_ = std::move(gated.text);
  doubt_ = std::move(gated.doubt);
  if (gated.converted) {
    converted_ = buffer_;
    source_ = converted_;
  } else {
    source_ = bytes.substr(gated.skipped);
  }
  line_starts_.clear();
  joined_.clear();
  const pugi::xml_parse_result result =
      tree_.load_buffer_inplace(buffer_.data(), buffer_.size(), flags, pugi::encoding_utf8);
  if (!result)
    return observations::Remark{
        "xml-malformed",
        line_and_column(source_, static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0))),
        result.description()};
  return std::nullopt;
}

std::string XmlDocument::where(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  if (offset < 0) return "";
  // pugixml points at the name of an element; the place is its '<'.
  const auto at = std::min(static_cast<std::size_t>(is_element(node) && offset > 0 ? offset - 1 : offset),
                           source_.size());
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < source_.size(); ++i)
      if (source_[i] == '\n') line_starts_.push_back(i + 1);
  }
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const std::size_t line = static_cast<std::size_t>(after - line_starts_.begin());
  constexpr std::size_t counted_max = 10'000;  // a column beyond that helps nobody and costs time
  const std::size_t from = *(after - 1);
  std::size_t column = 1;
  if (at - from > counted_max) {
    column = at - from + 1;
  } else {
    for (std::size_t i = from; i < at; ++i)
      column += (static_cast<unsigned char>(source_[i]) & 0xc0U) != 0x80U ? 1U : 0U;
  }
  return std::to_string(line) + ':' + std::to_string(column);
}

std::string_view XmlDocument::text(pugi::xml_node node) {
  const auto is_text = [](pugi::xml_node child) {
    return child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
  };
  const std::string_view embedded = node.value();
  const pugi::xml_node first = node.first_child();
  if (!first) return embedded;
  if (embedded.empty() && !first.next_sibling())
    return is_text(first) ? std::string_view(first.value()) : embedded;
  std::string& whole = joined_.emplace_back(embedded);
  for (pugi::xml_node child = first; child; child = child.next_sibling())
    if (is_text(child)) whole += child.value();
  return whole;
}

std::string_view XmlDocument::trimmed(pugi::xml_node node) { return trim(text(node)); }

bool load_or_reject(XmlDocument& document, std::string_view bytes, Remarks& remarks) {
  auto fault = document.load(bytes);
  if (fault) remarks.reject(fault->code, std::move(fault->where), std::move(fault->message));
  if (!fault && document.doubt())
    remarks.add(document.doubt()->code, document.doubt()->where, document.doubt()->message);
  return !fault;
}

}  // namespace voorzien::feeds
