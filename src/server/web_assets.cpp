#include "server/web_assets.h"

#include "journal/hash.h"
#include "server/embedded.h"

namespace voorzien::server {
namespace {
constexpr std::string_view folder = "web/";

std::string content_type_of(std::string_view name) {
  const std::string_view ending = name.substr(std::min(name.size(), name.rfind('.')));
  if (ending == ".html") return "text/html; charset=utf-8";
  if (ending == ".js" || ending == ".mjs") return "text/javascript; charset=utf-8";
  if (ending == ".css") return "text/css; charset=utf-8";
  if (ending == ".json") return "application/json";
  if (ending == ".svg") return "image/svg+xml";
  if (ending == ".woff2") return "font/woff2";
  if (ending == ".png") return "image/png";
  if (ending == ".webmanifest") return "application/manifest+json";
  return "text/plain; charset=utf-8";
}

std::shared_ptr<const std::string> shared(std::string_view bytes) {
  return bytes.empty() ? nullptr : std::make_shared<const std::string>(bytes);
}
}  // namespace

api::Assets web_assets() {
  api::Assets out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with(folder) || file.name.ends_with(".br") || file.name.ends_with(".gz")) continue;
    api::Asset asset;
    asset.bytes = std::make_shared<const std::string>(file.bytes);
    asset.brotli = shared(embedded(std::string(file.name) + ".br"));
    asset.gzip = shared(embedded(std::string(file.name) + ".gz"));
    asset.content_type = content_type_of(file.name);
    asset.etag = '"' + journal::to_hex(journal::sha256(file.bytes)).substr(0, 32) + '"';
    const std::string path = "/" + std::string(file.name.substr(folder.size()));
    asset.is_immutable = path.starts_with("/assets/");
    out.emplace(path, std::move(asset));
  }
  return out;
}

api::Assets basemap_assets(const std::map<std::string, std::string>& files) {
  api::Assets out;
  for (const auto& [name, bytes] : files) {
    api::Asset asset;
    asset.bytes = std::make_shared<const std::string>(bytes);
    asset.content_type = "application/geo+json";
    asset.etag = '"' + journal::to_hex(journal::sha256(bytes)).substr(0, 32) + '"';
    out.emplace(name, std::move(asset));
  }
  return out;
}
}  // namespace voorzien::server
