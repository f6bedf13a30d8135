// Provenance of one alert: its profiles, and what the XML signature on it says (asked through the port of
// xml_signatures.h, only when there is one).
#pragma once

#include "feeds/cap/message.h"
#include "feeds/feed.h"
#include "feeds/remarks.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds::cap {

// The document that alerts came in. Looked at once: a feed of thousands of alerts has as many elements beside
// each of them.
struct Carrier {
  const XmlDocument& document;
  bool is_signed;           // a signature beside the alerts, on the feed or envelope
  std::size_t checks_left;  // of signatures: each reads the whole document
};
[[nodiscard]] Carrier carrier_of(const XmlDocument& document);

// Fills message.provenance; remarks a signature that does not hold, or holds only after normalising.
void tell_provenance(Carrier& carrier, const Context& context, Message& message, Remarks& remarks);

// Of an alert in another form than XML, which carries no signature; `profile` is that of the form.
void tell_provenance(std::string_view profile, Message& message);

// Of a document with several messages: the weakest signature, with its reason, and all profiles.
void merge_provenance(const observations::Provenance& one, std::optional<observations::Provenance>& into);

}  // namespace voorzien::feeds::cap
