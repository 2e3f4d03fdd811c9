"""Why we write to people, and what each text must be given: one model per purpose.

| purpose             | R47 kind | given, beside `language`, `code`, `procedure`, `office`, `link`         |
| ------------------- | -------- | ----------------------------------------------------------------------- |
| one_time_code       | –        | only: code, minutes, language                                           |
| invited             | –        | only: principal, days, link, language                                   |
| new_sign_in         | –        | only: device, at, link, language                                        |
| new_key             | –        | only: key, at, link, language                                           |
| factor_changed      | –        | only: what, key?, at, link, language                                    |
| phone_change_asked  | –        | only: new_phone (shortened), until, link, language                      |
| phone_changed       | –        | only: new_phone (shortened), lost, link, language                       |
| counter_code        | –        | only: code, minutes, procedure, office_name, language                   |
| dossier_help_asked  | –        | only: who, procedure, link, language                                    |
| authorised          | –        | only: agent, until, link, language                                      |
| authorised_agent    | –        | only: principal, until, link, language                                  |
| authorise_code      | –        | only: code, minutes, agent, until, office_name, language                |
| counter_phone_code  | –        | only: code, minutes, office_name, language                              |
| agreement_asked     | –        | only: who, procedure, link, language                                    |
| agreement_lost      | –        | only: name, procedure, language                                         |
| agreement_answered  | –        | only: name, procedure, agreed, reason?, link, language                  |
| registered          | 1        | submitted_at, answer_by?: by when the office says if it receives it     |
| received            | 2        | due_at, place?, fee? (dong), submission_code?                           |
| supplement          | 3        | items [{label, problem}], basis, answer_by                              |
| result_ready        | 3        | online, place?, bring? [text], fee?                                     |
| refused             | 3        | reason, basis                                                           |
| withdrawn           | 3        | –                                                                       |
| withdrawal_declined | 3        | reason                                                                  |
| stopped             | 3        | reason, basis                                                           |
| returned            | 3        | returned_at                                                             |
| correction_asked    | 3        | what: the applicant's own words                                         |
| pin_renewed         | –        | pin; send it with `secret=True`                                         |
| draft_idle          | –        | only: procedure, day, link, language                                    |
| papers_expire       | –        | day                                                                     |
| due_changed         | 3        | old_due, due_at, reason                                                 |

`code` is the code to show now (official once received); `procedure` its name; `office` the contact card
{name, phone, address?, hours?, official?}; `link` an address to follow, or "". No personal data beyond that.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1), AfterValidator(lambda text: text.rstrip(" .;"))]
"""Something to say inside a sentence of ours, which ends with its own full stop."""


class Words(BaseModel):
    """What a text is made of; an unknown or missing word is an error of the programmer."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sms_segments: ClassVar[int] = 4
    """How many parts of 67 characters an SMS of this purpose may take with ordinary words."""
    language: Literal["vi", "en"] = "vi"

    def minutes_to_live(self) -> int | None:
        """After how many minutes the text is no longer true; None: it stays true."""
        return None


class OneTimeCode(Words):
    sms_segments: ClassVar[int] = 2
    code: Text
    minutes: int

    def minutes_to_live(self) -> int | None:
        return self.minutes


class Invited(Words):
    """Somebody is asked to act for an organisation; it names the organisation only."""

    sms_segments: ClassVar[int] = 5
    principal: Text
    days: int
    link: str


class NewSignIn(Words):
    """Somebody signed in to the reader's account in a browser never used for it."""

    device: Text
    at: AwareDatetime
    link: str = ""


class NewKey(Words):
    """Somebody gave the reader's account another key."""

    key: Text
    at: AwareDatetime
    link: str = ""


class FactorChanged(Words):
    """Something that proves the reader was replaced or removed: an app, the codes on paper, or the passkey `key`."""

    what: Literal["authenticator", "recovery_codes", "passkey"]
    key: str = ""
    at: AwareDatetime
    link: str = ""


class PhoneChangeAsked(Words):
    """To the old number: a new one was asked for, and until when that can be stopped."""

    new_phone: Text
    until: AwareDatetime
    link: str = ""


class PhoneChanged(Words):
    """To both numbers: the account now has the new one. `lost`: passkeys ended too, new ones are added at `link`."""

    new_phone: Text
    lost: bool = False
    link: str = ""


class CounterCode(OneTimeCode):
    """A code that the person at the counter tells the clerk who hands in for them."""

    sms_segments: ClassVar[int] = 4
    procedure: Text
    office_name: Text


