#include "adapters/control_socket/control_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace voorzien::adapters {
namespace {
constexpr const char* file_name = "control.sock";
constexpr int line_wait_ms = 5'000;      // for the next bytes of a question
constexpr int answer_wait_ms = 120'000;  // an import of boundaries may take seconds
constexpr int connections_waiting_max = 16;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

Error failed(const std::string& data_dir, const char* what) {
  return {ErrorCode::StoreFailed, data_dir + "/" + file_name,
          std::string(what) + ": " + std::strerror(errno)};
}

// Through the open folder, because a socket's address holds 107 characters and a folder's path may be longer.
sockaddr_un address_in(const Descriptor& folder) {
  sockaddr_un out{};
  out.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(folder.get()) + "/" + file_name;
  std::memcpy(out.sun_path, path.c_str(), path.size() + 1);
  return out;
}

Descriptor open_folder(const std::string& data_dir) {
  return Descriptor(::open(data_dir.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

// True when there is something to read; false when the time is over or `stop` (or -1) is signalled.
bool wait_for_bytes(int fd, int stop, int wait_ms) {
  pollfd both[2] = {{fd, POLLIN, 0}, {stop, POLLIN, 0}};
  return ::poll(both, 2, wait_ms) > 0 && both[1].revents == 0;
}

// Without the newline; nothing when it is cut, too long or too slow.
std::optional<std::string> read_line(int fd, int stop, int wait_ms) {
  std::string out;
  char buffer[4096];
  while (out.size() <= control_line_bytes_max && wait_for_bytes(fd, stop, wait_ms)) {
    const ssize_t n = ::recv(fd, buffer, sizeof buffer, 0);
    if (n <= 0) return std::nullopt;
    out.append(buffer, static_cast<std::size_t>(n));
    if (const std::size_t end = out.find('\n'); end != std::string::npos) {
      out.resize(end);
      return out;
    }
  }
  return std::nullopt;
}

bool write_line(int fd, std::string line) {
  line += '\n';
  for (std::size_t sent = 0; sent < line.size();) {
    const ssize_t n = ::send(fd, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

class Listener final : public ControlListener {
 public:
  Listener(Descriptor folder, Descriptor socket, Answer answer)
      : folder_(std::move(folder)),
        socket_(std::move(socket)),
        stop_(::eventfd(0, EFD_CLOEXEC)),
        answer_(std::move(answer)),
        thread_([this] { run(); }) {}

  ~Listener() override {
    const std::uint64_t one = 1;
    while (::write(stop_.get(), &one, sizeof one) < 0 && errno == EINTR) continue;
    thread_.join();
    ::unlinkat(folder_.get(), file_name, 0);
  }

 private:
  void run() {
    while (wait_for_bytes(socket_.get(), stop_.get(), -1)) {
      const Descriptor peer(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!peer.is_open()) continue;
      if (std::optional<std::string> line = read_line(peer.get(), stop_.get(), line_wait_ms))
        write_line(peer.get(), answer_(std::move(*line)));
    }
  }

  Descriptor folder_, socket_, stop_;
  Answer answer_;
  std::thread thread_;  // last: it reads the members above
};
}  // namespace

Result<std::unique_ptr<ControlListener>> ControlListener::listen(const std::string& data_dir, Answer answer) {
  Descriptor folder = open_folder(data_dir);
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!folder.is_open() || !socket.is_open()) return failed(data_dir, "cannot be opened");
  ::unlinkat(folder.get(), file_name, 0);
  const sockaddr_un address = address_in(folder);
  // Before it has a name, so that it never exists with more rights (Linux takes them over, unix(7)).
  if (::fchmod(socket.get(), 0600) != 0) return failed(data_dir, "chmod");
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return failed(data_dir, "bind");
  if (::listen(socket.get(), connections_waiting_max) != 0) return failed(data_dir, "listen");
  return std::unique_ptr<ControlListener>(
      std::make_unique<Listener>(std::move(folder), std::move(socket), std::move(answer)));
}

Result<std::optional<std::string>> ask_running_server(const std::string& data_dir, const std::string& line) {
  const std::optional<std::string> nobody;
  if (line.size() > control_line_bytes_max)
    return Error{ErrorCode::TooLarge, data_dir + "/" + file_name, "a question of more than 64 KiB"};
  const Descriptor folder = open_folder(data_dir);
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!folder.is_open() || !socket.is_open()) return nobody;
  const sockaddr_un address = address_in(folder);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED) return nobody;
    return failed(data_dir, "connect");
  }
  std::optional<std::string> answer;
  if (write_line(socket.get(), line)) answer = read_line(socket.get(), -1, answer_wait_ms);
  if (!answer)
    return Error{ErrorCode::StoreFailed, data_dir + "/" + file_name, "the running server gave no answer"};
  return answer;
}
}  // namespace voorzien::adapters
