// `serve` and `demo`: run a node until SIGTERM or SIGINT.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "adapters/sqlite/folder_lock.h"
#include "commands.h"
#include "server/files.h"
#include "server/node.h"

namespace voorzien::app {
namespace {
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

// Under the lock: a running demonstration does not lose its store.
Done begin_anew(const std::string& data_dir) {
  ASSIGN_OR_RETURN(const auto lock, adapters::sqlite::FolderLock::take(data_dir));
  for (const char* name : {"journal.db", "journal.db-wal", "journal.db-shm", "accounts.db", "accounts.db-wal",
                           "accounts.db-shm"}) {
    std::error_code failed;
    std::filesystem::remove(data_dir + "/" + name, failed);
    if (failed) return Error{ErrorCode::StoreFailed, data_dir + "/" + name, failed.message()};
  }
  std::error_code failed;
  std::filesystem::remove_all(data_dir + "/keys", failed);  // a new journal has a new name
  if (failed) return Error{ErrorCode::StoreFailed, data_dir + "/keys", failed.message()};
  return Nothing{};
}

int run(server::NodeOptions options, const std::vector<api::DemoAccount>& logins) {
  const sigset_t stop = block_stop_signals();
  Result<std::unique_ptr<server::Node>> node = server::Node::start(std::move(options));
  if (!node) return fail(node.error());
  for (const api::DemoAccount& one : logins)
    std::printf("login %s %s %s\n", one.user.c_str(), one.password.c_str(), one.role.c_str());
  std::printf("listening %s\n", (*node)->address().c_str());
  if (const std::string link = (*node)->welcome_link(); !link.empty())
    std::printf("first administrator, once: %s\n", link.c_str());
  std::fflush(stdout);
  int which = 0;
  sigwait(&stop, &which);
  return 0;
}
}  // namespace

int serve(const ServeOptions& options) {
  Result<server::Config> config = server::config_of(options.config_file, options.data_dir);
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
  if (options.no_acts) demonstration->acts.clear();
  if (options.speed > 0) demonstration->speed = options.speed;
  if (!options.at.empty()) {
    const Result<Instant> at = parse_rfc3339(options.at);
    if (!at) return fail({ErrorCode::BadUse, "--at", at.error().detail});
    demonstration->start = *at;
  }
  std::error_code failed;
  std::filesystem::create_directories(options.data_dir, failed);
  if (options.fresh)
    if (const Done cleared = begin_anew(options.data_dir); !cleared) return fail(cleared.error());
  server::NodeOptions node;
  node.data_dir = options.data_dir;
  node.listen = options.listen;
  node.demo = std::move(*demonstration);
  return run(std::move(node), server::demo_accounts());
}
}  // namespace voorzien::app
