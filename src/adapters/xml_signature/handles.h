// Owners of what the C libraries give out.
#pragma once

#include <libxml/tree.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <xmlsec/xmlsec.h>

#include <memory>
#include <string_view>
#include <vector>

namespace voorzien::adapters {

struct FreeDoc {
  void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
};
using DocPtr = std::unique_ptr<xmlDoc, FreeDoc>;

struct FreeX509 {
  void operator()(X509* one) const { X509_free(one); }
};
using X509Ptr = std::unique_ptr<X509, FreeX509>;

inline std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}
inline std::string_view namespace_of(const xmlNode* node) {
  return node->ns == nullptr ? std::string_view() : text_of(node->ns->href);
}
inline bool is_signature_element(const xmlNode* node, std::string_view local) {
  return node->type == XML_ELEMENT_NODE && text_of(node->name) == local &&
         namespace_of(node) == "http://www.w3.org/2000/09/xmldsig#";
}

}  // namespace voorzien::adapters