class Authorised(Words):
    """To the principal: an officer registered that `agent` may act for them."""

    agent: Text
    until: date
    link: str = ""


class AuthorisedAgent(Words):
    """To the agent: an officer registered that they may act for `principal`."""

    principal: Text
    until: date
    link: str = ""


class AuthoriseCode(OneTimeCode):
    """A code by which the principal agrees that an officer registers `agent`."""

    sms_segments: ClassVar[int] = 4
    agent: Text
    until: date
    office_name: Text


class CounterPhoneCode(OneTimeCode):
    """To the new telephone of somebody at the counter who lost the old one: a code to tell the clerk."""

    sms_segments: ClassVar[int] = 4
    office_name: Text


class HelpAsked(Words):
    """`who` asks the reader to fill a draft in together."""

    sms_segments: ClassVar[int] = 5
    who: Text
    procedure: Text
    link: str


class AgreementAsked(HelpAsked):
    """`who` asks the reader to read a whole declaration and to agree to it."""


class AgreementLost(Words):
    """An answer changed after `name` had agreed: they must read and agree again."""

    name: Text
    procedure: Text


class AgreementAnswered(Words):
    """`name` agreed to a declaration, or did not."""

    sms_segments: ClassVar[int] = 5
    name: Text
    procedure: Text
    agreed: bool
    reason: str = ""
    link: str = ""


class DraftIdle(Words):
    """A draft nobody touched for long is deleted on `day`."""

    sms_segments: ClassVar[int] = 5
    procedure: Text
    day: AwareDatetime
    link: str = ""


class OfficeCard(BaseModel):
    """Whom to ask: the contact card that every message carries."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Text
    phone: Text
    address: str = ""
    hours: str = ""
    official: str = ""

    @property
    def where(self) -> str:
        return f"{self.name}, {self.address}" if self.address else self.name


class AboutDossier(Words):
    code: Text
    procedure: Text
    office: OfficeCard
    link: str = ""


class Registered(AboutDossier):
    submitted_at: AwareDatetime
    answer_by: AwareDatetime | None = None


class Received(AboutDossier):
    due_at: AwareDatetime
    place: str = ""
    fee: int = 0
    submission_code: str = ""


class Item(BaseModel):
    """One thing to complete: which paper or answer, and what is wrong with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    label: Text
    problem: Text


class Supplement(AboutDossier):
    sms_segments: ClassVar[int] = 6
    items: Annotated[list[Item], Field(min_length=1)]
    basis: Text
    answer_by: AwareDatetime


class ResultReady(AboutDossier):
    online: bool
    place: str = ""
    bring: list[Text] = []
    fee: int = 0


class Refused(AboutDossier):
    reason: Text
    basis: Text


class Withdrawn(AboutDossier):
    pass


class WithdrawalDeclined(AboutDossier):
    reason: Text


class Stopped(AboutDossier):
    reason: Text
    basis: Text


class Returned(AboutDossier):
    returned_at: AwareDatetime


class CorrectionAsked(AboutDossier):
    what: Text


class PinRenewed(AboutDossier):
    pin: Text


class DueChanged(AboutDossier):
    old_due: AwareDatetime
    due_at: AwareDatetime
    reason: Text


class PapersExpire(AboutDossier):
    """Papers and answers of an ended dossier are deleted on `day`."""

    day: AwareDatetime


PURPOSES: dict[str, type[Words]] = {
    "draft_idle": DraftIdle,
    "papers_expire": PapersExpire,
    "one_time_code": OneTimeCode,
    "counter_code": CounterCode,
    "dossier_help_asked": HelpAsked,
    "authorised": Authorised,
    "authorised_agent": AuthorisedAgent,
    "authorise_code": AuthoriseCode,
    "counter_phone_code": CounterPhoneCode,
    "agreement_asked": AgreementAsked,
    "agreement_lost": AgreementLost,
    "agreement_answered": AgreementAnswered,
    "new_sign_in": NewSignIn,
    "new_key": NewKey,
    "factor_changed": FactorChanged,
    "phone_change_asked": PhoneChangeAsked,
    "phone_changed": PhoneChanged,
    "invited": Invited,
    "registered": Registered,
    "received": Received,
    "supplement": Supplement,
    "result_ready": ResultReady,
    "refused": Refused,
    "withdrawn": Withdrawn,
    "withdrawal_declined": WithdrawalDeclined,
    "stopped": Stopped,
    "returned": Returned,
    "correction_asked": CorrectionAsked,
    "pin_renewed": PinRenewed,
    "due_changed": DueChanged,
}
