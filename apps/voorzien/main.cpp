// voorzien: the one binary. Reads the command line and calls the function of the subcommand.
#include <CLI/CLI.hpp>

#include "commands.h"

namespace {
using namespace voorzien::app;

constexpr const char* data_help = "folder with the region's data";
constexpr const char* config_help =
    "configuration (default: voorzien.toml in the data folder, if it is there)";

void add_serve(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("serve", "run one node");
  auto options = std::make_shared<ServeOptions>();
  options->data_dir = "./data";
  command->add_option("--data", options->data_dir, data_help)->capture_default_str();
  command->add_option("--listen", options->listen,
                      "HOST:PORT; port 0 picks a free one (default 127.0.0.1:8080)");
  command->add_option("--config", options->config_file, config_help);
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

void add_demo(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("demo", "run a demonstration region on a film; its clock is the film's");
  auto options = std::make_shared<DemoOptions>();
  options->data_dir = "./data/demo";
  options->listen = "127.0.0.1:8080";
  command->add_option("--data", options->data_dir, data_help)->capture_default_str();
  command->add_option("--listen", options->listen, "HOST:PORT; port 0 picks a free one")
      ->capture_default_str();
  command->add_option("--film", options->film_file, "another film (JSON Lines)");
  command->add_option("--speed", options->speed, "times real time, up to 600 (default: the film's own)");
  command->add_option("--at", options->at, "region time to start at, RFC 3339 (default: the film's own)");
  command->add_flag("--fresh", options->fresh, "begin anew");
  command->add_flag("--no-acts", options->no_acts, "the film's people start no crisis of their own");
  command->callback([options, &exit_code] { exit_code = demo(*options); });
}

void add_user(CLI::App& app, int& exit_code) {
  auto* user = app.add_subcommand("user", "accounts");
  user->require_subcommand(1);
  auto options = std::make_shared<UserOptions>();
  options->data_dir = "./data";
  const auto with_data = [options](CLI::App* command) {
    command->add_option("--data", options->data_dir, data_help)->capture_default_str();
    command->add_option("--config", options->config_file, config_help);
    return command;
  };
  auto* add =
      with_data(user->add_subcommand("add", "add an account; the password is read from standard input"));
  add->add_option("name", options->name, "account name")->required();
  add->add_option("--role", options->role,
                  "caco, vic, reader, admin, ... (doctrine/<region>/access.toml); of a municipality: "
                  "burgemeester:GM0307")
      ->required();
  add->add_option("--person", options->person, "name as on screen, and as positions in teams name people");
  auto from_stdin = std::make_shared<bool>(false);
  add->add_flag("--password-stdin", *from_stdin, "read the password from standard input")->required();
  add->callback([options, from_stdin, &exit_code] { exit_code = user_add(*options); });
  auto* list = user->add_subcommand("list", "list the accounts");
  list->add_option("--data", options->data_dir, data_help)->capture_default_str();
  list->add_flag("--json", options->json, "as JSON");
  list->callback([options, &exit_code] { exit_code = user_list(*options); });
  auto* disable = with_data(user->add_subcommand("disable", "disable an account and end its sessions"));
  disable->add_option("name", options->name, "account name")->required();
  disable->callback([options, &exit_code] { exit_code = user_disable(*options); });
}

void add_feed(CLI::App& app, int& exit_code) {
  auto* feed = app.add_subcommand("feed", "wire formats");
  feed->require_subcommand(1);
  auto* check = feed->add_subcommand("check", "say what is understood of files; one JSON line a file");
  auto options = std::make_shared<FeedCheckOptions>();
  check
      ->add_option("format", options->format,
                   "cap, knmi-warnings, datex2, rws-csv, flex, rws-json, meteoalarm-json, meteoalarm-atom, "
                   "knmi-edr, energy-nl, ns-disruptions, nl-alert, usgs-geojson, gdacs-rss, luchtmeetnet, "
                   "csaf, observations, or auto")
      ->required();
  check->add_option("files", options->files, "files")->required();
  check->add_option("--data", options->data_dir, "folder with imported boundaries, and voorzien.toml if any");
  check
      ->add_option("--trusted", options->trusted,
                   "PEM file with certificates whose signatures count; default those of voorzien.toml")
      ->allow_extra_args(false);
  check->add_flag("--observations", options->observations, "print the observations instead, as JSON Lines");
  check->callback([options, &exit_code] { exit_code = feed_check(*options); });
}

void add_film(CLI::App& app, int& exit_code) {
  auto* film = app.add_subcommand("film", "recordings of everything that came in");
  film->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto out = std::make_shared<std::string>();
  auto* check = film->add_subcommand("check", "check a film file");
  check->add_option("file", *file, "film (JSON Lines)")->required();
  check->callback([file, &exit_code] { exit_code = film_check(*file); });
  auto* compose = film->add_subcommand("compose", "make a film from a script");
  compose->add_option("script", *file, "script (films/)")->required();
  compose->add_option("-o,--output", *out, "film to write")->required();
  compose->callback([file, out, &exit_code] { exit_code = film_compose(*file, *out); });
}

void add_region(CLI::App& app, int& exit_code) {
  auto* region = app.add_subcommand("region", "boundaries and base map");
  region->require_subcommand(1);
  auto* import =
      region->add_subcommand("import", "import municipalities and safety regions (GeoJSON or TopoJSON)");
  auto options = std::make_shared<RegionImportOptions>();
  options->data_dir = "./data";
  import->add_option("--boundaries", options->boundaries, "file with CBS codes in `code` or `statcode`")
      ->required();
  import->add_option("--names", options->names, "file with [{gm,name,vr}]");
  import->add_option("--basemap", options->basemap,
                     "folder with gm.json, vr.json, rivers.json, lakes.json, places.json");
  import->add_option("--data", options->data_dir, data_help)->capture_default_str();
  import->add_option("--config", options->config_file, config_help);
  import->callback([options, &exit_code] { exit_code = region_import(*options); });
}

void add_directory(CLI::App& app, int& exit_code) {
  auto* directory = app.add_subcommand("directory", "whom the region can reach");
  directory->require_subcommand(1);
  auto* import = directory->add_subcommand(
      "import", "say what a table of contacts would change and what is wrong with it; --apply changes it");
  auto options = std::make_shared<DirectoryImportOptions>();
  options->data_dir = "./data";
  import->add_option("file", options->file, "CSV with a header (docs/formats/directory.md)")->required();
  import->add_option("--data", options->data_dir, data_help)->capture_default_str();
  import->add_option("--config", options->config_file, config_help);
  import->add_option("--by", options->by, "who imports; stands in the journal (default: the system's user)");
  import->add_flag("--apply", options->apply, "change the directory");
  import->add_flag("--remove-absent", options->remove_absent,
                   "also remove what came from a file of this name before and is not in it now");
  import->callback([options, &exit_code] { exit_code = directory_import(*options); });
}

void add_counts(CLI::App& app, int& exit_code) {
  auto* counts = app.add_subcommand("counts", "what was counted before this system did");
  counts->require_subcommand(1);
  auto* import = counts->add_subcommand(
      "import", "say what a table of reports would add and what is wrong with it; --apply adds it");
  auto options = std::make_shared<CountsImportOptions>();
  options->data_dir = "./data";
  import
      ->add_option("file", options->file,
                   "CSV with time,theme,area[,source][,count] (docs/formats/counts.md)")
      ->required();
  import->add_option("--data", options->data_dir, data_help)->capture_default_str();
  import->add_option("--config", options->config_file, config_help);
  import->add_option("--by", options->by, "who imports; stands in the journal (default: the system's user)");
  import->add_flag("--apply", options->apply, "take the counts over");
  import->callback([options, &exit_code] { exit_code = counts_import(*options); });
}

void add_readings(CLI::App& app, int& exit_code) {
  auto* readings = app.add_subcommand("readings", "what stations measured before this system heard of them");
  readings->require_subcommand(1);
  auto* import = readings->add_subcommand(
      "import",
      "say what a table of a station's readings would add; --apply adds it, for charts of weeks to years");
  auto options = std::make_shared<ReadingsImportOptions>();
  options->data_dir = "./data";
  import->add_option("file", options->file, "CSV with timestamp,value (docs/formats/readings.md)")
      ->required();
  import->add_option("--station", options->station, "its id, as /api/stations has it")->required();
  import->add_option("--data", options->data_dir, data_help)->capture_default_str();
  import->add_option("--config", options->config_file, config_help);
  import->add_option("--by", options->by, "who imports; stands in the journal (default: the system's user)");
  import->add_flag("--apply", options->apply, "take the readings over");
  import->callback([options, &exit_code] { exit_code = readings_import(*options); });
}

void add_capcodes(CLI::App& app, int& exit_code) {
  auto* capcodes = app.add_subcommand("capcodes", "what the codes of pager lines wake");
  capcodes->require_subcommand(1);
  auto* import = capcodes->add_subcommand(
      "import", "say what a list of capcodes would change and what is wrong with it; --apply takes it over");
  auto options = std::make_shared<CapcodesImportOptions>();
  options->data_dir = "./data";
  import
      ->add_option(
          "file", options->file,
          "lines `code = description / unit / region`, or CSV with a header (docs/formats/capcodes.md)")
      ->required();
  import->add_option("--source", options->source, "whose list: a short name, shown beside what it says")
      ->required();
  import->add_option("--date", options->date, "day of the list, YYYY-MM-DD")->required();
  import->add_option("--data", options->data_dir, data_help)->capture_default_str();
  import->add_option("--by", options->by,
                     "who imports; stands in the server's log (default: the system's user)");
  import->add_flag("--apply", options->apply, "take the list over, beside those there are");
  import->callback([options, &exit_code] { exit_code = capcodes_import(*options); });
  auto* list = capcodes->add_subcommand("list", "the lists there are, by source and date");
  auto listing = std::make_shared<CapcodesListOptions>();
  listing->data_dir = "./data";
  list->add_option("--data", listing->data_dir, data_help)->capture_default_str();
  list->add_flag("--json", listing->json, "as JSON Lines");
  list->callback([listing, &exit_code] { exit_code = capcodes_list(*listing); });
  auto* remove =
      capcodes->add_subcommand("remove", "say what taking a list back removes; --apply removes it");
  auto removing = std::make_shared<CapcodesRemoveOptions>();
  removing->data_dir = "./data";
  remove->add_option("--source", removing->source, "whose list, as `list` shows it")->required();
  remove->add_option("--date", removing->date, "day of the list, YYYY-MM-DD")->required();
  remove->add_option("--data", removing->data_dir, data_help)->capture_default_str();
  remove->add_option("--by", removing->by,
                     "who removes; stands in the server's log (default: the system's user)");
  remove->add_flag("--apply", removing->apply, "remove the list");
  remove->callback([removing, &exit_code] { exit_code = capcodes_remove(*removing); });
}

void add_journal(CLI::App& app, int& exit_code) {
  auto* journal = app.add_subcommand("journal", "the journal before an outsider");
  journal->require_subcommand(1);
  auto options = std::make_shared<JournalOptions>();
  options->data_dir = "./data";
  const auto with_data = [&](const char* name, const char* about, int (*run)(const JournalOptions&)) {
    auto* command = journal->add_subcommand(name, about);
    command->add_option("--data", options->data_dir, data_help)->capture_default_str();
    command->callback([options, run, &exit_code] { exit_code = run(*options); });
    return command;
  };
  auto* verify = with_data("verify", "compute every hash again and check every checkpoint", journal_verify);
  verify->add_option("--key", options->key_file,
                     "file of verifier strings, one a line (default: DIR/keys/journal.pub)");
  verify->add_flag("--json", options->json, "as JSON");
  with_data("export", "all entries, key changes and checkpoints as JSON Lines", journal_export);
  auto* prove =
      with_data("prove", "a proof of one entry, as C2SP tlog-proof with the entry in it", journal_prove);
  prove->add_option("--seq", options->seq, "number of the entry")->required();
  with_data("checkpoint", "the newest signed checkpoint; signed now when no server runs", journal_checkpoint);
  with_data("rotate-key", "hand over to a new signing key (the server must be stopped)", journal_rotate_key);
}

void add_person(CLI::App& app, int& exit_code) {
  auto* person = app.add_subcommand("person", "what is kept about one person (AVG articles 15 and 17)");
  person->require_subcommand(1);
  auto options = std::make_shared<PersonOptions>();
  options->data_dir = "./data";
  const auto with_text = [&](const char* name, const char* about, int (*run)(const PersonOptions&)) {
    auto* command = person->add_subcommand(name, about);
    command->add_option("text", options->text, "a name, an address, a number, as it was written")->required();
    command->add_option("--data", options->data_dir, data_help)->capture_default_str();
    command->callback([options, run, &exit_code] { exit_code = run(*options); });
    return command;
  };
  with_text("export", "print all that holds the text, as JSON Lines", person_export);
  auto* erase = with_text("erase", "erase what holds the text and is no part of the proof", person_erase);
  erase->add_option("--by", options->by, "who erases; stands in the journal")->required();
  erase->add_option("--reason", options->reason, "why; stands in the journal, so without the text")
      ->required();
  erase->add_option("--config", options->config_file, config_help);
}

void add_backup(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<BackupOptions>();
  options->data_dir = "./data";
  const auto with_file = [&](const char* name, const char* about, int (*run)(const BackupOptions&)) {
    auto* command = app.add_subcommand(name, about);
    command->add_option("file", options->file, "the backup")->required();
    command->add_option("--data", options->data_dir, data_help)->capture_default_str();
    command->callback([options, run, &exit_code] { exit_code = run(*options); });
    return command;
  };
  with_file("backup", "copy the data folder into one file, also beside a running server", backup)
      ->add_option("--config", options->config_file, config_help);
  with_file("restore", "fill an empty folder from a backup, and check it whole", restore)
      ->add_option("--key", options->key_file,
                   "file of verifier strings, one a line (default: those in the backup)");
}

void add_simulate(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand(
      "simulate", "a region's hours from a seed, with faults and checkers; prints what repeats a failure");
  auto options = std::make_shared<SimulateOptions>();
  command->add_option("--seed", options->seed, "seed of the run")->capture_default_str();
  command->add_option("--seeds", options->seeds, "N..M: these seeds, until the first that fails");
  command->add_option("--hours", options->hours, "region hours of a run")->capture_default_str();
  command->add_option("--plant", options->plant, "with a planted bug, which a checker must catch");
  command->add_flag("--plants", options->plants, "prove that each planted bug is caught by its checker");
  command->add_flag("--steps", options->steps, "print the last steps, also of a run that held");
  command->add_option("--doctrine", options->doctrine_dir, "folder (default: the one in the binary)");
  command->callback([options, &exit_code] { exit_code = simulate(*options); });
}

void add_detect(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand(
      "detect", "score each row of a series; CSV in, CSV out, strictly causal (docs/detection/)");
  auto options = std::make_shared<DetectOptions>();
  command
      ->add_option("--kind", options->kind,
                   "count: wide table id,...,w1,w2,... (empty cell: missing); measurement: timestamp,value")
      ->required();
  command->add_option("file", options->file, "table (default: standard input)");
  command->add_option("--period", options->period, "counts: week, day or hour, what a column is")
      ->capture_default_str();
  command->add_option("--from", options->from, "counts: print from this period on")->capture_default_str();
  command
      ->add_option(
          "--level", options->level,
          "counts: alarm at this score, -log10 of a calibrated p (3: once in 1,000 undisturbed periods)")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 300.0));
  command->callback([options, &exit_code] { exit_code = detect(*options); });
}

