#include "codec/instances/geo_json.h"
#include "picture/commands.h"
#include "picture/events.h"
#include "picture/findings/backtest.h"
#include "picture/state.h"

namespace voorzien::codec {
VOORZIEN_JSON(picture::State)
VOORZIEN_JSON(picture::Event)
VOORZIEN_JSON(picture::Command)
VOORZIEN_JSON(picture::SeeSignal)
VOORZIEN_JSON(picture::VerifySignal)
VOORZIEN_JSON(picture::RejectSignal)
VOORZIEN_JSON(picture::CloseSignal)
VOORZIEN_JSON(picture::DeferSignal)
VOORZIEN_JSON(picture::AssignSignal)
VOORZIEN_JSON(picture::MergeSignal)
VOORZIEN_JSON(picture::SplitSignal)
VOORZIEN_JSON(picture::UndoSignal)
VOORZIEN_JSON(picture::SetTheme)
VOORZIEN_JSON(picture::ReleaseTheme)
VOORZIEN_JSON(picture::JudgeSignal)
VOORZIEN_JSON(picture::PromoteFinding)
VOORZIEN_JSON(picture::SetBudget)
VOORZIEN_JSON(picture::BudgetTried)
}  // namespace voorzien::codec
