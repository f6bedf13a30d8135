// `feed check`, `film check`, `film compose`, `region import`, `openapi`: what reads files and prints.
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "api/rest/documents.h"
#include "commands.h"
#include "server/config.h"
#include "server/control/control.h"
#include "server/files.h"
#include "server/film/commands.h"
#include "server/region/region.h"
#include "server/signatures.h"

namespace voorzien::app {
int feed_check(const FeedCheckOptions& options) {
  const Result<server::LoadedRegion> region = server::load_region(options.data_dir);
  if (!region) return fail(region.error());
  std::vector<std::string> trusted = options.trusted;
  if (trusted.empty() && !options.data_dir.empty()) {
    const Result<server::Config> config = server::config_of("", options.data_dir);
    if (!config) return fail(config.error());
    trusted = config->trusted_certificates;
  }
  const auto signatures = server::load_signatures(trusted);
  if (!signatures) return fail(signatures.error());
  film::FeedCheck check;
  check.format = options.format;
  check.files = options.files;
  check.observations = options.observations;
  check.context.areas = &region->areas;
  check.context.signatures = signatures->get();
  check.context.places = &region->places;
  return film::feed_check(check, std::cout, std::cerr);
}

int film_check(const std::string& file) {
  const Result<doctrine::Doctrine> doctrine = server::load_doctrine("");
  if (!doctrine) return fail(doctrine.error());
  std::vector<std::string> known;
  for (const doctrine::Source& source : doctrine->sources) known.push_back(source.id.value);
  return film::film_check(file, known, true, std::cout, std::cerr);
}

int film_compose(const std::string& script, const std::string& out) {
  return film::film_compose(script, out, std::cout, std::cerr);
}

int region_import(const RegionImportOptions& options) {
  const auto absolute = [](const std::string& path) {
    return path.empty() ? path : std::filesystem::absolute(path).string();
  };
  api::ControlRequest asked;
  asked.import_region =
      api::ImportRegion{absolute(options.boundaries), absolute(options.names), absolute(options.basemap)};
  const Result<std::string> done = server::ask_or_do(asked, options.data_dir, options.config_file);
  if (!done) return fail(done.error());
  std::fputs(done->c_str(), stderr);
  return 0;
}

int openapi() {
  std::printf("%s\n", api::openapi("0.1.0").c_str());
  return 0;
}
}  // namespace voorzien::app
