#include "journal/notary.h"

#include "base/base64.h"

namespace voorzien::journal {
namespace {
constexpr std::uint64_t leaves_at_once = 4'096;

Result<Checkpoint> checkpoint_of(const SignedCheckpoint& stored) {
  ASSIGN_OR_RETURN(const Note note, parse_note(stored.note));
  return parse_checkpoint(note.text);
}

Done take_in(Tree& tree, ProofStore& store, std::uint64_t size) {
  while (tree.size() < size) {
    const std::uint64_t to = std::min(tree.size() + leaves_at_once, size);
    ASSIGN_OR_RETURN(const std::vector<Hash> leaves, store.leaves(tree.size(), to));
    if (leaves.size() != to - tree.size())
      return Error{ErrorCode::StoreCorrupt, "entry " + std::to_string(tree.size() + leaves.size() + 1),
                   "it is not there"};
    for (const Hash& leaf : leaves) tree.add(leaf);
  }
  return Nothing{};
}

Error not_its_root(const Checkpoint& head) {
  return {ErrorCode::StoreCorrupt, "checkpoint of " + std::to_string(head.size) + " entries",
          "the entries do not lead to its root"};
}

Result<InclusionProof> prove_in(const Tree& tree, ProofStore& store, const SignedCheckpoint& under,
                                std::uint64_t seq) {
  InclusionProof out{seq, {}, {}, under};
  const NodeAt node =
      tree.nodes([&](std::uint64_t from, std::uint64_t to) { return store.leaves(from, to); });
  ASSIGN_OR_RETURN(out.leaf, node(0, seq - 1));
  ASSIGN_OR_RETURN(out.path, inclusion_proof(seq - 1, under.size, node));
  return out;
}
}  // namespace

Result<Notary> Notary::open(ProofStore& store, SigningKey key) {
  Notary out(store, std::move(key));
  ASSIGN_OR_RETURN(out.last_, store.last_checkpoint());
  if (!out.last_) return out;
  ASSIGN_OR_RETURN(const Checkpoint signed_head, checkpoint_of(*out.last_));
  ASSIGN_OR_RETURN(const std::vector<Hash> tiles, store.tiles());
  for (const Hash& tile : tiles)
    if (out.tree_.size() + Tree::tile_leaves <= signed_head.size) out.tree_.add_tile(tile);
  RETURN_IF_ERROR(take_in(out.tree_, store, signed_head.size));
  out.tiles_saved_ = tiles.size();
  if (out.tree_.root() == signed_head.root) return out;
  // Tiles are derived: made again from the leaves, and all saved with the next checkpoint.
  out.tree_ = {};
  out.tiles_saved_ = 0;
  RETURN_IF_ERROR(take_in(out.tree_, store, signed_head.size));
  if (out.tree_.root() == signed_head.root) return out;
  return not_its_root(signed_head);
}

Result<std::optional<SignedCheckpoint>> Notary::sign(std::uint64_t last_seq, Instant at) {
  if (last_seq <= (last_ ? last_->size : 0)) return std::optional<SignedCheckpoint>{};
  RETURN_IF_ERROR(take_in(tree_, *store_, last_seq));
  Note note{to_text(Checkpoint{key_.public_key().name, tree_.size(), tree_.root()}), {}};
  note.signatures.push_back(key_.sign(note.text));
  SignedCheckpoint out{tree_.size(), at, format_note(note)};
  RETURN_IF_ERROR(store_->save_checkpoint(out, tiles_saved_, tree_.tiles().subspan(tiles_saved_)));
  tiles_saved_ = tree_.tiles().size();
  last_ = out;
  return std::optional<SignedCheckpoint>{std::move(out)};
}

Result<InclusionProof> Notary::prove(std::uint64_t seq) const {
  if (!last_ || seq == 0 || seq > last_->size)
    return Error{ErrorCode::NotFound, "seq", "no checkpoint holds entry " + std::to_string(seq)};
  return prove_in(tree_, *store_, *last_, seq);
}

Result<InclusionProof> prove_from_leaves(ProofStore& store, std::uint64_t seq) {
  ASSIGN_OR_RETURN(const std::optional<SignedCheckpoint> under, store.last_checkpoint());
  if (!under || seq == 0 || seq > under->size)
    return Error{ErrorCode::NotFound, "--seq", "no checkpoint holds entry " + std::to_string(seq)};
  ASSIGN_OR_RETURN(const Checkpoint head, checkpoint_of(*under));
  Tree tree;
  RETURN_IF_ERROR(take_in(tree, store, head.size));
  if (tree.root() != head.root) return not_its_root(head);
  return prove_in(tree, store, *under, seq);
}

std::string to_text(const InclusionProof& proof, std::string_view core) {
  std::string out = "c2sp.org/tlog-proof@v1\nextra ";
  append_base64(core, out);
  out += "\nindex " + std::to_string(proof.seq - 1) + '\n';
  for (const Hash& one : proof.path) {
    append_base64({reinterpret_cast<const char*>(one.data()), one.size()}, out);
    out += '\n';
  }
  return out + '\n' + proof.under.note;
}
}  // namespace voorzien::journal
