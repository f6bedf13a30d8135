// The rewind: what changed between two moments, in order and with its time, so that a screen can go back and
// forth by itself without a request for each picture (docs/formats/api.md).
#include <algorithm>
#include <map>

#include "api/rest/limits.h"
#include "api/rest/parameters.h"
#include "api/rest/problem.h"
#include "api/rest/route.h"
#include "api/rest/sight.h"
#include "codec/difference.h"
#include "codec/entity_json.h"
#include "codec/json.h"

namespace voorzien::api {
namespace {
using Key = std::pair<std::string, std::string>;

struct Asked {
  std::uint64_t after = 0;  // the version that the steps start from
  std::uint64_t until = 0;
  Duration every;
  std::vector<std::string> types;
};

Result<Asked> asked_of(const Call& call) {
  Asked out;
  ASSIGN_OR_RETURN(const std::optional<Instant> to, moment(call.request, "to"));
  ASSIGN_OR_RETURN(const std::optional<Instant> from, moment(call.request, "from"));
  ASSIGN_OR_RETURN(out.after, whole_number(call.request, "after", 0));
  if (from.has_value() == (out.after != 0))
    return Error{ErrorCode::BadValue, "from", "either `from` or `after` expected"};
  const Instant end = std::min(to.value_or(call.needs.read.now()), call.needs.read.now());
  if (from && *from > end) return Error{ErrorCode::BadTime, "from", "lies after `to`, or in the future"};
  if (from) {
    ASSIGN_OR_RETURN(out.after, call.needs.read.version_at(*from));
  }
  ASSIGN_OR_RETURN(out.until, call.needs.read.version_at(end));
  if (out.after > out.until) return Error{ErrorCode::BadValue, "after", "lies after `to`"};
  ASSIGN_OR_RETURN(const std::uint64_t every, whole_number(call.request, "every", 1));
  if (every > limits::rewind_every_max_s) return Error{ErrorCode::BadValue, "every", "at most 3600"};
  out.every = seconds(static_cast<std::int64_t>(every));
  out.types = words(call.request.parameter("types"));
  return out;
}

// Writes steps, each entity as what differs from the last time that it stood in the answer, or from how it
// was at the start.
std::uint64_t version_of(const views::Entity& entity) {
  return std::visit([](const auto& one) { return one.version; }, entity);
}

class Steps {
 public:
  Steps(const Call& call, const Asked& asked, std::shared_ptr<const engine::Moment> start)
      : needs_(call.needs), sees_(call.caller.sees), types_(asked.types), start_(std::move(start)) {}

  bool add(const engine::Step& step) {  // false: the page is full
    std::string upserts;
    std::string removals;
    for (const views::Entity& one : step.upserts) add_upsert(one, upserts, removals);
    for (const views::Removal& one : step.removals) add_removal(one, removals);
    if (!upserts.empty() || !removals.empty()) {
      out_ += out_.empty() ? "{\"at\":" : ",{\"at\":";
      codec::append_string(format_rfc3339(step.at), out_);
      out_ += R"(,"version":)" + std::to_string(step.version) + R"(,"upserts":[)" + upserts +
              R"(],"removals":[)" + removals + "]}";
    }
    return out_.size() < limits::rewind_bytes_max;
  }

  [[nodiscard]] const std::string& text() const { return out_; }

 private:
  [[nodiscard]] bool is_wanted(std::string_view type) const {
    return types_.empty() || std::ranges::find(types_, type) != types_.end();
  }

  // Empty when it may not be seen.
  [[nodiscard]] std::string encoded(const views::Entity& entity) const {
    const std::optional<views::Entity> part = needs_.shown_to(sees_, entity);
    return part ? codec::encode_entity(*part) : std::string();
  }

  std::string& known(const Key& key) {
    const auto [place, is_new] = known_.try_emplace(key);
    if (is_new)
      if (const std::optional<views::Entity> then = start_->find(key.first, key.second))
        place->second = encoded(*then);
    return place->second;
  }

  void add_upsert(const views::Entity& entity, std::string& out, std::string& removals) {
    const std::string_view type = type_of_entity(entity);
    if (!is_wanted(type)) return;
    std::string& before = known({std::string(type), id_of(entity)});
    std::string after = encoded(entity);
    if (after.empty())  // not seen any more
      return add_removal({std::string(type), id_of(entity), version_of(entity)}, removals);
    const std::string change = before.empty() ? after : codec::difference(before, after);
    before = std::move(after);
    if (change.empty()) return;
    out.append(out.empty() ? "" : ",").append(change);
  }

  void add_removal(const views::Removal& removal, std::string& out) {
    if (!is_wanted(removal.type)) return;
    std::string& before = known({removal.type, removal.id});
    if (before.empty()) return;
    before.clear();
    out.append(out.empty() ? "" : ",").append(codec::encode(removal));
  }

  const Needs& needs_;
  doctrine::Audience sees_;
  std::vector<std::string> types_;
  std::shared_ptr<const engine::Moment> start_;
  std::map<Key, std::string> known_;  // how each was told last
  std::string out_;
};

void rewind(Call call) {
  const Result<Asked> asked = asked_of(call);
  if (!asked) return call.respond(error_problem(asked.error()));
  const auto start = call.needs.read.moment(asked->after);
  if (!start) return call.respond(error_problem(start.error()));
  Steps steps(call, *asked, *start);
  const Result<std::uint64_t> reached =
      call.needs.read.steps(asked->after, asked->until, asked->every,
                            [&steps](const engine::Step& step) { return steps.add(step); });
  if (!reached) return call.respond(error_problem(reached.error()));
  const auto first = call.needs.read.entries(1, 1);
  if (!first) return call.respond(error_problem(first.error()));
  std::string out = R"({"version":)" + std::to_string(asked->after) + R"(,"until":)" +
                    std::to_string(asked->until) + R"(,"first":)";
  codec::append_string(first->empty() ? "" : format_rfc3339(first->front().at), out);
  out += R"(,"erased":)" + std::to_string((*start)->erased());
  out += R"(,"steps":[)" + steps.text() + R"(],"next":)";
  out += *reached < asked->until ? std::to_string(*reached) : "null";
  call.respond(json_response(200, out + "}"));
}
}  // namespace

std::vector<Route> rewind_routes() {
  return {{.method = "GET",
           .pattern = "/api/rewind",
           .act = "read.picture",
           .run = rewind,
           .summary = "What changed between two moments, in order: to go back and forth without asking again",
           .parameters = {{"from", "moment that the steps start from; or else `after`"},
                          {"to", "moment they go to; now if absent or later"},
                          {"after", "version they start from: the `next` of the page before"},
                          {"every", "seconds that one step may cover, at most 3600; 1 if absent"},
                          types_parameter},
           .looks_back = true}};
}
}  // namespace voorzien::api
