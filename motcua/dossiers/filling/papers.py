"""One paper of the dossier: files given, taken away, and whether one may go on."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.catalogue.models import Component
from motcua.dossiers import completeness, drafting, storing
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier, Paper
from motcua.files import api as files
from motcua.kit.actor import Actor

MOST_AT_ONCE = 10
Add = Callable[[Dossier, Actor, str, "UploadedFile[Any]"], Paper]


def limit_sentence() -> str:
    """What may be attached, said at the control (Circular 32/2017 Art 7)."""
    return _("Ảnh JPG, PNG hoặc tệp PDF, mỗi tệp không quá %(megabytes)s MB.") % {
        "megabytes": settings.MOTCUA_UPLOAD_LIMIT // (1024 * 1024)
    }


def component(dossier: Dossier, code: str) -> Component | None:
    """The paper of that code, if this dossier needs it."""
    return next((one for one in completeness.components(dossier) if one.code == code), None)


def take(
    dossier: Dossier, actor: Actor, code: str, uploads: "list[UploadedFile[Any]]", join: bool = False,
    add: Add = drafting.add_paper,
) -> str:  # fmt: skip
    """Keep the files; what is wrong with the last one that was refused, or nothing.

    `join`: several photographs as one PDF. `add` attaches one file, to a draft unless it says otherwise.
    """
    error = ""
    photographs = [one for one in uploads if (one.content_type or "").startswith("image/")] if join else []
    if len(photographs) > 1:
        error = _attempt(photographs[0], lambda: storing.add_joined(dossier, actor, code, photographs))
        uploads = [one for one in uploads if one not in photographs]
    for upload in uploads[:MOST_AT_ONCE]:
        error = _attempt(upload, partial(add, dossier, actor, code, upload)) or error
    return error


def _attempt(upload: "UploadedFile[Any]", keep: Callable[[], Paper]) -> str:
    try:
        keep()
    except (files.Refused, Refused) as refused:
        return f"{upload.name}: {refused}"
    return ""


def lacks(dossier: Dossier, item: Component) -> str:
    """What keeps one from going on; empty when the paper is there or need not be."""
    if not item.must or Paper.objects.filter(dossier=dossier, component=item.code, replaced_at=None).exists():
        return ""
    return _("Hãy chụp ảnh hoặc chọn tệp giấy tờ này trước khi tiếp tục.")


def given(dossier: Dossier, code: str) -> list[Paper]:
    """The files given for a paper."""
    return [one for one in completeness.current_papers(dossier) if one.component == code]


def shown(paper: Paper, address: str, source: str = "") -> dict[str, Any]:
    """A file as the control shows it; `address` gives its bytes, `source` says where it came from."""
    return {
        "id": str(paper.id), "name": paper.file.name, "size": paper.file.size, "scan": paper.file.scan,
        "source": source, "href": address, "thumb": f"{address}?nho=1" if paper.file.is_image else None,
    }  # fmt: skip


def as_uuid(text: str) -> UUID | None:
    """An identifier from a form; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