void add_forecast(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand(
      "forecast", "quantiles of the next steps; CSV in, CSV id,step,quantile,value out (docs/detection/)");
  auto options = std::make_shared<ForecastOptions>();
  command->add_option("file", options->file, "timestamp,value or id,...,w1,w2,... (default: standard input)");
  command->add_option("--horizon", options->horizon, "steps of the series' own usual distance")
      ->required()
      ->check(CLI::Range(1, 2000));
  command->add_option("--quantiles", options->quantiles, "between 0 and 1")
      ->delimiter(',')
      ->allow_extra_args(false)  // a file may stand behind it
      ->capture_default_str();
  command->add_option("--period", options->period, "counts: week, day or hour, what a column is")
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = forecast(*options); });
}

void add_backtest(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand(
      "backtest",
      "replay a desk of count series and print the warnings it would have shown (docs/detection/desk.md)");
  auto options = std::make_shared<BacktestOptions>();
  command
      ->add_option("--data-dir", options->data_dir,
                   "folder with counts.csv, series.csv, events.csv and meta.json; nothing else is read")
      ->required();
  command->add_option("--budget", options->budget, "false warnings a shift of eight hours")
      ->capture_default_str()
      ->check(CLI::Range(0.05, 100.0));
  command->add_option("--threads", options->threads, "threads; the output is the same for any number")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  command->callback([options, &exit_code] { exit_code = backtest(*options); });
}

