#include <doctest/doctest.h>
#include <libxml/parser.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

#include "adapters/xml_signature/handles.h"
#include "adapters/xml_signature/testing.h"
#include "adapters/xml_signature/xml_signature.h"

namespace voorzien::adapters::testing {
namespace {
struct FreeKey {
  void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeBio {
  void operator()(BIO* one) const { BIO_free(one); }
};
using BioPtr = std::unique_ptr<BIO, FreeBio>;

constexpr std::int64_t from_s = 1'767'225'600;   // 2026-01-01
constexpr std::int64_t until_s = 1'798'761'600;  // 2027-01-01

const xmlChar* letters(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

std::string text_of_bio(BIO* bio) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(length)};
}

KeyPtr key_of(const std::string& pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return KeyPtr(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}
X509Ptr certificate_of(const std::string& pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return X509Ptr(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

void extend(X509* certificate, int what, const char* value) {
  X509_EXTENSION* one = X509V3_EXT_conf_nid(nullptr, nullptr, what, value);
  REQUIRE(one != nullptr);
  X509_add_ext(certificate, one, -1);
  X509_EXTENSION_free(one);
}

void load(xmlSecDSigCtx& context, const Signer& signer, const Signing& how) {
  context.signKey = xmlSecCryptoAppKeyLoadMemory(reinterpret_cast<const xmlSecByte*>(signer.key_pem.data()),
                                                 static_cast<xmlSecSize>(signer.key_pem.size()),
                                                 xmlSecKeyDataFormatPem, nullptr, nullptr, nullptr);
  REQUIRE(context.signKey != nullptr);
  for (const Signer* one : {&signer, how.chain})
    if (one != nullptr)
      REQUIRE(xmlSecCryptoAppKeyCertLoadMemory(
                  context.signKey, reinterpret_cast<const xmlSecByte*>(one->certificate_pem.data()),
                  static_cast<xmlSecSize>(one->certificate_pem.size()), xmlSecKeyDataFormatPem) == 0);
}

xmlSecTransformId transform_named(std::string_view name) {
  if (name == "xpath") return xmlSecTransformXPathId;
  if (name == "c14n11") return xmlSecTransformInclC14N11Id;
  return xmlSecTransformExclC14NId;
}

xmlNode* template_of(xmlDoc* doc, const Signing& how) {
  const bool rsa = how.sha1 || how.bare_key;
  xmlNode* out = xmlSecTmplSignatureCreateNsPref(
      doc, xmlSecTransformExclC14NId,
      how.sha1 ? xmlSecTransformRsaSha1Id : (rsa ? xmlSecTransformRsaSha256Id : xmlSecTransformEcdsaSha256Id),
      nullptr, letters("ds"));
  xmlNode* reference =
      xmlSecTmplSignatureAddReference(out, how.sha1 ? xmlSecTransformSha1Id : xmlSecTransformSha256Id,
                                      nullptr, letters(how.uri.c_str()), nullptr);
  xmlSecTmplReferenceAddTransform(reference, xmlSecTransformEnvelopedId);
  if (!how.transform.empty()) {
    xmlNode* one = xmlSecTmplReferenceAddTransform(reference, transform_named(how.transform));
    if (how.transform == "xpath") xmlSecTmplTransformAddXPath(one, letters("true()"), nullptr);
  }
  if (how.no_key) return out;
  xmlNode* info = xmlSecTmplSignatureEnsureKeyInfo(out, nullptr);
  if (how.bare_key) {
    xmlSecTmplKeyInfoAddKeyValue(info);
  } else {
    xmlSecTmplX509DataAddCertificate(xmlSecTmplKeyInfoAddX509Data(info));
  }
  return out;
}
}  // namespace

Signer make_signer(const std::string& name, const Signer* issuer) {
  const bool rsa = name.starts_with("RSA");
  const KeyPtr key(rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"));
  const X509Ptr certificate(X509_new());
  REQUIRE((key && certificate));
  X509_set_version(certificate.get(), X509_VERSION_3);
  static long serial = 0;
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), from_s);
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), until_s);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  const X509Ptr above = issuer != nullptr ? certificate_of(issuer->certificate_pem) : nullptr;
  X509_set_issuer_name(certificate.get(), above ? X509_get_subject_name(above.get()) : subject);
  extend(certificate.get(), NID_basic_constraints, above ? "critical,CA:FALSE" : "critical,CA:TRUE");
  const KeyPtr issuing = issuer != nullptr ? key_of(issuer->key_pem) : nullptr;
  REQUIRE(X509_sign(certificate.get(), issuing ? issuing.get() : key.get(), EVP_sha256()) > 0);
  Signer out;
  const BioPtr key_bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(key_bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  out.key_pem = text_of_bio(key_bio.get());
  const BioPtr certificate_bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(certificate_bio.get(), certificate.get());
  out.certificate_pem = text_of_bio(certificate_bio.get());
  return out;
}

std::string sign(const std::string& xml, const Signer& signer, const Signing& how) {
  REQUIRE(make_xml_signatures({}));  // starts the library
  const DocPtr doc(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET));
  REQUIRE(doc);
  xmlNode* root = xmlDocGetRootElement(doc.get());
  if (how.compact) xmlSecSetDefaultLineFeed(letters(""));
  xmlNode* signature = template_of(doc.get(), how);
  xmlSecSetDefaultLineFeed(letters("\n"));
  xmlAddChild(root, signature);
  xmlSecAddIDs(doc.get(), root, std::array<const xmlChar*, 2>{letters("Id"), nullptr}.data());
  xmlSecDSigCtx* context = xmlSecDSigCtxCreate(nullptr);
  load(*context, signer, how);
  const bool done = xmlSecDSigCtxSign(context, signature) == 0;
  xmlSecDSigCtxDestroy(context);
  REQUIRE(done);
  xmlChar* text = nullptr;
  int size = 0;
  xmlDocDumpMemoryEnc(doc.get(), &text, &size, "UTF-8");
  std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  xmlFree(text);
  return out;
}

}  // namespace voorzien::adapters::testing
