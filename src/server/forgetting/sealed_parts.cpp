#include "server/forgetting/sealed_parts.h"

#include <algorithm>

#include "codec/json.h"

namespace voorzien::server {
namespace {
// What hangs on what is erased goes with it, wherever else it hangs.
void add(const std::optional<std::vector<desk::Attachment>>& attachments, engine::EraseRequest& out) {
  if (!attachments) return;
  for (const desk::Attachment& one : *attachments) {
    out.attachments.push_back(one.sha256);
    out.raws.push_back(one.sha256);
  }
}

void add(const engine::Happened& one, engine::EraseRequest& out) {
  if (one.desk) {
    if (const auto* written = std::get_if<desk::LogLineWritten>(&*one.desk)) {
      out.log_lines.push_back(written->line.id);
      add(written->line.attachments, out);
    }
    if (const auto* entry = std::get_if<desk::EntryWritten>(&*one.desk)) add(entry->attachments, out);
    if (const auto* kept = std::get_if<desk::AttachmentKept>(&*one.desk))
      add(std::vector{kept->attachment}, out);
    return;
  }
  if (one.network) out.imports = true;
  if (!one.picture) return;
  if (const auto* added = std::get_if<picture::ObservationAdded>(&*one.picture))
    out.observations.push_back(added->observation.id);
  if (const auto* changed = std::get_if<picture::ObservationChanged>(&*one.picture))
    out.observations.push_back(changed->observation.id);
  if (const auto* heard = std::get_if<picture::SourcesHeard>(&*one.picture))
    for (const picture::Heard& source : heard->heard)
      for (const std::string& sha256 : {source.last_good_sha256, source.last_bad_sha256})
        if (!sha256.empty()) out.heard_raws.push_back(sha256);
}
}  // namespace

Done add_sealed(const journal::Entry& entry, engine::EraseRequest& out) {
  ASSIGN_OR_RETURN(const engine::Sealed sealed, codec::decode<engine::Sealed>(entry.sealed));
  out.entries.push_back(entry.seq);
  if (!sealed.raw_sha256.empty()) out.raws.push_back(sealed.raw_sha256);
  for (const engine::Happened& one : sealed.happened) add(one, out);
  return Nothing{};
}

void without_repeats(engine::EraseRequest& request) {
  for (std::vector<std::string>* hashes : {&request.raws, &request.attachments}) {
    std::ranges::sort(*hashes);
    const auto repeated = std::ranges::unique(*hashes);
    hashes->erase(repeated.begin(), repeated.end());
  }
}
}  // namespace voorzien::server
