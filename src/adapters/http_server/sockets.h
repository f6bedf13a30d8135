// Fd, Wake and the few socket calls the server needs, so that no other file here handles raw descriptors.
//
// Fd closes what it holds. Wake is an eventfd: any thread rings, the loop that polls it quiets it; ringing
// twice before it is quieted costs one system call.
#pragma once

#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "base/result.h"

namespace voorzien::adapters {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept;
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { reset(); }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  int release();
  void reset();

 private:
  int fd_ = -1;
};

class Wake {
 public:
  Wake();
  [[nodiscard]] int fd() const { return fd_.get(); }
  void ring();   // any thread
  void quiet();  // the polling thread, before it looks at what it was woken for

 private:
  Fd fd_;
  std::atomic<bool> rung_{false};
};

struct Listener {
  Fd fd;
  std::uint16_t port = 0;
};
[[nodiscard]] Result<Listener> listen_on(const std::string& host, std::uint16_t port);

struct Accepted {
  Fd fd;
  std::string address;  // for logs and throttling
  std::string group;    // what is counted: the address, or the /64 of IPv6
  bool loopback = false;
};
// Without fd when nobody waits (errno says why).
[[nodiscard]] Accepted accept_from(int listener);

void epoll_set(int epoll, int operation, int fd, std::uint32_t events, std::uint64_t data);
// Lets the process open as many files as the system allows; returns how many.
std::size_t raise_open_files();

}  // namespace voorzien::adapters
