// FakeFeeds: the sources of the region. Each has its rhythm, and bursts, stalls, repeats, comes late,
// corrects itself, sends out of order, sends tests and rubbish, and sends again what was not acknowledged.
//
// What they tell is noted in the ledger: each fact carries a mark in its title by which it is known again.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "simulation/process.h"
#include "simulation/world/documents.h"

namespace voorzien::simulation {

class FakeFeeds {
 public:
  FakeFeeds(std::uint64_t seed, std::string plant, Agenda& agenda, FakeProcess& process, Trace& trace,
            Ledger& ledger);
  void begin();
  void calm_down();  // no stall and no rubbish from now on

 private:
  struct Feed {
    std::string id;
    Duration rhythm;
    void (FakeFeeds::*send)(Feed&);
    bool is_polled = false;
    Instant stalled_until;
    int burst_left = 0;
    std::vector<std::string> sent;  // the last documents, to send again
  };
  struct Going {  // something that goes on and has versions
    std::string mark;
    Item item;
    CapMessage message;
    Instant until;
  };

  void beat(Feed& feed);
  void misbehave(Feed& feed);
  void hand(Feed& feed, std::string bytes, std::string_view what, int tries = 1);
  void send_page(Feed& feed);
  void send_warnings(Feed& feed);
  void send_messages(Feed& feed);
  void send_outages(Feed& feed);
  void send_disruptions(Feed& feed);
  void send_readings(Feed& feed);
  void send_reports(Feed& feed);
  std::string tell(const std::string& source, bool is_test);  // a new fact; its mark
  void send_items(Feed& feed, const char* kind, const char* unit);
  [[nodiscard]] Instant now() const { return agenda_.now(); }

  Draws draws_;
  std::string plant_;
  Agenda& agenda_;
  FakeProcess& process_;
  Trace& trace_;
  Ledger& ledger_;
  std::vector<Feed> feeds_;
  std::vector<KnmiWarning> warnings_;
  std::map<std::string, std::vector<Going>> going_;  // by source
  std::uint64_t next_mark_ = 1000;
  bool calm_ = false;
};

}  // namespace voorzien::simulation
