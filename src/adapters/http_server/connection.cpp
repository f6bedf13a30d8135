#include "adapters/http_server/connection.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <utility>

namespace voorzien::adapters {
namespace {
constexpr std::size_t read_bytes = 32 * 1024;

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char lower = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (lower != b[i]) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool lists(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (same_word(trimmed(list.substr(0, comma)), word)) return true;
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
  return false;
}
}  // namespace

Connection::Io Connection::receive() {
  std::array<char, read_bytes> buffer;
  for (;;) {
    const ssize_t got = ::recv(fd.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got > 0) {
      in.append(buffer.data(), static_cast<std::size_t>(got));
      return Io::Done;
    }
    if (got == 0) return Io::Gone;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK ? Io::Blocked : Io::Gone;
  }
}

void Connection::set_output(std::string head, std::shared_ptr<const std::string> its_body) {
  head_ = std::move(head);
  body_ = std::move(its_body);
  sent_ = 0;
}

void Connection::release_output() {
  head_ = {};
  body_.reset();
  sent_ = 0;
}

Connection::Io Connection::send() {
  const std::size_t total = head_.size() + (body_ ? body_->size() : 0);
  while (sent_ < total) {
    std::array<iovec, 2> pieces{};
    std::size_t count = 0;
    if (sent_ < head_.size()) pieces[count++] = {head_.data() + sent_, head_.size() - sent_};
    const std::size_t from = sent_ < head_.size() ? 0 : sent_ - head_.size();
    if (body_ && from < body_->size())
      pieces[count++] = {const_cast<char*>(body_->data()) + from, body_->size() - from};
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const ssize_t done = ::sendmsg(fd.get(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (done >= 0) {
      sent_ += static_cast<std::size_t>(done);
      continue;
    }
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK ? Io::Blocked : Io::Gone;
  }
  return Io::Done;
}

Asked asked_of(const Head& head) {
  const api::Request& request = head.request;
  Asked out;
  out.head_only = request.method == "HEAD";
  out.keep_alive = head.keep_alive;
  out.http11 = head.http11;
  out.websocket = request.method == "GET" && head.http11 && lists(request.header("upgrade"), "websocket") &&
                  lists(request.header("connection"), "upgrade");
  out.websocket_version = request.header("sec-websocket-version") == "13";
  out.websocket_key = request.header("sec-websocket-key");
  out.origin = request.header("origin");
  out.last_event_id = request.header("last-event-id");
  return out;
}

}  // namespace voorzien::adapters