void add_clusters(CLI::App& app, int& exit_code) {
  auto* command = app.add_subcommand("clusters",
                                     "find where and when more is reported than chance brings; CSV in, CSV "
                                     "out (docs/detection/clusters.md)");
  auto options = std::make_shared<ClustersOptions>();
  const auto number = [command](const char* name, auto& to, const char* about, double least, double most) {
    command->add_option(name, to, about)->capture_default_str()->check(CLI::Range(least, most));
  };
  command->add_option("file", options->file, "time,lat,lon[,category][,count] (default: standard input)");
  command->add_option("--population", options->population,
                      "lat,lon,population[,time]: every place, also without a report");
  command->add_option("--adjust", options->adjust,
                      "columns of both tables that tell groups of people apart, such as age,sex");
  command->add_option(
      "--model", options->model,
      "permutation, poisson, expectation (negative binomial) or expectation-poisson (default: "
      "poisson with --population, else permutation)");
  command
      ->add_option("--period", options->period, "hour, day, month, year, or auto: as the times are written")
      ->capture_default_str();
  number("--window", options->window, "longest cluster, in periods; at most half of all", 1, 400);
  command->add_flag("--retrospective", options->retrospective, "also clusters that ended before now");
  command->add_option("--from", options->from, "first period looked at (default: that of the first report)");
  command->add_option("--until", options->until,
                      "now: later reports are left out (default: the last report)");
  number("--baseline-days,--baseline", options->baseline,
         "periods before the window that teach expectations; 0: all", 0, 20000);
  number("--max-share", options->max_share, "largest share of people, reports or expectation in a circle",
         1e-6, 1);
  number("--max-radius", options->max_radius_km, "largest radius in km; 0: no limit", 0, 20100);
  number("--replicas", options->replicas, "null worlds drawn for p; 0: none, p is 1", 0, 99999);
  number("--stop-after", options->stop_after,
         "stop drawing after so many worlds as strong as the strongest; 0: draw all", 0, 99999);
  command->add_option("--seed", options->seed, "of the null worlds")->capture_default_str();
  number("--most", options->most, "clusters told of a category", 1, 10000);
  number("--max-p", options->max_p, "tell only those whose p is at most this", 0, 1);
  number("--threads", options->threads, "threads; the output is the same for any number", 1, 64);
  command->callback([options, &exit_code] { exit_code = clusters(*options); });
}

