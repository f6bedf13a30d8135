#include "feeds/cap/provenance.h"

#include <algorithm>
#include <array>

#include "feeds/cap/profiles.h"
#include "feeds/limits.h"

namespace voorzien::feeds::cap {
namespace {
using observations::Provenance;
using observations::SignatureVerdict;

constexpr std::string_view signature_uri = "http://www.w3.org/2000/09/xmldsig#";

bool is_signed_around(const XmlDocument& document) {
  for (pugi::xml_node one = document.root().first_child(); one; one = one.next_sibling())
    if (is_element(one) && local_name(one) == "Signature" && namespace_of(one) == signature_uri) return true;
  return false;
}

// As xml_signatures.h numbers it.
std::vector<std::uint32_t> path_of(pugi::xml_node node, pugi::xml_node root) {
  std::vector<std::uint32_t> out;
  for (; node && node != root; node = node.parent()) {
    std::uint32_t before = 0;
    for (pugi::xml_node one = node.previous_sibling(); one; one = one.previous_sibling())
      if (is_element(one)) ++before;
    out.push_back(before);
  }
  std::ranges::reverse(out);
  return out;
}

int weakness(SignatureVerdict verdict) {
  switch (verdict) {
    case SignatureVerdict::Verified:
      return 0;
    case SignatureVerdict::VerifiedNormalised:
      return 1;
    case SignatureVerdict::Unsigned:
      return 2;
    case SignatureVerdict::NotVerified:
      return 3;
  }
  return 3;
}

SignatureFinding signature_of(Carrier& carrier, const Context& context, const Message& message) {
  const XmlDocument& document = carrier.document;
  const bool is_root = message.node == document.root();
  if (!message.has_signature && (is_root || !carrier.is_signed)) {
    if (!message.misplaced_signature) return {};
    return {SignatureVerdict::NotVerified, "the signature does not stand directly in the alert", ""};
  }
  if (context.signatures == nullptr)
    return {SignatureVerdict::NotVerified, "signatures are not checked here", ""};
  if (carrier.checks_left == 0)
    return {SignatureVerdict::NotVerified, "the document holds more signed messages than are checked", ""};
  --carrier.checks_left;
  return context.signatures->check(document.source(), path_of(message.node, document.root()),
                                   context.received);
}
}  // namespace

Carrier carrier_of(const XmlDocument& document) {
  const std::size_t bytes = std::max<std::size_t>(document.source().size(), 1);
  return {document, is_signed_around(document),
          std::max<std::size_t>(limits::signature_bytes_max / bytes, 1)};
}

void tell_provenance(Carrier& carrier, const Context& context, Message& message, Remarks& remarks) {
  const XmlDocument& document = carrier.document;
  SignatureFinding finding = signature_of(carrier, context, message);
  if (finding.verdict == SignatureVerdict::NotVerified)
    remarks.add("signature-not-verified", document.where(message.node),
                "the signature was not verified: " + finding.reason);
  if (finding.verdict == SignatureVerdict::VerifiedNormalised)
    remarks.add("signature-normalised", document.where(message.node),
                "the signature was verified after normalising: " + finding.reason);
  Provenance& out = message.provenance.emplace();
  out.signature = finding.verdict;
  out.signature_reason = std::move(finding.reason);
  out.signer = std::move(finding.signer);
  out.profiles = profiles_of(message);
}

void tell_provenance(std::string_view profile, Message& message) {
  Provenance& out = message.provenance.emplace();
  out.signature_reason = "this form of the alert carries no signature";
  out.profiles = profiles_of(message);
  if (std::ranges::find(out.profiles, profile) == out.profiles.end())
    out.profiles.emplace(out.profiles.begin(), profile);
}

void merge_provenance(const Provenance& one, std::optional<Provenance>& into) {
  if (!into) {
    into = one;
    return;
  }
  if (weakness(one.signature) > weakness(into->signature)) {
    into->signature = one.signature;
    into->signature_reason = one.signature_reason;
    into->signer = one.signer;
  }
  for (const std::string& profile : one.profiles)
    if (std::ranges::find(into->profiles, profile) == into->profiles.end()) into->profiles.push_back(profile);
}

}  // namespace voorzien::feeds::cap
