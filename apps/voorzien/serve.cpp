// `serve` and `demo`: run a node until SIGTERM or SIGINT.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "commands.h"
#include "server/files.h"
#include "server/node.h"

namespace voorzien::app {
namespace {
int fail(const Error& error) {
  std::fprintf(stderr, "voorzien: %s %s\n", error.to_text().c_str(),
               std::string(remedy_of(error.code)).c_str());
  return error.code == ErrorCode::BadUse ? 2 : 1;
}

// Signals are waited for, not handled: blocked before any thread starts, so that no thread is interrupted.
sigset_t block_stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return set;
}

int run(server::NodeOptions options, const std::vector<api::DemoAccount>& logins) {
  const sigset_t stop = block_stop_signals();
  Result<std::unique_ptr<server::Node>> node = server::Node::start(std::move(options));
  if (!node) return fail(node.error());
  for (const api::DemoAccount& one : logins)
    std::printf("login %s %s %s\n", one.user.c_str(), one.password.c_str(), one.role.c_str());
  std::printf("listening %s\n", (*node)->address().c_str());
  std::fflush(stdout);
  int which = 0;
  sigwait(&stop, &which);
  return 0;
}

Result<server::Config> config_of(const std::string& file) {
  if (file.empty()) return server::Config{};
  ASSIGN_OR_RETURN(const std::string text, server::read_file(file));
  return server::parse_config(text, file);
}
}  // namespace

int serve(const ServeOptions& options) {
  Result<server::Config> config = config_of(options.config_file);
  if (!config) return fail(config.error());
  server::NodeOptions node;
  node.data_dir = options.data_dir;
  node.listen = options.listen.empty() ? config->listen : options.listen;
  node.config = std::move(*config);
  return run(std::move(node), {});
}

int demo(const DemoOptions& options) {
  Result<server::Demonstration> demonstration = server::make_demonstration(options.film_file);
  if (!demonstration) return fail(demonstration.error());
  if (options.speed > 0) demonstration->speed = options.speed;
  if (!options.at.empty()) {
    const Result<Instant> at = parse_rfc3339(options.at);
    if (!at) return fail({ErrorCode::BadUse, "--at", at.error().detail});
    demonstration->start = *at;
  }
  std::error_code failed;
  if (options.fresh) {
    for (const char* name : {"journal.db", "journal.db-wal", "journal.db-shm", "accounts.db",
                             "accounts.db-wal", "accounts.db-shm"})
      std::filesystem::remove(options.data_dir + "/" + name, failed);
    std::filesystem::remove_all(options.data_dir + "/keys", failed);  // a new journal has a new name
  }
  std::filesystem::create_directories(options.data_dir, failed);
  server::NodeOptions node;
  node.data_dir = options.data_dir;
  node.listen = options.listen;
  node.demo = std::move(*demonstration);
  return run(std::move(node), server::demo_accounts());
}
}  // namespace voorzien::app
