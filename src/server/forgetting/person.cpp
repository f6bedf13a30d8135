#include "server/forgetting/person.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "base/words.h"
#include "codec/json.h"
#include "engine/entry_core.h"
#include "server/forgetting/sealed_parts.h"

namespace voorzien::server {
namespace {
constexpr std::size_t told_entries_max = 100;  // the answer of a running server is one line of 64 KB

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The personal document that came in with an entry; nothing when there is none.
std::string document_of(const journal::Entry& entry) {
  const Result<engine::Sealed> sealed = codec::decode<engine::Sealed>(entry.sealed);
  return sealed ? sealed->raw_sha256 : std::string{};
}

std::string in_json(std::string_view text) {  // as it stands inside a JSON string
  std::string out;
  codec::append_string(text, out);
  return out.substr(1, out.size() - 2);
}

class Finder {
 public:
  Finder(std::string text, const std::vector<access::Account>& accounts)
      : text_(std::move(text)), json_(in_json(text_)), is_hash_(is_sha256(text_)) {
    for (const access::Account& one : accounts)
      if (holds_folded(one.user, text_) || holds_folded(one.name, text_)) out.accounts.push_back(one);
  }

  Done take_documents(journal::Erasures& erasures) {
    return erasures.each_personal_raw([this](const std::string& sha256, std::string_view bytes) {
      if (is_hash_ ? sha256 != text_ : !holds_folded(bytes, text_)) return true;
      hashes_.insert(sha256);
      out.documents.push_back({sha256, std::string(bytes)});
      return out.documents.size() <= person_entries_max;
    });
  }

  Done take_entries(journal::Store& store) {  // after the documents: an entry may only name one
    Done done = Nothing{};
    RETURN_IF_ERROR(store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
      done = take(entry);
      return static_cast<bool>(done);
    }));
    return done;
  }

  // An attachment that hung on a line found: where it was kept stands before the line.
  Done take_attachments(journal::Store& store) {
    const std::set<std::string> hung(out.to_erase.attachments.begin(), out.to_erase.attachments.end());
    const std::set<std::uint64_t> taken(out.to_erase.entries.begin(), out.to_erase.entries.end());
    if (hung.empty()) return Nothing{};
    Done done = Nothing{};
    RETURN_IF_ERROR(store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
      if (hung.contains(document_of(entry)) && !taken.contains(entry.seq)) done = add(entry);
      return static_cast<bool>(done);
    }));
    std::ranges::sort(out.sealed, {}, &PersonEntry::seq);
    std::ranges::sort(out.to_erase.entries);
    return done;
  }

  Result<PersonFound> finish() {
    if (std::max({out.sealed.size(), out.cores.size(), out.documents.size()}) > person_entries_max)
      return too_many();
    for (const PersonFound::Document& one : out.documents) out.to_erase.raws.push_back(one.sha256);
    without_repeats(out.to_erase);
    out.to_erase.cause = "person";
    out.to_erase.text = text_;
    return std::move(out);
  }

  PersonFound out;

 private:
  static Error too_many() {
    return {
        ErrorCode::TooLarge, "TEXT",
        fmt::format("it stands in more than {} entries; name the person more exactly", person_entries_max)};
  }

  Done take(const journal::Entry& entry) {
    if (out.sealed.size() > person_entries_max || out.cores.size() > person_entries_max) return too_many();
    if (!is_hash_ && holds_folded(entry.core, json_)) out.cores.push_back({entry.seq, entry.at, entry.core});
    if (entry.sealed.empty()) return Nothing{};
    const bool is_wanted = is_hash_ ? document_of(entry) == text_
                                    : holds_folded(entry.sealed, json_) || names_a_document(entry.sealed);
    return is_wanted ? add(entry) : Done{Nothing{}};
  }

  Done add(const journal::Entry& entry) {
    ASSIGN_OR_RETURN(std::string content, of_this_person(entry.sealed));
    out.sealed.push_back({entry.seq, entry.at, std::move(content)});
    return add_sealed(entry, out.to_erase);
  }

  // An import of the directory names everybody: who asks gets what is kept of them alone.
  [[nodiscard]] Result<std::string> of_this_person(const std::string& sealed) const {
    if (sealed.find(R"("kind":"contacts-)") == std::string::npos) return sealed;
    ASSIGN_OR_RETURN(engine::Sealed parts, codec::decode<engine::Sealed>(sealed));
    const auto is_other = [this](const network::Contact& one) { return !network::holds(one, text_); };
    for (engine::Happened& one : parts.happened) {
      if (!one.network) continue;
      if (auto* imported = std::get_if<network::ContactsImported>(&*one.network))
        std::erase_if(imported->contacts, is_other);
      if (auto* forgotten = std::get_if<network::ContactsForgotten>(&*one.network))
        std::erase_if(forgotten->left, is_other);
    }
    return codec::encode(parts);
  }

  // A line that a document hangs on says nothing of what stands in it.
  [[nodiscard]] bool names_a_document(const std::string& sealed) const {
    return sealed.find(R"("kind":"log-line-written")") == std::string::npos &&
           std::ranges::any_of(hashes_,
                               [&](const std::string& one) { return sealed.find(one) != std::string::npos; });
  }

  std::string text_;
  std::string json_;
  bool is_hash_;  // of one document: a photo holds no name
  std::set<std::string> hashes_;
};

