#include "api/rest/assets.h"

namespace voorzien::api {
namespace {
// Is the coding in Accept-Encoding, and not with q=0?
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string_view item = header.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    const std::string_view name = item.substr(0, item.find_first_of("; "));
    const std::size_t weight = item.find("q=0");
    const bool is_refused = weight != std::string_view::npos &&
                            item.find_first_not_of("0.", weight + 2) == std::string_view::npos;
    if (name == coding) return !is_refused;
    header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
  }
  return false;
}

bool is_page(const Request& request) {
  const std::string_view name = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  const bool wants_html = request.header("accept").find("text/html") != std::string_view::npos;
  return request.path == "/" || (name.find('.') == std::string_view::npos && wants_html);
}

Response not_modified(const Asset& asset) {
  Response out;
  out.status = 304;
  out.headers = {{"ETag", asset.etag}};
  return out;
}
}  // namespace

std::optional<Response> serve_asset(const Assets& assets, const Request& request) {
  auto found = assets.find(request.path);
  if (found == assets.end() && is_page(request)) found = assets.find("/index.html");
  if (found == assets.end()) return std::nullopt;
  return answer_with(found->second, request);
}

Response answer_with(const Asset& asset, const Request& request) {
  const std::string cache =
      asset.is_immutable ? "public, max-age=31536000, immutable" : "no-cache";  // no-cache: ask first
  const bool is_known = !asset.etag.empty() && request.header("if-none-match") == asset.etag;
  Response out = is_known ? not_modified(asset) : Response{};
  out.headers.emplace_back("Cache-Control", cache);
  out.headers.emplace_back("Vary", "Accept-Encoding");
  if (is_known) return out;
  out.headers.emplace_back("Content-Type", asset.content_type);
  if (!asset.etag.empty()) out.headers.emplace_back("ETag", asset.etag);
  const std::string_view encodings = request.header("accept-encoding");
  out.body = asset.bytes;
  if (asset.brotli && accepts(encodings, "br")) {
    out.body = asset.brotli;
    out.headers.emplace_back("Content-Encoding", "br");
  } else if (asset.gzip && accepts(encodings, "gzip")) {
    out.body = asset.gzip;
    out.headers.emplace_back("Content-Encoding", "gzip");
  }
  return out;
}
}  // namespace voorzien::api
