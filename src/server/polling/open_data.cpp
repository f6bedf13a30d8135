#include "server/polling/open_data.h"

#include <fmt/format.h>
#include <simdjson.h>

namespace voorzien::server {
namespace {
using adapters::Fetched;
using adapters::FetchKind;
using adapters::FetchRequest;

constexpr std::string_view newest_first = "?maxKeys=1&orderBy=lastModified&sorting=desc";
constexpr std::size_t answer_bytes_max = 1U << 20U;

bool is_list(std::string_view url) {
  return url.find("/open-data/v1/datasets/") != std::string_view::npos && url.ends_with("/files");
}

FetchRequest asking(const FetchRequest& request, std::string url) {
  FetchRequest out = request;
  out.url = std::move(url);
  out.etag.clear();
  out.last_modified.clear();
  out.content_types = {"application/json"};
  out.bytes_max = answer_bytes_max;
  return out;
}

Fetched failed(const std::string& url, std::string what) {
  Fetched out;
  out.error = {ErrorCode::NotOfFormat, url, std::move(what)};
  return out;
}

std::string in_path(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string text_of(const simdjson::dom::object& object, std::string_view key) {
  std::string_view out;
  return object[key].get(out) == simdjson::SUCCESS ? std::string(out) : std::string();
}

struct Newest {
  std::string name;
  std::string modified;
};

// Nothing: not such a list. A name that is empty: the list is.
std::optional<Newest> newest_in(const std::string& json) {
  simdjson::dom::parser parser;
  simdjson::dom::array files;
  if (parser.parse(json)["files"].get(files) != simdjson::SUCCESS) return std::nullopt;
  simdjson::dom::object first;
  if (files.at(0).get(first) != simdjson::SUCCESS) return Newest{};
  Newest out{text_of(first, "filename"), text_of(first, "lastModified")};
  if (out.name.empty()) return std::nullopt;
  return out;
}

std::string temporary_address(const std::string& json) {
  simdjson::dom::parser parser;
  simdjson::dom::object answer;
  if (parser.parse(json).get(answer) != simdjson::SUCCESS) return {};
  return text_of(answer, "temporaryDownloadUrl");
}
}  // namespace

Fetched OpenData::fetch(const FetchRequest& request) {
  return is_list(request.url) ? newest_of(request) : plain_.fetch(request);
}

Fetched OpenData::newest_of(const FetchRequest& request) {
  const Fetched list = plain_.fetch(asking(request, request.url + std::string(newest_first)));
  if (list.kind != FetchKind::News) return list;
  const std::optional<Newest> newest = newest_in(list.bytes);
  if (!newest) return failed(request.url, "not a list of files");
  Fetched out;
  out.kind = newest->name.empty() ? FetchKind::Empty : FetchKind::NotModified;
  const std::string tag = newest->name + " " + newest->modified;
  if (newest->name.empty() || tag == request.etag) return out;
  const std::string about = request.url + "/" + in_path(newest->name) + "/url";
  const Fetched address = plain_.fetch(asking(request, about));
  if (address.kind != FetchKind::News) return address;
  FetchRequest file = asking(request, temporary_address(address.bytes));
  if (file.url.empty()) return failed(about, "no temporaryDownloadUrl");
  file.headers.clear();        // the key is not for whoever keeps the file
  file.content_types.clear();  // of the store behind it: anything but a web page
  file.bytes_max = request.bytes_max;
  out = plain_.fetch(file);
  out.etag = tag;
  out.last_modified.clear();
  return out;
}
}  // namespace voorzien::server
