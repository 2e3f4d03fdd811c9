"""What is in the archive of a person's data, part by part."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, viewing
from motcua.dossiers.actions.return_result import in_hand
from motcua.dossiers.models import Dossier, Paper, Result
from motcua.dossiers.papers import declaration as declared
from motcua.dossiers.papers import form01
from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.people import consents, devices
from motcua.people.models import Account
from motcua.ui.pdf import PaperError
from motcua.vault import api as vault

BATCH = 50
MOST_BYTES = 4 * 1024**3
"""Of papers in one archive; what is beyond it stays at its page and is counted as left out."""
MOST_SIGN_INS = 1000
READ_ME = """Dữ liệu của bạn, lấy lúc {at}.

tai-khoan.json   những gì chúng tôi biết về tài khoản
dang-nhap.json   các lần đăng nhập và thay đổi của tài khoản
dong-y.json      những điều bạn đã đồng ý hoặc đã dừng
ho-so/           mỗi hồ sơ một thư mục: điều đã khai, tờ khai, giấy tờ, kết quả, ai đã xem
kho-giay-to/     giấy tờ trong kho của bạn

Tệp .json mở được bằng trình duyệt hoặc phần mềm soạn thảo.
"""


def write(content: IO[bytes], owner: Account) -> int:
    """Write the archive; gives how many papers were left out (a virus, or no room)."""
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        box = _Box(archive)
        box.text("doc-toi-truoc.txt", READ_ME.format(at=f"{clock.now():%H:%M %d/%m/%Y}"))
        box.data("tai-khoan.json", _account(owner))
        box.data("dang-nhap.json", _signed_in(owner.pk))
        box.data("dong-y.json", _consents(owner.pk))
        for dossier in _dossiers(owner.pk):
            _dossier(box, dossier)
        for name, data in vault.export(owner.pk):
            box.bytes(name, data)
    return box.left_out


class _Box:
    """The open archive; names are used once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.left_out, self.taken = archive, 0, 0

    def text(self, name: str, text: str) -> None:
        self.archive.writestr(name, text)

    def data(self, name: str, data: Any) -> None:
        self.text(name, json.dumps(data, ensure_ascii=False, indent=1, default=str))

    def bytes(self, name: str, data: bytes) -> None:
        if self._room(len(data)):
            self.archive.writestr(name, data)

    def file(self, name: str, file: StoredFile) -> None:
        if not self._room(file.size):
            return
        try:
            with files.open_bytes(file) as stream, self.archive.open(name, "w", force_zip64=True) as entry:
                shutil.copyfileobj(stream, entry)
        except (files.Infected, FileNotFoundError):
            self.left_out += 1

    def _room(self, size: int) -> bool:
        self.taken += size
        self.left_out += self.taken > MOST_BYTES
        return self.taken <= MOST_BYTES


def _account(owner: Account) -> dict[str, Any]:
    facts = ("phone", "email", "full_name", "personal_id", "birth_date", "address", "organisation_name", "tax_code")
    return {
        **{name: getattr(owner, name) for name in facts}, "assurance": owner.assurance, "opened": owner.created_at,
        "linked": [{"provider": one.provider, "told": one.told, "at": one.linked_at} for one in owner.identities.all()],
        "certificates": list(owner.certificates.values("holder", "issuer", "serial", "linked_at")),
        "passkeys": list(owner.passkeys.values("name", "made_at", "used_at")),
        "devices": [{"name": one.name, "opened": one.opened_at, "seen": one.seen_at} for one in devices.of(owner.pk)],
        "mandates": list(
            (owner.agents.all() | owner.principals.all()).values(
                "principal__full_name", "agent__full_name", "ground", "state", "valid_from", "valid_to"
            )
        ),
    }  # fmt: skip


def _signed_in(account: UUID) -> list[dict[str, Any]]:
    facts = journal.newest([f"account:{account}"], MOST_SIGN_INS)
    return [{"at": fact.at, "what": fact.kind, "by": fact.actor_name, **fact.payload} for fact in facts]


def _consents(account: UUID) -> list[dict[str, Any]]:
    return [
        {"purpose": one.purpose.title, "words": one.wording, "active": one.active, "since": one.since}
        for one in consents.standing(account)
    ]


def _dossiers(owner: UUID) -> Iterator[Dossier]:
    """A person's dossiers, oldest first, a few at a time."""
    last: UUID | None = None
    while rows := list(_after(owner, last)):
        yield from rows
        last = rows[-1].pk


def _after(owner: UUID, last: UUID | None) -> Iterator[Dossier]:
    found = Dossier.objects.filter(owner_id=owner).order_by("id")
    return iter((found.filter(id__gt=last) if last else found)[:BATCH])


def _dossier(box: _Box, dossier: Dossier) -> None:
    folder = f"ho-so/{dossier.shown_code or f'nhap-{dossier.pk}'}"
    box.data(f"{folder}/da-khai.json", _told(dossier))
    box.data(f"{folder}/ai-da-xem.json", _seen(dossier.pk))
    for sheet in declared.papers(dossier) if dossier.answers else ():
        try:
            if (printed := declared.printed(dossier, sheet.key, "pdf")) is not None:
                box.bytes(f"{folder}/to-khai/{sheet.key}.pdf", printed.content)
        except PaperError:
            box.left_out += 1
    if dossier.code:
        box.bytes(f"{folder}/giay-hen.pdf", form01.render(dossier))
    given = Paper.objects.filter(dossier=dossier).select_related("file")
    for number, paper in enumerate(given.iterator(chunk_size=BATCH), start=1):
        box.file(f"{folder}/giay-to/{number:02} {paper.file.name}", paper.file)
    result = Result.objects.filter(dossier=dossier).select_related("file").first()
    if result is not None and result.file is not None and in_hand(dossier):
        box.file(f"{folder}/ket-qua {result.file.name}", result.file)


def _told(dossier: Dossier) -> dict[str, Any]:
    facts = (
        "code", "submission_code", "state", "contact_name", "phone", "email", "delivery_method", "channel",
        "created_at", "submitted_at", "received_at", "due_at", "ended_at", "answers", "typed", "set_aside",
    )  # fmt: skip
    done = journal.entries(dossier.subject)
    return {
        "procedure": catalogue.version(dossier.version_id).name,
        **{name: getattr(dossier, name) for name in facts},
        "questions": {f"{section.key}.{field.key}": field.label for section, field in completeness.asked(dossier)},
        "history": [{"at": fact.at, "what": fact.kind, "by": fact.actor_name} for fact in done],
    }


def _seen(dossier: UUID) -> list[dict[str, Any]]:
    """Every look, newest first, a page of the journal at a time; at most 1,000."""
    found: list[dict[str, Any]] = []
    key: UUID | None = None
    while len(found) < 1000:
        page = viewing.looks([dossier], key, 200)
        found += [
            {"at": one.at, "who": one.who, "role": one.role, "office": one.office, "what": one.act, "why": one.why}
            for one in page.rows
        ]
        if page.next_key is None:
            break
        key = UUID(page.next_key)
    return found
