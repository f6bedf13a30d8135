// Intake: bytes of a source -> a parsed Delivery -> the engine. The same path for film, push and poller.
//
// Parsing and hashing run on the caller's thread (rule 2: never on the engine's loop). A source that is not
// in doctrine, or whose format is unknown, is refused. Thread-safe: what changes (the geography) is fetched
// anew for each document.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "doctrine/doctrine.h"
#include "engine/submit.h"
#include "feeds/xml_signatures.h"
#include "server/region/current.h"

namespace voorzien::server {

struct Receipt {
  std::uint64_t version = 0;  // 0: nothing in it was news
  observations::Verdict verdict = observations::Verdict::Accepted;
  std::int64_t observations = 0;
  std::vector<observations::Remark> remarks;
};

class Intake {
 public:
  // `signatures` may be null: then signed messages are marked as not checked.
  Intake(const doctrine::Doctrine& doctrine, engine::Submit& submit, const CurrentRegion& region,
         const feeds::XmlSignatures* signatures = nullptr)
      : doctrine_(doctrine), submit_(submit), region_(region), signatures_(signatures) {}

  // `answer` comes after the delivery is durable, on the engine's thread; an unknown source answers at once.
  // `format` is that of a document which stood behind a link of the source's own; empty: the source's.
  void take(std::string_view source, std::shared_ptr<const std::string> bytes, Instant received,
            std::optional<std::int64_t> film_line, std::function<void(const Result<Receipt>&)> answer,
            std::string_view format = {}) const;

  // A source was asked and nothing had changed, or asking failed: told to the engine, not waited for. When
  // the engine is too busy the next asking tells it again.
  void unchanged(const SourceId& source, Instant received) const;
  void failed(const SourceId& source, observations::Remark remark, Instant received) const;

 private:
  const doctrine::Doctrine& doctrine_;
  engine::Submit& submit_;
  const CurrentRegion& region_;
  const feeds::XmlSignatures* signatures_;
};

}  // namespace voorzien::server
