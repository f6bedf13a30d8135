#include "adapters/http_client/curl_fetcher.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <mutex>

#include "adapters/http_client/address.h"
#include "adapters/http_client/gunzip.h"

namespace voorzien::adapters {
namespace {

// What the callbacks of one transfer share; used by the fetching thread only.
struct Transfer {
  const FetchRequest& request;
  const std::atomic<bool>& stopped;
  CURL* handle = nullptr;
  Fetched answer;
  bool too_large = false;
  bool private_refused = false;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t bytes = size * count;
  if (transfer.answer.bytes.size() + bytes > transfer.request.bytes_max) {  // decoded: a gzip bomb ends here
    transfer.too_large = true;
    return 0;
  }
  transfer.answer.bytes.append(data, bytes);
  return bytes;
}

std::string value_of(std::string_view line, std::string_view lower_name) {
  if (line.size() <= lower_name.size() || line[lower_name.size()] != ':') return {};
  for (std::size_t i = 0; i < lower_name.size(); ++i) {
    if ((static_cast<unsigned char>(line[i]) | 0x20U) != static_cast<unsigned char>(lower_name[i])) return {};
  }
  std::string_view value = line.substr(lower_name.size() + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
    value.remove_suffix(1);
  return std::string(value.substr(0, 512));
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) {  // a new answer: what an earlier one (redirect) said no longer counts
    transfer.answer.etag.clear();
    transfer.answer.last_modified.clear();
    transfer.answer.bytes.clear();
  }
  if (std::string v = value_of(line, "etag"); !v.empty()) transfer.answer.etag = std::move(v);
  if (std::string v = value_of(line, "last-modified"); !v.empty())
    transfer.answer.last_modified = std::move(v);
  return line.size();
}

// After resolution, for every connection, so that neither names that point inside nor redirects get round it.
curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.request.allow_private && is_private_address(address->addr)) {
    transfer.private_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.stopped.load()) return 0;
  curl_easy_setopt(transfer.handle, CURLOPT_QUICK_EXIT, 1L);  // do not wait for a name server that is dead
  return 1;
}

struct Easy {
  CURL* handle = curl_easy_init();
  curl_slist* headers = nullptr;
  Easy() = default;
  Easy(const Easy&) = delete;
  Easy& operator=(const Easy&) = delete;
  ~Easy() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(handle);
  }
  void add_header(const std::string& line) { headers = curl_slist_append(headers, line.c_str()); }
};

bool is_header_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
}

void set_limits(CURL* handle, const FetchRequest& request) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");  // a proxy would connect for us, past the guard
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, request.headers.empty() && request.body.empty() ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, static_cast<long>(request.redirects_max));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.us / 1'000));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.us / 1'000));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(request.drip_bytes_per_s));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME,
                   static_cast<long>(std::max<std::int64_t>(1, request.drip_for.us / 1'000'000)));
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // all that curl can decode
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "voorzien");
}

