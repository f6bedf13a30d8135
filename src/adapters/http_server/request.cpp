#include "adapters/http_server/request.h"

#include <algorithm>
#include <array>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <charconv>
#include <exception>
#include <optional>

namespace voorzien::adapters {
namespace {
namespace http = boost::beast::http;
using Parser = http::request_parser<http::empty_body>;

constexpr std::array<std::string_view, 7> known_methods{"GET",   "HEAD",   "POST",   "PUT",
                                                        "PATCH", "DELETE", "OPTIONS"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool decode_path(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return false;
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return true;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = path.find('/');
    const std::string_view segment = path.substr(0, end);
    if (segment == "." || segment == "..") return true;
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
  }
  return false;
}

// HTTP/2.0 and the like are versions we do not speak (505); anything else in that place is no HTTP (400).
BadRequest bad_version(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find("\r\n"));
  const std::size_t at = line.rfind(" HTTP/");
  const std::string_view version = at == std::string_view::npos ? std::string_view{} : line.substr(at + 6);
  const bool digits = version.size() == 3 && version[1] == '.' && hex_digit(version[0]) >= 0 &&
                      hex_digit(version[0]) < 10 && hex_digit(version[2]) >= 0 && hex_digit(version[2]) < 10;
  if (digits) return {505, "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
  return {400, "The request line does not end with an HTTP version."};
}

BadRequest describe(const boost::system::error_code& error, std::string_view bytes) {
  if (error == http::error::bad_version) return bad_version(bytes);
  if (error == http::error::header_limit) return {431, "The header fields are too large."};
  return {400, "The head of the request does not parse: " + error.message() + "."};
}

// Fields by lower-case name; a repeated field is joined, which RFC 9110 allows for lists, and Cookie by "; ".
std::optional<BadRequest> take_fields(const Parser& parser, const HttpLimits& limits, Head& head) {
  std::size_t count = 0;
  for (const auto& field : parser.get()) {
    if (++count > limits.header_fields) return BadRequest{431, "There are too many header fields."};
    const std::string name = lower(std::string_view(field.name_string().data(), field.name_string().size()));
    const std::string_view value(field.value().data(), field.value().size());
    const auto [at, fresh] = head.request.headers.try_emplace(name, value);
    if (fresh) continue;
    if (name == "host" || name == "content-length" || name == "transfer-encoding" || name == "origin")
      return BadRequest{400, "The field " + name + " stands there twice."};
    at->second.append(name == "cookie" ? "; " : ", ").append(value);
  }
  return std::nullopt;
}

std::optional<BadRequest> take_length(Head& head) {
  const std::string_view coding = head.request.header("transfer-encoding");
  const std::string_view length = head.request.header("content-length");
  if (!coding.empty()) {
    if (lower(coding) != "chunked") return BadRequest{501, "Only the transfer coding chunked is understood."};
    if (!head.http11) return BadRequest{400, "HTTP/1.0 knows no transfer coding."};
    if (!length.empty()) return BadRequest{400, "Content-Length and Transfer-Encoding exclude each other."};
    head.chunked = true;
    return std::nullopt;
  }
  if (!head.request.headers.contains("content-length")) return std::nullopt;
  const char* const end = length.data() + length.size();
  const auto [stop, error] = std::from_chars(length.data(), end, head.content_length);
  if (length.empty() || error != std::errc{} || stop != end)
    return BadRequest{400, "Content-Length is not a number."};
  return std::nullopt;
}

std::optional<BadRequest> take_expectation(Head& head) {
  const std::string_view expect = head.request.header("expect");
  if (expect.empty()) return std::nullopt;
  if (lower(expect) != "100-continue") return BadRequest{417, "Only 100-continue can be expected."};
  head.expects_continue = head.http11;
  return std::nullopt;
}

std::optional<BadRequest> fill(const Parser& parser, const HttpLimits& limits, Head& head) {
  const auto& message = parser.get();
  head.request.method = std::string(message.method_string().data(), message.method_string().size());
  head.http11 = message.version() >= 11;
  head.keep_alive = parser.keep_alive();
  if (std::find(known_methods.begin(), known_methods.end(), head.request.method) == known_methods.end())
    return BadRequest{501, "This method is not known here."};
  const std::string_view target(message.target().data(), message.target().size());
  if (target.size() > limits.request_line_bytes) return BadRequest{414, "The address is too long."};
  if (!split_target(target, head.request.path, head.request.query))
    return BadRequest{400, "The request target is not a plain absolute path."};
  if (auto bad = take_fields(parser, limits, head)) return bad;
  if (head.http11 && !head.request.headers.contains("host"))
    return BadRequest{400, "The field Host is missing."};
  if (auto bad = take_length(head)) return bad;
  return take_expectation(head);
}
}  // namespace

bool split_target(std::string_view target, std::string& path, std::string& query) {
  for (const std::string_view scheme : {"http://", "https://"}) {  // absolute form, as proxies send it
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? std::string_view{"/"} : target.substr(slash);
    break;
  }
  if (!target.starts_with('/')) return false;
  const std::size_t mark = target.find('?');
  if (!decode_path(target.substr(0, mark), path)) return false;
  query = mark == std::string_view::npos ? std::string{} : std::string(target.substr(mark + 1));
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return std::none_of(path.begin(), path.end(), control) && path.find('\\') == std::string::npos &&
         !has_dot_segment(path);
}

std::variant<Head, BadRequest> parse_head(std::string_view bytes, const HttpLimits& limits) {
  try {  // Beast reports by error code, but its field container may throw
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes + 1));
    parser.body_limit(boost::none);
    parser.skip(true);  // the body is read by request_reader.cpp
    boost::system::error_code error;
    const std::size_t used = parser.put({bytes.data(), bytes.size()}, error);
    if (error && error != http::error::need_more) return describe(error, bytes);
    if (!parser.is_header_done() || used != bytes.size())
      return BadRequest{400, "The head of the request does not end where its empty line stands."};
    Head head;
    if (auto bad = fill(parser, limits, head)) return *std::move(bad);
    return head;
  } catch (const std::exception& fault) {
    return BadRequest{400, std::string("The head of the request does not parse: ") + fault.what() + "."};
  }
}

}  // namespace voorzien::adapters
