// Signed notes and checkpoints, against the published logs when the sample data is there (VOORZIEN_SHARED).
#include "journal/note.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/base64.h"
#include "journal/checkpoint.h"
#include "journal/hash.h"
#include "journal/key_change.h"
#include "journal/limits.h"
#include "journal/merkle.h"

using namespace voorzien;
using namespace voorzien::journal;

namespace {
SigningKey key(std::uint8_t first = 7) {
  Ed25519Bytes seed{};
  seed[0] = first;
  return {"voorzien/test", seed};
}

Note signed_by(const SigningKey& key, std::string text) {
  Note out{std::move(text), {}};
  out.signatures.push_back(key.sign(out.text));
  return out;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The checkpoints of one published log, smallest first; empty when there is no sample data.
std::vector<Note> published(const std::string& log) {
  std::vector<Note> out;
  const char* shared = std::getenv("VOORZIEN_SHARED");
  const std::string folder = std::string(shared == nullptr ? "" : shared) + "/data/merkle/" + log + "/log/";
  for (int size = 0; size <= 15; ++size) {
    const std::string bytes = read(folder + "checkpoint." + std::to_string(size));
    if (bytes.empty()) {
      MESSAGE("SKIPPED: no published checkpoints of ", log, " (VOORZIEN_SHARED)");
      return {};
    }
    const Result<Note> note = parse_note(bytes);
    REQUIRE(note);
    CHECK(format_note(*note) == bytes);
    out.push_back(*note);
  }
  return out;
}

PublicKey published_key(const std::string& log) {
  std::string text =
      read(std::string(std::getenv("VOORZIEN_SHARED")) + "/data/merkle/" + log + "/PUBKEY.txt");
  while (text.ends_with('\n')) text.pop_back();
  const Result<PublicKey> key = parse_verifier(text);
  REQUIRE(key);
  CHECK(key->verifier() == text);
  return *key;
}
}  // namespace

TEST_CASE("ed25519_gives_the_signatures_of_rfc_8032") {  // 7.1, TEST 2
  const auto bytes = decode_base64("TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=");
  Ed25519Bytes seed;
  std::copy(bytes->begin(), bytes->end(), seed.begin());
  const Ed25519Bytes public_key = ed25519_public(seed);
  CHECK(public_key[0] == 0x3d);
  CHECK(public_key[31] == 0x0c);
  const std::string signature = ed25519_sign(seed, "\x72");
  CHECK(static_cast<unsigned char>(signature[0]) == 0x92);
  CHECK(ed25519_fits(public_key, "\x72", signature));
  CHECK(!ed25519_fits(public_key, "\x73", signature));
  CHECK(!ed25519_fits(public_key, "\x72", signature.substr(1)));
}

TEST_CASE("a_note_reads_back_and_its_signature_fits_its_text_only") {
  const Note note = signed_by(key(), "line\n\nanother\n");
  const Result<Note> back = parse_note(format_note(note));
  REQUIRE(back);
  CHECK(back->text == note.text);
  CHECK(key().public_key().has_signed(*back));
  CHECK(!key(8).public_key().has_signed(*back));
  Note changed = *back;
  changed.text[0] = 'L';
  CHECK(!key().public_key().has_signed(changed));
}

TEST_CASE("signatures_of_unknown_keys_are_passed_over") {
  Note note = signed_by(key(1), "text\n");
  note.signatures.push_back(key(2).sign(note.text));
  CHECK(key(1).public_key().has_signed(note));
  CHECK(key(2).public_key().has_signed(note));
  CHECK(!key(3).public_key().has_signed(note));
}

TEST_CASE("keys_read_back_from_their_text_and_a_damaged_one_is_refused") {
  const SigningKey one = key();
  const auto verifier = parse_verifier(one.public_key().verifier());
  REQUIRE(verifier);
  CHECK(*verifier == one.public_key());
  const auto signer = SigningKey::parse(one.signer());
  REQUIRE(signer);
  CHECK(signer->public_key() == one.public_key());
  CHECK(signer->signer() == one.signer());
  std::string damaged = one.public_key().verifier();
  damaged[damaged.size() - 6] = damaged[damaged.size() - 6] == 'A' ? 'B' : 'A';
  for (const std::string& bad : {damaged, std::string("a+b"), std::string(""), std::string("a+12345678+AAAA"),
                                 " " + one.public_key().verifier(), one.signer()})
    CHECK(!parse_verifier(bad));
  CHECK(!SigningKey::parse(one.public_key().verifier()));
}

TEST_CASE("notes_that_the_specification_refuses_are_refused") {
  const std::string good = format_note(signed_by(key(), "text\n"));
  const std::string signature = good.substr(good.find("\xE2\x80\x94"));
  std::string many = "text\n\n";
  for (std::size_t n = 0; n <= limits::signatures_max; ++n) many += signature;
  for (const std::string& bad : std::initializer_list<std::string>{
           std::string(), std::string("text"), std::string("text\n"), std::string("text\n\n"),
           "text\n" + signature, good.substr(0, good.size() - 1), "te\rxt\n\n" + signature,
           "te\xFFxt\n\n" + signature, "text\n\nx " + signature, good + "- a b\n",
           "text\n\n\xE2\x80\x94 name AAAA\n", "text\n\n\xE2\x80\x94 name !!!!\n", many,
           std::string(limits::note_bytes_max, 'a') + good})
    CHECK(!parse_note(bad));
}

TEST_CASE("checkpoints_read_back_and_damaged_ones_are_refused") {
  const Checkpoint one{"voorzien/test", 12, sha256("root")};
  const auto back = parse_checkpoint(to_text(one));
  REQUIRE(back);
  CHECK(*back == one);
  CHECK(parse_checkpoint(to_text(one) + "another line\n"));
  for (const std::string& bad : std::initializer_list<std::string>{
           std::string(), std::string("\n1\nAAAA\n"), std::string("a\n01\nAAAA\n"),
           std::string("a\n-1\nAAAA\n"), std::string("a\n1\nAAAA\n"), std::string("a\n1")})
    CHECK(!parse_checkpoint(bad));
}

TEST_CASE("published_checkpoints_carry_signatures_that_fit") {
  for (const std::string log : {"tessera", "serverless"}) {
    std::uint64_t size = 0;
    for (const Note& note : published(log)) {
      const auto checkpoint = parse_checkpoint(note.text);
      REQUIRE(checkpoint);
      CHECK(checkpoint->size == size++);
      CHECK(published_key(log).has_signed(note));
      Note changed = note;
      changed.text.insert(changed.text.size() - 1, "x");
      CHECK(!published_key(log).has_signed(changed));
    }
  }
}

TEST_CASE(
    "the_heads_of_a_published_log_follow_from_its_entries") {  // tlog-tiles: 16-bit length, then the entry
  const std::vector<Note> notes = published("tessera");
  if (notes.empty()) return;
  const std::string bytes =
      read(std::string(std::getenv("VOORZIEN_SHARED")) + "/data/merkle/tessera/log/tile/entries/000.p/15");
  Frontier tree;
  std::size_t at = 0;
  for (const Note& note : notes) {
    CHECK(parse_checkpoint(note.text)->root == tree.root());
    if (at + 2 > bytes.size()) break;
    const auto length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[at]) << 8U |
                                                 static_cast<unsigned char>(bytes[at + 1]));
    tree.add(leaf_hash(std::string_view(bytes).substr(at + 2, length)));
    at += 2 + length;
  }
  CHECK(tree.size() == 15);
}

TEST_CASE("notes_that_another_program_signed_hand_a_key_over") {  // made by a Python signer of its own
  const std::string folder = std::string(VOORZIEN_SOURCE_DIR) + "/tests/corpus/note_fuzz/";
  const auto old_key = parse_verifier(read(folder + "verifier"));
  REQUIRE(old_key);
  const auto checkpoint = parse_note(read(folder + "checkpoint"));
  REQUIRE(checkpoint);
  CHECK(old_key->has_signed(*checkpoint));
  CHECK(parse_checkpoint(checkpoint->text)->size == 7);
  const std::string change = read(folder + "key_change");
  const auto listed = parse_key_list(read(folder + "key_list"));
  REQUIRE(listed);
  CHECK(with_successors({*old_key}, {change}) == *listed);
  CHECK(with_successors({(*listed)[1]}, {change}).size() == 1);  // the new key vouches for nobody
  std::string damaged = change;
  damaged.replace(damaged.find("\n7\n"), 3, "\n8\n");
  CHECK(with_successors({*old_key}, {damaged}).size() == 1);
}
