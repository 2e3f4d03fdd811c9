"""What the journal keeps of people who join a dossier: names and acts, never a token or a code."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.journal.kinds import kind


class PartyTold(BaseModel):
    """Who was invited, came in or was sent away; `label` says which person of the declaration it is."""

    party: UUID
    name: str
    label: str = ""


class Agreed(PartyTold):
    """Somebody agreed to exactly the answers of this digest, after a code to the telephone named in them."""

    answers: str
    proof: str = "code"


class Declined(PartyTold):
    reason: str = ""


class Claimed(BaseModel):
    """A dossier filed without account was brought into one: telephone, code and identity number were right."""

    account: UUID


class AgreementLost(PartyTold):
    """An answer changed after somebody had agreed, so they are asked again."""


INVITED = kind("dossier.party_invited", PartyTold)
JOINED = kind("dossier.party_joined", PartyTold)
REMOVED = kind("dossier.party_removed", PartyTold)
AGREED = kind("dossier.agreed", Agreed)
DECLINED = kind("dossier.agreement_declined", Declined)
LOST = kind("dossier.agreement_lost", AgreementLost)
CLAIMED = kind("dossier.claimed", Claimed)

TITLES = {
    INVITED: _("Đã mời thêm người"),
    JOINED: _("Người được mời đã vào cùng làm"),
    REMOVED: _("Đã bỏ một người khỏi hồ sơ"),
    AGREED: _("Đã đồng ý với tờ khai"),
    DECLINED: _("Không đồng ý với tờ khai"),
    LOST: _("Tờ khai đổi nên cần đồng ý lại"),
    CLAIMED: _("Đã đưa hồ sơ vào tài khoản"),
}
