#include "adapters/xml_signature/xml_signature.h"

#include <libxml/parser.h>
#include <openssl/err.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/openssl/x509.h>
#include <xmlsec/xmldsig.h>

#include <mutex>

#include "adapters/xml_signature/form.h"
#include "adapters/xml_signature/handles.h"
#include "adapters/xml_signature/limits.h"
#include "adapters/xml_signature/normalise.h"
#include "adapters/xml_signature/trust.h"
#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
namespace limits = xml_signature_limits;
using feeds::SignatureFinding;
using observations::SignatureVerdict;
using Path = std::span<const std::uint32_t>;

void stay_silent(const char*, int, const char*, const char*, const char*, int, const char*) {}

// Once in a process, before the first check; never undone, since other threads may still check.
bool start_library() {
  static const bool started = [] {
    xmlInitParser();
    if (xmlSecInit() < 0 || xmlSecCheckVersion() != 1 || xmlSecOpenSSLInit() < 0) return false;
    xmlSecErrorsSetCallback(stay_silent);
    xmlSecIOCleanupCallbacks();  // no way to a file or an address is left
    return true;
  }();
  return started;
}

struct CloseContext {
  void operator()(xmlSecDSigCtx* one) const { xmlSecDSigCtxDestroy(one); }
};
struct CloseManager {
  void operator()(xmlSecKeysMngr* one) const { xmlSecKeysMngrDestroy(one); }
};

DocPtr parse(std::string_view text) {
  // The text is UTF-8 whatever its declaration says; the gate has bounded its depth and refused a DOCTYPE.
  constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC |
                          XML_PARSE_HUGE | XML_PARSE_NODICT;
  return DocPtr(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, options));
}

xmlNode* element_at(xmlNode* node, Path path) {
  for (const std::uint32_t index : path) {
    std::uint32_t at = 0;
    xmlNode* child = node == nullptr ? nullptr : node->children;
    for (; child != nullptr; child = child->next)
      if (child->type == XML_ELEMENT_NODE && at++ == index) break;
    node = child;
  }
  return node;
}

// A document of the message alone, with the namespaces that were in force around it.
DocPtr taken_out(xmlNode* message) {
  DocPtr out(xmlNewDoc(reinterpret_cast<const xmlChar*>("1.0")));
  if (!out) return out;
  xmlNode* copy = xmlDocCopyNode(message, out.get(), 1);
  if (copy == nullptr) return nullptr;
  xmlDocSetRootElement(out.get(), copy);
  return out;
}

std::vector<xmlNode*> signatures_of(xmlNode* node) {
  std::vector<xmlNode*> out;
  for (xmlNode* one = node->children; one != nullptr && out.size() < limits::signatures_max; one = one->next)
    if (is_signature_element(one, "Signature")) out.push_back(one);
  return out;
}

enum class Outcome { Holds, DigestWrong, ValueWrong, Unusable };
struct Attempt {
  Outcome outcome = Outcome::Unusable;
  std::string reason;  // of Unusable, and of a key that does not count
  std::string signer;
  bool counts = false;  // the signer is trusted
};

bool all_digests_fit(xmlSecDSigCtx& context) {
  const xmlSecSize count = xmlSecPtrListGetSize(&context.signedInfoReferences);
  for (xmlSecSize i = 0; i < count; ++i) {
    const auto* one =
        static_cast<xmlSecDSigReferenceCtxPtr>(xmlSecPtrListGetItem(&context.signedInfoReferences, i));
    if (one == nullptr || one->status != xmlSecDSigStatusSucceeded) return false;
  }
  return count > 0;
}

// The library's own keeper of keys. It holds none of ours and judges none, but making it reads the machine's
// list of certificates, so it is made once, at the start; the library does not say that it may be shared, so
// one check is done at a time (a tenth of a millisecond).
class Keeper {
 public:
  Keeper() : manager_(xmlSecKeysMngrCreate()) {
    if (manager_ && xmlSecCryptoAppDefaultKeysMngrInit(manager_.get()) < 0) manager_.reset();
  }
  [[nodiscard]] bool is_there() const { return manager_ != nullptr; }
  [[nodiscard]] xmlSecKeysMngr* get() const { return manager_.get(); }
  [[nodiscard]] std::mutex& one_at_a_time() const { return mutex_; }

 private:
  std::unique_ptr<xmlSecKeysMngr, CloseManager> manager_;
  mutable std::mutex mutex_;
};

class Verifier {
 public:
  Verifier(const Keeper& keeper, const Trust& trust, std::optional<Instant> at)
      : keeper_(keeper), trust_(trust), at_(at) {}

