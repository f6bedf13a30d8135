#include "server/film/commands.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace voorzien::film {
namespace {
struct TestFile {
  std::filesystem::path path;
  TestFile(const std::string& name, const std::string& bytes)
      : path(std::filesystem::temp_directory_path() / ("voorzien_commands_test_" + name)) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~TestFile() { std::filesystem::remove(path); }
};
}  // namespace

TEST_CASE("feed_check_gives_one_json_line_a_file_and_its_exit_code") {
  const TestFile good("good.json", R"({"observations":[{"native_id":"1","title":"t","kind":"report"}]})");
  const TestFile bad("bad.json", "<html>");
  std::ostringstream out;
  std::ostringstream err;
  FeedCheck check;
  check.format = "observations";
  check.files = {good.path.string(), bad.path.string()};
  CHECK(feed_check(check, out, err) == 1);
  const std::string text = out.str();
  CHECK(text.find(
            "{\"file\":\"" + good.path.string() +
            "\",\"format\":\"observations\",\"verdict\":\"accepted\",\"observations\":1,\"remarks\":[]}\n") ==
        0);
  CHECK(text.find("\"verdict\":\"rejected\",\"observations\":0,\"remarks\":[{\"code\":\"not-of-format\"") !=
        std::string::npos);
  check.files = {good.path.string()};
  CHECK(feed_check(check, out, err) == 0);
  CHECK(err.str().empty());
}

TEST_CASE("feed_check_of_cap_says_signature_and_profiles") {
  const std::string alert =
      "<alert "
      "xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>A</identifier><sender>weer@knmi.nl</sender>"
      "<sent>2026-07-03T14:00:00+02:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</"
      "scope>";
  const TestFile plain("plain.xml", alert + "</alert>");
  const TestFile marked("signed.xml",
                        alert + "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></alert>");
  std::ostringstream out;
  std::ostringstream err;
  FeedCheck check;
  check.format = "cap";
  check.files = {plain.path.string(), marked.path.string()};
  CHECK(feed_check(check, out, err) == 0);
  CHECK(out.str().find(R"("observations":1,"signature":"unsigned","signature_reason":"","signer":"",)"
                       R"("profiles":["KNMI"],"remarks":[]})") != std::string::npos);
  CHECK(
      out.str().find(R"("signature":"not-verified","signature_reason":"signatures are not checked here")") !=
      std::string::npos);
}

TEST_CASE("feed_check_guesses_the_format_and_prints_observations") {
  const TestFile page("page.txt",
                      "FLEX|2026-06-27 12:47:20|1600/2/K/A|08.057|000701234|ALN|P 1 BR woning 091234\n");
  std::ostringstream out;
  std::ostringstream err;
  FeedCheck check;
  check.format = "auto";
  check.files = {page.path.string()};
  check.observations = true;
  CHECK(feed_check(check, out, err) == 0);
  CHECK(out.str().find("\"t_observed\":\"2026-06-27T12:47:20.000000Z\"") != std::string::npos);
  CHECK(out.str().find("\"native_level\":\"P 1\"") != std::string::npos);
}

TEST_CASE("wrong_use_and_missing_files_have_their_exit_codes") {
  std::ostringstream out;
  std::ostringstream err;
  FeedCheck check;
  check.format = "fax";
  check.files = {"x"};
  CHECK(feed_check(check, out, err) == 2);
  check.format = "cap";
  check.files = {};
  CHECK(feed_check(check, out, err) == 2);
  check.files = {"/nonexistent/file"};
  CHECK(feed_check(check, out, err) == 1);
  CHECK(out.str().find("\"verdict\":\"rejected\"") != std::string::npos);
  CHECK(film_check("/nonexistent/file", {}, true, out, err) == 1);
  CHECK(film_compose("/nonexistent/file", "-", out, err) == 1);
}

TEST_CASE("a_composed_film_passes_its_check") {
  const TestFile script("script.txt",
                        "title t\nday 2026-06-27\nfrom 12:00\nto 13:00\nsource pager flex\n"
                        "every page every=5m 001180000 | TESTOPROEP MOB\n");
  const TestFile film("film.jsonl", "");
  std::ostringstream out;
  std::ostringstream err;
  CHECK(film_compose(script.path.string(), film.path.string(), out, err) == 0);
  CHECK(film_check(film.path.string(), {"pager"}, true, out, err) == 0);
  CHECK(out.str().find("\"lines\":13,") != std::string::npos);
  CHECK(film_check(film.path.string(), {"knmi"}, false, out, err) == 1);
  CHECK(out.str().find("unknown source 'pager'") != std::string::npos);
}

}  // namespace voorzien::film
