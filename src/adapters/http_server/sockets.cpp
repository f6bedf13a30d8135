#include "adapters/http_server/sockets.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace voorzien::adapters {
namespace {
constexpr int backlog = 4'096;

struct AddressList {
  addrinfo* first = nullptr;
  AddressList() = default;
  AddressList(const AddressList&) = delete;
  AddressList& operator=(const AddressList&) = delete;
  ~AddressList() {
    if (first != nullptr) freeaddrinfo(first);
  }
};

std::string system_error(const char* what) { return std::string(what) + ": " + std::strerror(errno); }

std::uint16_t port_of(int fd) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) != 0) return 0;
  if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6*>(&address)->sin6_port);
  return ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port);
}

void describe(const sockaddr_storage& address, Accepted& out) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address);
    inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size());
    out.address = out.group = text.data();
    out.loopback = (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
    return;
  }
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address);
  inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size());
  out.address = text.data();
  if (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr)) {
    out.address = out.address.substr(out.address.rfind(':') + 1);
    out.group = out.address;
    out.loopback = v6->sin6_addr.s6_addr[12] == 127;
    return;
  }
  out.group.assign(reinterpret_cast<const char*>(&v6->sin6_addr), 8);
  out.loopback = IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr) != 0;
}
}  // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = other.release();
  }
  return *this;
}

int Fd::release() {
  const int fd = fd_;
  fd_ = -1;
  return fd;
}

void Fd::reset() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Wake::Wake() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  ENSURE(fd_.open(), "the system gives an eventfd");
}

void Wake::ring() {
  if (rung_.exchange(true, std::memory_order_acq_rel)) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(fd_.get(), &one, sizeof one);
}

void Wake::quiet() {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(fd_.get(), &count, sizeof count);
  rung_.store(false, std::memory_order_seq_cst);
}

Result<Listener> listen_on(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  AddressList found;
  const std::string where = host + ":" + std::to_string(port);
  if (const int code = getaddrinfo(host.empty() ? nullptr : host.c_str(), std::to_string(port).c_str(),
                                   &hints, &found.first);
      code != 0) {
    return Error{ErrorCode::NetFailed, where, gai_strerror(code)};
  }
  Fd fd(::socket(found.first->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd.open()) return Error{ErrorCode::NetFailed, where, system_error("socket")};
  const int one = 1;
  setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (::bind(fd.get(), found.first->ai_addr, found.first->ai_addrlen) != 0)
    return Error{ErrorCode::NetFailed, where, system_error("bind")};
  if (::listen(fd.get(), backlog) != 0) return Error{ErrorCode::NetFailed, where, system_error("listen")};
  const std::uint16_t bound = port_of(fd.get());
  return Listener{std::move(fd), bound};
}

Accepted accept_from(int listener) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  Accepted out;
  out.fd =
      Fd(::accept4(listener, reinterpret_cast<sockaddr*>(&address), &length, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!out.fd.open()) return out;
  const int one = 1;
  setsockopt(out.fd.get(), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  describe(address, out);
  return out;
}

void epoll_set(int epoll, int operation, int fd, std::uint32_t events, std::uint64_t data) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = data;
  [[maybe_unused]] const int done = epoll_ctl(epoll, operation, fd, &event);
}

std::size_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1'024;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur == RLIM_INFINITY ? std::size_t{1} << 20 : static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace voorzien::adapters
