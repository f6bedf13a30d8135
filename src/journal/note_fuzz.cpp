// Signed notes, checkpoints, key changes and keys of a stranger: what parses writes back to the same bytes.
#include <cstdlib>

#include "journal/checkpoint.h"
#include "journal/key_change.h"
#include "journal/note.h"

using namespace voorzien::journal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto note = parse_note(bytes)) {
    const auto again = parse_note(format_note(*note));
    if (!again || again->text != note->text || again->signatures.size() != note->signatures.size())
      std::abort();
    if (const auto change = parse_key_change(note->text); change && change->new_key.has_signed(*note))
      (void)with_successors({change->old_key}, {std::string(bytes)});
  }
  if (const auto checkpoint = parse_checkpoint(bytes))
    if (const auto again = parse_checkpoint(to_text(*checkpoint)); !again || *again != *checkpoint)
      std::abort();
  if (const auto key = parse_verifier(bytes))
    if (const auto again = parse_verifier(key->verifier()); !again || *again != *key) std::abort();
  (void)parse_key_list(bytes);
  (void)SigningKey::parse(bytes);
  return 0;
}
