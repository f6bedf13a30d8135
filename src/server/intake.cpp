#include "server/intake.h"

#include "feeds/feed.h"
#include "journal/hash.h"

namespace voorzien::server {
namespace {
// That we hold no exact boundaries is ours to repair (`region import`, said once on the screen), no fault of
// the source: it may not colour the source's health.
void leave_out_what_is_ours(observations::Understood& understood) {
  std::erase_if(understood.remarks,
                [](const observations::Remark& one) { return one.code == "areas-coarse"; });
  if (understood.remarks.empty() && understood.verdict == observations::Verdict::AcceptedWithRemarks)
    understood.verdict = observations::Verdict::Accepted;
}
}  // namespace

void Intake::take(std::string_view source_id, std::shared_ptr<const std::string> bytes, Instant received,
                  std::optional<std::int64_t> film_line, std::function<void(const Result<Receipt>&)> answer,
                  std::string_view format_name) const {
  const doctrine::Source* source = doctrine_.source(source_id);
  const std::optional<feeds::Format> format =
      source == nullptr
          ? std::nullopt
          : feeds::format_by_name(format_name.empty() ? std::string_view(source->format) : format_name);
  if (!format) {
    answer(Error{ErrorCode::NotFound, "source " + std::string(source_id),
                 "no such source, or it takes no documents"});
    return;
  }
  feeds::Context context;
  context.source = source->id;
  context.theme = source->theme.value;
  const std::shared_ptr<const LoadedRegion> region = region_.get();
  context.areas = &region->areas;
  context.places = &region->places;
  context.signatures = signatures_;
  context.received = received;
  context.zone = source->zone;
  context.personal = source->personal;
  context.hour_at_start = source->hour_at == "start";

  observations::Delivery delivery;
  delivery.source = source->id;
  delivery.format = feeds::name_of(*format);
  delivery.received = received;
  delivery.raw_sha256 = journal::to_hex(journal::sha256(*bytes));
  delivery.personal = source->personal;
  delivery.understood = feeds::parse(*format, *bytes, context);
  leave_out_what_is_ours(delivery.understood);
  delivery.bytes = std::move(bytes);
  delivery.film_line = film_line;
  for (observations::Observation& one : delivery.understood.observations) {
    one.t_received = received;
    one.raw_sha256 = delivery.raw_sha256;
    one.personal = one.personal || source->personal;
  }
  Receipt receipt;
  receipt.verdict = delivery.understood.verdict;
  receipt.observations = static_cast<std::int64_t>(delivery.understood.observations.size());
  receipt.remarks = delivery.understood.remarks;
  submit_.deliver(std::move(delivery),
                  [answer = std::move(answer), receipt](const Result<std::uint64_t>& seq) mutable {
                    if (!seq) return answer(seq.error());
                    receipt.version = *seq;
                    answer(std::move(receipt));
                  });
}

namespace {
observations::Delivery without_document(const SourceId& source, observations::Arrival arrival,
                                        Instant received) {
  observations::Delivery out;
  out.arrival = arrival;
  out.source = source;
  out.received = received;
  return out;
}
void nobody_waits(const Result<std::uint64_t>&) {}
}  // namespace

void Intake::unchanged(const SourceId& source, Instant received) const {
  submit_.deliver(without_document(source, observations::Arrival::Unchanged, received), nobody_waits);
}

void Intake::failed(const SourceId& source, observations::Remark remark, Instant received) const {
  observations::Delivery out = without_document(source, observations::Arrival::Failed, received);
  out.understood.verdict = observations::Verdict::Rejected;
  out.understood.remarks.push_back(std::move(remark));
  submit_.deliver(std::move(out), nobody_waits);
}
}  // namespace voorzien::server
