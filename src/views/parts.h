// The views, one kind a function; views.cpp picks by type.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "views/views.h"

namespace voorzien::views {
[[nodiscard]] std::optional<Entity> view_region(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_theme(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_signal(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_source(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_station(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_fact(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_log(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_crisis(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_plan(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_duty(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_finding(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_early_warning(const Sight& sight, std::string_view id);
[[nodiscard]] std::optional<Entity> view_load(const Sight& sight, std::string_view id);
// How it grew, oldest first.
[[nodiscard]] std::vector<ScaleStep> scale_of(const picture::Signal& signal);
}  // namespace voorzien::views
