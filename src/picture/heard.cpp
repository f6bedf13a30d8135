#include "picture/heard.h"

#include <algorithm>

#include "picture/limits.h"

namespace voorzien::picture {
using observations::Arrival;
using observations::Status;
using observations::Verdict;

namespace {
void put_remarks(const observations::Understood& understood, Heard& out) {
  const std::size_t kept = std::min(understood.remarks.size(), limits::remarks_max);
  out.last_remarks.assign(understood.remarks.begin(),
                          understood.remarks.begin() + static_cast<std::ptrdiff_t>(kept));
}
}  // namespace

Heard heard_of(const observations::Delivery& delivery, bool news) {
  const observations::Understood& understood = delivery.understood;
  Heard out;
  out.source = delivery.source;
  out.last_received = delivery.received;
  put_remarks(understood, out);
  if (delivery.arrival == Arrival::Unchanged) {
    out.last_good = delivery.received;
    out.asked = Asked{1, 0, false};
    return out;
  }
  if (delivery.arrival == Arrival::Failed) {
    out.asked = Asked{0, 1, true};
    return out;
  }
  out.last_published = understood.published;
  out.received = 1;
  out.understood = understood.verdict == Verdict::Accepted ? 1 : 0;
  out.remarked = understood.verdict == Verdict::AcceptedWithRemarks ? 1 : 0;
  out.rejected = understood.verdict == Verdict::Rejected ? 1 : 0;
  for (const observations::Observation& one : understood.observations)
    if (one.status != Status::Actual && one.status != Status::Ended) ++out.tests;
  out.news = news;
  out.without_news = news ? 0 : 1;
  if (understood.verdict != Verdict::Rejected) out.last_good = delivery.received;
  (understood.remarks.empty() ? out.last_good_sha256 : out.last_bad_sha256) = delivery.raw_sha256;
  out.recent = {delivery.received};
  out.film_line = delivery.film_line;
  return out;
}

void merge_into(Heard& earlier, const Heard& later) {
  earlier.last_received = std::max(earlier.last_received, later.last_received);
  if (later.last_good) earlier.last_good = later.last_good;
  if (later.last_published) earlier.last_published = later.last_published;
  earlier.received += later.received;
  earlier.understood += later.understood;
  earlier.remarked += later.remarked;
  earlier.rejected += later.rejected;
  earlier.tests += later.tests;
  earlier.without_news += later.without_news;
  earlier.news = earlier.news || later.news;
  if (!later.last_good_sha256.empty()) earlier.last_good_sha256 = later.last_good_sha256;
  if (!later.last_remarks.empty()) {  // a remark and the bytes that it is about stay together
    earlier.last_bad_sha256 = later.last_bad_sha256;
    earlier.last_remarks = later.last_remarks;
  }
  if (!earlier.asked)
    earlier.asked = later.asked;
  else {
    const Asked more = later.asked.value_or(Asked{});
    earlier.asked =
        Asked{earlier.asked->unchanged + more.unchanged, earlier.asked->failed + more.failed, more.failing};
  }
  earlier.recent.insert(earlier.recent.end(), later.recent.begin(), later.recent.end());
  if (earlier.recent.size() > limits::recent_max)
    earlier.recent.erase(earlier.recent.begin(),
                         earlier.recent.end() - static_cast<std::ptrdiff_t>(limits::recent_max));
  if (later.film_line) earlier.film_line = std::max(earlier.film_line.value_or(-1), *later.film_line);
}
}  // namespace voorzien::picture
