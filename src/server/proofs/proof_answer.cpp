#include "server/proofs/proof_answer.h"

#include "journal/checkpoint.h"
#include "journal/hash.h"

namespace voorzien::server {
Result<api::JournalProof> proof_answer(Proofs& proofs, std::uint64_t seq) {
  ASSIGN_OR_RETURN(const journal::InclusionProof proof, proofs.prove(seq));
  ASSIGN_OR_RETURN(const journal::Note note, journal::parse_note(proof.under.note));
  ASSIGN_OR_RETURN(const journal::Checkpoint head, journal::parse_checkpoint(note.text));
  api::JournalProof out{
      seq, seq - 1, journal::to_hex(proof.leaf), head.size, journal::to_hex(head.root), {}, proof.under.note};
  for (const journal::Hash& one : proof.path) out.path.push_back(journal::to_hex(one));
  return out;
}
}  // namespace voorzien::server
