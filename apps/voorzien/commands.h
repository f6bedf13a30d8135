// One function a subcommand, each in the file of its name. Exit codes: 0 success, 1 a fault in input or data,
// 2 wrong use. Machine output goes to stdout, everything else to stderr.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace voorzien::app {

// Prints place, what was found there and the remedy on stderr; gives the exit code.
int fail(const Error& error);
// The account that types, for an act that names nobody.
std::string who_types();

struct ServeOptions {
  std::string data_dir;
  std::string listen;  // host:port; empty: from the configuration
  std::string config_file;
};
int serve(const ServeOptions& options);

struct DemoOptions {
  std::string data_dir;
  std::string listen;
  std::string film_file;  // empty: the film in the binary
  double speed = 0;
  std::string at;  // region time to start at; empty: the film's own
  bool fresh = false;
  bool no_acts = false;  // the film's people do nothing
};
int demo(const DemoOptions& options);

struct UserOptions {
  std::string data_dir;
  std::string
      config_file;  // names the doctrine whose roles there are; empty: DIR/voorzien.toml if it is there
  std::string name;
  std::string role;
  std::string person;  // name as on screen; empty: the account's
  bool json = false;
};
int user_add(const UserOptions& options);  // password on stdin
int user_list(const UserOptions& options);
int user_disable(const UserOptions& options);

struct FeedCheckOptions {
  std::string format;
  std::vector<std::string> files;
  std::string data_dir;
  std::vector<std::string> trusted;  // PEM files
  bool observations = false;
};
int feed_check(const FeedCheckOptions& options);

int film_check(const std::string& file);
int film_compose(const std::string& script, const std::string& out);

struct RegionImportOptions {
  std::string boundaries;
  std::string names;
  std::string basemap;
  std::string data_dir;
  std::string config_file;
};
int region_import(const RegionImportOptions& options);

struct DirectoryImportOptions {
  std::string file;
  std::string data_dir;
  std::string config_file;
  std::string by;  // who imports; stands in the journal
  bool apply = false;
  bool remove_absent = false;
};
int directory_import(const DirectoryImportOptions& options);

struct CountsImportOptions {
  std::string file;
  std::string data_dir;
  std::string config_file;
  std::string by;  // empty: the system's user
  bool apply = false;
};
int counts_import(const CountsImportOptions& options);

struct ReadingsImportOptions {
  std::string file;
  std::string station;
  std::string data_dir;
  std::string config_file;
  std::string by;  // empty: the system's user
  bool apply = false;
};
int readings_import(const ReadingsImportOptions& options);

struct CapcodesImportOptions {
  std::string file;
  std::string source;  // whose list
  std::string date;    // of the list, YYYY-MM-DD
  std::string data_dir;
  std::string by;  // empty: the system's user
  bool apply = false;
};
int capcodes_import(const CapcodesImportOptions& options);

struct CapcodesListOptions {
  std::string data_dir;
  bool json = false;
};
int capcodes_list(const CapcodesListOptions& options);

struct CapcodesRemoveOptions {
  std::string source;  // whose list
  std::string date;    // of the list, YYYY-MM-DD
  std::string data_dir;
  std::string by;  // empty: the system's user
  bool apply = false;
};
int capcodes_remove(const CapcodesRemoveOptions& options);

struct JournalOptions {
  std::string data_dir;
  std::string key_file;  // verifier strings; empty: DIR/keys/journal.pub
  std::uint64_t seq = 0;
  bool json = false;
};
int journal_verify(const JournalOptions& options);
int journal_export(const JournalOptions& options);
int journal_prove(const JournalOptions& options);
int journal_checkpoint(const JournalOptions& options);
int journal_rotate_key(const JournalOptions& options);

struct PersonOptions {
  std::string text;
  std::string data_dir;
  std::string config_file;
  std::string by;
  std::string reason;
};
int person_export(const PersonOptions& options);
int person_erase(const PersonOptions& options);

struct BackupOptions {
  std::string file;
  std::string data_dir;
  std::string config_file;  // backup: names the doctrine folder
  std::string key_file;     // restore: verifier strings; empty: those in the backup
};
int backup(const BackupOptions& options);
int restore(const BackupOptions& options);

struct SimulateOptions {
  std::uint64_t seed = 1;
  std::string seeds;  // N..M: all of them, until the first that fails
  double hours = 3;
  std::string plant;
  bool plants = false;  // prove that each planted bug is caught
  bool steps = false;   // print the last steps of a run that held, too
  std::string doctrine_dir;
};
int simulate(const SimulateOptions& options);

struct DetectOptions {
  std::string kind;
  std::string file;  // empty or -: standard input
  std::string period = "week";
  std::size_t from = 1;
  double level = 3;  // -log10 of the p that alarms
};
int detect(const DetectOptions& options);

struct ForecastOptions {
  std::string file;  // empty or -: standard input
  std::size_t horizon = 24;
  std::vector<double> quantiles{0.1, 0.5, 0.9};
  std::string period = "week";  // of a table of counts
};
int forecast(const ForecastOptions& options);

struct BacktestOptions {
  std::string data_dir;
  double budget = 2;  // false warnings a shift of eight hours
  std::size_t threads = 2;
};
int backtest(const BacktestOptions& options);

struct ClustersOptions {
  std::string file;        // empty or -: standard input
  std::string population;  // empty: none
  std::string adjust;      // columns of both tables that tell groups of people apart
  std::string model;       // empty: poisson with a population, else permutation
  std::string period = "auto";
  std::size_t window = 30;  // periods of the longest cluster
  bool retrospective = false;
  std::string from, until;   // the span looked at; empty: that of the table
  std::size_t baseline = 0;  // periods that teach expectations; 0: all before the window
  double max_share = 0.5;
  double max_radius_km = 0;  // 0: no limit
  std::size_t replicas = 999;
  std::size_t stop_after = 50;
  std::uint64_t seed = 1;
  std::size_t most = 10;
  double max_p = 1;
  std::size_t threads = 2;
};
int clusters(const ClustersOptions& options);

int doctrine_check(const std::string& folder);  // empty: the doctrine in the binary

struct DoctrinePrintOptions {
  std::string folder;           // empty: the doctrine in the binary
  std::string against;          // an older version: print what changed since
  std::string format = "html";  // or md
};
int doctrine_print(const DoctrinePrintOptions& options);
int openapi();

}  // namespace voorzien::app
