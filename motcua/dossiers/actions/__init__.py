"""The verbs of the law, one class a file. `REGISTRY` is the list a newcomer reads after the lifecycle."""

from motcua.dossiers.actions.accept_supplement import AcceptSupplement
from motcua.dossiers.actions.answer_intake_supplement import AnswerIntakeSupplement
from motcua.dossiers.actions.answer_supplement import AnswerSupplement
from motcua.dossiers.actions.approve_withdrawal import ApproveWithdrawal
from motcua.dossiers.actions.ask_correction import AskCorrection
from motcua.dossiers.actions.base import Act
from motcua.dossiers.actions.decline_withdrawal import DeclineWithdrawal
from motcua.dossiers.actions.propose import Propose
from motcua.dossiers.actions.recall import Recall
from motcua.dossiers.actions.receive import Receive
from motcua.dossiers.actions.refuse_merits import RefuseMerits
from motcua.dossiers.actions.reject import Reject
from motcua.dossiers.actions.request_intake_supplement import RequestIntakeSupplement
from motcua.dossiers.actions.request_supplement import RequestSupplement
from motcua.dossiers.actions.request_withdrawal import RequestWithdrawal
from motcua.dossiers.actions.return_result import ReturnResult
from motcua.dossiers.actions.seal import Seal
from motcua.dossiers.actions.send_back import SendBack
from motcua.dossiers.actions.sign import Sign
from motcua.dossiers.actions.start_processing import StartProcessing
from motcua.dossiers.actions.stop import Stop
from motcua.dossiers.actions.submit import Submit
from motcua.dossiers.actions.take_back import TakeBack

REGISTRY: dict[str, type[Act]] = {
    act.transition: act
    for act in (
        Submit, Recall, TakeBack, Receive, RequestIntakeSupplement, AnswerIntakeSupplement, Reject,
        StartProcessing, RequestSupplement, AnswerSupplement, AcceptSupplement, Propose, SendBack, Sign, Seal,
        RefuseMerits, RequestWithdrawal, ApproveWithdrawal, DeclineWithdrawal, AskCorrection, Stop, ReturnResult,
    )
}  # fmt: skip
BY_KIND: dict[str, type[Act]] = {act.kind: act for act in REGISTRY.values()}
