#include "adapters/sqlite/archive.h"

#include "adapters/sqlite/answered.h"
#include "adapters/sqlite/hash_column.h"
#include "adapters/sqlite/packing.h"
#include "adapters/sqlite/row_check.h"
#include "adapters/sqlite/schema.h"

namespace voorzien::adapters {
namespace {
using namespace journal;
using sqlite::Connection;
using sqlite::Statement;

constexpr const char* faults_shown = "PRAGMA integrity_check(20)";

class SqliteArchive final : public Archive {
 public:
  static Result<std::unique_ptr<Archive>> open(const std::string& path) {
    auto out = std::make_unique<SqliteArchive>();
    ASSIGN_OR_RETURN(out->connection_, Connection::open(path, Connection::Mode::ReadOnly));
    RETURN_IF_ERROR(out->connection_.execute("PRAGMA mmap_size = 17179869184; BEGIN"));
    ASSIGN_OR_RETURN(out->version_, sqlite::version_of(out->connection_));  // from here on one moment is seen
    return std::unique_ptr<Archive>(std::move(out));
  }

  Done each_entry(const std::function<void(const EntryRow&)>& each) override {
    return each_row("SELECT seq, at_us, core, leaf, sealed, salt FROM entry ORDER BY seq",
                    [&](const Statement& row) {
                      each({unsigned_of(row, 0), Instant{row.integer(1)}, row.bytes(2), row.bytes(3),
                            row.bytes(4), row.bytes(5)});
                    });
  }

  Done each_raw(const std::function<void(const RawRow&)>& each) override {
    const std::string sql = "SELECT sha256, source, received_us, personal, deflated_from, bytes, " +
                            std::string(version_ < 2 ? "NULL" : "row_check") + " FROM raw ORDER BY id";
    return each_row(sql, [&](const Statement& row) {
      const std::string_view check = row.bytes(6);
      RawRow out{row.bytes(0), row.bytes(1), Instant{row.integer(2)}, true, row.bytes(5)};
      const auto size = static_cast<std::size_t>(row.integer(4));
      std::string plain;
      if (size != 0) {
        Result<std::string> inflated = sqlite::inflated(out.bytes, size);
        out.is_whole = static_cast<bool>(inflated);
        if (inflated) plain = std::move(*inflated);
        out.bytes = plain;
      }
      if (!check.empty())
        out.is_whole &=
            check == sqlite::row_check_of_raw(out.sha256, out.source, out.received.us, row.integer(3));
      each(out);
    });
  }

  Done each_command(const std::function<void(const CommandRow&)>& each) override {
    if (version_ < 5) return each_command_of_version_4(each);
    return each_row("SELECT seq, commands FROM answered ORDER BY n", [&](const Statement& row) {
      std::optional<CommandRow> last;  // one behind: the row's own seq is that of its last command
      sqlite::each_answered(row.bytes(1), [&](const sqlite::Answered& one) {
        if (last) each(*last);
        last = CommandRow{one.id, one.seq, one.is_whole};
      });
      const std::uint64_t seq = unsigned_of(row, 0);
      if (!last) last = CommandRow{{}, seq, false};
      last->is_whole &= last->seq == seq;
      each(*last);
    });
  }

  Result<std::vector<SignedCheckpoint>> checkpoints() override {
    std::vector<SignedCheckpoint> out;
    if (version_ < 2) return out;
    RETURN_IF_ERROR(
        each_row("SELECT size, at_us, note FROM checkpoint ORDER BY n", [&](const Statement& row) {
          out.push_back({unsigned_of(row, 0), Instant{row.integer(1)}, std::string(row.bytes(2))});
        }));
    return out;
  }

  Result<std::vector<std::string>> key_changes() override {
    std::vector<std::string> out;
    if (version_ < 2) return out;
    RETURN_IF_ERROR(each_row("SELECT note FROM key_change ORDER BY n",
                             [&](const Statement& row) { out.emplace_back(row.bytes(0)); }));
    return out;
  }

  Result<std::vector<Hash>> tiles() override {
    std::vector<Hash> out;
    if (version_ < 2) return out;
    RETURN_IF_ERROR(each_row("SELECT root FROM tile ORDER BY n",
                             [&](const Statement& row) { out.push_back(sqlite::hash_of(row.bytes(0))); }));
    return out;
  }

  Result<std::vector<std::string>> structure() override {
    std::vector<std::string> out;
    RETURN_IF_ERROR(each_row(faults_shown, [&](const Statement& row) { out.emplace_back(row.bytes(0)); }));
    if (out.size() == 1 && out[0] == "ok") out.clear();
    return out;
  }

 private:
  Done each_command_of_version_4(const std::function<void(const CommandRow&)>& each) {
    const std::string sql = "SELECT id, body_sha256, seq, answer, at_us, " +
                            std::string(version_ < 2 ? "NULL" : "row_check") + " FROM command_id ORDER BY n";
    return each_row(sql, [&](const Statement& row) {
      const std::string_view check = row.bytes(5);
      const bool is_whole =
          check.empty() || check == sqlite::row_check_of_command(row.bytes(0), row.bytes(1), row.integer(2),
                                                                 row.bytes(3), row.integer(4));
      each({row.bytes(0), unsigned_of(row, 2), is_whole});
    });
  }

  static std::uint64_t unsigned_of(const Statement& row, int column) {
    return static_cast<std::uint64_t>(row.integer(column));
  }

  template <class Each>
  Done each_row(std::string_view sql, const Each& each) {
    ASSIGN_OR_RETURN(Statement row, connection_.prepare(sql));
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) return Nothing{};
      each(row);
    }
  }

  Connection connection_;
  int version_ = 0;
};
}  // namespace

Result<std::unique_ptr<Archive>> open_archive(const std::string& data_dir) {
  return SqliteArchive::open(data_dir + "/journal.db");
}
}  // namespace voorzien::adapters
