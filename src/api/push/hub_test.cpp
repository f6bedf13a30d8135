#include "api/push/hub.h"

#include <doctest/doctest.h>

#include "codec/entity_json.h"

using namespace voorzien;
using namespace voorzien::api;

namespace {
// Encodes what the tests look at; text that starts with "secret" is blanked for the general audience.
std::string encode(const views::Entity& entity) {
  const auto [type, id] = key_of(entity);
  std::string out = "{\"type\":\"" + type + "\",\"id\":\"" + id + "\"";
  if (const auto* line = std::get_if<views::LogLine>(&entity)) out += ",\"text\":\"" + line->text + "\"";
  return out + "}";
}

views::Form form_here(const doctrine::Audience& audience, const views::Entity& entity) {
  const auto* line = std::get_if<views::LogLine>(&entity);
  if (line == nullptr) return {};
  const bool is_theirs = !audience.own || line->text == "of " + audience.person;
  if (!audience.log || !is_theirs) return {views::Form::Extent::Nothing, {}};
  if (audience.pager_text || !line->text.starts_with("secret")) return {};
  return {views::Form::Extent::Part, "text"};
}

std::optional<views::Entity> shown_here(const doctrine::Audience& audience, views::Entity entity) {
  const views::Form::Extent extent = form_here(audience, entity).extent;
  if (extent == views::Form::Extent::Nothing) return std::nullopt;
  if (extent == views::Form::Extent::Part) std::get<views::LogLine>(entity).text.clear();
  return entity;
}

// desk, general, and one that may not read the log.
HubTools tools() {
  const std::vector<doctrine::Audience> audiences = {{true, true, true, true, {}, false, {}, {}},
                                                     {false, true, true, true, {}, false, {}, {}},
                                                     {false, false, true, true, {}, false, {}, {}}};
  return {encode, audiences, form_here, shown_here, [] { return Beat{"2026-06-27T14:00:00.000000Z", 60}; }};
}

views::LogLine line(const std::string& id, std::uint64_t version, const std::string& text) {
  views::LogLine out;
  out.id = id;
  out.version = version;
  out.text = text;
  return out;
}

engine::Publication said(std::uint64_t version, const std::string& id, const std::string& text) {
  return {version, {line(id, version, text)}, {}};
}

// What a frame says, without what its form adds.
std::string json_of(const Frame& frame) {
  const std::size_t from = frame.sse->find("data: ") + 6;
  return frame.sse->substr(from, frame.sse->size() - from - 2);
}

bool is_full(const std::string& changes) { return changes.find("\"full\":true") != std::string::npos; }

// Follows one audience like the fan-out thread does.
class Follower {
 public:
  explicit Follower(Hub& hub, std::string audience = "desk") : hub_(hub), audience_(std::move(audience)) {
    hub_.on_news([news = news_] {
      const std::lock_guard lock(news->mutex);
      ++news->count;
      news->changed.notify_all();
    });
  }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  ~Follower() { hub_.on_news({}); }
  // The frames up to and with this version.
  std::vector<Frame> until(std::uint64_t version) {
    std::vector<Frame> out;
    while (out.empty() || out.back().version < version) {
      int seen = 0;
      {
        const std::lock_guard lock(news_->mutex);
        seen = news_->count;
      }
      bool behind = false;
      for (Frame& frame : hub_.frames(audience_, after_, 2, behind)) {
        after_ = frame.index;
        out.push_back(std::move(frame));
      }
      if (!out.empty() && out.back().version >= version) break;
      bool more = false;
      for (const Frame& ignored : hub_.frames(audience_, after_, 1, behind)) more = ignored.index > 0;
      if (more) continue;
      std::unique_lock lock(news_->mutex);
      REQUIRE(news_->changed.wait_for(lock, std::chrono::seconds(20), [&] { return news_->count != seen; }));
    }
    return out;
  }

 private:
  // The hub may be ringing while the follower ends.
  struct News {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;
  };
  Hub& hub_;
  std::string audience_;
  std::uint64_t after_ = 0;
  std::shared_ptr<News> news_ = std::make_shared<News>();
};
}  // namespace