  // The form of the signature was found good.
  Attempt verify(xmlNode* signature) const {
    Attempt out;
    const std::scoped_lock lock(keeper_.one_at_a_time());
    const std::unique_ptr<xmlSecDSigCtx, CloseContext> context(xmlSecDSigCtxCreate(keeper_.get()));
    if (!context) {
      out.reason = "the library of signatures has no memory";
      return out;
    }
    allow_only_what_is_inside(*context);
    const int done = xmlSecDSigCtxVerify(context.get(), signature);
    ERR_clear_error();
    if (done < 0 || context->status == xmlSecDSigStatusUnknown) {
      out.reason = context->signKey == nullptr
                       ? "no key known: the certificate or key in the signature cannot be read"
                       : "the signature cannot be computed";
      // A digest that differs ends the work before the key is looked for.
      if (context->signKey == nullptr && xmlSecPtrListGetSize(&context->signedInfoReferences) > 0 &&
          !all_digests_fit(*context))
        out.outcome = Outcome::DigestWrong;
      return out;
    }
    if (!all_digests_fit(*context)) {
      out.outcome = Outcome::DigestWrong;
    } else if (context->status != xmlSecDSigStatusSucceeded) {
      out.outcome = Outcome::ValueWrong;
    } else {
      out.outcome = Outcome::Holds;
      judge_signer(*context->signKey, out);
    }
    return out;
  }

 private:
  static void allow_only_what_is_inside(xmlSecDSigCtx& context) {
    xmlSecKeyInfoCtx& key = context.keyInfoReadCtx;
    context.enabledReferenceUris = xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
    key.retrievalMethodCtx.enabledUris = xmlSecTransformUriTypeNone;
    key.maxRetrievalMethodLevel = 0;
    key.maxEncryptedKeyLevel = 0;
    // Whose certificate it is is judged below, by rules of our own and without the clock.
    key.flags |= XMLSEC_KEYINFO_FLAGS_X509DATA_DONT_VERIFY_CERTS;
    for (const void* one :
         {xmlSecKeyDataX509Id, xmlSecKeyDataValueId, xmlSecKeyDataRsaId, xmlSecKeyDataDsaId})
      xmlSecPtrListAdd(&key.enabledKeyData, const_cast<void*>(one));
  }

  void judge_signer(xmlSecKey& key, Attempt& out) const {
    xmlSecKeyData* data = xmlSecKeyGetData(&key, xmlSecOpenSSLKeyDataX509Id);
    X509* certificate = data == nullptr ? nullptr : xmlSecOpenSSLKeyDataX509GetKeyCert(data);
    if (certificate != nullptr) out.signer = subject_of(certificate);
    if (trust_.is_empty() && certificate != nullptr) {
      out.counts = true;
      out.reason = "nobody vouches for the certificate: no trusted ones are configured";
      return;
    }
    if (certificate == nullptr) {
      const EVP_PKEY* pkey = xmlSecOpenSSLEvpKeyDataGetEvp(xmlSecKeyGetValue(&key));
      out.counts = pkey != nullptr && trust_.holds_key(pkey);
      if (!out.counts)
        out.reason =
            "no key known: nothing was changed since it was signed, but the key that came with it is without "
            "a "
            "certificate and nobody's";
      return;
    }
    std::vector<X509*> others;
    const xmlSecSize count = xmlSecOpenSSLKeyDataX509GetCertsSize(data);
    for (xmlSecSize i = 0; i < count; ++i) others.push_back(xmlSecOpenSSLKeyDataX509GetCert(data, i));
    const std::optional<std::string> fault = trust_.fault_in(certificate, others, at_);
    out.counts = !fault;
    if (fault) out.reason = "signed correctly, but " + *fault;
  }

  const Keeper& keeper_;
  const Trust& trust_;
  std::optional<Instant> at_;
};

// One message: where it and its signatures stand, and trying them in each form until one holds.
class Check {
 public:
  Check(std::string_view text, Path path, Verifier verifier)
      : text_(text), path_(path), verifier_(verifier) {}

  SignatureFinding run() {
    const DocPtr doc = parse(text_);
    xmlNode* message = doc ? element_at(xmlDocGetRootElement(doc.get()), path_) : nullptr;
    if (message == nullptr) return refused("the document cannot be read again");
    const std::size_t own = signatures_of(message).size();
    const std::size_t around = path_.empty() ? 0 : signatures_of(xmlDocGetRootElement(doc.get())).size();
    if (own + around == 0) return {};
    if (text_.size() > limits::document_bytes_max)
      return refused("the document is larger than " + std::to_string(limits::document_bytes_max) +
                     " bytes, which is not checked");
    on_envelope_ = own == 0;
    SignatureFinding out = refused("");
    for (std::size_t i = 0; i < (on_envelope_ ? around : own); ++i) {
      out = check_one(i);
      if (out.verdict != SignatureVerdict::NotVerified) break;
    }
    return out;
  }

