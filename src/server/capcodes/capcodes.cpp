#include "server/capcodes/capcodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "journal/hash.h"
#include "network/capcodes/changes.h"
#include "network/capcodes/limits.h"
#include "network/capcodes/read.h"
#include "server/durable_files.h"
#include "server/files.h"

namespace voorzien::server {
namespace {
namespace fs = std::filesystem;
using network::CapcodeDifference;

constexpr std::size_t source_characters_max = 40;
constexpr std::size_t told_max = 30;  // of each kind; the answer is one line of the control socket (64 KiB)
constexpr std::size_t told_bytes_max = 160;
constexpr std::string_view extension = ".txt";

bool is_source(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= source_characters_max && text.front() != '.' &&
         std::ranges::all_of(text, fits);
}

// "2024-01-31" only.
std::optional<Civil> day_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size, int& out) {
    const char* const end = text.data() + at + size;
    return text[at] != '-' && std::from_chars(text.data() + at, end, out).ptr == end;
  };
  Civil out;
  if (!number(0, 4, out.year) || !number(5, 2, out.month) || !number(8, 2, out.day) || !is_valid(out))
    return std::nullopt;
  return out;
}

struct Named {
  std::string source;
  std::string date;
};

// The name of a file in DIR/capcodes; nothing when it is none of ours.
std::optional<Named> named(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::size_t mark = name.find('@');
  if (mark == std::string::npos || !name.ends_with(extension)) return std::nullopt;
  Named out{name.substr(0, mark), name.substr(mark + 1, name.size() - mark - 1 - extension.size())};
  if (!is_source(out.source) || !day_of(out.date)) return std::nullopt;
  return out;
}

fs::path folder_of(const fs::path& data) { return data / "capcodes"; }

std::string excerpt(std::string text) {
  if (text.size() <= told_bytes_max) return text;
  std::size_t end = told_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

void tell_codes(std::string_view what, const std::vector<std::string>& all, std::string& out) {
  for (std::size_t i = 0; i < all.size() && i < told_max; ++i)
    out += fmt::format("{} {}\n", what, excerpt(all[i]));
  if (all.size() > told_max) out += fmt::format("{} ... and {} more\n", what, all.size() - told_max);
}

void tell_differences(std::string_view what, std::string_view between,
                      const std::vector<CapcodeDifference>& all, std::string& out) {
  for (std::size_t i = 0; i < all.size() && i < told_max; ++i)
    out += fmt::format("{} {} {} {} {}\n", what, all[i].code, excerpt(all[i].is), between,
                       excerpt(all[i].other));
  if (all.size() > told_max) out += fmt::format("{} ... and {} more\n", what, all.size() - told_max);
}

std::string to_text(const network::CapcodeChanges& changes, const network::CapcodesRead& read,
                    const api::ImportCapcodes& asked) {
  std::string out;
  tell_codes("new", changes.added, out);
  tell_differences("changed", "was", changes.changed, out);
  tell_differences("conflict", "against", changes.conflicts, out);
  tell_codes("not in it any more", changes.gone, out);
  out += fmt::format(
      "{} ({}): {} lines, {} codes: {} new, {} changed, {} as they were, {} in conflict; {} lines with "
      "faults "
      "left out, {} said twice\n",
      asked.source, asked.date, read.lines, changes.codes, changes.added.size(), changes.changed.size(),
      changes.same, changes.conflicts.size(), read.faulty_lines, read.repeated);
  if (changes.replaces)
    out += fmt::format("takes the place of the list of {} of that day\n", asked.source);
  else if (!changes.before.empty())
    out += fmt::format("beside the list of {} of {}, which is kept\n", asked.source, changes.before);
  if (!changes.conflicts.empty()) out += "what is in conflict is kept and shown side by side\n";
  return out;
}

Done make_room(const network::CapcodeBook& now, const network::CapcodeChanges& changes, std::size_t claims) {
  if (!changes.replaces && now.lists().size() >= network::limits::capcode_lists_max)
    return Error{ErrorCode::TooLarge, "capcodes",
                 fmt::format("there are {} lists; remove one first", now.lists().size())};
  if (now.all().size() + claims > network::limits::capcode_claims_max)
    return Error{ErrorCode::TooLarge, "capcodes",
                 fmt::format("{} lines are in use; remove a list first", now.all().size())};
  return Nothing{};
}

Done write_list(const fs::path& folder, const api::ImportCapcodes& asked, std::string_view bytes) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::StoreFailed, folder.string(), failed.message()};
  fs::permissions(folder, fs::perms::owner_all, failed);
  const std::string name = fmt::format("{}@{}{}", asked.source, asked.date, extension);
  return write_durably((folder / name).string(), bytes, 0600);
}
}  // namespace

