#include "adapters/xml_signature/form.h"

#include <libxml/valid.h>

#include <algorithm>
#include <array>
#include <vector>

#include "adapters/xml_signature/handles.h"
#include "adapters/xml_signature/limits.h"

namespace voorzien::adapters {
namespace {
namespace limits = xml_signature_limits;
using Fault = std::optional<std::string>;

constexpr std::string_view enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
constexpr std::array canonical = {
    std::string_view("http://www.w3.org/TR/2001/REC-xml-c14n-20010315"),
    std::string_view("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"),
    std::string_view("http://www.w3.org/2006/12/xml-c14n11"),
    std::string_view("http://www.w3.org/2006/12/xml-c14n11#WithComments"),
    std::string_view("http://www.w3.org/2001/10/xml-exc-c14n#"),
    std::string_view("http://www.w3.org/2001/10/xml-exc-c14n#WithComments")};
constexpr std::array digests = {std::string_view("http://www.w3.org/2000/09/xmldsig#sha1"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#sha224"),
                                std::string_view("http://www.w3.org/2001/04/xmlenc#sha256"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#sha384"),
                                std::string_view("http://www.w3.org/2001/04/xmlenc#sha512")};
// Public keys only: a shared secret (HMAC) proves nothing to a third party.
constexpr std::array methods = {std::string_view("http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
                                std::string_view("http://www.w3.org/2000/09/xmldsig#dsa-sha1"),
                                std::string_view("http://www.w3.org/2009/xmldsig11#dsa-sha256"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#rsa-sha224"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha224"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"),
                                std::string_view("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512")};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

std::string shown(std::string_view text) { return "'" + std::string(text.substr(0, 80)) + "'"; }

// An attribute in no namespace that stands there once; empty without it.
std::string_view attribute_of(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* one = node->properties; one != nullptr; one = one->next)
    if (one->ns == nullptr && text_of(one->name) == name)
      return one->children == nullptr ? std::string_view() : text_of(one->children->content);
  return {};
}
bool has_attribute(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* one = node->properties; one != nullptr; one = one->next)
    if (one->ns == nullptr && text_of(one->name) == name) return true;
  return false;
}

std::vector<xmlNode*> elements_of(const xmlNode* node) {
  std::vector<xmlNode*> out;
  for (xmlNode* one = node->children; one != nullptr; one = one->next)
    if (one->type == XML_ELEMENT_NODE) out.push_back(one);
  return out;
}
xmlNode* child_of(const xmlNode* node, std::string_view local) {
  for (xmlNode* one : elements_of(node))
    if (is_signature_element(one, local)) return one;
  return nullptr;
}
std::string_view algorithm_of(const xmlNode* node, std::string_view local) {
  const xmlNode* one = child_of(node, local);
  return one == nullptr ? std::string_view() : attribute_of(one, "Algorithm");
}

// Known children in their order, nothing else: SignedInfo, SignatureValue, KeyInfo?, Object*.
Fault fault_in_children(const xmlNode* signature) {
  constexpr std::array order = {std::string_view("SignedInfo"), std::string_view("SignatureValue"),
                                std::string_view("KeyInfo"), std::string_view("Object")};
  std::size_t at = 0;
  std::array<std::size_t, order.size()> count{};
  for (const xmlNode* one : elements_of(signature)) {
    const auto found = std::ranges::find(order, text_of(one->name));
    const auto index = static_cast<std::size_t>(found - order.begin());
    if (found == order.end() || !is_signature_element(one, *found))
      return "<" + std::string(text_of(one->name).substr(0, 80)) + "> in the namespace " +
             shown(namespace_of(one)) + " has no place inside a signature";
    if (index < at) return "the parts of the signature stand in the wrong order";
    at = index;
    if (++count[index] > 1 && *found != "Object") return "two <" + std::string(*found) + "> in one signature";
  }
  if (count[0] == 0 || count[1] == 0) return "the signature has no <SignedInfo> or no <SignatureValue>";
  return std::nullopt;
}

Fault fault_in_transforms(const xmlNode* reference) {
  const xmlNode* transforms = child_of(reference, "Transforms");
  if (transforms == nullptr) return std::nullopt;
  const std::vector<xmlNode*> all = elements_of(transforms);
  if (all.size() > limits::transforms_max) return "too many transforms in the signature";
  for (const xmlNode* one : all) {
    const std::string_view name = attribute_of(one, "Algorithm");
    if (!is_signature_element(one, "Transform") || (name != enveloped && !is_one_of(canonical, name)))
      return "the transform " + shown(name) + " is not taken: it could leave out a part of the message";
  }
  return std::nullopt;
}

// Every element with this value in an attribute that is used as an id; the ids of XML Signature itself are
// called Id, those of messages in any way.
void find_ids(xmlNode* node, std::string_view id, std::vector<xmlAttr*>& out) {
  for (xmlAttr* one = node->properties; one != nullptr; one = one->next) {
    const std::string_view name = text_of(one->name);
    const bool is_id = name == "Id" || name == "ID" || name == "id";
    if (is_id && one->children != nullptr && text_of(one->children->content) == id) out.push_back(one);
  }
  for (xmlNode* child : elements_of(node)) find_ids(child, id, out);
}

// What a reference points at; nothing when it points outside, at nothing, or at more than one element.
const xmlNode* target_of(const xmlNode* reference, xmlDoc* doc) {
  xmlNode* root = xmlDocGetRootElement(doc);
  const std::string_view uri = attribute_of(reference, "URI");
  if (uri.empty()) return has_attribute(reference, "URI") ? root : nullptr;
  if (!uri.starts_with('#') || uri.find('(') != std::string_view::npos) return nullptr;
  std::vector<xmlAttr*> found;
  find_ids(root, uri.substr(1), found);
  if (found.size() != 1) return nullptr;
  const std::string id(uri.substr(1));
  xmlAddID(nullptr, doc, reinterpret_cast<const xmlChar*>(id.c_str()), found.front());
  return found.front()->parent;
}

bool is_inside(const xmlNode* node, const xmlNode* outer) {
  for (; node != nullptr; node = node->parent)
    if (node == outer) return true;
  return false;
}

Fault fault_in_references(const xmlNode* info, const xmlNode* message) {
  bool covers = false;
  std::size_t count = 0;
  for (const xmlNode* one : elements_of(info)) {
    if (!is_signature_element(one, "Reference")) continue;
    if (++count > limits::references_max) return "too many references in the signature";
    if (!is_one_of(digests, algorithm_of(one, "DigestMethod")))
      return "the digest " + shown(algorithm_of(one, "DigestMethod")) + " is not taken";
    if (Fault fault = fault_in_transforms(one)) return fault;
    const xmlNode* target = target_of(one, message->doc);
    if (target == nullptr)
      return "the reference " + shown(attribute_of(one, "URI")) + " is not to one element of this document";
    covers = covers || is_inside(message, target);
  }
  if (!covers) return "the signature does not cover the message it stands on";
  return std::nullopt;
}

Fault fault_in_key(const xmlNode* signature) {
  const xmlNode* key = child_of(signature, "KeyInfo");
  if (key == nullptr) return "no key known: the signature names none";
  std::size_t certificates = 0;
  bool usable = false;
  for (const xmlNode* one : elements_of(key)) {
    usable = usable || is_signature_element(one, "KeyValue");
    if (!is_signature_element(one, "X509Data")) continue;
    for (const xmlNode* part : elements_of(one))
      if (is_signature_element(part, "X509Certificate")) ++certificates;
  }
  if (certificates > limits::certificates_max) return "too many certificates in the signature";
  if (!usable && certificates == 0) return "no key known: the signature holds no certificate and no key";
  return std::nullopt;
}
}  // namespace

Fault fault_in_form(xmlNode* signature, xmlNode* message) {
  if (Fault fault = fault_in_children(signature)) return fault;
  const xmlNode* info = child_of(signature, "SignedInfo");
  if (!is_one_of(canonical, algorithm_of(info, "CanonicalizationMethod")))
    return "the canonical form " + shown(algorithm_of(info, "CanonicalizationMethod")) + " is not taken";
  if (!is_one_of(methods, algorithm_of(info, "SignatureMethod")))
    return "the signature method " + shown(algorithm_of(info, "SignatureMethod")) + " is not taken";
  if (Fault fault = fault_in_references(info, message)) return fault;
  return fault_in_key(signature);
}

bool is_weak(const xmlNode* signature) {
  const xmlNode* info = child_of(signature, "SignedInfo");
  if (info == nullptr) return false;
  if (algorithm_of(info, "SignatureMethod").ends_with("sha1")) return true;
  return std::ranges::any_of(elements_of(info), [](const xmlNode* one) {
    return is_signature_element(one, "Reference") && algorithm_of(one, "DigestMethod").ends_with("sha1");
  });
}

}  // namespace voorzien::adapters