 private:
  static SignatureFinding refused(std::string reason, std::string signer = {}) {
    return {SignatureVerdict::NotVerified, std::move(reason), std::move(signer)};
  }

  struct Laid {
    DocPtr doc;
    xmlNode* message = nullptr;
    xmlNode* signature = nullptr;
  };
  // The document as this attempt sees it: whole, or the message taken out of its envelope.
  Laid lay_out(std::size_t which) const {
    Laid out;
    out.doc = parse(text_);
    xmlNode* root = out.doc ? xmlDocGetRootElement(out.doc.get()) : nullptr;
    out.message = root == nullptr ? nullptr : element_at(root, path_);
    if (out.message == nullptr) return {};
    if (!path_.empty() && !on_envelope_) {
      out.doc = taken_out(out.message);
      out.message = out.doc ? xmlDocGetRootElement(out.doc.get()) : nullptr;
      if (out.message == nullptr) return {};
    }
    const std::vector<xmlNode*> all =
        signatures_of(on_envelope_ ? xmlDocGetRootElement(out.doc.get()) : out.message);
    if (which < all.size()) out.signature = all[which];
    return out;
  }

  SignatureFinding check_one(std::size_t which) const {
    Attempt last;
    for (const Step& step : steps) {
      if (step.undo != Undo::Nothing && text_.size() > limits::retried_bytes_max) break;
      const Laid laid = lay_out(which);
      if (laid.signature == nullptr) return refused("the document cannot be read again");
      if (!undo(step.undo, laid.doc.get(), laid.signature)) continue;
      if (auto fault = fault_in_form(laid.signature, laid.message)) return refused(std::move(*fault));
      const bool weak = is_weak(laid.signature);
      Attempt now = verifier_.verify(laid.signature);
      if (now.outcome == Outcome::Holds) return held(std::move(now), step, weak);
      if (step.undo == Undo::Nothing || now.outcome == Outcome::ValueWrong) last = std::move(now);
      if (last.outcome == Outcome::Unusable) break;
    }
    if (last.outcome == Outcome::DigestWrong)
      return refused("digest wrong: the message is not the one that was signed");
    if (last.outcome == Outcome::ValueWrong)
      return refused("signature wrong: it was not made with the key that it names, or it was changed");
    return refused(std::move(last.reason));
  }

  SignatureFinding held(Attempt attempt, const Step& step, bool weak) const {
    if (!attempt.counts) return refused(std::move(attempt.reason), std::move(attempt.signer));
    SignatureFinding out;
    out.signer = std::move(attempt.signer);
    const auto add = [&out](std::string_view words) {
      if (words.empty()) return;
      if (!out.reason.empty()) out.reason += "; ";
      out.reason += words;
    };
    const bool taken_out_of_envelope = !path_.empty() && !on_envelope_;
    const bool normalised = step.undo != Undo::Nothing || taken_out_of_envelope;
    out.verdict = normalised ? SignatureVerdict::VerifiedNormalised : SignatureVerdict::Verified;
    if (taken_out_of_envelope) add("the message was taken out of its envelope");
    add(step.words);
    if (weak) add("it rests on SHA-1, which can be forged with effort");
    add(attempt.reason);
    return out;
  }

  std::string_view text_;
  Path path_;
  bool on_envelope_ = false;  // the signature stands on what the message came in
  Verifier verifier_;
};

class XmlSecSignatures final : public feeds::XmlSignatures {
 public:
  explicit XmlSecSignatures(Trust trust) : trust_(std::move(trust)) {}
  [[nodiscard]] bool is_ready() const { return keeper_.is_there(); }

  SignatureFinding check(std::string_view document, Path path, std::optional<Instant> at) const override {
    return Check(document, path, Verifier(keeper_, trust_, at)).run();
  }

 private:
  Keeper keeper_;
  Trust trust_;
};
}  // namespace

Result<std::unique_ptr<feeds::XmlSignatures>> make_xml_signatures(
    const std::vector<std::string>& trusted_pem) {
  ENSURE(start_library(), "libxmlsec1 starts");
  ASSIGN_OR_RETURN(Trust trust, Trust::of(trusted_pem));
  auto out = std::make_unique<XmlSecSignatures>(std::move(trust));
  ENSURE(out->is_ready(), "libxmlsec1 keeps keys");
  return std::unique_ptr<feeds::XmlSignatures>(std::move(out));
}

}  // namespace voorzien::adapters
