#include "server/backup/kept_files.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "server/backup/limits.h"

namespace voorzien::server {
namespace {
namespace fs = std::filesystem;

// In the backup by another way, or of a running process only.
constexpr std::array told_elsewhere = {"journal.db",
                                       "journal.db-wal",
                                       "journal.db-shm",
                                       "accounts.db",
                                       "accounts.db-wal",
                                       "accounts.db-shm",
                                       "snapshots.db-wal",
                                       "snapshots.db-shm",
                                       "readings.db-wal",
                                       "readings.db-shm",
                                       "lock",
                                       "control.sock"};

class Gatherer {
 public:
  explicit Gatherer(fs::path folder) : folder_(std::move(folder)) {}

  Done take_folder(const std::string& name, const std::string& extension) {
    std::error_code failed;
    for (fs::recursive_directory_iterator at(folder_ / name, failed), end; !failed && at != end;
         at.increment(failed)) {
      if (!at->is_regular_file()) continue;
      if (extension.empty() || at->path().extension() == extension) RETURN_IF_ERROR(take(at->path()));
    }
    if (failed && failed != std::errc::no_such_file_or_directory)
      return Error{ErrorCode::NotFound, (folder_ / name).string(), failed.message()};
    return Nothing{};
  }

  Done take(const fs::path& path) {
    if (fs::file_size(path) > limits::backup_file_bytes_max)
      return Error{ErrorCode::TooLarge, path.string(), "more than a backup takes of one file (512 MiB)"};
    if (out.kept.size() == limits::backup_files_max)
      return Error{ErrorCode::TooLarge, folder_.string(), "more than 1000 files beside the journal"};
    out.kept.push_back(path.lexically_relative(folder_).string());
    return Nothing{};
  }

  // Whatever lies at the top or beside the keys and was not taken.
  void tell_the_rest() {
    for (const fs::path& in : {folder_, folder_ / "keys"}) {
      std::error_code ignored;
      for (const auto& one : fs::directory_iterator(in, ignored)) {
        const std::string name = one.path().lexically_relative(folder_).string();
        if (is_known(name)) continue;
        out.left_out.push_back({name, why(one.path())});
      }
    }
    std::ranges::sort(out.kept);
    std::ranges::sort(out.left_out, {}, &KeptFiles::LeftOut::path);
  }

  KeptFiles out;

 private:
  [[nodiscard]] bool is_known(const std::string& name) const {
    if (name == "keys" || std::ranges::find(told_elsewhere, name) != told_elsewhere.end()) return true;
    return std::ranges::any_of(
        out.kept, [&](const std::string& path) { return path == name || path.starts_with(name + "/"); });
  }

  static std::string why(const fs::path& path) {
    if (path.extension() == ".key") return "secret: keep it apart, see docs/operations/keys.md";
    if (path.filename() == "snapshots.db" || path.filename() == "readings.db")
      return "made again from the journal";
    return "not of the region's data";
  }

  fs::path folder_;
};
}  // namespace

Result<KeptFiles> files_to_keep(const std::string& data_dir, const std::string& doctrine_dir) {
  const fs::path folder = fs::absolute(data_dir).lexically_normal();
  Gatherer gatherer(folder);
  if (const fs::path config = folder / "voorzien.toml"; fs::exists(config))
    RETURN_IF_ERROR(gatherer.take(config));
  RETURN_IF_ERROR(gatherer.take_folder("keys", ".pub"));
  RETURN_IF_ERROR(gatherer.take_folder(fs::exists(folder / "region") ? "region" : "region.old", ""));
  RETURN_IF_ERROR(gatherer.take_folder("capcodes", ".txt"));
  if (!doctrine_dir.empty()) {
    const fs::path inside = fs::absolute(doctrine_dir).lexically_normal().lexically_relative(folder);
    if (inside.empty() || *inside.begin() == ".." || inside == ".")
      gatherer.out.left_out.push_back({doctrine_dir, "the doctrine lies outside the folder: copy it too"});
    else
      RETURN_IF_ERROR(gatherer.take_folder(inside.string(), ".toml"));
  }
  gatherer.tell_the_rest();
  return std::move(gatherer.out);
}
}  // namespace voorzien::server