void add_doctrine(CLI::App& app, int& exit_code) {
  auto* doctrine = app.add_subcommand("doctrine", "the region's doctrine");
  doctrine->require_subcommand(1);
  auto folder = std::make_shared<std::string>();
  auto* check =
      doctrine->add_subcommand("check", "check the files; prints file:line:column: message for every fault");
  check->add_option("folder", *folder,
                    "folder with themes.toml, sources.toml, ... (default: the one in the binary)");
  check->callback([folder, &exit_code] { exit_code = doctrine_check(*folder); });
  auto* print = doctrine->add_subcommand("print", "print the regional crisis plan, or what changed in it");
  auto options = std::make_shared<DoctrinePrintOptions>();
  print->add_option("folder", options->folder, "folder of the plan (default: the one in the binary)");
  print->add_option("--against", options->against, "folder of another version: print the changes since that");
  print->add_option("--format", options->format, "html (one file, prints to A4) or md")
      ->check(CLI::IsMember({"html", "md"}))
      ->capture_default_str();
  print->callback([options, &exit_code] { exit_code = doctrine_print(*options); });
}

void add_openapi(CLI::App& app, int& exit_code) {
  auto* api = app.add_subcommand("openapi", "print the OpenAPI document");
  api->callback([&exit_code] { exit_code = openapi(); });
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Voorzien: the safety picture and crisis management of a safety region", "voorzien");
  app.require_subcommand(1);
  app.footer(
      "`voorzien SUB --help` tells of each. Machine output goes to standard output, everything else to "
      "standard\n"
      "error. Exit codes: 0 success, 1 a fault in the input or data, 2 wrong use.");
  app.set_version_flag("--version", "voorzien " VOORZIEN_VERSION);
  int exit_code = 0;
  add_serve(app, exit_code);
  add_demo(app, exit_code);
  add_user(app, exit_code);
  add_feed(app, exit_code);
  add_film(app, exit_code);
  add_region(app, exit_code);
  add_directory(app, exit_code);
  add_counts(app, exit_code);
  add_readings(app, exit_code);
  add_capcodes(app, exit_code);
  add_journal(app, exit_code);
  add_person(app, exit_code);
  add_backup(app, exit_code);
  add_simulate(app, exit_code);
  add_detect(app, exit_code);
  add_forecast(app, exit_code);
  add_backtest(app, exit_code);
  add_clusters(app, exit_code);
  add_doctrine(app, exit_code);
  add_openapi(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    return app.exit(fault) == 0 ? 0 : 2;
  }
  return exit_code;
}
