#include "adapters/sqlite/answered.h"

#include <zlib.h>

#include <cstring>

#include "adapters/sqlite/hash_column.h"
#include "journal/hash.h"

namespace voorzien::adapters::sqlite {
namespace {
using journal::Batch;
using journal::Hash;

constexpr std::size_t packed_at_once = 1'024;

// Before the id and the answer of each command; numbers as this machine has them (little endian, as on every
// machine that this product is built for).
struct Head {
  std::uint32_t check = 0;  // CRC-32 of all that follows it
  std::uint32_t id_size = 0;
  std::uint32_t answer_size = 0;
  std::uint32_t zero = 0;
  std::uint64_t seq = 0;
  std::int64_t at_us = 0;
  Hash body_sha256{};
};
static_assert(sizeof(Head) == 64 && std::is_trivially_copyable_v<Head>);

std::uint32_t check_of(std::string_view record) {
  constexpr std::size_t from = sizeof(Head::check);
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(record.data()) + from, record.size() - from));
}

// Empty at the end, and where the sizes cannot be.
std::string_view record_at(std::string_view packed, std::size_t at, Head& head) {
  if (packed.size() - at < sizeof head) return {};
  std::memcpy(&head, packed.data() + at, sizeof head);
  const std::size_t size = sizeof head + std::size_t{head.id_size} + head.answer_size;
  return size > packed.size() - at ? std::string_view{} : packed.substr(at, size);
}
}  // namespace

void pack_onto(std::string& packed, const Batch::CommandId& command) {
  const std::size_t at = packed.size();
  Head head;
  head.id_size = static_cast<std::uint32_t>(command.id.size());
  head.answer_size = static_cast<std::uint32_t>(command.answer.size());
  head.seq = command.seq;
  head.at_us = command.at.us;
  head.body_sha256 = command.body_sha256;
  packed.append(reinterpret_cast<const char*>(&head), sizeof head);
  (packed += command.id) += command.answer;
  head.check = check_of(std::string_view(packed).substr(at));
  std::memcpy(packed.data() + at, &head.check, sizeof head.check);
}

void each_answered(std::string_view packed, const std::function<void(const Answered&)>& each) {
  Answered one;
  for (std::size_t at = 0; at < packed.size();) {
    Head head;
    const std::string_view record = record_at(packed, at, head);
    if (record.empty()) return each({{}, {}, {}, one.seq, one.at, false});
    one = {record.substr(sizeof head, head.id_size),
           record.substr(sizeof head + head.id_size),
           head.body_sha256,
           head.seq,
           Instant{head.at_us},
           head.check == check_of(record)};
    each(one);
    at += record.size();
  }
}

bool clear_bodies(std::string& packed, journal::SeqRange range) {
  bool any = false;
  for (std::size_t at = 0; at < packed.size();) {
    Head head;
    const std::string_view record = record_at(packed, at, head);
    if (record.empty()) break;
    if (head.seq >= range.first && head.seq <= range.last && head.check == check_of(record)) {
      head.body_sha256 = {};
      std::memcpy(packed.data() + at, &head, sizeof head);
      head.check = check_of(record);
      std::memcpy(packed.data() + at, &head.check, sizeof head.check);
      any = true;
    }
    at += record.size();
  }
  return any;
}

Done pack_command_ids(Connection& connection) {
  // Of an entry whose personal part was erased, the hash of what was typed goes too.
  ASSIGN_OR_RETURN(
      Statement row,
      connection.prepare("SELECT c.id, c.body_sha256, c.seq, c.answer, c.at_us, coalesce("
                         "e.sealed IS NULL AND instr(e.core, CAST('\"sealed_commitment\":\"' AS BLOB)) > 0 "
                         "AND instr(e.core, CAST('\"sealed_commitment\":\"\"' AS BLOB)) = 0, 0) "
                         "FROM command_id c LEFT JOIN entry e ON e.seq = c.seq ORDER BY c.n"));
  ASSIGN_OR_RETURN(Statement insert,
                   connection.prepare("INSERT INTO answered (seq, commands) VALUES (?1, ?2)"));
  std::string packed;
  std::size_t count = 0;
  Batch::CommandId one;
  const auto close = [&]() -> Done {
    if (packed.empty()) return Nothing{};
    insert.bind(1, static_cast<std::int64_t>(one.seq));
    insert.bind_blob(2, packed);
    Done done = insert.run();
    packed.clear();
    return done;
  };
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, row.step());
    if (!more) return close();
    const std::string_view body = row.bytes(1);
    const bool is_erased = row.integer(5) != 0;
    one = {std::string(row.bytes(0)),
           is_erased ? Hash{} : journal::from_hex(body).value_or(journal::sha256(body)),
           static_cast<std::uint64_t>(row.integer(2)), std::string(row.bytes(3)), Instant{row.integer(4)}};
    pack_onto(packed, one);
    if (++count % packed_at_once == 0) RETURN_IF_ERROR(close());
  }
}
}  // namespace voorzien::adapters::sqlite
