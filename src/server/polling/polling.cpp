#include "server/polling/polling.h"

#include <fmt/format.h>

#include <future>

#include "adapters/system/clock.h"
#include "server/log.h"

namespace voorzien::server {
namespace {
std::string without_secrets(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return std::string(url);
  const std::size_t path = url.find('/', host + 3);
  const std::size_t at = url.substr(0, path).rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  return std::string(url.substr(0, host + 3)) + std::string(url.substr(at + 1));
}

const char* code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::NotOfFormat:
      return error.detail.find("HTML") == std::string::npos ? "not-of-format" : "html-page";
    case ErrorCode::TooLarge:
      return "too-large";
    case ErrorCode::BadEncoding:
      return "bad-encoding";
    case ErrorCode::NetRefused:
      return "fetch-refused";
    default:
      return "fetch-failed";
  }
}
}  // namespace

observations::Remark remark_of(const SourceId& source, const Error& error, int failures) {
  const std::string times = failures == 1 ? "" : fmt::format(" ({} times in a row)", failures);
  return {code_of(error), without_secrets(error.where),
          fmt::format("{}: {}{}. {}", source.value, error.detail, times, remedy_of(error.code))};
}

namespace {
std::map<std::string, adapters::FetchRequest> indexes_of(const std::vector<adapters::PolledSource>& sources) {
  std::map<std::string, adapters::FetchRequest> out;
  for (const adapters::PolledSource& source : sources)
    if (source.is_index) out.emplace(source.id.value, source.request);
  return out;
}
}  // namespace

Polling::Polling(std::vector<adapters::PolledSource> sources, const Intake& intake,
                 std::function<Instant()> now, std::uint64_t seed)
    : intake_(intake),
      now_(std::move(now)),
      indexes_(indexes_of(sources)),
      poller_(std::move(sources), fetcher_,
              {[this](const SourceId& id, std::string bytes) { return take(id, std::move(bytes)); },
               [this](const SourceId& id) { unchanged(id); },
               [this](const SourceId& id, const Error& error, int failures) { failed(id, error, failures); }},
              seed) {}

// An index is followed once it was taken. What could not be fetched behind it makes the whole be asked for
// again.
bool Polling::take(const SourceId& source, std::string bytes) {
  const auto whole = std::make_shared<const std::string>(std::move(bytes));
  if (!take_one(source, whole, "")) return false;
  const auto index = indexes_.find(source.value);
  if (index == indexes_.end()) return true;
  return behind_.follow(index->second, *whole,
                        {[&](std::string one) {
                           return take_one(source, std::make_shared<const std::string>(std::move(one)),
                                           "cap");
                         },
                         [&](const Error& error) {
                           if (error.detail != "stopped")
                             failed(source, error, 1);  // our own end is no failure of the source
                         },
                         adapters::machine_now});
}

// Waits until it is durable: a source is not asked on while the engine is behind.
bool Polling::take_one(const SourceId& source, std::shared_ptr<const std::string> bytes,
                       std::string_view format) const {
  std::promise<Result<Receipt>> answered;
  intake_.take(
      source.value, std::move(bytes), now_(), std::nullopt,
      [&answered](const Result<Receipt>& receipt) { answered.set_value(receipt); }, format);
  const Result<Receipt> receipt = answered.get_future().get();
  if (!receipt)
    log("error", "poll-not-taken", {{"source", source.value}, {"why", receipt.error().to_text()}});
  return receipt && receipt->verdict != observations::Verdict::Rejected;
}

void Polling::unchanged(const SourceId& source) const { intake_.unchanged(source, now_()); }

void Polling::failed(const SourceId& source, const Error& error, int failures) const {
  observations::Remark remark = remark_of(source, error, failures);
  log("warning", "poll-failed", {{"source", source.value}, {"where", remark.where}, {"why", remark.message}});
  intake_.failed(source, std::move(remark), now_());
}
}  // namespace voorzien::server
