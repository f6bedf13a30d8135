#include "engine/entry_core.h"

#include <algorithm>

#include "codec/json.h"
#include "crisis/seal.h"
#include "engine/replayed.h"
#include "journal/entry_hash.h"
#include "journal/hash.h"

namespace voorzien::engine {
namespace {
constexpr std::size_t text_usual = 1'024;  // room for most entries, so that they do not grow while written

bool is_personal(const picture::Event& event, const std::vector<std::string>& personal_sources) {
  if (const auto* added = std::get_if<picture::ObservationAdded>(&event)) return added->observation.personal;
  if (const auto* changed = std::get_if<picture::ObservationChanged>(&event))
    return changed->observation.personal;
  const auto is_of_personal_source = [&](const std::string& source) {
    return std::ranges::find(personal_sources, source) != personal_sources.end();
  };
  // These hold hashes of raw bytes: who has the salt of nothing could still try texts on them.
  if (const auto* heard = std::get_if<picture::SourcesHeard>(&event))
    return std::ranges::any_of(
        heard->heard, [&](const picture::Heard& one) { return is_of_personal_source(one.source.value); });
  if (const auto* passed = std::get_if<picture::ObservationNotCounted>(&event))
    return is_of_personal_source(passed->what.source);
  return false;
}

// What stays in the core of an event that is sealed whole: that something was counted names nobody.
Happened left_of(const picture::Event& event) {
  Happened out;
  if (const auto* added = std::get_if<picture::ObservationAdded>(&event); added && added->counted_as)
    out.picture = picture::Event{picture::ReportCounted{*added->counted_as}};
  return out;
}

bool clear_names(std::optional<std::vector<desk::Attachment>>& attachments) {
  if (!attachments) return false;
  for (desk::Attachment& one : *attachments) one.name.clear();
  return !attachments->empty();
}

// What people type, and how they call their files, may name anybody. True when something was taken out.
bool clear_words(desk::Event& event) {
  if (auto* written = std::get_if<desk::LogLineWritten>(&event)) {
    written->line.text.clear();
    (void)clear_names(written->line.attachments);
    return true;
  }
  if (auto* entry = std::get_if<desk::EntryWritten>(&event)) return clear_names(entry->attachments);
  if (auto* kept = std::get_if<desk::AttachmentKept>(&event)) {
    kept->attachment.name.clear();
    return true;
  }
  return false;
}

// The event stays in the core without those words, and stands whole in the sealed part.
bool seal_words(Happened& one, std::vector<Happened>& sealed) {
  if (!one.desk && !one.crisis && !one.network) return false;
  Happened whole = one;
  const bool had_words = one.desk     ? clear_words(*one.desk)
                         : one.crisis ? crisis::clear_words(*one.crisis)
                                      : network::clear_words(*one.network);
  if (!had_words) return false;
  sealed.push_back(std::move(whole));
  one.sealed = static_cast<std::int64_t>(sealed.size()) - 1;
  return true;
}

void clear_words(EntryCore& core) {
  if (!core.command) return;
  if (core.command->crisis) crisis::clear_words(*core.command->crisis);
  if (core.command->network) network::clear_words(*core.command->network);
  if (!core.command->desk) return;
  if (auto* line = std::get_if<desk::WriteLog>(&*core.command->desk)) line->text.clear();
  if (auto* keep = std::get_if<desk::KeepAttachment>(&*core.command->desk)) keep->attachment.name.clear();
}
}  // namespace

std::vector<std::string> personal_sources(const doctrine::Doctrine& doctrine) {
  std::vector<std::string> out;
  for (const doctrine::Source& source : doctrine.sources)
    if (source.personal) out.push_back(source.id.value);
  return out;
}

Draft to_draft(EntryCore&& core, const NamedRaw& raw, std::string salt) {
  Draft out{std::move(core), {}, std::move(salt)};
  std::optional<Received>& received = out.core->received;
  if (!received) return out;
  if (raw.personal) {
    out.sealed_raw_sha256 = raw.sha256;
    received->raw_commitment = journal::commitment_of(out.salt, raw.bytes);
  } else {
    received->raw_sha256 = raw.sha256;
  }
  return out;
}

journal::Entry to_entry(Draft& draft, const std::vector<std::string>& personal_sources) {
  EntryCore& core = *draft.core;
  Sealed sealed;
  sealed.raw_sha256 = std::move(draft.sealed_raw_sha256);
  clear_words(core);
  for (Happened& one : core.happened) {
    if (seal_words(one, sealed.happened)) continue;
    if (!one.picture || !is_personal(*one.picture, personal_sources)) continue;
    Happened left = left_of(*one.picture);
    sealed.happened.push_back(std::move(one));
    one = std::move(left);
    one.sealed = static_cast<std::int64_t>(sealed.happened.size()) - 1;
  }
  journal::Entry entry;
  if (!sealed.happened.empty() || !sealed.raw_sha256.empty()) {
    entry.sealed.reserve(text_usual);
    codec::encode_to(sealed, entry.sealed);
    entry.salt = std::move(draft.salt);
    core.sealed_commitment = journal::commitment_of(entry.salt, entry.sealed);
  }
  entry.seq = core.seq;
  entry.at = core.at;
  entry.core.reserve(text_usual);
  codec::encode_to(core, entry.core);
  entry.leaf_hash = journal::leaf_hash(entry.core);
  return entry;
}

namespace {
Error corrupt(const journal::Entry& entry, std::string why) {
  return {ErrorCode::StoreCorrupt, "entry " + std::to_string(entry.seq), std::move(why)};
}

Result<Sealed> read_sealed(const journal::Entry& entry, const std::string& commitment) {
  if (journal::commitment_of(entry.salt, entry.sealed) != commitment)
    return corrupt(entry, "its sealed part does not fit its commitment");
  Result<Sealed> out = codec::decode<Sealed>(entry.sealed);
  if (!out) return corrupt(entry, out.error().to_text());
  return out;
}

Actor actor_of(const auto& core) {
  if (core.erased) return {core.erased->user, core.erased->name, core.erased->role};
  if (core.command) return {core.command->user, core.command->name, core.command->role};
  return {};
}

// Nothing when an event stands in the core alone: then all of it is read.
std::optional<Result<Replayed>> all_sealed(const journal::Entry& entry) {
  const Result<SealedCore> core = codec::decode<SealedCore>(entry.core);
  if (!core) return std::nullopt;
  for (std::size_t i = 0; i < core->happened.size(); ++i)
    if (core->happened[i].sealed != static_cast<std::int64_t>(i)) return std::nullopt;
  Result<Sealed> sealed = read_sealed(entry, core->sealed_commitment);
  if (!sealed) return Result<Replayed>(sealed.error());
  if (sealed->happened.size() != core->happened.size()) return std::nullopt;
  return Replayed{entry.seq, core->at, actor_of(*core), std::move(sealed->happened)};
}
}  // namespace

Result<Replayed> to_replay(const journal::Entry& entry) {
  if (!entry.sealed.empty() && journal::is_whole(entry))
    if (std::optional<Result<Replayed>> out = all_sealed(entry)) return std::move(*out);
  ASSIGN_OR_RETURN(EntryCore core, from_entry(entry));
  const bool has_lost = !core.sealed_commitment.empty() && entry.sealed.empty();
  return Replayed{entry.seq, core.at, actor_of(core), std::move(core.happened), has_lost};
}

Result<EntryCore> from_entry(const journal::Entry& entry) {
  if (!journal::is_whole(entry)) return corrupt(entry, "its bytes do not fit its leaf hash");
  Result<EntryCore> core = codec::decode<EntryCore>(entry.core);
  if (!core) return corrupt(entry, core.error().to_text());
  Sealed sealed;
  if (!entry.sealed.empty()) {
    ASSIGN_OR_RETURN(sealed, read_sealed(entry, core->sealed_commitment));
  }
  const auto is_sealed = [](const Happened& one) { return one.sealed.has_value(); };
  if (entry.sealed.empty() && std::ranges::none_of(core->happened, is_sealed)) return core;
  std::vector<Happened> whole;
  whole.reserve(core->happened.size());
  for (Happened& one : core->happened) {
    if (one.sealed && static_cast<std::size_t>(*one.sealed) < sealed.happened.size()) {
      whole.push_back(std::move(sealed.happened[static_cast<std::size_t>(*one.sealed)]));
    } else if (one.picture || one.desk || one.crisis || one.network) {
      one.sealed.reset();
      whole.push_back(std::move(one));
    }
  }
  core->happened = std::move(whole);
  if (core->received && core->received->raw_sha256.empty()) core->received->raw_sha256 = sealed.raw_sha256;
  return core;
}
}  // namespace voorzien::engine
