// Dates in a question: services that are asked for a period, such as a forecast of water levels, want other
// moments each time. `{now}`, `{now+48h}`, `{now-30m}`, `{now+2d}` in an address or a body become that
// moment.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "adapters/http_client/fetcher.h"
#include "base/result.h"

namespace voorzien::server {

// In an address 2026-11-28T06:00:00Z; in a body 2026-11-28T06:00:00.000+00:00, as Rijkswaterstaat wants it.
enum class DateForm { Address, Body };
// An error for what begins as one of these and is none. At most a year either way.
[[nodiscard]] Result<std::string> with_dates(std::string_view text, Instant now, DateForm form);

class DatedQuestions final : public adapters::Fetcher {
 public:
  DatedQuestions(adapters::Fetcher& plain, std::function<Instant()> now)
      : plain_(plain), now_(std::move(now)) {}
  [[nodiscard]] adapters::Fetched fetch(const adapters::FetchRequest& request) override;
  void stop() override { plain_.stop(); }

 private:
  adapters::Fetcher& plain_;
  std::function<Instant()> now_;
};

}  // namespace voorzien::server
