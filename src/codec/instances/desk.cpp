#include "desk/desk.h"
#include "codec/instances/geo_json.h"
#include "desk/commands.h"
#include "desk/preview.h"

namespace voorzien::codec {
VOORZIEN_JSON(desk::State)
VOORZIEN_JSON(desk::Event)
VOORZIEN_JSON(desk::Command)
VOORZIEN_JSON(desk::WriteLog)
VOORZIEN_JSON(desk::WriteEntry)
VOORZIEN_JSON(desk::BeginExercise)
VOORZIEN_JSON(desk::EndExercise)
VOORZIEN_JSON(desk::PreviewQuestion)
VOORZIEN_JSON(desk::PreviewAnswer)
}  // namespace voorzien::codec