TEST_SUITE("push hub") {
  TEST_CASE("a_change_becomes_one_frame_in_two_forms") {
    Hub hub(tools());
    Follower follower(hub);
    hub.publish(said(7, "a", "hello"));
    const auto frames = follower.until(7);
    REQUIRE(frames.size() == 1);
    const std::string json =
        R"({"version":7,"upserts":[{"type":"log","id":"a","text":"hello"}],"removals":[]})";
    CHECK(*frames[0].sse == "id: 7\ndata: " + json + "\n\n");
    CHECK(*frames[0].websocket == std::string("\x81") + static_cast<char>(json.size()) + json);
    CHECK(frames[0].index == 1);
  }

  TEST_CASE("changes_within_a_tick_leave_together_and_the_newest_of_an_entity_wins") {
    HubLimits limits;
    limits.tick = std::chrono::milliseconds(200);
    Hub hub(tools(), limits);
    Follower follower(hub);
    hub.publish(said(1, "first", "opens the tick"));
    follower.until(1);
    for (std::uint64_t n = 2; n <= 100; ++n) hub.publish(said(n, "same", "text " + std::to_string(n)));
    const auto frames = follower.until(100);
    CHECK(frames.size() == 1);
    CHECK(json_of(frames.back()).find("text 100") != std::string::npos);
    CHECK(json_of(frames.back()).find("text 99") == std::string::npos);
    CHECK(hub.counts().merged == 98);
    CHECK(hub.counts().encoded == 2);
  }

  TEST_CASE("a_flood_does_not_wait_for_the_tick") {
    HubLimits limits;
    limits.tick = std::chrono::hours(1);
    limits.pending_at_once = 10;
    Hub hub(tools(), limits);
    Follower follower(hub);
    hub.publish(said(1, "first", "opens the tick"));
    follower.until(1);
    engine::Publication flood{2, {}, {}};
    for (int i = 0; i < 10; ++i) flood.upserts.push_back(line("n" + std::to_string(i), 2, "x"));
    hub.publish(std::move(flood));
    CHECK(follower.until(2).size() == 1);
  }

  TEST_CASE("what_a_person_did_is_read_at_once_whatever_the_tick") {
    HubLimits limits;
    limits.tick = std::chrono::hours(1);
    Hub hub(tools(), limits);
    Follower follower(hub);
    hub.publish(said(1, "first", "opens the tick"));
    follower.until(1);
    hub.publish(said(2, "second", "waits for the tick"));
    CHECK(hub.find("desk", "log", "second") == nullptr);
    for (std::uint64_t n = 3; n < 20; ++n) {
      engine::Publication act = said(n, "act", "text " + std::to_string(n));
      act.acted = true;
      hub.publish(std::move(act));
      const EntityPtr read = hub.find("desk", "log", "act");
      REQUIRE(read != nullptr);
      CHECK(std::get<views::LogLine>(*read).text == "text " + std::to_string(n));
    }
    CHECK(hub.list("desk", "log").size() == 3);
    CHECK(hub.changes("desk", 18, "").find("text 19") != std::string::npos);
    CHECK(!follower.until(19).empty());
  }

  TEST_CASE("the_general_audience_never_sees_what_is_blanked_and_shares_the_rest") {
    Hub hub(tools());
    Follower follower(hub);
    hub.publish(said(1, "a", "plain"));
    follower.until(1);
    hub.publish(said(2, "b", "secret name"));
    follower.until(2);
    bool behind = false;
    const auto desk = hub.frames("desk", 0, 10, behind);
    const auto general = hub.frames("general", 0, 10, behind);
    const auto without_log = hub.frames("general-log", 0, 10, behind);
    REQUIRE(desk.size() == 2);
    CHECK(desk[0].sse == general[0].sse);
    CHECK(json_of(desk[1]).find("secret name") != std::string::npos);
    CHECK(json_of(general[1]).find("secret") == std::string::npos);
    REQUIRE(without_log.size() == 2);
    CHECK(json_of(without_log[1]).find("\"log\"") == std::string::npos);
    CHECK(hub.list("general-log", "log").empty());
    CHECK(hub.find("general-log", "log", "a") == nullptr);
    CHECK(hub.changes("general-log", 0, "").find("plain") == std::string::npos);
    CHECK(json_of(hub.catch_up("general-log", 0)).find("plain") == std::string::npos);
    CHECK(hub.frames("someone", 0, 10, behind).empty());  // not one of the doctrine: sees nothing
    CHECK(hub.list("someone", "log").empty());
    CHECK(json_of(hub.catch_up("general", 0)).find("secret") == std::string::npos);
    CHECK(hub.find("desk", "log", "a") == hub.find("general", "log", "a"));
    CHECK(std::get<views::LogLine>(*hub.find("general", "log", "b")).text.empty());
  }

  TEST_CASE("what_somebody_sees_no_longer_is_a_removal_to_them_and_to_nobody_else") {
    Hub hub(tools());
    doctrine::Audience owner = doctrine::Audience::of_everything();
    owner.own = true;
    owner.person = "A";
    Follower desk(hub);
    hub.publish(said(1, "a", "of A"));
    hub.publish(said(2, "b", "of B"));
    desk.until(2);
    CHECK(hub.list("desk", "log").size() == 2);
    CHECK(hub.list(owner.name(), "log").empty());  // not admitted: sees nothing
    hub.admit(owner);
    hub.admit(owner);
    REQUIRE(hub.list(owner.name(), "log").size() == 1);
    CHECK(hub.find(owner.name(), "log", "a") == hub.find("desk", "log", "a"));
    Follower follower(hub, owner.name());
    hub.publish(said(3, "a", "of B"));
    hub.publish(said(4, "b", "of A"));
    const std::vector<Frame> frames = follower.until(4);
    std::string told;
    for (const Frame& one : frames) told += json_of(one);
    CHECK(told.find(R"("removals":[{"type":"log","id":"a")") != std::string::npos);
    CHECK(told.find("of A") != std::string::npos);
    CHECK(hub.find(owner.name(), "log", "a") == nullptr);
    // Whoever was away is told the same; whoever never knew it is told nothing of it.
    CHECK(hub.changes(owner.name(), 2, "").find(R"("id":"a")") != std::string::npos);
    CHECK(hub.changes(owner.name(), 0, "").find(R"("id":"a")") == std::string::npos);
    CHECK(hub.changes("desk", 2, "").find(R"("removals":[])") != std::string::npos);
  }

  TEST_CASE("catch_up_tells_what_changed_and_went_after_since_and_where_to_go_on") {
    Hub hub(tools());
    hub.fill({10, {line("old", 4, "old"), line("gone", 5, "gone"), line("new", 10, "new")}, {}});
    Follower follower(hub);
    hub.publish({12, {line("old", 12, "changed")}, {{"log", "gone", 12}}});
    follower.until(12);
    const Frame frame = hub.catch_up("desk", 10);
    CHECK(json_of(frame) == R"({"version":12,"upserts":[{"type":"log","id":"old","text":"changed"}],)"
                            R"("removals":[{"type":"log","id":"gone","version":12}]})");
    CHECK(frame.version == 12);
    CHECK(frame.index == 1);
    CHECK(hub.changes("desk", 12, "") == R"({"version":12,"upserts":[],"removals":[]})");
    CHECK(hub.changes("desk", 10, "log,theme") == json_of(frame));
    CHECK(hub.changes("desk", 10, "theme") == R"({"version":12,"upserts":[],"removals":[]})");
  }

  TEST_CASE("what_changed_without_an_entry_is_told_to_whoever_comes_back_with_that_version") {
    Hub hub(tools());
    hub.fill({10, {line("a", 4, "a"), line("b", 10, "b")}, {}});
    Follower follower(hub);
    CHECK(hub.changes("desk", 10, "") == R"({"version":10,"upserts":[],"removals":[]})");
    hub.publish({10, {line("a", 4, "the store is full")}, {{"log", "b", 10}}});
    follower.until(10);
    const std::string told = R"("upserts":[{"type":"log","id":"a","text":"the store is full"}],)"
                             R"("removals":[{"type":"log","id":"b","version":10}]})";
    CHECK(hub.changes("desk", 10, "") == R"({"version":10,)" + told);
    hub.publish(said(11, "c", "c"));
    follower.until(11);
    CHECK(hub.changes("desk", 10, "").find("the store is full") != std::string::npos);
    CHECK(hub.changes("desk", 11, "") == R"({"version":11,"upserts":[],"removals":[]})");
  }

  TEST_CASE("a_since_we_cannot_answer_gets_a_full_snapshot") {
    HubLimits limits;
    limits.removals_kept = 1;
    limits.tick = std::chrono::milliseconds(0);
    Hub hub(tools(), limits);
    hub.fill({10, {line("a", 1, "a"), line("b", 2, "b"), line("c", 3, "c")}, {}});
    Follower follower(hub);
    CHECK(is_full(hub.changes("desk", 0, "")));
    CHECK(is_full(hub.changes("desk", 9, "")));   // before the start: what went away since is not known
    CHECK(is_full(hub.changes("desk", 11, "")));  // of another store
    CHECK(!is_full(hub.changes("desk", 10, "")));
    hub.publish({11, {}, {{"log", "a", 11}}});
    follower.until(11);
    CHECK(!is_full(hub.changes("desk", 10, "")));
    hub.publish({12, {}, {{"log", "b", 12}}});
    follower.until(12);
    CHECK(is_full(hub.changes("desk", 10, "")));  // the removal of a is forgotten
    CHECK(!is_full(hub.changes("desk", 11, "")));
    CHECK(hub.list("desk", "log").size() == 1);
    CHECK(json_of(hub.catch_up("desk", 10)).starts_with(R"({"version":12,"full":true,"upserts":[)"));
  }

  TEST_CASE("an_entity_that_changed_without_an_entry_of_its_own_is_still_told_of") {
    Hub hub(tools());
    Follower follower(hub);
    hub.publish(said(5, "a", "first"));
    follower.until(5);
    hub.publish({9, {line("a", 5, "turned by a clock")}, {}});
    follower.until(9);
    CHECK(hub.changes("desk", 8, "").find("turned by a clock") != std::string::npos);
  }

  TEST_CASE("an_entity_that_comes_back_is_no_longer_removed") {
    Hub hub(tools());
    Follower follower(hub);
    hub.publish(said(1, "a", "one"));
    follower.until(1);
    hub.publish({2, {}, {{"log", "a", 2}}});
    follower.until(2);
    CHECK(!hub.find("desk", "log", "a"));
    hub.publish(said(3, "a", "again"));
    follower.until(3);
    const std::string changed = hub.changes("desk", 1, "");
    CHECK(changed.find("again") != std::string::npos);
    CHECK(changed.ends_with("\"removals\":[]}"));
  }

  TEST_CASE("the_ring_is_bounded_in_frames_and_bytes_and_says_who_is_behind") {
    HubLimits limits;
    limits.tick = std::chrono::milliseconds(0);
    limits.ring_frames = 4;
    Hub hub(tools(), limits);
    Follower follower(hub);
    for (std::uint64_t n = 1; n <= 10; ++n) {
      hub.publish(said(n, "a", "x"));
      follower.until(n);
    }
    bool behind = false;
    const auto kept = hub.frames("desk", 0, 100, behind);
    CHECK(behind);
    REQUIRE(kept.size() == 4);
    CHECK(kept.front().index == 7);
    CHECK(hub.frames("desk", 6, 100, behind).size() == 4);
    CHECK(!behind);
    CHECK(hub.frames("desk", 6, 3, behind).back().index == 9);
    CHECK(hub.frames("desk", 10, 3, behind).empty());

    limits.ring_bytes = 1;
    Hub small(tools(), limits);
    Follower second(small);
    for (std::uint64_t n = 1; n <= 3; ++n) {
      small.publish(said(n, "a", "x"));
      second.until(n);
    }
    CHECK(small.frames("desk", 0, 100, behind).size() == 1);
  }

  TEST_CASE("only_the_newest_log_lines_are_kept") {
    HubLimits limits;
    limits.log_lines_kept = 3;
    Hub hub(tools(), limits);
    views::Theme theme;
    theme.id = "fire";
    hub.fill({5,
              {theme, line("a", 1, "x"), line("b", 2, "x"), line("c", 3, "x"), line("d", 4, "x"),
               line("e", 5, "x")},
              {}});
    const auto kept = hub.list("desk", "log");
    REQUIRE(kept.size() == 3);
    CHECK(std::get<views::LogLine>(*kept.front()).id == "c");
    CHECK(hub.list("desk", "theme").size() == 1);
    CHECK(hub.list("desk", "signal").empty());
  }

  TEST_CASE("heartbeat_names_the_version_also_when_nobody_could_see_the_change") {
    Hub hub(tools());
    hub.fill({3, {}, {}});
    CHECK(json_of(hub.heartbeat()) ==
          R"({"version":3,"now":"2026-06-27T14:00:00.000000Z","speed":60,"upserts":[],"removals":[]})");
    hub.publish({4, {}, {}});
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (hub.version() != 4 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    CHECK(hub.version() == 4);
    CHECK(hub.counts().frames == 0);
  }

  TEST_CASE("readers_on_other_threads_see_a_whole_picture_while_it_changes") {
    HubLimits limits;
    limits.tick = std::chrono::milliseconds(0);
    Hub hub(tools(), limits);
    Follower follower(hub);
    std::atomic<bool> done{false};
    std::thread reader([&] {
      std::uint64_t last = 0;
      while (!done) {
        const Frame all = hub.catch_up("desk", 0);
        CHECK(all.version >= last);
        last = all.version;
        CHECK(hub.list("general", "log").size() <= 20);
      }
    });
    for (std::uint64_t n = 1; n <= 2'000; ++n) hub.publish(said(n, std::to_string(n % 20), "x"));
    follower.until(2'000);
    done = true;
    reader.join();
    CHECK(hub.list("desk", "log").size() == 20);
  }

  TEST_CASE("large_frames_have_the_long_websocket_lengths") {
    const std::string middle = websocket_text(std::string(126, 'm'));
    CHECK(middle.substr(0, 4) == std::string("\x81\x7e\x00\x7e", 4));
    CHECK(middle.size() == 130);
    const std::string large = websocket_text(std::string(70'000, 'l'));
    CHECK(large.substr(0, 10) == std::string("\x81\x7f\x00\x00\x00\x00\x00\x01\x11\x70", 10));
    CHECK(websocket_text(std::string(125, 's')).substr(0, 2) == "\x81\x7d");
    CHECK(sse_event(3, "a\nb") == "id: 3\ndata: a\ndata: b\n\n");
  }

  TEST_CASE("the_codec_writes_type_id_and_version_of_an_entity") {
    const std::string json = codec::encode_entity(views::Entity(line("a", 3, "hello")));
    CHECK(json.starts_with(R"({"type":"log","id":"a","version":3,)"));
  }
}
