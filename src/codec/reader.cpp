#include "codec/reader.h"

#include <simdjson.h>

#include <array>
#include <cstring>
#include <optional>

#include "codec/limits.h"

namespace voorzien::codec {
namespace ondemand = simdjson::ondemand;

namespace {
struct Frame {
  ondemand::object_iterator object;
  ondemand::array_iterator array;
  std::string_view key;
  std::size_t index = 0;
  bool is_object = false;
  bool started = false;
};

ErrorCode code_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return ErrorCode::BadEncoding;
    case simdjson::CAPACITY:
      return ErrorCode::TooLarge;
    case simdjson::DEPTH_ERROR:
      return ErrorCode::TooDeep;
    case simdjson::INCORRECT_TYPE:
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE:
    case simdjson::SCALAR_DOCUMENT_AS_VALUE:
      return ErrorCode::BadValue;
    default:
      return ErrorCode::Malformed;
  }
}

// Nearly every key is its own bytes: they are then read where they stand. `raw` is behind the opening quote
// of a text that is known to be closed.
bool take_plain_key(const char* raw, std::string_view& key) {
  const char* end = raw;
  while (*end != '"' && *end != '\\') ++end;
  if (*end == '\\') return false;
  key = {raw, static_cast<std::size_t>(end - raw)};
  return true;
}

void append_escaped(std::string_view key, std::string& pointer) {  // RFC 6901, section 3
  for (const char c : key) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
}
}  // namespace

struct Reader::Inside {
  ondemand::parser parser;
  std::string padded;
  ondemand::document document;
  ondemand::value current;
  std::array<Frame, limits::depth_max> frames;
  std::size_t depth = 0;
  std::optional<Error> failure;
  bool is_shared = false;  // lives on between readings of this thread
  bool in_use = false;

  [[nodiscard]] std::string pointer() const {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i) {
      if (!frames[i].started) continue;
      out += '/';
      if (frames[i].is_object)
        append_escaped(frames[i].key, out);
      else
        out += std::to_string(frames[i].index);
    }
    return out;
  }

  bool failed_with(simdjson::error_code error, const char* wanted = nullptr) {
    if (!failure) {
      const ErrorCode code = code_of(error);
      const bool mistyped = code == ErrorCode::BadValue && wanted != nullptr;
      failure = Error{code, pointer(),
                      mistyped ? std::string(wanted) + " expected" : simdjson::error_message(error)};
    }
    return false;
  }

  void start(std::string_view json) {
    depth = 0;
    failure.reset();
    padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    padded.assign(json);
    const simdjson::padded_string_view view(padded.data(), json.size(), padded.capacity());
    if (const auto error = parser.iterate(view).get(document)) failed_with(error);
  }

  Frame* push() {
    if (depth == limits::depth_max) {
      if (!failure) failure = Error{ErrorCode::TooDeep, pointer(), ""};
      return nullptr;
    }
    Frame& frame = frames[depth++];
    frame.started = false;
    frame.index = 0;
    return &frame;
  }
};

namespace {
// One parser a thread serves all readings that are not nested in another and not huge.
template <class Inside>
Inside& shared_inside() {
  thread_local Inside inside;
  return inside;
}
}  // namespace

void Reader::Release::operator()(Inside* inside) const {
  if (inside->is_shared)
    inside->in_use = false;
  else
    delete inside;
}

Reader::Reader(std::string_view json) {
  Inside& shared = shared_inside<Inside>();
  if (shared.in_use || json.size() > limits::kept_buffer) {
    inside_.reset(new Inside);
  } else {
    shared.is_shared = true;
    shared.in_use = true;
    inside_.reset(&shared);
  }
  inside_->start(json);
}

Reader::~Reader() = default;

