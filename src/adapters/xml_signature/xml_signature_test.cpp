#include "adapters/xml_signature/xml_signature.h"

#include <doctest/doctest.h>

#include "adapters/xml_signature/limits.h"
#include "adapters/xml_signature/testing.h"

namespace voorzien::adapters {
namespace {
namespace limits = xml_signature_limits;
using feeds::SignatureFinding;
using observations::SignatureVerdict;
using testing::make_signer;
using testing::sign;
using testing::Signer;

const std::string alert =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\" Id=\"a1\"><identifier>A-1</identifier>"
    "<sender>weer@example.org</sender><sent>2026-07-03T14:00:00+02:00</sent><status>Actual</status>"
    "<msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>Onweer</event>"
    "<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>"
    "<description>Buien met\nhagel</description></info></alert>\n";

const Signer& weather() {
  static const Signer one = make_signer("Weerdienst");
  return one;
}

SignatureFinding check(const std::string& xml, const std::vector<std::string>& trusted = {},
                       std::vector<std::uint32_t> path = {}, std::optional<Instant> at = {}) {
  const auto signatures = make_xml_signatures(trusted);
  REQUIRE(signatures);
  return (*signatures)->check(xml, path, at);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

std::string replaced_all(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

bool says(const SignatureFinding& finding, std::string_view words) {
  return finding.reason.find(words) != std::string::npos;
}
}  // namespace

TEST_CASE("a_signature_over_the_message_as_it_stands_is_verified_and_names_its_signer") {
  const SignatureFinding got = check(sign(alert, weather()));
  CHECK(got.verdict == SignatureVerdict::Verified);
  CHECK(got.signer == "CN=Weerdienst");
  CHECK(says(got, "nobody vouches"));
  CHECK(check(alert).verdict == SignatureVerdict::Unsigned);
  CHECK(check(sign(alert, weather(), {.uri = "#a1"})).verdict == SignatureVerdict::Verified);
  CHECK(check(sign(alert, weather(), {.transform = "c14n11"})).verdict == SignatureVerdict::Verified);
}

TEST_CASE("one_changed_word_is_a_wrong_digest_and_one_changed_signature_a_wrong_signature") {
  const std::string good = sign(alert, weather());
  const SignatureFinding word = check(replaced(good, "Onweer", "Onweder"));
  CHECK(word.verdict == SignatureVerdict::NotVerified);
  CHECK(says(word, "digest wrong"));
  const std::size_t at = good.find("<ds:SignatureValue>") + 25;
  std::string other = good;
  other[at] = other[at] == 'A' ? 'B' : 'A';
  const SignatureFinding value = check(other);
  CHECK(value.verdict == SignatureVerdict::NotVerified);
  CHECK(says(value, "signature wrong"));
  const SignatureFinding certificate =
      check(replaced(good, "<ds:X509Certificate>", "<ds:X509Certificate>AAAA"));
  CHECK(certificate.verdict == SignatureVerdict::NotVerified);
  CHECK(says(certificate, "no key known"));
}

TEST_CASE("what_a_pretty_printer_did_is_undone_and_said") {
  // As WMO's messages come: signed on one line, then indents everywhere and a stylesheet.
  const std::string compact = sign(alert, weather(), {.compact = true});
  REQUIRE(check(compact).verdict == SignatureVerdict::Verified);
  const std::string printed = replaced_all(compact, "><", ">\n    <");
  const SignatureFinding indented = check(printed);
  CHECK(indented.verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(says(indented, "white space between elements and instructions"));
  CHECK(check(replaced(printed, "Onweer", "Onweder")).verdict == SignatureVerdict::NotVerified);
  const std::string styled =
      replaced(compact, "<alert", "<?xml-stylesheet href=\"cap.xsl\"?>\n<!-- printed -->\n<alert");
  CHECK(check(styled).verdict == SignatureVerdict::VerifiedNormalised);
  const SignatureFinding padded =
      check(replaced(printed, "<event>Onweer</event>", "<event>\n  Onweer\n</event>"));
  CHECK(padded.verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(says(padded, "around texts"));

  // A signature that was signed with line feeds of its own keeps them.
  std::string outside = sign(alert, weather());
  for (const std::string_view name : {"<sender>", "<info>", "<event>", "</info>"})
    outside = replaced(outside, name, "\n  " + std::string(name));
  const SignatureFinding message = check(outside);
  CHECK(message.verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(says(message, "between the elements of the message"));
}

TEST_CASE("line_ends_that_were_changed_on_the_way_are_undone") {
  const std::string good = sign(replaced(alert, "met\nhagel", "met&#13;\nhagel"), weather());
  REQUIRE(check(good).verdict == SignatureVerdict::Verified);
  const SignatureFinding lost = check(replaced(good, "met&#13;\n", "met\n"));
  CHECK(lost.verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(says(lost, "line feeds in the message"));
  const SignatureFinding gained = check(replaced(sign(alert, weather()), "met\nhagel", "met&#13;\nhagel"));
  CHECK(gained.verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(says(gained, "carriage returns"));
  CHECK(check(replaced_all(sign(alert, weather()), "\n", "\r\n")).verdict == SignatureVerdict::Verified);
}

TEST_CASE("trusted_certificates_decide_whose_signature_counts") {
  const Signer authority = make_signer("Uitgever");
  const Signer issued = make_signer("Weerdienst onder uitgever", &authority);
  const std::string by_issued = sign(alert, issued);
  const std::string by_itself = sign(alert, weather());
  CHECK(check(by_itself, {weather().certificate_pem}).verdict == SignatureVerdict::Verified);
  CHECK(check(by_issued, {authority.certificate_pem}).verdict == SignatureVerdict::Verified);
  CHECK(check(by_issued, {issued.certificate_pem}).verdict == SignatureVerdict::Verified);
  CHECK_FALSE(says(check(by_issued, {authority.certificate_pem}), "nobody vouches"));
  const SignatureFinding stranger = check(by_itself, {authority.certificate_pem});
  CHECK(stranger.verdict == SignatureVerdict::NotVerified);
  CHECK(says(stranger, "not among the trusted"));
  CHECK(stranger.signer == "CN=Weerdienst");

  const auto during = parse_instant("2026-07-03T12:00:00Z").value();
  const auto after = parse_instant("2028-07-03T12:00:00Z").value();
  CHECK(check(by_issued, {authority.certificate_pem}, {}, during).verdict == SignatureVerdict::Verified);
  CHECK(check(by_issued, {authority.certificate_pem}, {}, after).verdict == SignatureVerdict::NotVerified);
}

TEST_CASE("a_key_without_a_certificate_is_nobody_s_unless_it_is_trusted") {
  const Signer rsa = make_signer("RSA sender");
  const std::string bare = sign(alert, rsa, {.bare_key = true});
  const SignatureFinding unknown = check(bare);
  CHECK(unknown.verdict == SignatureVerdict::NotVerified);
  CHECK(says(unknown, "no key known"));
  CHECK(check(bare, {rsa.certificate_pem}).verdict == SignatureVerdict::Verified);
  CHECK(check(bare, {weather().certificate_pem}).verdict == SignatureVerdict::NotVerified);
  const SignatureFinding none = check(sign(alert, weather(), {.no_key = true}));
  CHECK(none.verdict == SignatureVerdict::NotVerified);
  CHECK(says(none, "no key known"));
}

TEST_CASE("sha_1_is_verified_and_called_weak") {
  const SignatureFinding got = check(sign(alert, make_signer("RSA old"), {.sha1 = true}));
  CHECK(got.verdict == SignatureVerdict::Verified);
  CHECK(says(got, "SHA-1"));
}

TEST_CASE("a_form_that_could_hide_a_change_is_refused_with_its_reason") {
  const std::string good = sign(alert, weather());
  const auto refused = [&](const std::string& xml, std::string_view words) {
    const SignatureFinding got = check(xml);
    CAPTURE(got.reason);
    CHECK(got.verdict == SignatureVerdict::NotVerified);
    CHECK(says(got, words));
  };
  refused(sign(alert, weather(), {.transform = "xpath"}), "could leave out a part");
  refused(replaced(good, "xmldsig#enveloped-signature", "xmldsig#base64"), "could leave out a part");
  refused(replaced(good, "URI=\"\"", "URI=\"http://127.0.0.1:8080/x\""),
          "not to one element of this document");
  refused(replaced(good, "URI=\"\"", "URI=\"file:///etc/hostname\""), "not to one element of this document");
  refused(replaced(good, "URI=\"\"", "URI=\"#xpointer(/)\""), "not to one element of this document");
  refused(replaced(good, "URI=\"\"", "URI=\"#nowhere\""), "not to one element of this document");
  refused(replaced(good, "xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256"), "signature method");
  refused(replaced(good, "xmlenc#sha256", "xmldsig-more#md5"), "digest");
  refused(replaced(good, "<ds:KeyInfo>", "<Object xmlns=\"\"/><ds:KeyInfo>"),
          "has no place inside a signature");
  refused(replaced(good, "<ds:KeyInfo>", "<ds:SignedInfo/><ds:KeyInfo>"), "wrong order");
}

TEST_CASE("a_signature_over_another_element_than_the_message_does_not_count") {
  // Wrapping: the signed alert lies beside, another one is read.
  const std::string inner = sign(alert, weather(), {.uri = "#a1"});
  const std::size_t from = inner.find("<ds:Signature ");
  const std::size_t to = inner.find("</ds:Signature>") + 15;
  const std::string signature = inner.substr(from, to - from);
  std::string original = inner.substr(inner.find("<alert"));
  original = replaced(original, signature, "");
  const std::string forged =
      "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>B-1</identifier>" + original +
      signature + "</alert>";
  const SignatureFinding got = check(forged);
  CHECK(got.verdict == SignatureVerdict::NotVerified);
  CHECK(says(got, "does not cover"));
  const std::string twice = "<feed>" + replaced(inner, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "") +
                            "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\" "
                            "Id=\"a1\"><identifier>C</identifier></alert></feed>";
  CHECK(check(twice, {}, {0}).verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(check(twice, {}, {1}).verdict == SignatureVerdict::Unsigned);
}

TEST_CASE("a_signed_alert_in_an_envelope_is_taken_out_of_it_and_an_envelope_may_be_signed_itself") {
  const std::string bare = replaced(alert, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "");
  const std::string signed_alert =
      replaced(sign(alert, weather()), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "");
  const SignatureFinding inside = check("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id/><entry><content>" +
                                            signed_alert + "</content></entry></feed>",
                                        {}, {1, 0, 0});
  CHECK(inside.verdict == SignatureVerdict::VerifiedNormalised);
  CHECK(says(inside, "out of its envelope"));
  const std::string feed =
      sign("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>" + bare + "</entry></feed>", weather());
  CHECK(check(feed, {}, {0, 0}).verdict == SignatureVerdict::Verified);
  CHECK(check(replaced(feed, "Onweer", "Storm"), {}, {0, 0}).verdict == SignatureVerdict::NotVerified);
}

TEST_CASE("the_limits_of_checking_hold") {
  const std::string good = sign(alert, weather());
  const auto longer = [&good](std::size_t by) {
    std::string out = good;
    out.insert(out.find("<ds:Signature "), by, ' ');
    return out;
  };
  CHECK(says(check(longer(limits::document_bytes_max)), "larger than"));
  CHECK(says(check(longer(limits::retried_bytes_max)), "digest wrong"));
  const std::size_t from = good.find("<ds:Reference");
  const std::string reference = good.substr(from, good.find("</ds:Reference>") + 15 - from);
  std::string references;
  for (std::size_t i = 0; i < limits::references_max; ++i) references += reference;
  CHECK(says(check(replaced(good, "<ds:Reference", references + "<ds:Reference")), "too many references"));
  std::string transforms;
  for (std::size_t i = 0; i < limits::transforms_max; ++i)
    transforms += "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
  CHECK(
      says(check(replaced(good, "<ds:Transforms>", "<ds:Transforms>" + transforms)), "too many transforms"));
  std::string certificates;
  for (std::size_t i = 0; i < limits::certificates_max; ++i)
    certificates += "<ds:X509Certificate>AAAA</ds:X509Certificate>";
  CHECK(
      says(check(replaced(good, "<ds:X509Data>", "<ds:X509Data>" + certificates)), "too many certificates"));
  std::string broken;
  for (std::size_t i = 0; i < limits::signatures_max; ++i)
    broken += "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>";
  CHECK(check(replaced(good, "<ds:Signature ", broken + "<ds:Signature ")).verdict ==
        SignatureVerdict::NotVerified);
  const Signer named = make_signer(std::string(64, 'n'));
  CHECK(check(sign(alert, named)).signer.size() <= limits::signer_bytes_max);

  CHECK_FALSE(make_xml_signatures({"no certificate"}));
  std::string many;
  for (std::size_t i = 0; i <= limits::trusted_certificates_max; ++i) many += weather().certificate_pem;
  CHECK_FALSE(make_xml_signatures({many}));
}

TEST_CASE("any_text_and_any_path_end_in_a_finding") {
  for (const std::string text : {"", "<", "<a>", "text"})
    CHECK(check(text).verdict == SignatureVerdict::NotVerified);
  CHECK(check("<a><b/></a>", {}, {7}).verdict == SignatureVerdict::NotVerified);
  CHECK(check("<a xmlns='http://www.w3.org/2000/09/xmldsig#'><Signature/></a>").verdict ==
        SignatureVerdict::NotVerified);
}

}  // namespace voorzien::adapters
