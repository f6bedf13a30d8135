#include "adapters/xml_signature/trust.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>

#include "adapters/xml_signature/limits.h"

namespace voorzien::adapters {
namespace {
namespace limits = xml_signature_limits;

struct FreeBio {
  void operator()(BIO* one) const { BIO_free(one); }
};
using BioPtr = std::unique_ptr<BIO, FreeBio>;
struct FreeStore {
  void operator()(X509_STORE* one) const { X509_STORE_free(one); }
};
struct FreeContext {
  void operator()(X509_STORE_CTX* one) const { X509_STORE_CTX_free(one); }
};
struct FreeStack {
  void operator()(STACK_OF(X509) * one) const { sk_X509_free(one); }
};

constexpr std::int64_t us_per_s = 1'000'000;
}  // namespace

Result<Trust> Trust::of(const std::vector<std::string>& pem) {
  Trust out;
  for (const std::string& text : pem) {
    const BioPtr bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    std::size_t found = 0;
    while (X509* one = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
      out.certificates_.emplace_back(one);
      ++found;
      if (out.certificates_.size() > limits::trusted_certificates_max)
        return Error{ErrorCode::BadConfig, "trusted_certificates",
                     "more than " + std::to_string(limits::trusted_certificates_max)};
    }
    ERR_clear_error();
    if (found == 0)
      return Error{ErrorCode::BadConfig, "trusted_certificates", "a file without a certificate in PEM"};
  }
  return out;
}

std::optional<std::string> Trust::fault_in(X509* certificate, std::span<X509* const> others,
                                           std::optional<Instant> at) const {
  const std::unique_ptr<X509_STORE, FreeStore> store(X509_STORE_new());
  for (const X509Ptr& one : certificates_) X509_STORE_add_cert(store.get(), one.get());
  const std::unique_ptr<STACK_OF(X509), FreeStack> stack(sk_X509_new_null());
  for (X509* one : others) sk_X509_push(stack.get(), one);
  const std::unique_ptr<X509_STORE_CTX, FreeContext> context(X509_STORE_CTX_new());
  if (!store || !stack || !context ||
      X509_STORE_CTX_init(context.get(), store.get(), certificate, stack.get()) != 1)
    return "the certificate cannot be looked at";
  X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
  if (at) {
    X509_VERIFY_PARAM_set_time(rules, static_cast<time_t>(at->us / us_per_s));
  } else {
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
  }
  const bool good = X509_verify_cert(context.get()) == 1;
  const int fault = X509_STORE_CTX_get_error(context.get());
  ERR_clear_error();
  if (good) return std::nullopt;
  return std::string("its certificate is not among the trusted ones nor issued under one (") +
         X509_verify_cert_error_string(fault) + ")";
}

bool Trust::holds_key(const EVP_PKEY* key) const {
  return std::ranges::any_of(certificates_, [key](const X509Ptr& one) {
    return EVP_PKEY_eq(X509_get0_pubkey(one.get()), key) == 1;
  });
}

std::string subject_of(const X509* certificate) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long flags = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
  if (!bio || X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate), 0, flags) < 0) return {};
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  std::string out(data, static_cast<std::size_t>(std::max(length, 0L)));
  // UTF-8 comes from OpenSSL's conversion; what is cut is cut before a character.
  if (out.size() > limits::signer_bytes_max) {
    std::size_t end = limits::signer_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0U) == 0x80U) --end;
    out.resize(end);
  }
  return out;
}

}  // namespace voorzien::adapters
