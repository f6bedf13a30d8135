#include "feeds/cap/cap.h"

#include <fmt/format.h>

#include "feeds/blank.h"
#include "feeds/cap/grammar.h"
#include "feeds/cap/observe.h"
#include "feeds/cap/profiles.h"
#include "feeds/cap/provenance.h"
#include "feeds/cap/reader.h"
#include "feeds/cap/rules.h"
#include "feeds/limits.h"
#include "feeds/time_text.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds {
namespace {
using observations::Understood;

bool is_alert(pugi::xml_node node) {
  if (local_name(node) != "alert") return false;
  return cap::version_of(namespace_of(node)) != nullptr || child_of(node, "identifier");
}

// The next node in document order; `into` says whether to go down first.
pugi::xml_node next_of(pugi::xml_node node, pugi::xml_node top, bool into) {
  if (into && node.first_child()) return node.first_child();
  while (node && node != top) {
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
  }
  return {};
}

std::vector<pugi::xml_node> alerts_below(pugi::xml_node root) {
  std::vector<pugi::xml_node> out;
  bool into = true;
  for (pugi::xml_node node = root; node; node = next_of(node, root, into)) {
    into = true;
    if (is_element(node) && is_alert(node)) {
      out.push_back(node);
      into = false;
    }
  }
  return out;
}

struct Envelope {
  std::string_view root;
  std::string_view item;
  std::string_view name;
};
constexpr Envelope envelopes[] = {{"feed", "entry", "Atom feed"},
                                  {"entry", "link", "Atom entry"},
                                  {"rss", "item", "RSS feed"},
                                  {"EDXLDistribution", "contentObject", "EDXL-DE message"}};

std::size_t count_below(pugi::xml_node root, std::string_view local) {
  std::size_t count = 0;
  for (pugi::xml_node node = root; node; node = next_of(node, root, true))
    if (is_element(node) && local_name(node) == local) ++count;
  return count;
}

// An envelope without alerts: empty is normal, an index of links is remarked, anything else is rejected.
void no_alerts(const XmlDocument& document, Remarks& remarks) {
  const pugi::xml_node root = document.root();
  for (const Envelope& envelope : envelopes) {
    if (local_name(root) != envelope.root) continue;
    const std::size_t items = count_below(root, envelope.item);
    if (items > 0)
      remarks.add("cap-index-only", document.where(root),
                  fmt::format("this {} has {} items but no alert inside; the alerts stand behind its links",
                              envelope.name, items));
    return remarks.finish();
  }
  remarks.reject("not-of-format", document.where(root),
                 fmt::format("the root element is <{}>, not a CAP alert nor a feed of them",
                             std::string_view(root.name()).substr(0, 80)));
}

void read_all(XmlDocument& document, const Context& context, Understood& out, Remarks& remarks) {
  bool coarse = false;
  const cap::Where where = [&document](pugi::xml_node node) { return document.where(node); };
  const pugi::xml_node root = document.root();
  if (local_name(root) != "alert" && cap::version_of(namespace_of(root)) != nullptr)
    remarks.add(
        "schema-unknown-element", document.where(root),
        fmt::format("CAP has no <{}> around its alerts", std::string_view(root.name()).substr(0, 80)));
  cap::Carrier carrier = cap::carrier_of(document);
  for (const pugi::xml_node alert : alerts_below(document.root())) {
    if (out.observations.size() >= limits::observations_max) {
      remarks.add("too-many-observations", document.where(alert),
                  fmt::format("more than {} observations; the rest is left out", limits::observations_max));
      break;
    }
    cap::Message message = cap::read_alert(document, alert, remarks);
    cap::check_rules(message, where, context, remarks);
    cap::tell_provenance(carrier, context, message, remarks);
    cap::check_profiles(message, message.provenance->profiles, where, remarks);
    cap::merge_provenance(*message.provenance, out.provenance);
    coarse |= cap::observe(message, where, context, remarks, out.observations);
  }
  if (coarse) remark_coarse(remarks);
}
}  // namespace

Understood parse_cap(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  XmlDocument document;
  if (!load_or_reject(document, bytes, remarks)) {
    if (bytes.find("http://www.w3.org/2000/09/xmldsig#") != std::string_view::npos)
      out.provenance = {observations::SignatureVerdict::NotVerified, "the document was not read", "", {}};
    return out;
  }
  read_all(document, context, out, remarks);
  if (out.observations.empty()) {
    no_alerts(document, remarks);
    return out;
  }
  if (local_name(document.root()) == "feed")
    out.published = read_time(document.trimmed(child_of(document.root(), "updated")), context).at;
  remarks.finish();
  return out;
}

}  // namespace voorzien::feeds