bool Reader::begin_object() {
  if (failed()) return false;
  ondemand::object object;
  const auto error = inside_->depth == 0 ? inside_->document.get_object().get(object)
                                         : inside_->current.get_object().get(object);
  if (error) return inside_->failed_with(error, "object");
  Frame* frame = inside_->push();
  if (frame == nullptr) return false;
  frame->is_object = true;
  if (const auto fault = object.begin().get(frame->object)) return inside_->failed_with(fault);
  return true;
}

bool Reader::next_field(std::string_view& key) {
  if (failed()) return false;
  Frame& frame = inside_->frames[inside_->depth - 1];
  if (frame.started) ++frame.object;
  if (!(frame.object != ondemand::object_iterator())) {
    --inside_->depth;
    return false;
  }
  ondemand::field field;
  if (const auto error = (*frame.object).get(field)) return inside_->failed_with(error);
  if (!take_plain_key(field.key().raw(), frame.key))
    if (const auto error = field.unescaped_key().get(frame.key)) return inside_->failed_with(error);
  frame.started = true;
  key = frame.key;
  inside_->current = std::move(field).value();
  return true;
}

bool Reader::begin_array() {
  if (failed()) return false;
  ondemand::array array;
  const auto error = inside_->depth == 0 ? inside_->document.get_array().get(array)
                                         : inside_->current.get_array().get(array);
  if (error) return inside_->failed_with(error, "array");
  Frame* frame = inside_->push();
  if (frame == nullptr) return false;
  frame->is_object = false;
  if (const auto fault = array.begin().get(frame->array)) return inside_->failed_with(fault);
  return true;
}

bool Reader::next_item() {
  if (failed()) return false;
  Frame& frame = inside_->frames[inside_->depth - 1];
  if (frame.started) {
    ++frame.array;
    ++frame.index;
  }
  if (!(frame.array != ondemand::array_iterator())) {
    --inside_->depth;
    return false;
  }
  frame.started = true;
  if (const auto error = (*frame.array).get(inside_->current)) return inside_->failed_with(error);
  return true;
}

bool Reader::take_null() {
  if (failed() || inside_->depth == 0) return false;
  bool is_null = false;
  if (const auto error = inside_->current.is_null().get(is_null)) return inside_->failed_with(error);
  return is_null;
}

// A scalar is never a whole text of ours, so the document itself is only asked for objects and arrays.
#define VOORZIEN_READ(method, type, getter, words)                                                        \
  bool Reader::method(type& out) {                                                                        \
    if (failed()) return false;                                                                           \
    if (inside_->depth == 0) return fail(ErrorCode::BadValue, "object or array expected");                \
    if (const auto error = inside_->current.getter().get(out)) return inside_->failed_with(error, words); \
    return true;                                                                                          \
  }
VOORZIEN_READ(read_bool, bool, get_bool, "true or false")
VOORZIEN_READ(read_double, double, get_double, "number")
VOORZIEN_READ(read_integer, std::int64_t, get_int64, "whole number")
VOORZIEN_READ(read_unsigned, std::uint64_t, get_uint64, "whole number of 0 or more")
VOORZIEN_READ(read_text, std::string_view, get_string, "text")
#undef VOORZIEN_READ

bool Reader::fail(ErrorCode code, std::string detail, std::string_view field) {
  if (failed()) return false;
  std::string where = inside_->pointer();
  if (!field.empty()) {
    where += '/';
    append_escaped(field, where);
  }
  inside_->failure = Error{code, std::move(where), std::move(detail)};
  return false;
}

bool Reader::failed() const { return inside_->failure.has_value(); }
std::size_t Reader::depth() const { return inside_->depth; }

bool Reader::at_end() {
  if (failed()) return false;
  const char* place = nullptr;  // simdjson 3.0 tells the end by an error of this call
  if (inside_->document.current_location().get(place) == simdjson::OUT_OF_BOUNDS) return true;
  return fail(ErrorCode::Malformed, "text after the end");
}

const Error& Reader::error() const {
  ENSURE(inside_->failure.has_value(), "error() needs a failure");
  return *inside_->failure;
}
}  // namespace voorzien::codec
