#include "server/directory/import_directory.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "adapters/phone_number/libphonenumber.h"
#include "adapters/system/clock.h"
#include "journal/hash.h"
#include "network/import/changes.h"
#include "network/import/rows.h"
#include "server/engine_here.h"
#include "server/submit_and_wait.h"

namespace voorzien::server {
namespace {
constexpr std::size_t batch = 1'000;      // contacts of one entry
constexpr std::size_t lines_max = 200;    // changes told one by one
constexpr std::size_t text_max = 32'000;  // bytes: the answer is one line of the control socket

std::string who(const network::Contact& one) {
  std::string out = one.organisation;
  for (const std::string* part : {&one.function, &one.name})
    if (!part->empty()) out += (out.empty() ? "" : ", ") + *part;
  return out;
}

class Told {
 public:
  void line(const std::string& text) {
    if (lines_ == lines_max || out_.size() + text.size() > text_max) {
      ++untold_;
      return;
    }
    ++lines_;
    out_ += text + '\n';
  }
  std::string end(const std::string& summary) {
    if (untold_ > 0) out_ += fmt::format("... and {} more\n", untold_);
    return std::move(out_) + summary;
  }

 private:
  std::string out_;
  std::size_t lines_ = 0;
  std::size_t untold_ = 0;
};

std::string to_text(const network::ContactChanges& changes, const network::ContactsRead& read,
                    const api::ImportDirectory& asked) {
  Told told;
  for (const auto& one : changes.added) told.line("new: " + who(*one.is));
  for (const auto& one : changes.changed)
    told.line(fmt::format("changed: {} ({})", who(*one.is), fmt::join(one.fields, ", ")));
  for (const auto& one : changes.absent)
    told.line(fmt::format("{}: {}", asked.remove_absent ? "removed" : "no longer in the file, kept",
                          who(*one.was)));
  return told.end(fmt::format(
      "{} rows: {} new, {} changed, {} the same, {} with faults and left out, {} no "
      "longer in the file\n{}",
      read.rows, changes.added.size(), changes.changed.size(), changes.same, read.faulty_rows,
      changes.absent.size(), asked.apply ? "applied\n" : "nothing was changed; --apply does it\n"));
}

Done submit(engine::Engine& engine, const api::ImportDirectory& asked, network::ImportContacts import,
            std::size_t number) {
  engine::CommandRequest request;
  // An import again is another act, though the file be the same: its moment is in the id.
  request.command_id = fmt::format("directory-{}-{}-{}", asked.sha256.substr(0, 16),
                                   format_rfc3339(adapters::machine_now()), number);
  request.body_sha256 = journal::sha256(asked.sha256);
  request.actor = {"", asked.by, "command-line"};
  request.command = network::Command{std::move(import)};
  const Result<engine::Accepted> done = submit_and_wait(engine, std::move(request));
  if (!done) return done.error();
  return Nothing{};
}

Done apply(engine::Engine& engine, const api::ImportDirectory& asked,
           const network::ContactChanges& changes) {
  network::ImportContacts next;
  std::size_t number = 0;
  const auto flush = [&]() -> Done {
    if (next.contacts.empty() && next.removed.empty()) return Nothing{};
    next.file = directory_file_name(asked.file);
    return submit(engine, asked, std::exchange(next, {}), ++number);
  };
  for (const auto* group : {&changes.added, &changes.changed})
    for (const network::ContactChange& one : *group) {
      next.contacts.push_back(*one.is);
      if (next.contacts.size() == batch) RETURN_IF_ERROR(flush());
    }
  if (asked.remove_absent)
    for (const network::ContactChange& one : changes.absent) next.removed.push_back(one.was->id);
  return flush();
}

std::vector<network::Contact> contacts_of(engine::Engine& engine) {
  std::vector<network::Contact> out;
  engine.look([&](const views::Sight&, const engine::RegionState& state) {
    out.reserve(state.network.contacts.size());
    for (const auto& [id, contact] : state.network.contacts) out.push_back(contact);
  });
  return out;
}

// Read again where it is carried out, and only when it is still what the operator saw the faults of.
Result<network::ContactsRead> read_same(const api::ImportDirectory& asked, const doctrine::Plan& plan) {
  ASSIGN_OR_RETURN(const std::string bytes, read_directory_file(asked.file));
  if (journal::to_hex(journal::sha256(bytes)) != asked.sha256)
    return Error{ErrorCode::BadValue, asked.file, "it changed while it was read; try again"};
  const auto phone_numbers = adapters::make_phone_numbers();
  network::ContactsRead read =
      network::read_contacts(bytes, directory_file_name(asked.file), *phone_numbers, plan);
  if (asked.remove_absent && read.faulty_rows > 0)
    return Error{ErrorCode::BadValue, "--remove-absent",
                 "rows with faults are not in the directory's reading of the file, and would be removed; "
                 "correct them first"};
  return read;
}
}  // namespace

Result<std::string> read_directory_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorCode::NotFound, file, std::strerror(errno)};
  std::string out(network::limits::import_bytes_max + 1, '\0');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  if (in.bad()) return Error{ErrorCode::NotFound, file, "the file cannot be read"};
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

std::string directory_file_name(const std::string& file) {
  return std::filesystem::path(file).filename().string();
}

Result<std::string> import_directory(const api::ImportDirectory& asked, const doctrine::Plan& plan,
                                     engine::Engine& engine) {
  ASSIGN_OR_RETURN(const network::ContactsRead read, read_same(asked, plan));
  const std::vector<network::Contact> now = contacts_of(engine);
  const network::ContactChanges changes =
      network::changes_of(now, read.contacts, directory_file_name(asked.file));
  if (asked.apply) RETURN_IF_ERROR(apply(engine, asked, changes));
  return to_text(changes, read, asked);
}

Result<std::string> import_directory_here(const api::ImportDirectory& asked, const std::string& data_dir,
                                          const doctrine::Doctrine& doctrine) {
  const bool is_new = !std::filesystem::exists(data_dir + "/journal.db");
  if (is_new && !asked.apply) {  // a dry run makes no store
    ASSIGN_OR_RETURN(const network::ContactsRead read, read_same(asked, doctrine.plan));
    return to_text(network::changes_of({}, read.contacts, directory_file_name(asked.file)), read, asked);
  }
  ASSIGN_OR_RETURN(const EngineHere here, start_engine_here(data_dir, doctrine));
  return import_directory(asked, doctrine.plan, *here.engine);
}
}  // namespace voorzien::server
