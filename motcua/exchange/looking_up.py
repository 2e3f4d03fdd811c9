"""What anybody may ask by a code: how far a dossier is, and whether a result is true. Nothing personal, ever."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router

from motcua.dossiers import degree, pin
from motcua.dossiers.lifecycle import State
from motcua.dossiers.results import checking
from motcua.exchange import problems, shapes
from motcua.kit.references import normal_code
from motcua.kit.words import N_

router = Router(tags=[N_("Tra cứu")])
DOSSIER = r"^[0-9A-Za-z.\-]{8,60}$"
CHECK = r"^[0-9A-Za-z]{16}$"


@router.get(
    "/progress/{code}", response=shapes.Progress, url_name="api_progress", summary=N_("Hồ sơ đã đến bước nào"),
)  # fmt: skip
def progress(
    request: HttpRequest, code: Annotated[str, Path(pattern=DOSSIER, description="Mã hồ sơ trên giấy hẹn")]
) -> shapes.Progress:
    """The degree of completion (R49: all that is shown without signing in); the same refusal for every other code."""
    found = pin.by_code(code)
    if found is None or found.state == State.DRAFT:
        raise problems.nothing_here()
    done = degree.reached(State(found.state))
    title = str(degree.ROAD[done - 1][0])
    return shapes.Progress(code=normal_code(code), done=done, of=len(degree.ROAD), step=title)


@router.get(
    "/results/{code}", response=shapes.CheckedResult, url_name="api_check", summary=N_("Kiểm tra giấy đã cấp"),
)  # fmt: skip
def check(
    request: HttpRequest, code: Annotated[str, Path(pattern=CHECK, description="Mã kiểm tra in trên giấy, 16 ký tự")]
) -> shapes.CheckedResult:
    """Whether an office issued a paper with this check code, and whether its signatures hold."""
    found = checking.find(code)
    if found is None:
        raise problems.nothing_here()
    signatures = [shapes.SignatureTold(signer=one.signer, valid=one.valid, at=one.at) for one in found.signatures]
    return shapes.CheckedResult(
        code=found.code, title=found.title, number=found.number, office=found.agency_name, signed_at=found.signed_at,
        sound=found.sound, signatures=signatures,
    )  # fmt: skip
