#include "server/polling/behind_index.h"

#include <algorithm>

#include "feeds/cap/links.h"

namespace voorzien::server {
using adapters::Fetched;
using adapters::FetchKind;
using adapters::FetchRequest;

std::string_view origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t path = url.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view() : url.substr(0, path + 1);
}

bool BehindIndex::follow(const FetchRequest& feed, std::string_view bytes, const Callbacks& callbacks) {
  std::vector<std::string> listed = feeds::cap::links_behind(bytes);
  Links links;
  {
    const std::scoped_lock lock(mutex_);
    const Links& before = known_[feed.url];
    for (const std::string& link : listed)  // what is listed no longer is forgotten
      links[link] = before.contains(link) ? before.at(link) : Known{};
  }
  std::ranges::stable_sort(listed, {}, [&](const std::string& link) { return links[link].tries; });
  FetchRequest request = feed;
  request.timeout = std::min(feed.timeout, follow_one_max);
  request.body.clear();
  request.etag.clear();
  request.last_modified.clear();
  request.content_types = adapters::content_types_of("cap");
  request.bytes_max = followed_bytes_max;
  request.redirects_max = 0;
  const std::string_view origin = origin_of(feed.url);
  const Instant until = callbacks.now() + follow_for_max;
  bool all = true;
  for (const std::string& link : listed) {
    Known& known = links[link];
    if (known.done || origin.empty() || !link.starts_with(origin)) continue;
    if (callbacks.now() >= until) {
      all = false;
      break;
    }
    request.url = link;
    Fetched answer = fetcher_.fetch(request);
    ++known.tries;
    known.done = answer.kind == FetchKind::News && callbacks.take(std::move(answer.bytes));
    if (answer.kind == FetchKind::Failed) callbacks.failed(answer.error);
    if (!known.done && known.tries >= follow_tries_max) known.done = true;
    all = all && known.done;
  }
  const std::scoped_lock lock(mutex_);
  known_[feed.url] = std::move(links);
  return all;
}
}  // namespace voorzien::server
