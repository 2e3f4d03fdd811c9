"""The page of each act of the office: what to fill in, what will follow, how it is read."""

from motcua.counter.blanks.base import Blank, Entry, Faulty, grouped
from motcua.counter.blanks.confirming import (
    AcceptSupplementBlank,
    ApproveWithdrawalBlank,
    ReceiveBlank,
    SealBlank,
    SignBlank,
    StartBlank,
)
from motcua.counter.blanks.handover import ReturnBlank
from motcua.counter.blanks.outcome import ProposeBlank
from motcua.counter.blanks.reasoned import (
    DeclineWithdrawalBlank,
    RefuseBlank,
    RejectBlank,
    SendBackBlank,
    StopBlank,
)
from motcua.counter.blanks.standing_in import RequestWithdrawalBlank, TakeBackBlank
from motcua.counter.blanks.supplement import IntakeSupplementBlank, SupplementBlank

__all__ = ["BLANKS", "Blank", "Entry", "Faulty", "grouped"]

BLANKS: dict[str, type[Blank]] = {
    "receive": ReceiveBlank,
    "request_intake_supplement": IntakeSupplementBlank,
    "reject": RejectBlank,
    "start_processing": StartBlank,
    "request_supplement": SupplementBlank,
    "accept_supplement": AcceptSupplementBlank,
    "propose": ProposeBlank,
    "send_back": SendBackBlank,
    "sign": SignBlank,
    "seal": SealBlank,
    "refuse_merits": RefuseBlank,
    "approve_withdrawal": ApproveWithdrawalBlank,
    "decline_withdrawal": DeclineWithdrawalBlank,
    "stop": StopBlank,
    "take_back": TakeBackBlank,
    "request_withdrawal": RequestWithdrawalBlank,
    "return_result": ReturnBlank,
}
"""Transition → its page. Of the acts of the applicant only those that a clerk does for who came."""
