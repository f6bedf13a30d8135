#include "feeds/cap/links.h"

#include <algorithm>

#include "feeds/xml_document.h"

namespace voorzien::feeds::cap {
namespace {

class Links {
 public:
  explicit Links(XmlDocument& document) : document_(document) {}

  void item(pugi::xml_node item) {
    for (pugi::xml_node child = item.first_child(); child; child = child.next_sibling()) {
      if (!is_element(child)) continue;
      if (local_name(child) == "alert" || (local_name(child) == "content" && child_of(child, "alert")))
        return;  // it is here already
    }
    for (pugi::xml_node child = item.first_child(); child; child = child.next_sibling())
      if (is_element(child) && local_name(child) == "link") link(child);
  }
  [[nodiscard]] std::vector<std::string> result() && { return std::move(typed_.empty() ? untyped_ : typed_); }

 private:
  void link(pugi::xml_node node) {
    const std::string_view type = attribute_of(node, "type");
    const std::string_view relation = attribute_of(node, "rel");
    std::string_view address = attribute_of(node, "href");
    if (address.empty()) address = document_.trimmed(node);  // RSS
    if (!address.starts_with("http://") && !address.starts_with("https://")) return;
    if (address.size() > link_bytes_max) return;
    if (type == "application/cap+xml") return add(typed_, address);
    const bool other = !type.empty() && type != "application/xml" && type != "text/xml";
    if (!other && (relation.empty() || relation == "alternate")) add(untyped_, address);
  }

  static void add(std::vector<std::string>& to, std::string_view address) {
    if (to.size() < links_max && std::ranges::find(to, address) == to.end()) to.emplace_back(address);
  }

  XmlDocument& document_;
  std::vector<std::string> typed_;
  std::vector<std::string> untyped_;
};

}  // namespace

std::vector<std::string> links_behind(std::string_view bytes) {
  XmlDocument document;
  if (document.load(bytes)) return {};
  pugi::xml_node feed = document.root();
  if (local_name(feed) == "rss") feed = child_of(feed, "channel");
  Links links(document);
  for (pugi::xml_node child = feed.first_child(); child; child = child.next_sibling())
    if (is_element(child) && (local_name(child) == "entry" || local_name(child) == "item")) links.item(child);
  return std::move(links).result();
}
}  // namespace voorzien::feeds::cap