Done set_request(Easy& easy, Transfer& transfer) {
  const FetchRequest& request = transfer.request;
  set_limits(easy.handle, request);
  for (const auto& [name, value] : request.headers) {
    if (!is_header_text(name) || !is_header_text(value))
      return Error{ErrorCode::BadConfig, name, "a header with control characters"};
    easy.add_header(name + ": " + value);
  }
  if (!request.etag.empty() && is_header_text(request.etag))
    easy.add_header("If-None-Match: " + request.etag);
  if (!request.last_modified.empty() && is_header_text(request.last_modified)) {
    easy.add_header("If-Modified-Since: " + request.last_modified);
  }
  transfer.handle = easy.handle;
  curl_easy_setopt(easy.handle, CURLOPT_URL, request.url.c_str());
  if (!request.body.empty()) {  // the request outlives the transfer, so its bytes need no copy
    easy.add_header("Content-Type: application/json");
    curl_easy_setopt(easy.handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy.handle, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  curl_easy_setopt(easy.handle, CURLOPT_HTTPHEADER, easy.headers);
  curl_easy_setopt(easy.handle, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(easy.handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy.handle, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(easy.handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(easy.handle, CURLOPT_OPENSOCKETFUNCTION, &on_open_socket);
  curl_easy_setopt(easy.handle, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(easy.handle, CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(easy.handle, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(easy.handle, CURLOPT_NOPROGRESS, 0L);
  return Nothing{};
}

Error why_failed(CURLcode code, const Transfer& transfer) {
  const std::string& url = transfer.request.url;
  if (transfer.private_refused) return {ErrorCode::NetRefused, url, "a private or loopback address"};
  if (transfer.too_large)
    return {ErrorCode::TooLarge, url, fmt::format("more than {} bytes", transfer.request.bytes_max)};
  switch (code) {
    case CURLE_TOO_MANY_REDIRECTS:
      return {ErrorCode::NetFailed, url,
              fmt::format("more than {} redirects", transfer.request.redirects_max)};
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {ErrorCode::NetRefused, url, "only http and https are followed"};
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorCode::NetFailed, url, "too slow: no answer in time, or it only drips"};
    case CURLE_ABORTED_BY_CALLBACK:
      return {ErrorCode::NetFailed, url, "stopped"};
    case CURLE_BAD_CONTENT_ENCODING:
      return {ErrorCode::BadEncoding, url, "the compressed answer is damaged"};
    default:
      return {ErrorCode::NetFailed, url, curl_easy_strerror(code)};
  }
}

// A .gz file is a document that was packed before it was served; what we keep and parse is the document.
Done take_content(Fetched& answer, const FetchRequest& request) {
  if (is_gzip(answer.bytes)) {
    ASSIGN_OR_RETURN(answer.bytes, gunzip(answer.bytes, request.bytes_max));
  }
  return check_content(answer.content_type, answer.bytes, request.content_types);
}

void judge_status(Fetched& answer, const FetchRequest& request) {
  const bool conditional = !request.etag.empty() || !request.last_modified.empty();
  const auto fail = [&answer, &request](ErrorCode code, std::string detail) {
    answer.kind = FetchKind::Failed;
    answer.bytes.clear();
    answer.error = {code, request.url, std::move(detail)};
  };
  if (answer.status == 304 && conditional) {
    answer.kind = FetchKind::NotModified;
  } else if (answer.status == 204) {
    answer.kind = FetchKind::Empty;
  } else if (answer.status == 200) {
    const Done content = take_content(answer, request);
    answer.kind = FetchKind::News;
    if (!content) fail(content.error().code, content.error().detail);
  } else if (answer.status >= 300 && answer.status < 400 &&
             !(request.headers.empty() && request.body.empty())) {
    fail(ErrorCode::NetRefused, fmt::format("status {}: a redirect is not followed with a {}", answer.status,
                                            request.headers.empty() ? "body" : "key"));
  } else {
    fail(ErrorCode::NetFailed, fmt::format("status {}", answer.status));
  }
}

}  // namespace

CurlFetcher::CurlFetcher() {
  static std::once_flag once;  // curl_global_init is not safe to call from two threads
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Fetched CurlFetcher::fetch(const FetchRequest& request) {
  Transfer transfer{request, stopped_, nullptr, {}};
  Easy easy;
  if (easy.handle == nullptr) {
    transfer.answer.error = {ErrorCode::NetFailed, request.url, "no memory"};
    return std::move(transfer.answer);
  }
  if (const Done set = set_request(easy, transfer); !set) {
    transfer.answer.error = set.error();
    return std::move(transfer.answer);
  }
  const CURLcode code = curl_easy_perform(easy.handle);
  long status = 0;
  curl_easy_getinfo(easy.handle, CURLINFO_RESPONSE_CODE, &status);
  transfer.answer.status = static_cast<int>(status);
  const char* type = nullptr;
  curl_easy_getinfo(easy.handle, CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) transfer.answer.content_type = type;
  if (code != CURLE_OK) {
    transfer.answer.bytes.clear();
    transfer.answer.error = why_failed(code, transfer);
    return std::move(transfer.answer);
  }
  curl_off_t retry_after_s = 0;
  curl_easy_getinfo(easy.handle, CURLINFO_RETRY_AFTER, &retry_after_s);
  transfer.answer.retry_after = seconds(std::clamp<std::int64_t>(retry_after_s, 0, 86'400));
  judge_status(transfer.answer, request);
  return std::move(transfer.answer);
}

}  // namespace voorzien::adapters
