// The least that asking many sources costs: a bare libcurl loop which asks the same addresses in the same
// rhythm with the same validators and keeps nothing. sources_bench.py runs it beside the product. usage:
// sources_bench ADDRESS COUNT EVERY_S FOR_S, where source N is asked at ADDRESS/N.
#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {
using Steady = std::chrono::steady_clock;

struct Polled {
  std::string url;
  std::string etag;
  std::string body;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  static_cast<Polled*>(user)->body.append(data, size * count);
  return size * count;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
  const std::string_view line(data, size * count);
  if (line.starts_with("ETag: ")) static_cast<Polled*>(user)->etag = line.substr(6, line.find('\r') - 6);
  return line.size();
}

void ask(Polled& source) {
  CURL* const handle = curl_easy_init();
  curl_slist* headers = nullptr;
  if (!source.etag.empty()) headers = curl_slist_append(headers, ("If-None-Match: " + source.etag).c_str());
  source.body.clear();
  curl_easy_setopt(handle, CURLOPT_URL, source.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &source);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &source);
  if (curl_easy_perform(handle) != CURLE_OK) std::exit(1);
  curl_easy_cleanup(handle);
  curl_slist_free_all(headers);
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  const auto count = static_cast<std::size_t>(std::atoi(argv[2]));
  const auto every = std::chrono::duration<double>(std::atof(argv[3]));
  const auto until = Steady::now() + std::chrono::duration<double>(std::atof(argv[4]));
  std::vector<Polled> sources(count);
  for (std::size_t i = 0; i < count; ++i) sources[i].url = fmt::format("{}/{}", argv[1], i);
  const auto begun = Steady::now();
  std::size_t polls = 0;
  for (; Steady::now() < until; ++polls) {
    std::this_thread::sleep_until(begun + every / static_cast<double>(count) * static_cast<double>(polls));
    ask(sources[polls % count]);
  }
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const double cpu = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                     static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  fmt::print("{} {}\n", polls, cpu);
}
