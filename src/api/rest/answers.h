// What the API answers, beside the entities of views/entities.h. Described once (rule 6): the JSON, the
// OpenAPI document and the web app's types follow from these.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "geo/gazetteer.h"
#include "network/network.h"
#include "observations/understood.h"
#include "views/entities.h"

namespace voorzien::api {

struct DemoAccount {  // demonstration only: shown on the log-in page
  std::string user;
  std::string password;
  std::string name;
  std::string role;
  std::string page;  // where this person starts: /beeld
};
DESCRIBE(DemoAccount, user, password, name, role, page)

// RFC 9457. `code` is stable and English; screens translate it. Members without content are left out.
struct Problem {
  std::string type;  // /docs#<code>
  std::string title;
  std::int64_t status = 0;
  std::string code;
  std::optional<std::string> detail;
  std::optional<std::string> rule;     // the rule that refused, or the act that is not allowed
  std::optional<std::string> article;  // where that rule stands: "BVR 2.4.3", "RCP 2026, tabel 3, regel 2"
  std::optional<std::string> remedy;   // what to do
  std::optional<std::string> field;    // JSON pointer into the body, or the name of a parameter
  std::optional<std::vector<std::string>> who_may;
  // Of GET /api/session without a session, in a demonstration: what the log-in page lists.
  std::optional<std::vector<DemoAccount>> demo_accounts;
};
DESCRIBE(Problem, type, title, status, code, detail, rule, article, remedy, field, who_may, demo_accounts)

struct Credentials {
  std::string user;
  std::string password;
  std::optional<std::string> code;  // second factor, for accounts that have one
};
DESCRIBE(Credentials, user, password, code)

struct SessionAnswer {
  std::string user;
  std::string name;
  std::string role;
  std::string role_name;                          // Dutch, from doctrine
  std::map<std::string, std::string> role_names;  // of every role of this region: others are named on screen
  std::string audience;                           // doctrine::Audience::name
  std::vector<std::string> may;                   // every act that the role may do, without wildcards
  std::optional<std::string> token;               // after a log-in: for `Authorization: Bearer`
  std::optional<Instant> expires;
  std::optional<std::vector<DemoAccount>> demo_accounts;
};
DESCRIBE(SessionAnswer, user, name, role, role_name, role_names, audience, may, token, expires, demo_accounts)

struct WelcomeFilm {  // what plays in a demonstration
  std::string title;
  std::optional<Instant> from;
  Instant now;  // region time
  double speed = 0;
  std::int64_t sources = 0;
  std::int64_t alive = 0;     // of them: not silent, not frozen
  std::uint64_t entries = 0;  // of the journal
};
DESCRIBE(WelcomeFilm, title, from, now, speed, sources, alive, entries)

struct Welcome {  // GET /api/welcome, before the log-in
  std::string region_code;
  std::string region_name;
  bool demo = false;
  std::vector<DemoAccount> demo_accounts;
  std::string version;  // of the program
  std::optional<WelcomeFilm> film;
  bool exercise = false;  // the whole region exercises
};
DESCRIBE(Welcome, region_code, region_name, demo, demo_accounts, version, film, exercise)

struct FirstAdministrator {  // POST /api/welcome, with the token of the one-time link
  std::string token;
  std::string user;
  std::string password;
};
DESCRIBE(FirstAdministrator, token, user, password)

struct CommandAnswer {
  std::uint64_t version = 0;
  std::string id;  // of what was made, or of what was changed
};
DESCRIBE(CommandAnswer, version, id)

struct ContactsAnswer {  // GET /api/directory
  std::vector<network::Contact> items;
};
DESCRIBE(ContactsAnswer, items)

struct AttachmentAnswer {  // POST /api/attachments
  std::uint64_t version = 0;
  std::string sha256;  // what `attachments` of a log line or an entry names it by
  std::string name;
  std::string media_type;
  std::int64_t bytes = 0;
};
DESCRIBE(AttachmentAnswer, version, sha256, name, media_type, bytes)

struct IntakeAnswer {  // POST /api/feeds/{source}
  std::uint64_t version = 0;
  observations::Verdict verdict = observations::Verdict::Accepted;
  std::int64_t observations = 0;
  std::vector<observations::Remark> remarks;
};
DESCRIBE(IntakeAnswer, version, verdict, observations, remarks)

struct PictureAnswer {
  std::uint64_t version = 0;
  Instant at;
  std::optional<views::Region> region;
  std::vector<views::Theme> themes;             // in their own order
  std::map<std::string, std::int64_t> signals;  // by state, and `open` for all that are not put away
  std::uint64_t erased = 0;  // looking back: entries up to then whose personal part was erased since
};
DESCRIBE(PictureAnswer, version, at, region, themes, signals, erased)

struct JournalEntry {
  std::uint64_t seq = 0;
  Instant at;
  std::string core;       // the leaf's bytes, as text
  std::string leaf_hash;  // hex
  bool sealed = false;    // holds personal values outside the leaf, which are not shown here
};
DESCRIBE(JournalEntry, seq, at, core, leaf_hash, sealed)

struct JournalPage {
  std::vector<JournalEntry> items;
  std::optional<std::string> next;  // the `from` of the next page
};
DESCRIBE(JournalPage, items, next)

// That an entry is under a signed head of the journal (docs/formats/journal.md).
// What the readings of a station are asked for; not on the wire.
struct HistoryQuestion {
  std::string station;
  Instant from, to;
  std::uint64_t until = 0;  // what entries after this one brought is not known yet
  std::size_t points = 0;
};

struct HistoryBucket {  // in the station's unit
  Instant at;           // its beginning
  double low = 0;
  double high = 0;
  double mean = 0;
  std::int64_t count = 0;
};
DESCRIBE(HistoryBucket, at, low, high, mean, count)

struct StationHistory {
  std::string station;
  Instant from, to;
  std::int64_t step_s = 0;       // 0: each bucket is one reading
  std::optional<Instant> first;  // the oldest reading that is kept of it
  std::vector<HistoryBucket> buckets;
};
DESCRIBE(StationHistory, station, from, to, step_s, first, buckets)

struct JournalProof {
  std::uint64_t seq = 0;
  std::uint64_t index = 0;  // of the leaf: seq - 1
  std::string leaf_hash;    // hex, as all hashes here
  std::uint64_t size = 0;   // entries under the checkpoint
  std::string root_hash;
  std::vector<std::string> path;  // from the leaf's sibling up (RFC 9162 2.1.3)
  std::string checkpoint;         // C2SP signed note over origin, size and root
};
DESCRIBE(JournalProof, seq, index, leaf_hash, size, root_hash, path, checkpoint)

struct PlacesAnswer {
  std::vector<geo::Place> items;
};
DESCRIBE(PlacesAnswer, items)

struct CapcodeSaid {  // what one list says of one capcode; a part that it does not tell is empty
  std::string name;
  std::string discipline;
  std::string station;
  std::string region;
  std::string source;  // whose list
  std::string date;    // of the list, YYYY-MM-DD
};
DESCRIBE(CapcodeSaid, name, discipline, station, region, source, date)

struct CapcodeAnswer {
  std::string code;                 // seven digits
  std::vector<CapcodeSaid> claims;  // of all lists, newest date first; empty: it is in none
  bool conflict = false;            // two of them cannot both be so
};
DESCRIBE(CapcodeAnswer, code, claims, conflict)

struct CapcodeListAnswer {
  std::string source;
  std::string date;
  std::int64_t claims = 0;
};
DESCRIBE(CapcodeListAnswer, source, date, claims)

struct CapcodesAnswer {                  // GET /api/capcodes
  std::vector<CapcodeListAnswer> lists;  // those in use; empty: none was imported
  std::vector<CapcodeAnswer> items;
};
DESCRIBE(CapcodesAnswer, lists, items)

struct SearchHit {
  std::string type;  // signal, log, theme, source, place
  std::string id;
  std::string title;
  std::string detail;
  std::optional<views::Level> level;
  std::optional<Instant> at;
  std::optional<geo::Point> point;
};
DESCRIBE(SearchHit, type, id, title, detail, level, at, point)

struct SearchAnswer {
  std::vector<SearchHit> items;
};
DESCRIBE(SearchAnswer, items)

struct AlarmToken {  // POST /api/alarm/look: of a link that the caller passed on
  std::string token;
};
DESCRIBE(AlarmToken, token)

struct AlarmShown {    // no more than who is called must know to answer
  std::string crisis;  // number
  std::string title;
  std::string place;
  std::string level;  // its name; empty: none
  bool exercise = false;
  std::string name;  // who is called
  std::string post;
  std::string state;   // of the link: open, used, expired, taken
  std::string answer;  // coming, begun, refused; empty: none yet
  std::optional<Instant> eta;
  std::optional<Instant> begin_before;  // the plan's own time for the post
  Instant until;
  Instant now;
  std::string dispatch;  // number to ring when it does not work; empty: not known
};
DESCRIBE(AlarmShown, crisis, title, place, level, exercise, name, post, state, answer, eta, begin_before,
         until, now, dispatch)

struct AlarmAnswered {  // POST /api/alarm/answer
  std::string token;
  std::string state;         // coming, begun, refused
  std::int64_t minutes = 0;  // of coming
};
DESCRIBE(AlarmAnswered, token, state, minutes)

struct SetSpeed {  // POST /api/demo/speed; 0 pauses the film
  double speed = 0;
};
DESCRIBE(SetSpeed, speed)

struct SpeedAnswer {
  std::uint64_t version = 0;
  std::string id;  // always "film"
  double speed = 0;
};
DESCRIBE(SpeedAnswer, version, id, speed)

}  // namespace voorzien::api
