// The keys of the journal: DIR/keys/journal.key (the signer string, mode 0600) and DIR/keys/journal.pub (a
// verifier string a line, every key this journal ever had). What to do with them: docs/operations/keys.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/note.h"
#include "journal/proof_store.h"
#include "journal/store.h"

namespace voorzien::server {

using RandomBytes = std::function<std::string(std::size_t count)>;

[[nodiscard]] std::string key_list_path(const std::string& data_dir);  // DIR/keys/journal.pub
[[nodiscard]] Result<std::vector<journal::PublicKey>> load_key_list(const std::string& path);
[[nodiscard]] Result<journal::SigningKey> load_signing_key(const std::string& data_dir);

struct OpenedKey {
  journal::SigningKey key;
  bool is_new = false;
  bool is_after_loss = false;  // the journal had checkpoints: their key is gone
};
// The key of the folder, made when there is none. A new key for an old journal keeps the journal's origin and
// journals a key change that the new key alone signs.
[[nodiscard]] Result<OpenedKey> open_signing_key(const std::string& data_dir, journal::ProofStore& proofs,
                                                 const RandomBytes& random, Instant at);
// Signs what is there with the old key, hands over to a new one, and throws the old secret away.
[[nodiscard]] Result<journal::PublicKey> rotate_signing_key(const std::string& data_dir,
                                                            journal::Store& store,
                                                            journal::ProofStore& proofs,
                                                            const RandomBytes& random, Instant at);

}  // namespace voorzien::server
