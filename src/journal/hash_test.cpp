#include "journal/hash.h"

#include <doctest/doctest.h>

using namespace voorzien::journal;

TEST_CASE("sha256_of_the_published_vectors") {  // FIPS 180-4 examples
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("ab", "c") == sha256("abc"));
}

TEST_CASE("leaf_and_node_hashes_are_those_of_rfc_6962") {  // the reference tests of RFC 6962 implementations
  CHECK(to_hex(leaf_hash("")) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  CHECK(to_hex(leaf_hash(std::string_view("\0", 1))) ==
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
  CHECK(to_hex(node_hash(leaf_hash(""), leaf_hash(std::string_view("\0", 1)))) ==
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
}

TEST_CASE("hex_is_read_as_it_is_written_and_nothing_else") {
  const Hash hash = sha256("abc");
  CHECK(from_hex(to_hex(hash)) == hash);
  CHECK(!from_hex(to_hex(hash).substr(1)));
  CHECK(!from_hex(std::string(63, 'a') + "g"));
  CHECK(!from_hex(std::string(64, 'A')));
}
