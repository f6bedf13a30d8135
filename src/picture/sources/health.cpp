#include "picture/sources/health.h"

#include <algorithm>

#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {

namespace {
// The counters begin anew with each local day, whichever of them is counted first.
void begin_day(Health& health, Instant now) {
  const std::int64_t day = local_day(now);
  if (day <= health.day) return;
  health.day = day;
  health.received = health.understood = health.remarked = health.rejected = health.tests = 0;
  health.unchanged = health.failed = 0;
  health.apart.clear();
}
}  // namespace

void count_apart(Health& health, const std::string& why, Instant now) {
  begin_day(health, now);
  ++health.apart[why];
}

void hear(Health& health, const Heard& heard) {
  begin_day(health, heard.last_received);
  health.received += heard.received;
  health.understood += heard.understood;
  health.remarked += heard.remarked;
  health.rejected += heard.rejected;
  health.tests += heard.tests;
  if (heard.last_good) health.last_received = std::max(health.last_received, heard.last_good);
  if (heard.news) health.last_news = heard.last_received;
  // Frozen: new files, the same publication time, and nothing new in them.
  if (heard.last_published) {
    if (health.last_published == heard.last_published)
      health.same_in_a_row += heard.received;
    else
      health.same_in_a_row = heard.received - 1;
    if (heard.news) health.same_in_a_row = 0;  // only their clock stands still
    health.last_published = heard.last_published;
  }
  if (!heard.last_good_sha256.empty()) health.last_good_sha256 = heard.last_good_sha256;
  if (!heard.last_remarks.empty()) {
    health.last_bad_sha256 = heard.last_bad_sha256;
    health.last_remarks = heard.last_remarks;
  }
  health.recent.insert(health.recent.end(), heard.recent.begin(), heard.recent.end());
  if (health.recent.size() > limits::recent_max)
    health.recent.erase(health.recent.begin(),
                        health.recent.end() - static_cast<std::ptrdiff_t>(limits::recent_max));
  if (heard.received > 0) health.bad_document = heard.rejected + heard.remarked > 0;
  const Asked asked = heard.asked.value_or(Asked{});
  health.unchanged += asked.unchanged;
  health.failed += asked.failed;
  health.failing = asked.failing;
  if (health.condition != "frozen")
    health.condition = health.failing || health.bad_document ? "remarked" : "none";
}

void note_outage(Health& health, const std::string& state, const std::string& condition, Instant now) {
  if (health.state == "silent" && state != "silent" && health.state_since)
    health.previous = {"silent", *health.state_since, now};
  if (health.frozen_since && condition != "frozen") {
    health.previous = {"frozen", *health.frozen_since, now};
    health.frozen_since.reset();
  }
  if (!health.frozen_since && condition == "frozen") health.frozen_since = now;
}

Freshness freshness_of(const Health& health, const doctrine::Source& source, Instant now) {
  Freshness out{health.state, health.condition, std::nullopt};
  const bool frozen = health.same_in_a_row >= static_cast<std::int64_t>(limits::frozen_after) &&
                      health.last_published && health.last_received && source.silent_after_s > 0 &&
                      *health.last_received - *health.last_published > seconds(source.silent_after_s);
  if (frozen)
    out.condition = "frozen";
  else if (health.condition == "frozen")
    out.condition = health.failing || health.bad_document ? "remarked" : "none";
  if (source.silent_after_s == 0) {  // it has no rhythm
    out.state = "ok";
    return out;
  }
  if (!health.last_received) {
    out.state = "silent";
    return out;
  }
  const Instant slow = *health.last_received + seconds(source.expected_s + source.expected_s / 2);
  const Instant silent = *health.last_received + seconds(source.silent_after_s);
  if (now >= silent) {
    out.state = "silent";
  } else if (now >= slow) {
    out.state = "slow";
    out.next = silent;
  } else {
    out.state = "ok";
    out.next = std::min(slow, silent);
  }
  return out;
}

bool turns(const State& state, const observations::Delivery& delivery) {
  const auto known = state.sources.find(delivery.source.value);
  if (delivery.arrival == observations::Arrival::Failed)
    return known == state.sources.end() || !known->second.failing;
  if (delivery.understood.verdict == observations::Verdict::Rejected) return false;
  return known == state.sources.end() || known->second.state != "ok" || known->second.failing;
}
}  // namespace voorzien::picture
