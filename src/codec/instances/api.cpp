#include "api/control.h"
#include "api/rest/answers.h"
#include "codec/instances/geo_json.h"

namespace voorzien::codec {
VOORZIEN_JSON(api::Problem)
VOORZIEN_JSON(api::Credentials)
VOORZIEN_JSON(api::SessionAnswer)
VOORZIEN_JSON(api::Welcome)
VOORZIEN_JSON(api::CommandAnswer)
VOORZIEN_JSON(api::ContactsAnswer)
VOORZIEN_JSON(api::AttachmentAnswer)
VOORZIEN_JSON(api::IntakeAnswer)
VOORZIEN_JSON(api::PictureAnswer)
VOORZIEN_JSON(api::JournalPage)
VOORZIEN_JSON(api::JournalProof)
VOORZIEN_JSON(api::StationHistory)
VOORZIEN_JSON(api::PlacesAnswer)
VOORZIEN_JSON(api::SearchAnswer)
VOORZIEN_JSON(api::CapcodesAnswer)
VOORZIEN_JSON(api::AlarmToken)
VOORZIEN_JSON(api::AlarmShown)
VOORZIEN_JSON(api::AlarmAnswered)
VOORZIEN_JSON(api::SetSpeed)
VOORZIEN_JSON(api::SpeedAnswer)
VOORZIEN_JSON(api::FirstAdministrator)
VOORZIEN_JSON(std::vector<api::DemoAccount>)
VOORZIEN_JSON(api::ControlRequest)
VOORZIEN_JSON(api::ControlAnswer)
}  // namespace voorzien::codec
