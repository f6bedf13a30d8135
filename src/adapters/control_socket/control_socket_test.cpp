#include "adapters/control_socket/control_socket.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

using namespace voorzien;
using adapters::ask_running_server;
using adapters::ControlListener;

namespace {
struct Folder {
  std::filesystem::path path;
  explicit Folder(const std::string& name = "")
      : path(std::filesystem::temp_directory_path() /
             ("voorzien-control-" + std::to_string(::getpid()) + name)) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

std::unique_ptr<ControlListener> echo(const Folder& folder) {
  auto listener = ControlListener::listen(folder.path.string(), [](std::string line) { return "> " + line; });
  REQUIRE(listener);
  return std::move(*listener);
}

std::optional<std::string> ask(const Folder& folder, const std::string& line) {
  const auto answer = ask_running_server(folder.path.string(), line);
  REQUIRE(answer);
  return *answer;
}
}  // namespace

TEST_CASE("a_question_gets_its_answer_while_the_server_runs_and_nothing_after") {
  const Folder folder;
  CHECK_FALSE(ask(folder, "early"));
  {
    const auto listener = echo(folder);
    CHECK(ask(folder, "één") == "> één");
    CHECK(ask(folder, std::string(60'000, 'x')) == "> " + std::string(60'000, 'x'));
  }
  CHECK_FALSE(ask(folder, "late"));
  CHECK_FALSE(std::filesystem::exists(folder.path / "control.sock"));
}

TEST_CASE("the_socket_is_for_its_owner_only") {
  const Folder folder;
  const auto listener = echo(folder);
  struct stat about {};
  REQUIRE(::stat((folder.path / "control.sock").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777U) == 0600U);
}

TEST_CASE("what_a_killed_server_left_behind_is_nobody_and_is_replaced") {
  const Folder folder;
  std::ofstream(folder.path / "control.sock") << "";
  CHECK_FALSE(ask(folder, "anybody?"));
  const auto listener = echo(folder);
  CHECK(ask(folder, "now") == "> now");
}

TEST_CASE("a_folder_with_a_long_path_works_too") {
  const Folder folder(std::string(150, 'd'));
  const auto listener = echo(folder);
  CHECK(ask(folder, "far") == "> far");
}

TEST_CASE("a_line_beyond_the_limit_is_refused") {
  const Folder folder;
  const auto listener = echo(folder);
  const auto answer =
      ask_running_server(folder.path.string(), std::string(adapters::control_line_bytes_max + 1, 'x'));
  REQUIRE(!answer);
  CHECK(answer.error().code == ErrorCode::TooLarge);
}

TEST_CASE("many_questions_at_once_are_all_answered") {
  const Folder folder;
  const auto listener = echo(folder);
  std::atomic<int> answered = 0;
  std::vector<std::thread> askers;
  for (int i = 0; i < 8; ++i)
    askers.emplace_back([&folder, &answered, i] {
      const std::string line = std::to_string(i);
      const auto answer = ask_running_server(folder.path.string(), line);
      if (answer && *answer == "> " + line) ++answered;
    });
  for (std::thread& one : askers) one.join();
  CHECK(answered == 8);
}
