// Admission counts open connections in total and per address. A Seat is one place; it gives itself back
// when it is destroyed, on whichever thread the connection ends (request loop or fan-out).
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace voorzien::adapters {

class Admission : public std::enable_shared_from_this<Admission> {
 public:
  class Seat {
   public:
    Seat() = default;
    Seat(std::shared_ptr<Admission> from, std::string group);
    Seat(Seat&&) noexcept = default;
    Seat& operator=(Seat&& other) noexcept;
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat();

   private:
    std::shared_ptr<Admission> from_;
    std::string group_;  // empty: counted in total only
  };

  Admission(std::size_t total, std::size_t per_address) : total_(total), per_address_(per_address) {}
  // Nothing when all places, or all places of this address, are taken. An empty group has no own limit.
  [[nodiscard]] std::optional<Seat> take(const std::string& group);
  [[nodiscard]] std::size_t open() const;

 private:
  void give_back(const std::string& group);

  const std::size_t total_;
  const std::size_t per_address_;
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::map<std::string, std::size_t> by_group_;
};

}  // namespace voorzien::adapters
