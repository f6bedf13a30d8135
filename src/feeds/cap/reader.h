// From the XML of one alert to a Message, checking the schema on the way.
#pragma once

#include <pugixml.hpp>

#include "feeds/cap/message.h"
#include "feeds/remarks.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds::cap {

// An alert in a namespace that is none of CAP's is read as 1.2 and remarked.
[[nodiscard]] Message read_alert(XmlDocument& document, pugi::xml_node alert, Remarks& remarks);

}  // namespace voorzien::feeds::cap
