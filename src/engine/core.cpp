#include "engine/core.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ensure.h"
#include "codec/json.h"
#include "crisis/forget.h"
#include "engine/limits.h"
#include "picture/sources/health.h"
#include "reactions/reactions.h"

namespace voorzien::engine {
namespace {
constexpr std::size_t answer_usual = 80;  // room for most answers, so that they do not grow while written

Happened of(picture::Event event) {
  Happened out;
  out.picture = std::move(event);
  return out;
}
Happened of(desk::Event event) {
  Happened out;
  out.desk = std::move(event);
  return out;
}

Happened of(crisis::Event event) {
  Happened out;
  out.crisis = std::move(event);
  return out;
}
Happened of(network::Event event) {
  Happened out;
  out.network = std::move(event);
  return out;
}

template <class Event>
void append(std::vector<Happened>& to, std::vector<Event> events) {
  for (Event& event : events) to.push_back(of(std::move(event)));
}

const desk::Attachment* attachment_of(const CommandRequest& request) {
  const auto* command = std::get_if<desk::Command>(&request.command);
  const auto* keep = command == nullptr ? nullptr : std::get_if<desk::KeepAttachment>(command);
  return keep == nullptr ? nullptr : &keep->attachment;
}

void put_into(Commanded& commanded, Command command) {
  if (auto* picture = std::get_if<picture::Command>(&command)) {
    if (auto* taken = std::get_if<picture::TakeReadings>(picture))
      taken->readings.clear();  // the event has them
    commanded.picture = std::move(*picture);
  }
  if (auto* desk = std::get_if<desk::Command>(&command)) commanded.desk = std::move(*desk);
  if (auto* crisis = std::get_if<crisis::Command>(&command)) commanded.crisis = std::move(*crisis);
  if (auto* network = std::get_if<network::Command>(&command)) commanded.network = std::move(*network);
}

// What is made anew mostly has the highest id of its type, and what leaves the lowest.
void set_version(std::map<std::string, std::uint64_t>& of_type, const std::string& id, std::uint64_t seq) {
  if (of_type.empty() || of_type.rbegin()->first < id)
    of_type.emplace_hint(of_type.end(), id, seq);
  else if (of_type.begin()->first == id)
    of_type.begin()->second = seq;
  else
    of_type[id] = seq;
}

void drop_version(std::map<std::string, std::uint64_t>& of_type, const std::string& id) {
  if (!of_type.empty() && of_type.begin()->first == id)
    of_type.erase(of_type.begin());
  else
    of_type.erase(id);
}
}  // namespace

Core::Core(const doctrine::Doctrine& doctrine, Entropy entropy)
    : doctrine_(doctrine), entropy_(std::move(entropy)), watch_(doctrine) {}

void Core::remember(std::vector<journal::Batch::CommandId> ids) {
  command_ids_.reserve(ids.size());
  for (journal::Batch::CommandId& id : ids) {
    Result<Accepted> accepted = codec::decode<Accepted>(id.answer);
    if (accepted) command_ids_.remember(std::move(id.id), {id.body_sha256, std::move(*accepted), id.at});
  }
}

// ---- one entry after the other

Done Core::replay(const journal::Entry& entry) {
  ASSIGN_OR_RETURN(const Replayed replayed, to_replay(entry));
  return replay(replayed);
}

Done Core::replay(const Replayed& entry) {
  if (entry.seq != data_.state.seq + 1)
    return Error{ErrorCode::StoreCorrupt, "entry " + std::to_string(entry.seq),
                 "does not follow on the one before"};
  Touched touched;
  for (const Happened& event : entry.happened) evolve_one(event, entry.at, entry.actor, touched);
  data_.state.seq = entry.seq;
  data_.state.at = entry.at;
  if (entry.has_lost) ++data_.index.erased;
  mark(std::move(touched), entry.seq);
  return Nothing{};
}

void Core::evolve_one(const Happened& event, Instant at, const Actor& actor, Touched& touched) {
  if (event.picture) {
    if (const auto* heard = std::get_if<picture::SourcesHeard>(&*event.picture))
      for (const picture::Heard& one : heard->heard)
        if (one.film_line)
          data_.state.film_line = std::max(data_.state.film_line.value_or(-1), *one.film_line);
    const picture::Context context{at, doctrine_, actor.user, actor.name, actor.role};
    picture::evolve(data_.state.picture, *event.picture, context, touched);
  } else if (event.desk) {
    const desk::Context context{at, doctrine_, actor.user, actor.name, actor.role};
    desk::evolve(data_.state.desk, *event.desk, context, touched);
  } else if (event.crisis) {
    crisis::evolve(data_.state.crisis, *event.crisis,
                   {at, doctrine_.plan, actor.user, actor.name, actor.role}, touched);
  } else if (event.network) {
    network::evolve(data_.state.network, *event.network, {at, actor.user, actor.name, actor.role}, touched);
  }
}

crisis::Context Core::crisis_context(Instant at, const Actor& actor, bool lists_calls) const {
  crisis::Context out{at, doctrine_.plan, actor.user, actor.name, actor.role};
  if (lists_calls) out.duty = reactions::duty_list(data_.state.network, at);
  out.region_exercises = data_.state.desk.exercise.has_value();
  return out;
}

std::vector<Happened> Core::follow(const Happened& event, Instant at, const Actor& actor) const {
  const picture::Context context{at, doctrine_, actor.user, actor.name, actor.role};
  std::vector<Happened> out;
  if (event.picture) append(out, picture::react(data_.state.picture, *event.picture, context));
  if (event.desk) append(out, reactions::react(*event.desk, data_.state.picture, context));
  if (event.crisis) {
    append(out, crisis::react(data_.state.crisis, *event.crisis,
                              crisis_context(at, actor, crisis::lists_calls(*event.crisis))));
    append(out, reactions::react(*event.crisis, data_.state.crisis, data_.state.picture, context));
  }
  return out;
}

Core::Events Core::settle(std::vector<Happened> events, Instant at, const Actor& actor) {
  Events happened;
  std::vector<Happened> waiting(std::make_move_iterator(events.rbegin()),
                                std::make_move_iterator(events.rend()));  // the next one last
  Touched touched;
  while (!waiting.empty()) {
    Happened event = std::move(waiting.back());
    waiting.pop_back();
    evolve_one(event, at, actor, touched);
    // What follows comes before what was waiting, so that cause and consequence stand together.
    std::vector<Happened> next = follow(event, at, actor);
    std::move(next.rbegin(), next.rend(), std::back_inserter(waiting));
    happened.push_back(std::move(event));
    ENSURE(happened.size() <= limits::events_per_input_max, "reactions to one input come to an end");
  }
  mark(std::move(touched), data_.state.seq + 1);
  return happened;
}

void Core::close_entry(EntryCore&& core, const NamedRaw& raw) {
  core.seq = data_.state.seq + 1;
  data_.state.seq = core.seq;
  data_.state.at = core.at;
  decided_.drafts.push_back(to_draft(std::move(core), raw, entropy_()));
}

// ---- time

std::optional<Instant> Core::next_due() const {
  const std::optional<Instant> of_picture = picture::next_due(data_.state.picture, doctrine_);
  std::optional<Instant> out;
  for (const auto& due :
       {of_picture, crisis::next_due(data_.state.crisis), watch_.next_due(data_.state.picture)})
    if (due && (!out || *due < *out)) out = due;
  return out;
}

void Core::advance(Instant to) {
  for (std::size_t n = 0;; ++n) {
    watch_.pass(data_.state.at);
    const std::optional<Instant> next = next_due();
    if (!next || *next > to) return;
    if (!heard_.empty()) flush_heard();  // silence is judged on all that was heard
    const Instant at = std::max(*next, data_.state.at);
    const picture::Context context{at, doctrine_, {}, {}, {}};
    std::vector<Happened> events;
    append(events, picture::due(data_.state.picture, context));
    append(events, crisis::due(data_.state.crisis, at));
    if (watch_.next_due(data_.state.picture) == next) append(events, watch_.close(data_.state.picture, at));
    ENSURE(n < limits::timers_per_step_max, "timers that fired are no longer due");
    if (events.empty()) {  // what was heard in the meantime moved the moment
      const std::optional<Instant> again = next_due();
      ENSURE(!again || *again != *next, "a timer that is due does something or moves");
      continue;
    }
    EntryCore core;
    core.at = at;
    core.kind = "timer";
    core.happened = settle(std::move(events), at, {});
    close_entry(std::move(core), {});
  }
}

void Core::tick(Instant now) {
  flush_heard_if_due(now);
  advance(now);
}

void Core::flush_heard_if_due(Instant now) {
  if (heard_since_ && now.us / limits::heard_every.us != heard_since_->us / limits::heard_every.us)
    flush_heard();
}

void Core::flush_heard() {
  if (heard_.empty()) return;
  Instant at = data_.state.at;
  for (const auto& [source, heard] : heard_) at = std::max(at, heard.last_received);
  EntryCore core;
  core.at = at;
  core.kind = "heard";
  std::vector<Happened> events;
  events.push_back(of(take_heard(nullptr)));
  core.happened = settle(std::move(events), at, {});
  close_entry(std::move(core), {});
}

picture::SourcesHeard Core::take_heard(const picture::Heard* with_news) {
  if (with_news != nullptr) {
    const auto [found, is_new] = heard_.try_emplace(with_news->source.value, *with_news);
    if (!is_new) picture::merge_into(found->second, *with_news);
  }
  picture::SourcesHeard out;
  for (auto& [source, heard] : heard_) out.heard.push_back(std::move(heard));
  heard_.clear();
  heard_since_.reset();
  return out;
}

// ---- inputs

std::uint64_t Core::deliver(const observations::Delivery& delivery) {
  const bool from_film = delivery.film_line.has_value();
  if (from_film && *delivery.film_line <= data_.state.film_line.value_or(-1))
    return 0;  // taken in before a restart
  flush_heard_if_due(delivery.received);
  advance(delivery.received);
  keep_raw(delivery);
  const Instant at = std::max(delivery.received, data_.state.at);
  const picture::Context context{at, doctrine_, {}, {}, {}};
  std::vector<Happened> events;
  for (picture::Event& event : picture::observe(data_.state.picture, delivery, context))
    events.push_back(of(std::move(event)));
  const picture::Heard heard = picture::heard_of(delivery, !events.empty());
  const bool turns = picture::turns(data_.state.picture, delivery);
  const bool is_document = delivery.arrival == observations::Arrival::Document;
  if (events.empty() && !(turns && is_document)) {
    const auto [found, is_new] = heard_.try_emplace(delivery.source.value, heard);
    if (!is_new) picture::merge_into(found->second, heard);
    if (!heard_since_) heard_since_ = delivery.received;
    if (!turns) return 0;
    flush_heard();
    return data_.state.seq;
  }
  events.insert(events.begin(), of(picture::Event{take_heard(&heard)}));
  EntryCore core;
  core.at = at;
  core.kind = "received";
  core.received = Received{delivery.source,
                           delivery.format,
                           delivery.received,
                           static_cast<std::int64_t>(delivery.bytes ? delivery.bytes->size() : 0),
                           delivery.understood.verdict,
                           "",
                           "",
                           delivery.film_line};
  core.happened = settle(std::move(events), at, {});
  close_entry(std::move(core), {delivery.raw_sha256,
                                delivery.personal ? std::string_view{*delivery.bytes} : std::string_view{},
                                delivery.personal});
  return data_.state.seq;
}

void Core::keep_raw(const observations::Delivery& delivery) {
  if (!delivery.bytes || delivery.raw_sha256.empty()) return;
  decided_.rest.raws.push_back(
      {delivery.raw_sha256, *delivery.bytes, delivery.source.value, delivery.received, delivery.personal});
}

NamedRaw Core::keep_raw(const desk::Attachment& attachment, const std::string& bytes, Instant at) {
  decided_.rest.raws.push_back({attachment.sha256, bytes, std::string(desk::attachment_source), at, true});
  return {attachment.sha256, decided_.rest.raws.back().bytes, true};
}

Outcome Core::decide_command(const CommandRequest& request, Instant at, Events& events) const {
  const Actor& actor = request.actor;
  std::string id;
  std::optional<Refusal> refusal;
  if (const auto* command = std::get_if<picture::Command>(&request.command)) {
    picture::Decision decision =
        picture::decide(data_.state.picture, *command, {at, doctrine_, actor.user, actor.name, actor.role});
    for (picture::Event& event : decision.events) events.push_back(of(std::move(event)));
    id = decision.id;
    refusal = decision.refusal;
  } else if (const auto* crisis = std::get_if<crisis::Command>(&request.command)) {
    crisis::Context context = crisis_context(at, actor, true);
    context.signals = reactions::run_up(data_.state.picture, reactions::signals_of(*crisis), at);
    crisis::Decision decision = crisis::decide(data_.state.crisis, *crisis, context);
    append(events, std::move(decision.events));
    id = decision.id;
    refusal = decision.refusal;
  } else if (const auto* network = std::get_if<network::Command>(&request.command)) {
    network::Decision decision =
        network::decide(data_.state.network, *network, {at, actor.user, actor.name, actor.role});
    append(events, std::move(decision.events));
    id = decision.id;
    refusal = decision.refusal;
  } else {
    const auto& asked = std::get<desk::Command>(request.command);
    desk::Decision decision = desk::decide(
        data_.state.desk, asked,
        {at, doctrine_, actor.user, actor.name, actor.role, reactions::real_crises(data_.state.crisis, asked),
         reactions::exercised(data_.state.crisis, asked)});
    for (desk::Event& event : decision.events) events.push_back(of(std::move(event)));
    if (decision.fault) return *decision.fault;
    id = decision.id;
    refusal = decision.refusal;
  }
  if (refusal) return Refused{refusal->rule, refusal->field, refusal->detail, refusal->article};
  return Accepted{events.empty() ? data_.state.seq : data_.state.seq + 1, id};
}

Outcome Core::command(CommandRequest request, Instant now) {
  if (const CommandIds::Known* known = command_ids_.find(request.command_id)) {
    const bool is_erased = known->body_sha256 == journal::Hash{};
    if (is_erased || known->body_sha256 == request.body_sha256) return known->accepted;
    return Error{ErrorCode::KeyReused, "Idempotency-Key", request.command_id};
  }
  tick(now);
  const Instant at = std::max(now, data_.state.at);
  Events events;
  const Outcome outcome = decide_command(request, at, events);
  const auto* accepted = std::get_if<Accepted>(&outcome);
  if (accepted == nullptr) return outcome;
  if (!events.empty()) {
    EntryCore core;
    core.at = at;
    core.kind = "command";
    core.command = Commanded{
        request.command_id, request.actor.user, request.actor.name, request.actor.role, {}, {}, {}, {}};
    NamedRaw raw;
    if (const desk::Attachment* attachment = attachment_of(request)) {
      raw = keep_raw(*attachment, *request.bytes, at);
      core.received = Received{SourceId{std::string(desk::attachment_source)},
                               attachment->media_type,
                               at,
                               attachment->bytes,
                               observations::Verdict::Accepted,
                               "",
                               "",
                               {}};
    }
    put_into(*core.command, std::move(request.command));
    core.happened = settle(std::move(events), at, request.actor);
    close_entry(std::move(core), raw);
  }
  command_ids_.remember(request.command_id, {request.body_sha256, *accepted, at});
  std::string answer;
  answer.reserve(answer_usual);
  codec::encode_to(*accepted, answer);
  decided_.rest.command_ids.push_back(
      {std::move(request.command_id), request.body_sha256, accepted->version, std::move(answer), at});
  return outcome;
}

namespace {
std::vector<journal::SeqRange> ranges_of(const std::vector<std::uint64_t>& seqs) {
  std::vector<journal::SeqRange> out;
  for (const std::uint64_t seq : seqs) {
    if (!out.empty() && out.back().last + 1 == seq)
      out.back().last = seq;
    else
      out.push_back({seq, seq});
  }
  return out;
}
}  // namespace

std::uint64_t Core::erase(const EraseRequest& request, Instant now) {
  tick(now);
  const Instant at = std::max(now, data_.state.at);
  Events events;
  picture::ObservationsForgotten forgotten;
  for (const ObservationId& id : request.observations) {
    if (!data_.state.picture.observations.contains(id.value)) continue;
    events.push_back(of(picture::Event{picture::ObservationEnded{id, "expired"}}));
    forgotten.ids.push_back(id.value);
  }
  if (!forgotten.ids.empty()) events.push_back(of(picture::Event{std::move(forgotten)}));
  if (!request.log_lines.empty()) events.push_back(of(desk::Event{desk::LogLinesErased{request.log_lines}}));
  if (!request.attachments.empty())
    events.push_back(of(desk::Event{desk::AttachmentsErased{request.attachments}}));
  if (!request.text.empty()) {
    const std::vector<ContactId> contacts = network::holding(data_.state.network, request.text);
    append(events, crisis::forget(data_.state.crisis, request.text, contacts));
    append(events, network::forget(data_.state.network, contacts, request.imports));
  }
  EntryCore core;
  core.at = at;
  core.kind = "erased";
  const std::vector<journal::SeqRange> ranges = ranges_of(request.entries);
  core.erased = Erased{request.actor.user,
                       request.actor.name,
                       request.actor.role,
                       request.cause,
                       request.reason,
                       ranges,
                       static_cast<std::int64_t>(request.raws.size())};
  core.happened = settle(std::move(events), at, request.actor);
  close_entry(std::move(core), {});
  decided_.rest.erasures.push_back({data_.state.seq, ranges, request.raws});
  return data_.state.seq;
}

// ---- what leaves

namespace {
template <class T>
void move_behind(std::vector<T>& onto, std::vector<T>& from) {
  if (onto.empty())
    onto.swap(from);
  else
    std::move(from.begin(), from.end(), std::back_inserter(onto));
  from.clear();
}
}  // namespace

void Core::take_decided(Decided& onto) {
  move_behind(onto.drafts, decided_.drafts);
  move_behind(onto.rest.raws, decided_.rest.raws);
  move_behind(onto.rest.command_ids, decided_.rest.command_ids);
  move_behind(onto.rest.erasures, decided_.rest.erasures);
}

journal::Batch take_batch(Core& core) {
  Decided decided;
  core.take_decided(decided);
  journal::Batch out;
  to_batch(decided, out, personal_sources(core.doctrine()));
  return out;
}

bool to_entries(Decided& decided, journal::Batch& batch, const std::vector<std::string>& personal_sources,
                std::size_t limit) {
  batch.entries.reserve(decided.drafts.size());
  const std::size_t until = std::min(decided.drafts.size(), batch.entries.size() + limit);
  while (batch.entries.size() < until)
    batch.entries.push_back(to_entry(decided.drafts[batch.entries.size()], personal_sources));
  return until < decided.drafts.size();
}

void to_batch(Decided& decided, journal::Batch& batch, const std::vector<std::string>& personal_sources) {
  to_entries(decided, batch, personal_sources, decided.drafts.size());
  batch.raws = std::move(decided.rest.raws);
  batch.command_ids = std::move(decided.rest.command_ids);
  batch.erasures = std::move(decided.rest.erasures);
}

void Core::mark(Touched touched, std::uint64_t seq) {
  for (Touched::Key& key : touched.take()) {
    // A crisis shows its signals as they stand, a closed one too.
    if (key.first == "signal")
      for (const auto& [id, crisis] : data_.state.crisis.crises)
        if (std::ranges::any_of(crisis.signals, [&](const auto& one) { return one.id.value == key.second; }))
          mark_one({"crisis", id}, seq);
    mark_one(std::move(key), seq);
  }
}

void Core::mark_one(std::pair<std::string, std::string> key, std::uint64_t seq) {
  set_version(data_.index.versions[key.first], key.second, seq);
  if (key.first == "fact") {
    if (data_.state.picture.observations.contains(key.second))
      data_.index.observation_entries[key.second] = seq;
    else
      data_.index.observation_entries.erase(key.second);
  }
  untold_.add(std::move(key.first), std::move(key.second), seq);
}

views::Sight Core::sight(const views::RegionFacts& region, Instant now) const {
  return {
      data_.state.picture, data_.state.desk, data_.state.network, data_.state.crisis, doctrine_, region, now};
}

void Core::drop_removed(views::Removal removal) {
  if (const auto of_type = data_.index.versions.find(removal.type); of_type != data_.index.versions.end())
    drop_version(of_type->second, removal.id);
  data_.index.removals.push_back(std::move(removal));
  if (data_.index.removals.size() > 2 * limits::removals_kept)  // in blocks, so that it costs little an entry
    data_.index.removals.erase(
        data_.index.removals.begin(),
        data_.index.removals.end() - static_cast<std::ptrdiff_t>(limits::removals_kept));
}

Publication Core::take_publication(const views::RegionFacts& region) {
  Publication out;
  out.version = data_.state.seq;
  const views::Sight looked_at = sight(region, data_.state.at);
  const std::vector<Untold::One> untold = untold_.take();
  out.upserts.reserve(untold.size());
  for (const auto& [type, id, changed_by] : untold) {
    if (std::optional<views::Entity> entity = views::view(looked_at, type, id)) {
      const std::uint64_t version = changed_by ? *changed_by : version_of(type, id);
      std::visit([version](auto& one) { one.version = version; }, *entity);
      out.upserts.push_back(std::move(*entity));
    } else if (changed_by) {
      out.removals.push_back({type, id, *changed_by});
      drop_removed(out.removals.back());
    }
  }
  return out;
}

std::uint64_t Core::version_of(std::string_view type, std::string_view id) const {
  const auto of_type = data_.index.versions.find(std::string(type));
  if (of_type == data_.index.versions.end()) return data_.state.seq;
  const auto known = of_type->second.find(std::string(id));
  return known == of_type->second.end() ? data_.state.seq : known->second;
}

std::optional<views::Entity> Core::view(const views::Sight& looked_at, std::string_view type,
                                        std::string_view id) const {
  std::optional<views::Entity> entity = views::view(looked_at, type, id);
  if (!entity) return std::nullopt;
  const std::uint64_t version = version_of(type, id);
  std::visit([version](auto& one) { one.version = version; }, *entity);
  return entity;
}

std::vector<views::Entity> Core::view_all(const views::Sight& looked_at, std::string_view type) const {
  std::vector<views::Entity> out;
  for (const auto& [of, id] : views::all_keys(looked_at))
    if (type.empty() || of == type)
      if (std::optional<views::Entity> entity = view(looked_at, of, id)) out.push_back(std::move(*entity));
  return out;
}

Publication Core::publication_of_all(const views::RegionFacts& region) const {
  Publication out{data_.state.seq, view_all(sight(region, data_.state.at), {}), {}};
  // What went away and came back is there.
  const views::Sight looked_at = sight(region, data_.state.at);
  for (const views::Removal& one : data_.index.removals)
    if (!views::view(looked_at, one.type, one.id)) out.removals.push_back(one);
  return out;
}
}  // namespace voorzien::engine
