#include "adapters/http_server/answers.h"

#include <atomic>
#include <utility>

#include "adapters/http_server/response.h"

namespace voorzien::adapters {
namespace {
class Ticket {
 public:
  Ticket(std::shared_ptr<Answers> answers, std::uint64_t connection, std::uint64_t request)
      : answers_(std::move(answers)), connection_(connection), request_(request) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() { answer(problem(500, "The request was not answered.")); }

  void answer(api::Response response) {
    if (!used_.exchange(true)) answers_->put({connection_, request_, std::move(response)});
  }

 private:
  std::shared_ptr<Answers> answers_;
  std::uint64_t connection_;
  std::uint64_t request_;
  std::atomic<bool> used_{false};
};
}  // namespace

void Answers::put(Answer answer) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(answer));
  }
  if (std::this_thread::get_id() != owner_) wake_.ring();
}

std::vector<Answer> Answers::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(waiting_, {});
}

api::Respond respond_to(std::shared_ptr<Answers> answers, std::uint64_t connection, std::uint64_t request) {
  auto ticket = std::make_shared<Ticket>(std::move(answers), connection, request);
  return [ticket](api::Response response) { ticket->answer(std::move(response)); };
}

}  // namespace voorzien::adapters