void append_line(std::string_view kind, bool can_be_erased, const PersonEntry& one, std::string& out) {
  out += fmt::format(R"({{"kind":"{}","can_be_erased":{},"entry":{},"at":"{}","content":{}}})", kind,
                     can_be_erased, one.seq, format_rfc3339(one.at), one.json);
  out += '\n';
}
}  // namespace

Result<PersonFound> find_person(journal::Store& store, journal::Erasures& erasures,
                                const std::vector<access::Account>& accounts, const std::string& text) {
  if (text.size() < person_text_characters_min)
    return Error{ErrorCode::BadValue, "TEXT",
                 fmt::format("at least {} characters", person_text_characters_min)};
  Finder finder(text, accounts);
  RETURN_IF_ERROR(finder.take_documents(erasures));
  RETURN_IF_ERROR(finder.take_entries(store));
  RETURN_IF_ERROR(finder.take_attachments(store));
  return finder.finish();
}

std::string to_json_lines(const PersonFound& found) {
  std::string out;
  for (const PersonEntry& one : found.sealed) append_line("entry", true, one, out);
  for (const PersonEntry& one : found.cores) append_line("entry", false, one, out);
  for (const PersonFound::Document& one : found.documents) {
    out += R"({"kind":"document","can_be_erased":true,"sha256":")" + one.sha256 + R"(","content":)";
    codec::append_string(is_utf8(one.bytes) ? std::string_view{one.bytes} : std::string_view{}, out);
    out += fmt::format(R"(,"bytes":{}}})", one.bytes.size());
    out += '\n';
  }
  for (const access::Account& one : found.accounts) {
    out += R"({"kind":"account","can_be_erased":false,"user":)";
    codec::append_string(one.user, out);
    out += R"(,"name":)";
    codec::append_string(one.name, out);
    out += R"(,"role":)";
    codec::append_string(one.role, out);
    out += "}\n";
  }
  return out;
}

std::string to_text(const PersonFound& found, std::uint64_t by_seq) {
  std::string out =
      by_seq == 0
          ? std::string("nothing that can be erased was found\n")
          : fmt::format("erased the personal parts of {} entries and {} documents; entry {} says so\n",
                        found.to_erase.entries.size(), found.to_erase.raws.size(), by_seq);
  for (std::size_t n = 0; n < std::min(found.cores.size(), told_entries_max); ++n)
    out += fmt::format("stays: entry {} of {}: it is part of the proof\n", found.cores[n].seq,
                       format_rfc3339(found.cores[n].at));
  if (found.cores.size() > told_entries_max)
    out += fmt::format("stays: {} entries more; see `voorzien person export`\n",
                       found.cores.size() - told_entries_max);
  for (const access::Account& one : found.accounts)
    out += fmt::format("stays: account {}; see `voorzien user disable`\n", one.user);
  return out;
}
}  // namespace voorzien::server
