// The form of a signature, looked at before any of it is computed: only what can be checked inside the
// document and cannot hide a change passes. A signature that leaves out a part of the message (XPath, XSLT),
// points outside, or covers something else than the message it stands on, is refused with a reason.
#pragma once

#include <libxml/tree.h>

#include <optional>
#include <string>

namespace voorzien::adapters {

// `message`: the element that must be covered; `signature`: a <Signature> inside it or inside its envelope.
// Makes the ids known to the document that references point at. Nothing when the form is good.
[[nodiscard]] std::optional<std::string> fault_in_form(xmlNode* signature, xmlNode* message);

// Whether any algorithm of it rests on SHA-1.
[[nodiscard]] bool is_weak(const xmlNode* signature);

}  // namespace voorzien::adapters
