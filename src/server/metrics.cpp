#include "server/metrics.h"

namespace voorzien::server {
namespace {
api::Metric counter(std::string name, std::string help, std::uint64_t value) {
  return {"voorzien_" + std::move(name), std::move(help), true, {{{}, static_cast<double>(value)}}};
}
api::Metric gauge(std::string name, std::string help, double value) {
  return {"voorzien_" + std::move(name), std::move(help), false, {{{}, value}}};
}
}  // namespace

std::vector<api::Metric> node_metrics(engine::Engine& engine, api::Hub& hub, adapters::HttpServer& http,
                                      Proofs* proofs, Retention* retention) {
  const engine::Counts counts = engine.counts();
  const adapters::HttpServer::Counts web = http.counts();
  const api::Hub::Counts push = hub.counts();
  std::vector<api::Metric> out{
      counter("commands", "Commands decided", counts.commands),
      counter("commands_refused", "Commands refused by a rule", counts.refused),
      counter("deliveries", "Documents taken in", counts.deliveries),
      counter("journal_entries", "Entries written since the start", counts.entries),
      counter("journal_commits", "Group commits since the start", counts.batches),
      counter("journal_failed_appends", "Commits that the store refused", counts.failed_appends),
      gauge("journal_version", "Sequence number of the last durable entry",
            static_cast<double>(engine.version())),
      counter("http_requests", "Requests answered", web.requests),
      counter("http_bad_requests", "Requests that could not be read", web.bad_requests),
      counter("http_refused", "Connections refused", web.refused),
      counter("push_dropped_slow", "Streams dropped because they fell behind", web.dropped_slow),
      gauge("http_connections", "Open connections", static_cast<double>(web.open)),
      gauge("push_streams", "Open streams", static_cast<double>(web.streams)),
      counter("push_frames", "Frames made", push.frames),
      counter("push_encoded", "Entities encoded", push.encoded),
      counter("push_merged", "Changes overtaken by a later one before they left", push.merged)};
  api::Metric received{"voorzien_source_received", "Documents received today, by source", false, {}};
  api::Metric rejected{"voorzien_source_rejected", "Documents rejected today, by source", false, {}};
  api::Metric apart{
      "voorzien_source_kept_apart", "Facts kept apart or ended today, by source, format and why", false, {}};
  api::Metric silent{"voorzien_source_silent", "1 when the source is silent", false, {}};
  engine.look([&](const views::Sight& sight, const engine::RegionState&) {
    for (const auto& [type, id] : views::all_keys(sight)) {
      if (type != views::Source::type) continue;
      const std::optional<views::Entity> entity = views::view(sight, type, id);
      const auto* source = entity ? std::get_if<views::Source>(&*entity) : nullptr;
      if (source == nullptr) continue;
      received.values.push_back({{{"source", id}}, static_cast<double>(source->received)});
      rejected.values.push_back({{{"source", id}}, static_cast<double>(source->rejected)});
      for (const views::KeptApart& one : source->kept_apart)
        apart.values.push_back(
            {{{"source", id}, {"format", source->format}, {"why", one.why}}, static_cast<double>(one.count)});
      silent.values.push_back({{{"source", id}}, source->state == "silent" ? 1.0 : 0.0});
    }
  });
  out.insert(out.end(), {received, rejected, apart, silent});
  const Proofs::Counts proven = proofs == nullptr ? Proofs::Counts{} : proofs->counts();
  out.push_back(counter("journal_checkpoints", "Checkpoints signed since the start", proven.checkpoints));
  out.push_back(
      counter("journal_checkpoint_failures", "Checkpoints that could not be made", proven.failures));
  out.push_back(gauge("journal_signed_version", "Entries that the newest checkpoint holds",
                      static_cast<double>(proven.signed_entries)));
  const Retention::Counts kept = retention == nullptr ? Retention::Counts{} : retention->counts();
  out.push_back(counter("retention_looks", "Times that was looked for what had had its time", kept.looks));
  out.push_back(counter("retention_failures", "Times that it could not be erased", kept.failures));
  out.push_back(counter("erased_entries", "Entries whose personal part was erased since the start",
                        counts.erased_entries));
  out.push_back(counter("erased_documents", "Raw documents erased since the start", counts.erased_documents));
  return out;
}

api::Metric readings_metric(StationHistories& histories) {
  return gauge("readings_indexed_entry",
               "Last entry of the journal whose readings are in the index for long charts",
               static_cast<double>(histories.indexed_entry()));
}

api::Metric clock_metric(adapters::SystemClock& clock) {
  return gauge("clock_wall_ahead_seconds", "Wall clock minus region time, in seconds",
               static_cast<double>(clock.wall_ahead().us) / 1e6);
}
}  // namespace voorzien::server
