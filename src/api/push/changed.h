// What `changes since` finds, before it becomes JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "views/entities.h"

namespace voorzien::api {

struct Known {
  std::shared_ptr<const views::Entity> entity;  // as one audience may see it
  std::shared_ptr<const std::string> json;      // its JSON, encoded once
  bool was_shown = false;                       // not any more: whoever knew it must forget it
};

struct Changed {
  std::uint64_t version = 0;  // what the reader has reached with these
  bool full = false;          // a snapshot: what is not in it is gone
  std::vector<Known> upserts;
  std::vector<views::Removal> removals;
};

}  // namespace voorzien::api
