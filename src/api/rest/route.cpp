#include "api/rest/route.h"

#include <algorithm>
#include <set>

namespace voorzien::api {
namespace {
std::string_view next_part(std::string_view& rest) {
  rest.remove_prefix(1);  // '/'
  const std::string_view part = rest.substr(0, rest.find('/'));
  rest.remove_prefix(part.size());
  return part;
}

bool fits(std::string_view pattern, std::string_view path, std::map<std::string, std::string>& values) {
  values.clear();
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_part(pattern);
    const bool is_value = wanted.starts_with('{');
    // The last value takes the rest: ids of stations hold slashes.
    const bool takes_rest = is_value && pattern.empty();
    const std::string_view given = takes_rest ? path.substr(1) : next_part(path);
    if (takes_rest) path = {};
    if (is_value ? given.empty() : wanted != given) return false;
    if (is_value) values.emplace(wanted.substr(1, wanted.size() - 2), given);
  }
  return pattern.empty() && path.empty();
}
}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> out;
    for (auto part :
         {session_routes, command_routes, crisis_command_routes, crisis_reading_routes, alarm_routes,
          budget_routes, attachment_routes, reading_routes, station_history_routes, looking_back_routes,
          rewind_routes, search_routes, capcode_routes, feed_routes, service_routes})
      for (Route& route : part()) out.push_back(std::move(route));
    return out;
  }();
  return all;
}

const std::vector<std::string>& acts() {
  static const std::vector<std::string> all = [] {
    std::set<std::string> found = {"admin.users", "crisis.answer-alarm", "read.raw-personal"};
    for (const Route& route : routes())
      if (!route.act.empty()) found.emplace(route.act);
    return std::vector<std::string>(found.begin(), found.end());
  }();
  return all;
}

Match match(std::string_view method, std::string_view path) {
  Match out;
  if (!path.starts_with('/')) return out;
  std::map<std::string, std::string> values;
  for (const Route& route : routes()) {
    if (!fits(route.pattern, path, values)) continue;
    if (route.method == method) {
      out.route = &route;
      out.path = std::move(values);
      return out;
    }
    out.allowed.push_back(route.method);
  }
  return out;
}
}  // namespace voorzien::api
