#include "server/polling/polled_sources.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace voorzien;
using server::Config;
using server::polled_sources;

namespace {
doctrine::Doctrine two_sources() {
  doctrine::Doctrine out;
  doctrine::Source ndw;
  ndw.id.value = "ndw";
  ndw.format = "datex2";
  ndw.expected_s = 120;
  ndw.url = "https://example.org/beeld.xml.gz";
  ndw.poll_s = 90;
  doctrine::Source rws;
  rws.id.value = "rws";
  rws.format = "rws-csv";
  rws.expected_s = 600;
  out.sources = {ndw, rws};
  return out;
}
}  // namespace

TEST_CASE("only_sources_with_an_address_are_asked_on_the_rhythm_of_doctrine") {
  const auto found = polled_sources(two_sources(), {});
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  const adapters::PolledSource& ndw = found->front();
  CHECK(ndw.id.value == "ndw");
  CHECK(ndw.every == seconds(90));
  CHECK(ndw.request.url == "https://example.org/beeld.xml.gz");
  CHECK(ndw.request.headers.empty());
  CHECK_FALSE(ndw.request.allow_private);
  CHECK(ndw.request.content_types == adapters::content_types_of("datex2"));
}

TEST_CASE("the_configuration_overrides_address_rhythm_and_key") {
  const std::string key_file = "/tmp/voorzien-key-" + std::to_string(::getpid());
  std::ofstream(key_file) << "geheim\n";
  Config config;
  config.sources["ndw"].off = true;
  server::SourceSettings& rws = config.sources["rws"];
  rws.url = "http://127.0.0.1:9/w.csv";
  rws.key_file = key_file;
  rws.key_header = "X-API-KEY";
  rws.allow_private = true;
  rws.timeout_s = 2;
  const auto found = polled_sources(two_sources(), config);
  ::unlink(key_file.c_str());
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  const adapters::FetchRequest& request = found->front().request;
  CHECK(found->front().every == seconds(600));
  CHECK(request.headers == std::vector<std::pair<std::string, std::string>>{{"X-API-KEY", "geheim"}});
  CHECK(request.timeout == seconds(2));
  CHECK(request.allow_private);
}

TEST_CASE("the_body_of_doctrine_is_posted") {
  doctrine::Doctrine doctrine = two_sources();
  doctrine.sources[0].format = "rws-json";
  doctrine.sources[0].body = "{\"LocatieLijst\":[]}";
  const auto found = polled_sources(doctrine, {});
  REQUIRE(found);
  CHECK(found->front().request.body == "{\"LocatieLijst\":[]}");
  CHECK(found->front().request.content_types == adapters::content_types_of("rws-json"));
}

TEST_CASE("a_moment_in_a_question_that_is_none_is_a_fault_and_feeds_that_list_are_followed") {
  doctrine::Doctrine doctrine = two_sources();
  doctrine.sources[0].format = "meteoalarm-atom";
  doctrine.sources[0].body = R"({"tot":"{now+48h}"})";
  const auto found = polled_sources(doctrine, {});
  REQUIRE(found);
  CHECK(found->front().is_index);
  doctrine.sources[0].format = "datex2";
  CHECK_FALSE(polled_sources(doctrine, {}).value().front().is_index);
  doctrine.sources[0].body = R"({"tot":"{now+morgen}"})";
  CHECK(polled_sources(doctrine, {}).error().where == "source.ndw.body");
}

TEST_CASE("a_source_that_cannot_be_asked_is_a_named_fault") {
  const auto fault_of = [](const std::string& id, const server::SourceSettings& settings) {
    Config config;
    config.sources[id] = settings;
    const auto found = polled_sources(two_sources(), config);
    REQUIRE(!found);
    CHECK(found.error().code == ErrorCode::BadConfig);
    return found.error().where;
  };
  server::SourceSettings settings;
  CHECK(fault_of("knmy", settings) == "source.knmy");
  settings.url = "ftp://example.org/x";
  CHECK(fault_of("ndw", settings) == "source.ndw.url");
  settings.url = "https://example.org/x";
  settings.key_file = "/nowhere/key";
  CHECK(fault_of("ndw", settings) == "source.ndw.key_file");
}
