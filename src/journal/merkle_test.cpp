// The tree against the recursive definition of RFC 9162 2.1.1, and against the published proofs of
// transparency-dev/merkle when the sample data is there (VOORZIEN_SHARED).
#include "journal/merkle.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>

#include "base/base64.h"
#include "journal/hash.h"
#include "journal/tree.h"

using namespace voorzien;
using namespace voorzien::journal;

namespace {
// MTH(D[n]), word by word from the text.
Hash oracle(std::span<const Hash> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return node_hash(oracle(leaves.first(k)), oracle(leaves.subspan(k)));
}

std::vector<Hash> leaves_of(std::uint64_t count) {
  std::vector<Hash> out;
  for (std::uint64_t n = 0; n < count; ++n) out.push_back(leaf_hash("leaf " + std::to_string(n)));
  return out;
}

Tree tree_of(std::span<const Hash> leaves) {
  Tree out;
  for (const Hash& leaf : leaves) out.add(leaf);
  return out;
}

LeavesOf from(const std::vector<Hash>& leaves) {
  return [&leaves](std::uint64_t begin, std::uint64_t end) -> Result<std::vector<Hash>> {
    return std::vector<Hash>(leaves.begin() + static_cast<std::ptrdiff_t>(begin),
                             leaves.begin() + static_cast<std::ptrdiff_t>(end));
  };
}

// Every proof that differs from this one in one bit, one element more, or one less.
template <class Check>
void no_other_proof_fits(const Proof& proof, const Check& fits) {
  for (std::size_t n = 0; n < proof.size(); ++n) {
    Proof changed = proof;
    changed[n][n % 32] ^= 4;
    CHECK(!fits(changed));
  }
  Proof longer = proof;
  longer.push_back(sha256("more"));
  CHECK(!fits(longer));
  if (proof.empty()) return;
  CHECK(!fits(Proof(proof.begin(), proof.end() - 1)));
  CHECK(!fits(Proof(proof.begin() + 1, proof.end())));
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The vectors are flat JSON, one member a line: the text after `"name": ` up to the end of the line.
std::string member(const std::string& json, const std::string& name) {
  const std::size_t at = json.find("\"" + name + "\": ");
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + name.size() + 4;
  std::string out = json.substr(begin, json.find_first_of(",\n", begin) - begin);
  if (out.starts_with('"')) out = out.substr(1, out.rfind('"') - 1);
  return out;
}

std::optional<Hash> hash_of(const std::string& base64) {
  const auto bytes = decode_base64(base64);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Hash out;
  std::memcpy(out.data(), bytes->data(), out.size());
  return out;
}

// Where only the equality of two roots matters, the vectors hold words instead of hashes.
std::optional<Hash> root_of(const std::string& base64) {
  const auto bytes = decode_base64(base64);
  if (bytes && bytes->size() != 32) return sha256(*bytes);
  return hash_of(base64);
}

std::optional<Proof> proof_of(const std::string& json) {
  Proof out;
  std::size_t at = json.find("\"proof\": ");
  const std::size_t end = json.find(']', at);
  if (json.compare(at, 13, "\"proof\": null") == 0) return out;
  for (at = json.find('[', at);;) {
    at = json.find('"', at + 1);
    if (at == std::string::npos || at > end) return out;
    const std::size_t close = json.find('"', at + 1);
    const auto hash = hash_of(json.substr(at + 1, close - at - 1));
    if (!hash) return std::nullopt;
    out.push_back(*hash);
    at = close;
  }
}

std::vector<std::filesystem::path> vectors(const std::string& kind) {
  std::vector<std::filesystem::path> out;
  const char* shared = std::getenv("VOORZIEN_SHARED");
  const std::filesystem::path root =
      std::string(shared == nullptr ? "" : shared) + "/data/merkle/proofs/" + kind;
  if (!std::filesystem::is_directory(root)) {
    MESSAGE("SKIPPED: no published Merkle proofs (VOORZIEN_SHARED)");
    return out;
  }
  for (const auto& one : std::filesystem::recursive_directory_iterator(root))
    if (one.path().extension() == ".json") out.push_back(one.path());
  return out;
}
}  // namespace

TEST_CASE("the_head_is_that_of_the_recursive_definition_at_every_size") {
  const std::vector<Hash> leaves = leaves_of(600);
  Frontier frontier;
  Tree tree;
  for (std::size_t n = 0; n <= leaves.size(); ++n) {
    if (n > 0) frontier.add(leaves[n - 1]);
    if (n > 0) tree.add(leaves[n - 1]);
    const Hash expected = oracle(std::span(leaves).first(n));
    REQUIRE(frontier.root() == expected);
    REQUIRE(tree.root() == expected);
  }
  CHECK(tree.tiles().size() == 2);
  CHECK(tree.tiles()[1] == oracle(std::span(leaves).subspan(256, 256)));
}

TEST_CASE("a_tree_put_back_from_its_tiles_is_the_same_tree") {
  const std::vector<Hash> leaves = leaves_of(1'000);
  const Tree whole = tree_of(leaves);
  Tree restored;
  for (const Hash& tile : whole.tiles()) restored.add_tile(tile);
  for (std::size_t n = restored.size(); n < leaves.size(); ++n) restored.add(leaves[n]);
  CHECK(restored.size() == whole.size());
  CHECK(restored.root() == whole.root());
  const auto proof = inclusion_proof(700, 1'000, restored.nodes(from(leaves)));
  REQUIRE(proof);
  CHECK(is_included(700, 1'000, leaves[700], *proof, whole.root()));
}

TEST_CASE("every_inclusion_and_consistency_proof_of_small_trees_fits_and_no_other") {
  const std::vector<Hash> leaves = leaves_of(33);
  const auto head = [&](std::uint64_t size) { return oracle(std::span(leaves).first(size)); };
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Tree tree = tree_of(std::span(leaves).first(size));
    const NodeAt node = tree.nodes(from(leaves));
    for (std::uint64_t n = 0; n < size; ++n) {
      const auto proof = inclusion_proof(n, size, node);
      REQUIRE(proof);
      CHECK(is_included(n, size, leaves[n], *proof, head(size)));
      CHECK(!is_included(n, size, leaves[n], *proof, sha256("other")));
      CHECK((size == 1 || !is_included(n == 0 ? 1 : n - 1, size, leaves[n], *proof, head(size))));
      no_other_proof_fits(*proof,
                          [&](const Proof& p) { return is_included(n, size, leaves[n], p, head(size)); });
      const auto older = consistency_proof(n + 1, size, node);
      REQUIRE(older);
      CHECK(is_consistent(n + 1, size, head(n + 1), head(size), *older));
      CHECK(!is_consistent(n + 1, size, head(n), head(size), *older));
      no_other_proof_fits(
          *older, [&](const Proof& p) { return is_consistent(n + 1, size, head(n + 1), head(size), p); });
    }
  }
}

TEST_CASE("proofs_of_large_trees_fit_the_recursive_definition") {
  const std::vector<Hash> leaves = leaves_of(2'000);
  CHECK(rc::check("proofs fit", [&] {
    const auto size = *rc::gen::inRange<std::uint64_t>(1, leaves.size() + 1);
    const auto first = *rc::gen::inRange<std::uint64_t>(1, size + 1);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    const Tree tree = tree_of(std::span(leaves).first(size));
    const NodeAt node = tree.nodes(from(leaves));
    const auto inclusion = inclusion_proof(index, size, node);
    const auto consistency = consistency_proof(first, size, node);
    RC_ASSERT(inclusion && consistency);
    const Hash head = oracle(std::span(leaves).first(size));
    RC_ASSERT(is_included(index, size, leaves[index], *inclusion, head));
    RC_ASSERT(is_consistent(first, size, oracle(std::span(leaves).first(first)), head, *consistency));
  }));
}

TEST_CASE("a_leaf_that_the_store_lost_is_an_error_that_names_its_entry") {
  const std::vector<Hash> leaves = leaves_of(300);
  const Tree tree = tree_of(leaves);
  const auto proof = inclusion_proof(3, 300, tree.nodes([&](std::uint64_t begin, std::uint64_t end) {
    return Result<std::vector<Hash>>(std::vector<Hash>(end - begin - 1, leaves[0]));
  }));
  REQUIRE(!proof);
  CHECK(proof.error().code == ErrorCode::StoreCorrupt);
  CHECK(proof.error().where.starts_with("entry "));
}

TEST_CASE("published_inclusion_proofs_have_the_published_verdict") {
  std::size_t good = 0;
  std::size_t checked = 0;
  for (const auto& path : vectors("inclusion")) {
    const std::string json = read(path);
    const auto root = hash_of(member(json, "root"));
    const auto leaf = hash_of(member(json, "leafHash"));
    const auto proof = proof_of(json);
    const bool fits = root && leaf && proof &&
                      is_included(std::stoull(member(json, "leafIdx")), std::stoull(member(json, "treeSize")),
                                  *leaf, *proof, *root);
    CAPTURE(path.string());
    CHECK(fits == (member(json, "wantErr") == "false"));
    good += fits ? 1 : 0;
    ++checked;
  }
  if (checked > 0) CHECK(good > 0);
  MESSAGE("published inclusion proofs: ", checked, " checked, ", good, " of them good");
}

TEST_CASE("published_consistency_proofs_have_the_published_verdict") {
  std::size_t good = 0;
  std::size_t checked = 0;
  for (const auto& path : vectors("consistency")) {
    const std::string json = read(path);
    const auto first = root_of(member(json, "root1"));
    const auto second = root_of(member(json, "root2"));
    const auto proof = proof_of(json);
    const bool fits = first && second && proof &&
                      is_consistent(std::stoull(member(json, "size1")), std::stoull(member(json, "size2")),
                                    *first, *second, *proof);
    CAPTURE(path.string());
    CHECK(fits == (member(json, "wantErr") == "false"));
    good += fits ? 1 : 0;
    ++checked;
  }
  if (checked > 0) CHECK(good > 0);
  MESSAGE("published consistency proofs: ", checked, " checked, ", good, " of them good");
}
