#include "server/proofs/journal_keys.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/ensure.h"
#include "journal/checkpoint.h"
#include "journal/key_change.h"
#include "journal/notary.h"
#include "server/durable_files.h"
#include "server/files.h"

namespace voorzien::server {
namespace {
constexpr std::size_t origin_random_bytes = 8;

std::string folder_of(const std::string& data_dir) { return data_dir + "/keys"; }
std::string secret_path(const std::string& data_dir) { return folder_of(data_dir) + "/journal.key"; }

Error failed(const std::string& path) { return {ErrorCode::StoreFailed, path, std::strerror(errno)}; }

std::string first_line_of(std::string text) {
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  return text;
}

journal::Ed25519Bytes seed_from(const RandomBytes& random) {
  journal::Ed25519Bytes seed{};
  const std::string bytes = random(seed.size());
  ENSURE(bytes.size() == seed.size(), "the source of randomness gives what is asked");
  std::memcpy(seed.data(), bytes.data(), seed.size());
  return seed;
}

std::string fresh_origin(const RandomBytes& random) {
  std::string out = "voorzien-journal/";
  for (const char one : random(origin_random_bytes)) {
    char hex[3];
    std::snprintf(hex, sizeof hex, "%02x", static_cast<unsigned char>(one));
    out += hex;
  }
  return out;
}

// The secret first: a public line without its secret would be a key that nobody has.
Done save_key(const std::string& data_dir, const journal::SigningKey& key) {
  if (::mkdir(folder_of(data_dir).c_str(), 0700) != 0 && errno != EEXIST) return failed(folder_of(data_dir));
  RETURN_IF_ERROR(write_durably(secret_path(data_dir), key.signer() + "\n", 0600));
  const Result<std::string> before = read_file(key_list_path(data_dir));
  const std::string verifier = key.public_key().verifier() + "\n";
  const std::string list = before ? *before : std::string{};
  if (list.find(verifier) != std::string::npos) return Nothing{};
  return write_durably(key_list_path(data_dir), list + verifier, 0644);
}

Result<std::string> origin_of(const journal::SignedCheckpoint& last) {
  ASSIGN_OR_RETURN(const journal::Note note, journal::parse_note(last.note));
  ASSIGN_OR_RETURN(const journal::Checkpoint read, journal::parse_checkpoint(note.text));
  return read.origin;
}

Result<OpenedKey> make_key(const std::string& data_dir, journal::ProofStore& proofs,
                           const RandomBytes& random, Instant at) {
  ASSIGN_OR_RETURN(const auto last, proofs.last_checkpoint());
  if (!last) {
    const journal::SigningKey key(fresh_origin(random), seed_from(random));
    RETURN_IF_ERROR(save_key(data_dir, key));
    return OpenedKey{key, true, false};
  }
  ASSIGN_OR_RETURN(const std::string origin, origin_of(*last));
  const journal::SigningKey key(origin, seed_from(random));
  const auto known = load_key_list(key_list_path(data_dir));
  if (known) {  // without the list nobody knows whom the old key was
    const journal::KeyChange change{origin, last->size, known->back(), key.public_key()};
    RETURN_IF_ERROR(proofs.save_key_change(at, journal::sign_key_change(change, key, nullptr)));
  }
  RETURN_IF_ERROR(save_key(data_dir, key));
  return OpenedKey{key, true, true};
}
}  // namespace

std::string key_list_path(const std::string& data_dir) { return folder_of(data_dir) + "/journal.pub"; }

Result<std::vector<journal::PublicKey>> load_key_list(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, read_file(path));
  Result<std::vector<journal::PublicKey>> out = journal::parse_key_list(text);
  if (!out) return Error{out.error().code, path + ": " + out.error().where, out.error().detail};
  return out;
}

Result<journal::SigningKey> load_signing_key(const std::string& data_dir) {
  const std::string path = secret_path(data_dir);
  ASSIGN_OR_RETURN(const std::string text, read_file(path));
  Result<journal::SigningKey> key = journal::SigningKey::parse(first_line_of(text));
  if (!key) return Error{key.error().code, path, key.error().to_text()};
  (void)::chmod(path.c_str(), 0600);  // also after a careless copy from a backup
  return key;
}

Result<OpenedKey> open_signing_key(const std::string& data_dir, journal::ProofStore& proofs,
                                   const RandomBytes& random, Instant at) {
  if (::access(secret_path(data_dir).c_str(), F_OK) != 0) return make_key(data_dir, proofs, random, at);
  ASSIGN_OR_RETURN(journal::SigningKey key, load_signing_key(data_dir));
  RETURN_IF_ERROR(save_key(data_dir, key));  // the public list, should it be gone
  return OpenedKey{std::move(key), false, false};
}

Result<journal::PublicKey> rotate_signing_key(const std::string& data_dir, journal::Store& store,
                                              journal::ProofStore& proofs, const RandomBytes& random,
                                              Instant at) {
  ASSIGN_OR_RETURN(const journal::SigningKey old_key, load_signing_key(data_dir));
  ASSIGN_OR_RETURN(journal::Notary notary, journal::Notary::open(proofs, old_key));
  RETURN_IF_ERROR(notary.sign(store.last_seq(), at));
  const journal::SigningKey new_key(old_key.public_key().name, seed_from(random));
  const journal::KeyChange change{old_key.public_key().name, store.last_seq(), old_key.public_key(),
                                  new_key.public_key()};
  RETURN_IF_ERROR(proofs.save_key_change(at, journal::sign_key_change(change, new_key, &old_key)));
  RETURN_IF_ERROR(save_key(data_dir, new_key));
  return new_key.public_key();
}
}  // namespace voorzien::server
