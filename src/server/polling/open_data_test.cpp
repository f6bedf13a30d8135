#include "server/polling/open_data.h"

#include <doctest/doctest.h>

#include "adapters/memory/fetcher.h"

using namespace voorzien;
using namespace voorzien::adapters;
using server::OpenData;

namespace {
const std::string files = "https://api.example/open-data/v1/datasets/W/versions/1.0/files";
const std::string list = files + "?maxKeys=1&orderBy=lastModified&sorting=desc";

Fetched answer(std::string bytes) {
  Fetched out;
  out.kind = FetchKind::News;
  out.status = 200;
  out.bytes = std::move(bytes);
  return out;
}

FetchRequest with_key(const std::string& url) {
  FetchRequest out;
  out.url = url;
  out.headers = {{"Authorization", "geheim"}};
  return out;
}
}  // namespace

TEST_CASE("the_newest_file_is_fetched_once_and_without_the_key") {
  MemoryFetcher plain;
  const std::string names =
      R"({"files":[{"filename":"a b.json","lastModified":"2026-11-26T21:00:00+00:00"}]})";
  plain.put(list, answer(names));
  plain.put(list, answer(names));
  plain.put(files + "/a%20b.json/url", answer(R"({"temporaryDownloadUrl":"https://store.example/x?sig=1"})"));
  plain.put("https://store.example/x?sig=1", answer("{warnings}"));
  OpenData fetcher(plain);
  const Fetched first = fetcher.fetch(with_key(files));
  CHECK(first.kind == FetchKind::News);
  CHECK(first.bytes == "{warnings}");
  REQUIRE(plain.requests().size() == 3);
  CHECK(plain.requests()[1].headers == with_key("").headers);
  CHECK(plain.requests()[2].headers.empty());
  FetchRequest again = with_key(files);
  again.etag = first.etag;
  CHECK(fetcher.fetch(again).kind == FetchKind::NotModified);
  CHECK(plain.requests().size() == 4);
}

TEST_CASE("an_empty_list_is_nothing_and_another_answer_is_a_failure") {
  const auto fetched = [](const char* list_answer) {
    MemoryFetcher plain;
    plain.put(list, answer(list_answer));
    plain.put(files + "/a/url", answer("{}"));
    return OpenData(plain).fetch(with_key(files));
  };
  CHECK(fetched(R"({"files":[]})").kind == FetchKind::Empty);
  for (const char* wrong : {"", "[]", R"({"files":{}})", R"({"files":[{"size":1}]})"}) {
    CAPTURE(wrong);
    CHECK(fetched(wrong).kind == FetchKind::Failed);
    CHECK(fetched(wrong).error.where == files);
  }
  CHECK(fetched(R"({"files":[{"filename":"a"}]})").error.detail == "no temporaryDownloadUrl");
}

TEST_CASE("every_other_address_is_fetched_as_it_is") {
  MemoryFetcher plain;
  plain.put("https://example.org/a.xml", answer("<a/>"));
  OpenData fetcher(plain);
  FetchRequest request = with_key("https://example.org/a.xml");
  request.etag = "\"1\"";
  CHECK(fetcher.fetch(request).bytes == "<a/>");
  CHECK(plain.requests()[0].etag == "\"1\"");
}
