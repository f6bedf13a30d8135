#include "feeds/cap/provenance.h"
#include "feeds/limits.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "feeds/cap/cap.h"
#include "feeds/limits.h"
#include "feeds/meteoalarm/meteoalarm.h"

namespace voorzien::feeds {
namespace {
using observations::SignatureVerdict;
using observations::Verdict;

// Answers what it is told to, and keeps what it was asked.
class Told final : public XmlSignatures {
 public:
  explicit Told(SignatureFinding finding) : finding_(std::move(finding)) {}
  SignatureFinding check(std::string_view document, std::span<const std::uint32_t> path,
                         std::optional<Instant> at) const override {
    document_ = document;
    path_.assign(path.begin(), path.end());
    at_ = at;
    ++asked_;
    return finding_;
  }
  mutable std::string document_;
  mutable std::vector<std::uint32_t> path_;
  mutable std::optional<Instant> at_;
  mutable int asked_ = 0;

 private:
  SignatureFinding finding_;
};

const std::string signature = R"(<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>)";
std::string alert(const std::string& id, const std::string& last, const std::string& version = "1.2") {
  return "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:" + version + "\"><identifier>" + id +
         "</identifier><sender>a</sender><sent>2026-07-03T14:00:00+02:00</sent><status>Actual</status>"
         "<msgType>Alert</msgType><scope>Public</scope>" +
         last + "</alert>";
}
observations::Understood read(const std::string& xml, const XmlSignatures* signatures) {
  Context context;
  context.signatures = signatures;
  context.received = parse_instant("2026-07-03T12:01:00Z").value();
  return parse_cap(xml, context);
}
bool has(const observations::Understood& got, std::string_view code) {
  return std::ranges::any_of(got.remarks, [code](const auto& one) { return one.code == code; });
}
}  // namespace

TEST_CASE("an_unsigned_message_asks_nobody_and_has_no_remark") {
  const Told told({SignatureVerdict::Verified, "", "CN=x"});
  const auto got = read(alert("A", ""), &told);
  CHECK(told.asked_ == 0);
  CHECK(got.verdict == Verdict::Accepted);
  CHECK(got.provenance->signature == SignatureVerdict::Unsigned);
  CHECK(got.observations.at(0).provenance == got.provenance);
}

TEST_CASE("a_signed_message_carries_the_finding_and_its_signer") {
  const Told told({SignatureVerdict::Verified, "why", "CN=x"});
  const auto got = read(alert("A", signature), &told);
  CHECK(got.verdict == Verdict::Accepted);
  CHECK(got.observations.at(0).provenance->signature == SignatureVerdict::Verified);
  CHECK(got.observations.at(0).provenance->signer == "CN=x");
  CHECK(got.observations.at(0).provenance->signature_reason == "why");
  CHECK(told.path_.empty());
  CHECK(told.at_ == parse_instant("2026-07-03T12:01:00Z").value());
}

TEST_CASE("what_does_not_hold_or_holds_only_after_normalising_is_a_remark") {
  const Told wrong({SignatureVerdict::NotVerified, "digest wrong", ""});
  const auto got = read(alert("A", signature), &wrong);
  CHECK(got.verdict == Verdict::AcceptedWithRemarks);
  CHECK(has(got, "signature-not-verified"));
  const Told undone({SignatureVerdict::VerifiedNormalised, "indents", ""});
  CHECK(has(read(alert("A", signature), &undone), "signature-normalised"));
  CHECK(has(read(alert("A", signature), nullptr), "signature-not-verified"));
}

TEST_CASE("a_signature_that_the_schema_of_an_older_version_forbids_is_looked_at_too") {
  const Told told({SignatureVerdict::Verified, "", ""});
  const auto got = read(alert("A", signature, "1.1"), &told);
  CHECK(told.asked_ == 1);
  CHECK(has(got, "schema-unknown-element"));
}

TEST_CASE("a_signature_that_stands_deeper_in_the_message_signs_nothing") {
  const Told told({SignatureVerdict::Verified, "", ""});
  const auto got = read(alert("A", "<info><event>x</event>" + signature + "</info>"), &told);
  CHECK(told.asked_ == 0);
  CHECK(got.provenance->signature == SignatureVerdict::NotVerified);
}

TEST_CASE("the_text_that_is_checked_is_the_one_that_was_read_and_the_path_leads_to_the_message") {
  const Told told({SignatureVerdict::Verified, "", ""});
  const std::string feed =
      "\xEF\xBB\xBF<feed xmlns=\"http://www.w3.org/2005/Atom\"><id/><entry><title/>"
      "<content>" +
      alert("A", "") + alert("B", signature) + "</content></entry></feed>";
  const auto got = read(feed, &told);
  REQUIRE(got.observations.size() == 2);
  CHECK(told.asked_ == 1);
  CHECK(told.document_ == feed.substr(3));
  CHECK(told.path_ == std::vector<std::uint32_t>{1, 1, 1});
  CHECK(got.observations[0].provenance->signature == SignatureVerdict::Unsigned);
  CHECK(got.observations[1].provenance->signature == SignatureVerdict::Verified);
  CHECK(got.provenance->signature == SignatureVerdict::Unsigned);  // the weakest
  const auto around =
      read("<feed xmlns=\"http://www.w3.org/2005/Atom\">" + alert("A", "") + signature + "</feed>", &told);
  CHECK(around.provenance->signature == SignatureVerdict::Verified);
}

TEST_CASE("many_signed_messages_in_one_large_document_are_checked_up_to_a_limit_that_is_told") {
  const Told told({SignatureVerdict::Verified, "", ""});
  const std::string heavy = "<note>" + std::string(60'000, 'x') + "</note>" + signature;
  std::string feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\">";
  for (int n = 0; n < 70; ++n) feed += alert("A" + std::to_string(n), heavy);
  feed += "</feed>";
  const auto got = read(feed, &told);
  REQUIRE(got.observations.size() == 70);
  CHECK(told.asked_ == static_cast<int>(limits::signature_bytes_max / feed.size()));
  CHECK(got.observations.front().provenance->signature == SignatureVerdict::Verified);
  CHECK(got.observations.back().provenance->signature == SignatureVerdict::NotVerified);
  CHECK(got.observations.back().provenance->signature_reason.find("more signed messages") !=
        std::string::npos);
}

TEST_CASE("a_signed_document_that_was_not_read_is_not_verified") {
  const Told told({SignatureVerdict::Verified, "", ""});
  const auto got = read(alert("A", signature) + "</alert>", &told);
  CHECK(got.verdict == Verdict::Rejected);
  CHECK(got.provenance->signature == SignatureVerdict::NotVerified);
  CHECK(told.asked_ == 0);
  CHECK_FALSE(read("<alert>", &told).provenance);
}

TEST_CASE("meteoalarm_s_other_forms_carry_the_profile_and_no_signature") {
  const auto json = parse_meteoalarm_json(
      R"({"warnings":[{"alert":{"identifier":"2.49.0.0.528.0.1","sender":"knmi","sent":"2026-06-27T13:00:00+02:00","status":"Actual","msgType":"Alert","scope":"Public","info":[{"event":"x"}]}}]})",
      Context{});
  REQUIRE(json.observations.size() == 1);
  CHECK(json.observations[0].provenance->profiles == std::vector<std::string>{"MeteoAlarm", "KNMI"});
  CHECK(json.observations[0].provenance->signature == SignatureVerdict::Unsigned);
  CHECK_FALSE(json.observations[0].provenance->signature_reason.empty());
  CHECK(json.provenance == json.observations[0].provenance);
}

}  // namespace voorzien::feeds