Done check_capcode_list(std::string_view source, std::string_view date, Instant now) {
  if (!is_source(source))
    return Error{ErrorCode::BadUse, "--source",
                 fmt::format("1 to {} of a-z 0-9 . _ -, such as bommel", source_characters_max)};
  const std::optional<Civil> day = day_of(date);
  if (!day) return Error{ErrorCode::BadUse, "--date", "a day such as 2024-01-31 expected"};
  if (from_civil_utc(*day) > now + days(1))
    return Error{ErrorCode::BadUse, "--date", fmt::format("{} lies in the future", date)};
  return Nothing{};
}

Result<std::string> read_capcodes_file(const std::string& file) {
  std::error_code failed;
  if (!fs::is_regular_file(file, failed))  // a device or pipe has no size to hold against the limit
    return Error{ErrorCode::NotFound, file, failed ? failed.message() : "this is no file"};
  return read_file(file, network::limits::capcode_file_bytes_max);
}

Result<std::string> import_capcodes(const api::ImportCapcodes& asked, const fs::path& data, Instant now) {
  RETURN_IF_ERROR(check_capcode_list(asked.source, asked.date, now));
  ASSIGN_OR_RETURN(const std::string bytes, read_capcodes_file(asked.file));
  if (journal::to_hex(journal::sha256(bytes)) != asked.sha256)
    return Error{ErrorCode::BadValue, asked.file, "it changed while it was read; try again"};
  network::CapcodesRead read = network::read_capcodes(bytes);
  const network::CapcodeList list{asked.source, asked.date, std::move(read.claims)};
  const LoadedCapcodes loaded = load_capcodes(data);
  const network::CapcodeChanges changes = network::changes_of(loaded.book, list);
  std::string told = to_text(changes, read, asked);
  if (list.claims.empty()) return told + "nothing was changed: there is no code in it\n";
  RETURN_IF_ERROR(make_room(loaded.book, changes, list.claims.size()));
  if (!asked.apply) return told + "nothing was changed; --apply does it\n";
  RETURN_IF_ERROR(write_list(folder_of(data), asked, bytes));
  return told + "applied\n";
}

Result<std::string> remove_capcodes(const api::RemoveCapcodes& asked, const fs::path& data) {
  if (!is_source(asked.source) || !day_of(asked.date))  // they become the name of a file
    return Error{ErrorCode::BadUse, "--source, --date", "name a list as `capcodes list` shows it"};
  const fs::path file = folder_of(data) / fmt::format("{}@{}{}", asked.source, asked.date, extension);
  std::error_code failed;
  if (!fs::is_regular_file(file, failed))
    return Error{ErrorCode::NotFound, file.string(),
                 "there is no such list; `capcodes list` shows those there are"};
  const LoadedCapcodes loaded = load_capcodes(data);
  std::size_t claims = 0;
  for (const network::CapcodeBook::Known& known : loaded.book.lists())
    if (known.source == asked.source && known.date == asked.date) claims = known.claims;
  std::string told = fmt::format("{} ({}): {} lines about codes; {} lists stay\n", asked.source, asked.date,
                                 claims, loaded.book.lists().size() - (claims > 0 ? 1 : 0));
  if (!asked.apply) return told + "nothing was changed; --apply does it\n";
  RETURN_IF_ERROR(remove_durably(file.string()));
  return told + "removed\n";
}

LoadedCapcodes load_capcodes(const fs::path& data) {
  LoadedCapcodes out;
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder_of(data), failed), end; !failed && at != end; at.increment(failed))
    files.push_back(at->path());
  std::ranges::sort(files);  // the order of a folder is nobody's choice
  std::vector<network::CapcodeList> lists;
  std::size_t claims = 0;
  for (const fs::path& path : files) {
    const std::optional<Named> name = named(path);
    if (!name) {
      out.faults.push_back({ErrorCode::BadValue, path.string(), "its name is not SOURCE@YYYY-MM-DD.txt"});
      continue;
    }
    const Result<std::string> bytes = read_capcodes_file(path.string());
    if (!bytes) {
      out.faults.push_back({bytes.error().code, path.string(), bytes.error().detail});
      continue;
    }
    network::CapcodesRead read = network::read_capcodes(*bytes);
    claims += read.claims.size();
    if (read.claims.empty())
      out.faults.push_back({ErrorCode::NotOfFormat, path.string(), "there is no code in it"});
    else if (lists.size() == network::limits::capcode_lists_max ||
             claims > network::limits::capcode_claims_max)
      out.faults.push_back({ErrorCode::TooLarge, path.string(), "more lists than are taken at once"});
    else
      lists.push_back({name->source, name->date, std::move(read.claims)});
  }
  out.book = network::CapcodeBook(std::move(lists));
  return out;
}
}  // namespace voorzien::server
