// Rules of CAP that no schema can say (CAP 1.2, section 3; standards.md 1.4): which elements belong together,
// which values contradict one another. Each is a remark `cap-...` that names the rule; nothing is left out
// for it. Those about shapes are remarked where shapes are read (shape.cpp).
#pragma once

#include "feeds/cap/message.h"
#include "feeds/cap/observe.h"
#include "feeds/feed.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::cap {

void check_rules(const Message& message, const Where& where, const Context& context, Remarks& remarks);

}  // namespace voorzien::feeds::cap
