"""What a person agreed to, a purpose at a time, in the very words that were shown; each can be taken back.

Two grounds (Law 91/2025/QH15 on personal data). `CONSENT`: nothing happens before a yes, and silence is none
(Art 9(4)(d)). `LAW`: the law itself wants it done (asking once only, telling about the dossier), so nothing is asked;
the person is told of it and may object, and then it is left off. Settling a dossier is the duty of the office and is
no purpose here: it can be neither asked nor refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import N_
from motcua.people.entries import CONSENT_GIVEN, CONSENT_WITHDRAWN, ConsentGiven, ConsentWithdrawn
from motcua.people.models import Account, Consent

Ground = Literal["consent", "law"]


@dataclass(frozen=True, slots=True)
class Purpose:
    """One use of personal data. The last of `wordings` is in force; an edition's number is its place, from 1.

    `basis` says what the law says; `stops` what follows when it is taken back.
    """

    key: str
    ground: Ground
    title: str
    wordings: Sequence[str]
    basis: str
    stops: str

    @property
    def edition(self) -> int:
        return len(self.wordings)


PREFILL, EMAIL_NEWS, KEEP_RESULTS, KEEP_PAPERS = "prefill", "email_news", "keep_results", "keep_papers"

PURPOSES: Mapping[str, Purpose] = {
    one.key: one
    for one in (
        Purpose(
            PREFILL, "law", N_("Điền sẵn tờ khai từ hồ sơ trước"),
            (N_("Khi bạn làm hồ sơ mới, máy lấy ngày sinh, số giấy tờ, nơi ở từ 3 hồ sơ gần nhất của bạn."),),
            N_("Luật Giao dịch điện tử 2023 và Thông tư 32/2017/TT-BTTTT muốn người dân chỉ phải khai một lần."),
            N_("Tờ khai mới chỉ điền sẵn những gì có trong tài khoản. Bạn tự gõ phần còn lại."),
        ),
        Purpose(
            EMAIL_NEWS, "law", N_("Báo tin hồ sơ qua thư điện tử"),
            (N_("Mỗi khi hồ sơ có việc mới, chúng tôi gửi thư tới địa chỉ bạn ghi trong hồ sơ đó."),),
            N_("Nghị định 224/2026/NĐ-CP (Điều 15) buộc cơ quan báo cho bạn tình trạng hồ sơ."),
            N_("Bạn chỉ còn nhận tin nhắn SMS. Tin nhắn vẫn gửi vì luật buộc cơ quan báo tin cho bạn."),
        ),
        Purpose(
            KEEP_RESULTS, "law", N_("Cất kết quả vào kho giấy tờ của tôi"),
            (N_("Kết quả cấp cho bạn được cất một bản vào kho, để lần sau bạn khỏi phải nộp lại."),),
            N_("Nghị định 45/2020/NĐ-CP muốn mỗi người có kho dữ liệu điện tử giữ kết quả đã cấp."),
            N_("Kết quả mới không vào kho nữa. Bạn vẫn tải được ở trang hồ sơ."),
        ),
        Purpose(
            KEEP_PAPERS, "consent", N_("Giữ giấy tờ trong kho dữ liệu của tôi"),
            (N_("Chúng tôi giữ bản sao giấy tờ của bạn trong kho, để lần sau bạn không phải chụp lại."),),
            N_("Việc này không bắt buộc, nên chỉ làm khi bạn đồng ý (Luật Bảo vệ dữ liệu cá nhân 2025)."),
            N_("Giấy tờ đang có vẫn ở đó đến khi bạn tự xóa. Lần sau bạn bấm lưu, chúng tôi hỏi lại."),
        ),
    )
}  # fmt: skip
"""In the order of the screen."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one purpose stands for one account. `since` is empty where nothing was ever said."""

    purpose: Purpose
    active: bool
    since: datetime | None
    wording: str


def asking(account: UUID, purpose: str) -> str:
    """The words (a msgid) to show where somebody is about to say yes; "" when they did before (one statement)."""
    return "" if allowed(account, purpose) else PURPOSES[purpose].wordings[-1]


def allowed(account: UUID, purpose: str) -> bool:
    """Whether this use is allowed now (one statement). KeyError for an unknown purpose."""
    rows = Consent.objects.filter(account_id=account, purpose=purpose).order_by("-id")
    return _active(PURPOSES[purpose], rows.first())


def objected(account: UUID, purpose: str) -> Exists:
    """That an account said no to a purpose of the law, as a condition inside another statement: it costs none."""
    assert PURPOSES[purpose].ground == "law", purpose
    rows = Consent.objects.filter(account_id=account, purpose=purpose)
    return Exists(rows.exclude(Exists(rows.filter(withdrawn_at=None))))


def standing(account: UUID) -> list[Standing]:
    """Every purpose as it stands (one statement; at most one row a change that the person made)."""
    last: dict[str, Consent] = {}
    for row in Consent.objects.filter(account_id=account).order_by("purpose", "-id").distinct("purpose"):
        last[row.purpose] = row
    return [_standing(one, last.get(one.key)) for one in PURPOSES.values()]


def _standing(purpose: Purpose, row: Consent | None) -> Standing:
    seen = row.wording if row is not None and row.withdrawn_at is None else purpose.edition
    since = (row.withdrawn_at or row.given_at) if row else None
    return Standing(purpose, _active(purpose, row), since, purpose.wordings[min(seen, purpose.edition) - 1])


def _active(purpose: Purpose, row: Consent | None) -> bool:
    """A new edition of the words is a new question; what the law wants needs no yes."""
    if purpose.ground == "law":
        return row is None or row.withdrawn_at is None
    return row is not None and row.withdrawn_at is None and row.wording == purpose.edition


def give(account: UUID, purpose: str, *, actor: Actor) -> None:
    """Say yes to the words in force; a second yes changes nothing."""
    edition = PURPOSES[purpose].edition
    living = Consent.objects.filter(account_id=account, purpose=purpose, withdrawn_at=None)
    try:
        with transaction.atomic():
            if living.filter(wording=edition).exists():
                return
            living.update(withdrawn_at=clock.now())
            Consent.objects.create(account_id=account, purpose=purpose, wording=edition, given_at=clock.now())
            told = ConsentGiven(purpose=purpose, wording=edition)
            journal.record(CONSENT_GIVEN, f"account:{account}", actor=actor, payload=told)
    except IntegrityError:  # the other window said yes at the same moment
        return


def withdraw(account: UUID, purpose: str, *, actor: Actor) -> None:
    """Take a yes back, or object to what the law allows; a second no changes nothing."""
    now, wanted = clock.now(), PURPOSES[purpose]
    with transaction.atomic():
        Account.objects.select_for_update(no_key=True).filter(pk=account).first()
        rows = Consent.objects.filter(account_id=account, purpose=purpose).order_by("-id")
        last = rows.first()
        if last is None and wanted.ground == "law":
            Consent.objects.create(
                account_id=account, purpose=purpose, wording=wanted.edition, given_at=now, withdrawn_at=now
            )
        elif not rows.filter(withdrawn_at=None).update(withdrawn_at=now):
            return
        told = ConsentWithdrawn(purpose=purpose)
        journal.record(CONSENT_WITHDRAWN, f"account:{account}", actor=actor, payload=told)
